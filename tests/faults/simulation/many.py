"""Many seeds, on all processors."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.faults.simulation.scenario import Outcome, simulate


@dataclass
class Many:
    """Sums over seeds. `failed`: seed -> what was wrong. `worlds`: in how many seeds each kind of fault happened."""

    first: int
    seeds: int
    seconds: float = 0.0
    returned: int = 0
    stored: int = 0
    lost: int = 0
    doubled: int = 0
    invented: int = 0
    commits: int = 0
    excused: Counter[str] = field(default_factory=Counter)
    happened: Counter[str] = field(default_factory=Counter)
    worlds: Counter[str] = field(default_factory=Counter)
    failed: dict[int, list[str]] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        verdict = outcome.verdict
        self.returned += verdict.returned + sum(verdict.excused.values())
        self.stored += verdict.stored
        self.lost += verdict.lost
        self.doubled += verdict.doubled
        self.invented += verdict.invented
        self.commits += outcome.commits
        self.excused += verdict.excused
        self.happened += outcome.happened
        self.worlds.update([fault for fault, times in outcome.happened.items() if times])
        if verdict.faults:
            self.failed[outcome.seed] = verdict.faults


def run_many(first: int, seeds: int, after_each: Callable[[Outcome], None]) -> Many:
    """Simulate them all; `after_each` is called as they come."""
    many, started = Many(first, seeds), time.monotonic()
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        for outcome in pool.imap_unordered(_without_trace, range(first, first + seeds), chunksize=10):
            many.add(outcome)
            after_each(outcome)
    many.failed = dict(sorted(many.failed.items()))
    many.seconds = time.monotonic() - started
    return many


def _without_trace(seed: int) -> Outcome:
    outcome = simulate(seed)
    outcome.trace.clear()
    return outcome
