"""Fewer points that still hold every extreme: what a plot of any zoom reads instead of the whole series.

Each sealed chunk carries two reduced forms of itself. A bucket of neighbouring points keeps its first, last, lowest and
highest finite point, and one that is not finite if it has any, as whole points with their own step and time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sightline_server.store.points import Points

#: Points that one bucket stands for.
FINE = 32
COARSE = 512


def reduce_by(points: Points, size: int) -> Points:
    """Lowest and highest of every `size` neighbours, and the first and last point of all."""
    if points.size and np.isfinite(points.values).all():
        return _extremes(points, size)
    return _keep(points, np.arange(0, points.size, size), ends=False)


def _extremes(points: Points, size: int) -> Points:
    """The same for finite values: what sealing a chunk usually costs."""
    buckets = -(-points.size // size)
    filled = np.full(buckets * size, points.values[-1])  # the last bucket is filled up with what it holds already
    filled[: points.size] = points.values
    values = filled.reshape(buckets, size)
    starts = np.arange(0, buckets * size, size)
    kept = np.zeros(points.size, bool)
    kept[[0, -1]] = True
    kept[starts + values.argmin(1)] = True
    kept[starts + values.argmax(1)] = True
    return points.part(kept)


def reduce_to_columns(points: Points, axis: NDArray[np.float64], start: float, end: float, width: int) -> Points:
    """First, lowest, highest and last point of each of `width` equal columns between `start` and `end` on `axis`.

    axis: where each point lies, rising. Points stay as they are when there are no more than four a column.
    """
    if points.size <= width * 4:
        return points
    scale = width / (end - start) if end > start else 0.0
    column = np.clip((axis - start) * scale, 0, width - 1).astype(np.int64)
    starts = np.flatnonzero(np.append(True, column[1:] != column[:-1]))
    return _keep(points, starts, ends=True)


def _keep(points: Points, starts: NDArray[np.intp], *, ends: bool) -> Points:
    """Of each group that starts at `starts`: the extremes, one that is not finite, and, with `ends`, first and last."""
    if not points.size:
        return points
    finite = np.isfinite(points.values)
    low = np.where(finite, points.values, np.inf)
    high = np.where(finite, points.values, -np.inf)
    kept = np.zeros(points.size, bool)
    kept[[0, -1]] = True
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, points.size)))
    for values, lowest in ((low, np.minimum.reduceat(low, starts)), (high, np.maximum.reduceat(high, starts))):
        kept[_first_of_group(group, finite & (values == lowest[group]))] = True
    if not finite.all():
        kept[_first_of_group(group, ~finite)] = True
    if ends:
        kept[starts] = True
        kept[np.append(starts[1:], points.size) - 1] = True
    return points.part(kept)


def _first_of_group(group: NDArray[np.intp], wanted: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Index of the first wanted point of each group that has one."""
    places = np.flatnonzero(wanted)
    if not len(places):
        return places
    groups = group[places]
    return np.asarray(places[np.append(True, groups[1:] != groups[:-1])])
