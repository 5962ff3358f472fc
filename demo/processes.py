"""Programs that the demo starts: each is ended with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

END_SECONDS = 10.0


def program(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this package."""
    return [sys.executable, "-m", f"{__package__}.{module}", *arguments]


def environment(**more: str) -> dict[str, str]:
    """This process's own, with the place of this package, and `more`."""
    package = Path(__file__).parent
    root = package.parents[__package__.count(".")] if __package__ else package.parent
    path = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, **more}


def end(process: subprocess.Popen[str]) -> None:
    """SIGTERM, and SIGKILL if it takes longer than 10 s."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)
    if process.poll() is None:
        process.kill()
        process.wait()


@contextmanager
def ending_by_signal() -> Iterator[None]:
    """SIGTERM and SIGHUP raise SystemExit (128 + number, as shells count) in the block, so that it tidies up.

    One that is ignored stays so (`nohup`), and so is every further one: timeout(1) sends two.
    """
    taken = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) != signal.SIG_IGN]

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        for each in taken:
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    before = [signal.signal(number, stop) for number in taken]
    try:
        yield
    finally:
        for number, handler in zip(taken, before, strict=True):
            signal.signal(number, handler)
