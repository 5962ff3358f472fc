"""How much each measurement does. `full` is for the page, the smaller ones show that everything works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Scale:
    """Counts, and seconds where the name ends with _s. `turns` of `probes.busy` take 2 ms on this machine."""

    calls: int
    cap_s: float
    steps: int
    points: int
    points_full: int
    runs: int
    kill_s: float
    settle_s: float
    repeats: Mapping[str, int] = field(default_factory=dict)
    turns: int = 0


SCALES = {
    "tiny": Scale(calls=100, cap_s=1, steps=20, points=1000, points_full=2000, runs=3, kill_s=0.3, settle_s=0.2),
    "small": Scale(calls=1000, cap_s=3, steps=200, points=10_000, points_full=20_000, runs=50, kill_s=1, settle_s=2),
    "middle": Scale(
        calls=20_000, cap_s=3, steps=1000, points=100_000, points_full=300_000, runs=300, kill_s=2, settle_s=6,
        repeats={"start": 3, "kill": 2, "loop": 2},
    ),
    "full": Scale(
        calls=20_000, cap_s=6, steps=2000, points=100_000, points_full=1_000_000, runs=1000, kill_s=3, settle_s=6,
        repeats={"start": 5, "calls": 3, "kill": 5, "ingest": 3, "series": 3, "loop": 3, "table": 2, "server": 3},
    ),
}  # fmt: skip
