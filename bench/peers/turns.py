"""Tools take turns (A B C A B C), so that a busy minute of the machine hits all of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench.measure import scratch
from bench.peers.measurements import MEASUREMENTS
from bench.peers.scales import Scale
from bench.peers.tool import Failed, Tool

_TOO_SLOW_S = 12.0  # for `ingest`, longer than this: no `ingest_full`
_ONCE_S = 40.0  # one repetition took longer than this: no second one (losses excepted)

Results = dict[str, dict[str, list[dict[str, Any]]]]


def take_turns(
    tools: Sequence[Tool], names: Sequence[str], scale: Scale, results: Results, save: Callable[[], None]
) -> None:
    """Fill `results`: tool -> measurement -> its repetitions. `save` is called after each round."""
    for name in names:
        repeats, spent = scale.repeats.get(name, 1), dict.fromkeys(tools, 0.0)
        for turn in range(repeats):
            for tool in tools:
                if _wanted(tool, name, scale, results[tool.name], spent[tool]):
                    began = time.monotonic()
                    results[tool.name].setdefault(name, []).append(_once(tool, name, scale))
                    spent[tool] = time.monotonic() - began
            print(f"{name}, {turn + 1} of {repeats}", flush=True)
            save()


def _once(tool: Tool, name: str, scale: Scale) -> dict[str, Any]:
    with scratch() as folder:
        try:
            return MEASUREMENTS[name](tool, folder, scale)
        except (Failed, OSError, ValueError) as failure:  # one broken tool must not end the others' run
            return {"failed": str(failure)}


def _wanted(tool: Tool, name: str, scale: Scale, results: dict[str, list[dict[str, Any]]], before_s: float) -> bool:
    if name in tool.peer.NOT_MEASURED or (before_s > _ONCE_S and name != "kill"):
        return False
    return name != "ingest_full" or (scale.points <= tool.peer.POINTS and _quick(results.get("ingest", [])))


def _quick(ingests: list[dict[str, Any]]) -> bool:
    took = [run["write_s"] + run["read_all_s"] for run in ingests if "write_s" in run]
    return bool(took) and statistics.median(took) < _TOO_SLOW_S
