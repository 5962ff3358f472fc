"""One seed with its events, or many seeds and what became of them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.faults.simulation.many import run_many
from tests.faults.simulation.report import rewrite
from tests.faults.simulation.scenario import Outcome, simulate


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.simulation", description=__doc__)
    parser.add_argument("seed", type=int, nargs="?", default=0, help="the seed, or the first of many")
    parser.add_argument("-v", action="store_true", help="print all that happens")
    parser.add_argument("--seeds", type=int, default=1, help="how many, on all processors")
    parser.add_argument("--write", type=Path, help="a page whose results are written anew")
    given = parser.parse_args()
    if given.seeds == 1:
        return _one(given.seed, given.v)
    many = run_many(given.seed, given.seeds, _name_failure)
    print(f"{many.seeds} seeds, {len(many.failed)} failed; {many.returned} values logged, {many.lost} lost, "
          f"{many.doubled} doubled")  # fmt: skip
    if given.write:
        rewrite(given.write, many)
    return int(bool(many.failed))


def _name_failure(outcome: Outcome) -> None:
    """How to see it again, in one line."""
    if outcome.verdict.faults:
        print(f"python -m tests.faults.simulation {outcome.seed} -v    # {outcome.verdict.faults[0][:160]}", flush=True)


def _one(seed: int, tell: bool) -> int:
    verdict = simulate(seed, tell=tell).verdict
    for fault in verdict.faults:
        print(fault)
    print(f"{verdict.logged} values logged, {verdict.stored} stored, {verdict.lost} lost, {verdict.doubled} doubled; "
          f"outside the promise: {dict(verdict.excused)}")  # fmt: skip
    return int(bool(verdict.faults))


if __name__ == "__main__":
    sys.exit(main())
