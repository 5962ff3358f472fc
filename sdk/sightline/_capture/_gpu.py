"""NVIDIA cards, asked through nvidia-smi where there is one."""

from __future__ import annotations

from typing import Any

from sightline._forking import whole_imports

_SECONDS = 5.0


def gpus() -> list[dict[str, Any]]:
    """[{"name", "memory" (bytes)}] of each card; empty without nvidia-smi."""
    return [{"name": name, "memory": int(_number(memory) * 2**20)} for name, memory in _ask("name", "memory.total")]


def gpu_curves() -> dict[str, float]:
    """Percent of use and of memory of each card, such as {"system/gpu0": 97.0, "system/gpu0-memory": 41.5}."""
    curves: dict[str, float] = {}
    for index, (use, used, total) in enumerate(_ask("utilization.gpu", "memory.used", "memory.total")):
        curves[f"system/gpu{index}"] = _number(use)
        if _number(total) > 0:
            curves[f"system/gpu{index}-memory"] = round(100 * _number(used) / _number(total), 2)
    return curves


def _ask(*fields: str) -> list[list[str]]:
    with whole_imports():
        import shutil
        import subprocess
    program = shutil.which("nvidia-smi")
    if program is None:
        return []
    call = [program, f"--query-gpu={','.join(fields)}", "--format=csv,noheader,nounits"]
    try:
        done = subprocess.run(call, capture_output=True, text=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    rows = [[cell.strip() for cell in line.split(",")] for line in done.stdout.splitlines() if line.strip()]
    return [row for row in rows if len(row) == len(fields)]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:  # "[N/A]"
        return 0.0
