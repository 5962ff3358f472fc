"""What /proc says of a process: what runs below it, its memory; and how to end exactly these. Linux only."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterable

_PATIENCE_S = 5.0


def tree(root: int) -> list[int]:
    """The process and everything below it."""
    parents, found = _parents(), [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def peak_rss(pid: int) -> int:
    """Bytes that it held in memory at most."""
    return _field(f"/proc/{pid}/status", "VmHWM:")


def rss(pid: int) -> int:
    """Bytes that it holds in memory now."""
    return _field(f"/proc/{pid}/status", "VmRSS:")


def pss(pid: int) -> int:
    """The same, with 1/n of what n processes share."""
    return _field(f"/proc/{pid}/smaps_rollup", "Pss:")


def end(pids: Iterable[int]) -> None:
    """Ask each to end, wait a little, and insist."""
    born = {pid: _born(pid) for pid in pids}
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for pid in _still_there(born):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sign)
        until = time.monotonic() + _PATIENCE_S
        while _still_there(born) and time.monotonic() < until:
            time.sleep(0.02)


def _still_there(born: dict[int, str]) -> list[int]:
    return [pid for pid, moment in born.items() if moment and _born(pid) == moment]


def _born(pid: int) -> str:
    """Tells a process from a later one with the same id; empty when it has ended."""
    state, *fields = _stat(pid) or ["Z"]
    return "" if state == "Z" else fields[18]


def _parents() -> dict[int, int]:
    found = {int(pid): _stat(int(pid)) for pid in os.listdir("/proc") if pid.isdigit()}
    return {pid: int(fields[1]) for pid, fields in found.items() if fields}


def _stat(pid: int) -> list[str]:
    """The fields after the program's name: state, parent, ..."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()
    except OSError:
        return []


def _field(path: str, name: str) -> int:
    try:
        with open(path) as lines:
            return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0) * 1024
    except OSError:
        return 0
