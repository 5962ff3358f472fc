"""Points of a series as three arrays of one length."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Steps = NDArray[np.int64] | NDArray[np.float64]


class Points(NamedTuple):
    """`steps`: int64, or float64 when one of them is not whole; `values`: any float64; `times`: seconds, finite."""

    steps: Steps
    values: Floats
    times: Floats

    @property
    def size(self) -> int:
        return len(self.values)

    def part(self, where: slice | NDArray[np.intp] | NDArray[np.bool_]) -> Points:
        """The points at a slice, at indices or under a mask."""
        return Points(self.steps[where], self.values[where], self.times[where])


EMPTY = Points(np.empty(0, np.int64), np.empty(0), np.empty(0))


def join(parts: list[Points]) -> Points:
    """One after the other. Whole steps stay int64 only if all parts have them."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return EMPTY
    return Points(
        np.concatenate([part.steps for part in parts]),
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.times for part in parts]),
    )


def merge(stored: Points, arrived: Points) -> tuple[Points, Points]:
    """(points by step, points that were replaced). Of one step the later time stays; of one time the later arrival.

    `stored` and `arrived` need no order, and `arrived` may hold a step more than once. A point that came a second time
    exactly as it was (same step, value and time) is dropped: it was replaced by itself.
    """
    if _is_after(stored, arrived):
        return join([stored, arrived]), EMPTY
    both = join([stored, arrived])
    # lexsort is stable: arrivals stand behind what was stored of the same step and time.
    order = np.lexsort((both.times, both.steps))
    both = both.part(order)
    last_of_step = np.append(both.steps[1:] != both.steps[:-1], True)
    kept, others = both.part(last_of_step), both.part(~last_of_step)
    if not others.size:
        return kept, EMPTY
    following = np.flatnonzero(~last_of_step) + 1
    same = (others.times == both.times[following]) & (
        others.values.view(np.int64) == both.values[following].view(np.int64)
    )
    return kept, others.part(~same)


def _is_after(stored: Points, arrived: Points) -> bool:
    """The common case: everything that arrived comes after what is stored, in order and once."""
    if stored.size and arrived.size and not arrived.steps[0] > stored.steps[-1]:
        return False
    return arrived.size < 2 or bool(np.all(arrived.steps[1:] > arrived.steps[:-1]))
