"""Speed, measured: every figure beside a control of the same run. `python -m bench` runs all of it."""
