"""Points as they travel, read into arrays before the writer's turn."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import numpy as np
from sightline.errors import InvalidLog

from sightline_server.logs.payloads import Points as Record
from sightline_server.store.points import Floats, Points, Steps
from sightline_server.text import counted

#: The largest whole step: sums of two of them still fit 64 bits, and a float64 holds neighbours of most.
LARGEST_STEP = 2**62
LATEST_TIME = 1e11
_EXACT = 2**53


class Arrived(NamedTuple):
    """`given`: the steps that came, None where one has to be counted on; empty when all of them have to be."""

    given: Steps | list[int | float | None] | None
    values: Floats
    times: Floats

    def after(self, last: float | None) -> Points:
        """The points behind a series whose last step is `last` (None: it is empty). Raises InvalidLog."""
        if self.given is None:
            start = 0 if last is None else int(last // 1) + 1
            if start + len(self.values) > LARGEST_STEP:
                raise InvalidLog("", "steps", "room to count on after the last step", f"{last:.0f}")
            return Points(np.arange(start, start + len(self.values), dtype=np.int64), self.values, self.times)
        if isinstance(self.given, list):
            return Points(_counted_on(self.given, last), self.values, self.times)
        return Points(self.given, self.values, self.times)


def read(record: Record) -> Arrived:
    """The columns of a record, checked: one length, steps that fit 64 bits, times that are times. Raises InvalidLog."""
    values = _floats(record.name, "values", record.values)
    times = _floats(record.name, "times", record.times)
    steps = record.steps
    if isinstance(steps, bytes):
        given: Steps | list[int | float | None] | None = _packed_steps(record.name, steps)
    else:
        given = None if steps is None else _steps(record.name, steps)
    for column, there in (("times", times), ("steps", given)):
        if there is not None and len(there) != len(values):
            raise InvalidLog(record.name, column, f"{len(values)}, one for each value", f"{len(there)}")
    if not np.all(np.abs(times) < LATEST_TIME):
        times = np.where(np.abs(times) < LATEST_TIME, times, time.time())
    return Arrived(given, values, times)


def _floats(name: str, column: str, given: list[Any] | bytes) -> Floats:
    if isinstance(given, list):
        return np.array(given, np.float64)
    if len(given) % 8:
        raise InvalidLog(name, column, "float64 numbers, 8 bytes each", counted(len(given), "byte"))
    return np.frombuffer(given, "<f8").astype(np.float64, copy=False)


def _packed_steps(name: str, given: bytes) -> Steps:
    steps = _floats(name, "steps", given)
    if not np.all(np.abs(steps) <= _EXACT):
        raise InvalidLog(name, "steps", "packed numbers between -2**53 and 2**53", _worst(steps))
    return _whole_if_exact(steps)


def _steps(name: str, given: list[int | float | None]) -> Steps | list[int | float | None]:
    try:
        steps = np.array(given)
    except OverflowError:
        steps = np.array(given, object)
    if steps.dtype == np.int64 and len(steps):
        low, high = int(steps.min()), int(steps.max())
        if low >= -LARGEST_STEP and high <= LARGEST_STEP:
            return steps
    elif steps.dtype == np.float64 and np.all(np.abs(steps) < LARGEST_STEP):
        return _whole_if_exact(steps)
    elif steps.dtype == object:
        return _with_gaps(name, given)
    if not len(steps):
        return np.empty(0, np.int64)
    raise InvalidLog(name, "steps", "numbers between -2**62 and 2**62", _worst(steps))


def _whole_if_exact(steps: Floats) -> Steps:
    """int64 when every step is whole and a float64 holds it exactly."""
    if np.all(np.abs(steps) <= _EXACT) and np.all(steps == np.floor(steps)):
        return steps.astype(np.int64)
    return steps


def _with_gaps(name: str, given: list[int | float | None]) -> list[int | float | None]:
    for index, step in enumerate(given):
        if step is not None and not -LARGEST_STEP <= step <= LARGEST_STEP:
            raise InvalidLog(name, f"steps[{index}]", "a number between -2**62 and 2**62", f"{step:.6g}")
    return given


def _counted_on(given: list[int | float | None], last: float | None) -> Steps:
    steps: list[Any] = []
    for step in given:
        last = step if step is not None else 0 if last is None else int(last // 1) + 1
        steps.append(last)
    array = np.array(steps)
    return _whole_if_exact(array) if array.dtype == np.float64 else array


def _worst(steps: Any) -> str:
    return f"{max(steps.tolist(), key=abs)}"[:40]
