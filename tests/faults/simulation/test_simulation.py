"""A few hundred worlds lose nothing, and the simulation would have noticed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.simulation.oracle import Logged, Oracle, Stored
from tests.faults.simulation.planted import PLANTED
from tests.faults.simulation.scenario import simulate

SEEDS = 300
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("first", range(0, SEEDS, 25))
def test_nothing_is_lost_and_nothing_is_doubled(first: int) -> None:
    for seed in range(first, first + 25):
        verdict = simulate(seed).verdict
        assert verdict.faults == [], f"python -m tests.faults.simulation {seed} -v"
        assert (verdict.lost, verdict.doubled, verdict.invented) == (0, 0, 0)


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_caught(bug: str) -> None:
    assert any(simulate(seed, PLANTED[bug]()).verdict.faults for seed in range(SEEDS))


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_a_seed_is_replayed_exactly(hash_seed: str) -> None:
    command = [sys.executable, "-m", "tests.faults.simulation", "18", "-v"]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    assert told.splitlines()[:-1] == simulate(18).trace


def test_every_kind_of_fault_happens() -> None:
    happened = sum([simulate(seed).happened for seed in range(60)], start=simulate(60).happened)
    expected = {
        "training process killed", "training machine power cut", "server killed", "server power cut", "clock jump",
        "training machine's disk full", "disk error at a call", "server's disk full", "fork", "two writers",
        "log() within log()", "journal deleted by hand", "all files closed by the script", "request lost",
        "request doubled", "request overtaken", "answer slow", "answer lost", "answer cut", "answer replaced",
    }  # fmt: skip
    assert {fault for fault, times in happened.items() if times} == expected


def logged(value: float, kind: str = "at steps", step: int | None = 1, time: float = 1.0, excuse: str = "") -> Logged:
    return Logged("e", "loss", kind, step, value, "machine", "script", int(value), time, excuse)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "stored", "counts"),
    [
        ([logged(1)], [Stored("e", "loss", 1, 1, 1.0)], (0, 0, 0)),
        ([logged(1)], [], (1, 0, 0)),
        ([logged(1, excuse="killed")], [], (0, 0, 0)),
        ([logged(1), logged(2, time=2.0)], [Stored("e", "loss", 1, 1, 1.0)], (1, 0, 0)),
        ([logged(1, time=2.0), logged(2)], [Stored("e", "loss", 1, 1, 2.0)], (0, 0, 0)),
        ([logged(1, "in order", None)], [Stored("e", "loss", 0, 1, 1.0), Stored("e", "loss", 1, 1, 1.0)], (0, 1, 0)),
        ([logged(1)], [Stored("e", "loss", 1, 1, 1.0), Stored("e", "loss", 2, 9, 1.0)], (0, 0, 1)),
    ],
    ids=["stored", "lost", "excused", "the earlier one stands", "the later one stands", "doubled", "invented"],
)
def test_the_judgement(given: list[Logged], stored: list[Stored], counts: tuple[int, int, int]) -> None:
    oracle = Oracle()
    oracle.calls(given)
    verdict = oracle.judge(stored)
    assert (verdict.lost, verdict.doubled, verdict.invented) == counts
    assert bool(verdict.faults) == (counts != (0, 0, 0))


def test_what_is_out_of_order_is_a_fault() -> None:
    oracle = Oracle()
    oracle.calls([logged(1, "in order", None), logged(2, "in order", None)])
    verdict = oracle.judge([Stored("e", "loss", 0, 2, 1.0), Stored("e", "loss", 1, 1, 1.0)])
    assert "out of order" in verdict.faults[0]
