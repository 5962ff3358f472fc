"""Three blood-cell detectors, really trained, and logged as a script of yours would log them.

`python -m demo` starts a server, trains and shows the address; `train.py` is the script that it runs.
"""
