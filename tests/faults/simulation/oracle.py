"""What was logged, what the server has in the end, and whether the one follows from the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["at steps", "in order"]


@dataclass(eq=False)
class Logged:
    """One value that a script gave to `log()`. No two have the same `value`.

    kind: a point at a step, of which the one with the latest wall time stays; or one that follows those before it (a
    point without a step, the state of a log that is no line). `excuse`: why it may be missing; empty: it must be there.
    """

    experiment: str
    name: str
    kind: Kind
    step: int | None
    value: float
    place: str  # machine
    writer: str  # process, or its journal: within one the order is kept
    order: int
    time: float = 0.0
    excuse: str = "killed before log() returned"


class Stored(NamedTuple):
    """One value that the server has, in the server's order. step: None for a state."""

    experiment: str
    name: str
    step: float | None
    value: float
    time: float


@dataclass
class Verdict:
    """Counts of values. `excused`: lost outside the promise, by reason. `faults`: what must not be."""

    logged: int = 0
    returned: int = 0
    stored: int = 0
    lost: int = 0
    doubled: int = 0
    invented: int = 0
    excused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Oracle:
    """Knows every call of every script."""

    def __init__(self) -> None:
        self.logged: list[Logged] = []
        self.accusations: list[str] = []

    def calls(self, given: Iterable[Logged]) -> None:
        """These are being logged, by one call."""
        self.logged += given

    def returned(self, given: Iterable[Logged], time: float, journal: str) -> None:
        """`log()` returned; `time`: the wall time that it read, to a millisecond as the journal has it."""
        for one in given:
            one.time, one.excuse, one.writer = float(f"{time:.3f}"), "", journal

    def excuse(self, values: Iterable[float], reason: str) -> None:
        """These may be lost from now on: they were in memory only."""
        wanted = set(values)
        for one in self.logged:
            if one.value in wanted and not one.excuse:
                one.excuse = reason

    def lose_power(self, place: str, safe: Iterable[float]) -> None:
        """What scripts on this machine logged may be lost, but for the values that the server has."""
        kept = set(safe)
        for one in self.logged:
            if one.place == place and one.value not in kept and not one.excuse:
                one.excuse = "not yet sent at a power cut of the training machine"

    def accuse(self, what: str, detail: str) -> None:
        """Something happened that must never happen."""
        self.accusations.append(f"{what}: {detail}")

    def judge(self, stored: list[Stored]) -> Verdict:
        """Compare."""
        verdict = Verdict(len(self.logged), sum(not one.excuse for one in self.logged), len(stored))
        verdict.faults += self.accusations
        given: defaultdict[tuple[str, str], list[Logged]] = defaultdict(list)
        for one in self.logged:
            given[one.experiment, one.name].append(one)
        there: defaultdict[tuple[str, str], list[Stored]] = defaultdict(list)
        for point in stored:
            there[point.experiment, point.name].append(point)
        for series in dict.fromkeys([*given, *there]):
            _judge_series(verdict, given[series], there[series])
        return verdict


def _judge_series(verdict: Verdict, given: list[Logged], stored: list[Stored]) -> None:
    known = {one.value: one for one in given}
    _count(verdict, "invented", [point for point in stored if point.value not in known])
    times = Counter(point.value for point in stored)
    steps = Counter(point.step for point in stored if point.step is not None)
    twice = [point for point in stored if times[point.value] > 1 or steps[point.step] > 1]
    verdict.doubled += max(times.total() - len(times), steps.total() - len(steps))
    verdict.faults += [f"doubled: {point}" for point in twice]
    if given and given[0].kind == "in order":
        _judge_order(verdict, given, [known[point.value] for point in stored if point.value in known])
    else:
        _judge_steps(verdict, given, {point.step: point for point in stored})


def _judge_order(verdict: Verdict, given: list[Logged], stored: list[Logged]) -> None:
    there = {one.value for one in stored}
    _miss(verdict, [one for one in given if one.value not in there])
    for writer in dict.fromkeys(one.writer for one in stored):
        orders = [one.order for one in stored if one.writer == writer]
        if orders != sorted(orders):
            verdict.faults.append(f"out of order: {stored[0].name} of {writer}: {orders}")


def _judge_steps(verdict: Verdict, given: list[Logged], stored: dict[float | None, Stored]) -> None:
    at: defaultdict[int | None, list[Logged]] = defaultdict(list)
    for one in given:
        at[one.step].append(one)
    for step, candidates in at.items():
        point = stored.get(step)
        if point is None:
            _miss(verdict, candidates)
            continue
        winner = next((one for one in candidates if one.value == point.value), None)
        if winner is None:
            continue  # counted as invented
        _miss(verdict, [one for one in candidates if _beats(one, winner)])
        if winner.time and winner.time != point.time:
            verdict.faults.append(f"its time has changed: {point}, logged at {winner.time}")


def _beats(one: Logged, winner: Logged) -> bool:
    """`one` should stand where `winner` does."""
    if not winner.time or not one.time or one is winner:
        return False
    return one.time > winner.time or (
        one.time == winner.time and one.writer == winner.writer and one.order > winner.order
    )


def _miss(verdict: Verdict, missing: list[Logged]) -> None:
    for one in missing:
        if one.excuse:
            verdict.excused[one.excuse] += 1
        else:
            verdict.lost += 1
            verdict.faults.append(f"lost: {one}")


def _count(verdict: Verdict, what: str, wrong: list[Stored]) -> None:
    setattr(verdict, what, getattr(verdict, what) + len(wrong))
    verdict.faults += [f"{what}: {point}" for point in wrong]
