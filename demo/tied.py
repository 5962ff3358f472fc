"""A program that ends with the one that started it, however that one ended: their pipe closes then.

python -m demo.tied MODULE ARGUMENT...      (its standard input is the pipe)
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import time
from threading import Thread


def follow() -> None:
    """Wait until the pipe closes, then send this process SIGTERM until it ends."""
    while os.read(sys.stdin.fileno(), 4096):
        pass
    while True:  # a program may not listen yet
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(1)


if __name__ == "__main__":
    Thread(target=follow, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
