"""Curves of the machine while a script runs: processor, memory, cards. Linux only; elsewhere there are none."""

from __future__ import annotations

import os
import time

from sightline._forking import whole_imports


class System:
    """Use since the last question."""

    def __init__(self) -> None:
        self._machine = _machine_ticks()
        self._process = time.process_time(), time.monotonic()
        self._has_gpu = True

    def sample(self) -> dict[str, float]:
        """Log name -> percent, or GiB for the process's memory: "system/cpu", "system/memory", "system/gpu0", ...

        `system/cpu` and `system/memory` are of the whole machine; `system/process-cpu` is 100 for one busy core.
        """
        curves: dict[str, float] = {}
        busy, total = self._machine
        self._machine = now_busy, now_total = _machine_ticks()
        if now_total > total:
            curves["system/cpu"] = round(100 * (now_busy - busy) / (now_total - total), 2)
        curves["system/process-cpu"] = self._process_share()
        curves.update(_memory())
        if self._has_gpu:
            with whole_imports():
                from sightline._capture._gpu import gpu_curves
            cards = gpu_curves()
            self._has_gpu = bool(cards)
            curves.update(cards)
        return curves

    def _process_share(self) -> float:
        used, moment = self._process
        self._process = now_used, now = time.process_time(), time.monotonic()
        return round(100 * (now_used - used) / max(now - moment, 1e-6), 2)


def _machine_ticks() -> tuple[int, int]:
    """Busy and all ticks of all processors since the machine started; zeros where /proc is missing."""
    try:
        with open("/proc/stat", "rb") as file:
            ticks = [int(word) for word in file.readline().split()[1:9]]
    except (OSError, ValueError):
        return 0, 0
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def _memory() -> dict[str, float]:
    curves: dict[str, float] = {}
    try:
        with open("/proc/meminfo", "rb") as file:
            facts = {line.split(b":")[0]: int(line.split()[1]) for line in file}
        curves["system/memory"] = round(100 * (1 - facts[b"MemAvailable"] / facts[b"MemTotal"]), 2)
        with open("/proc/self/statm", "rb") as file:
            resident = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        curves["system/process-memory-gib"] = round(resident / 2**30, 3)
    except (OSError, ValueError, KeyError, IndexError):
        return curves
    return curves
