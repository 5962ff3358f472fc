"""Series as pages and programs read them: O(pixels), every extreme kept."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from sightline_server.access.checked import CheckedExperiment
from sightline_server.logs import heads, queries
from sightline_server.logs.chunks import points_of
from sightline_server.logs.heads import Head
from sightline_server.logs.numbers import numbers
from sightline_server.logs.packing import Whole
from sightline_server.logs.payloads import Axis, Series
from sightline_server.logs.queries import Level, Span
from sightline_server.payloads import Number
from sightline_server.store.points import Floats, Points
from sightline_server.store.pyramid import COARSE, FINE, reduce_to_columns
from sightline_server.store.smoothing import smooth

#: Buckets of the pyramid for each pixel column, at least: then a bucket is narrower than what the eye tells apart.
BUCKETS_PER_COLUMN = 2
#: A point further back than this has less weight in a smoothed one than a float64 can show.
_NEGLIGIBLE = math.log(1e-12)


class Window(NamedTuple):
    """What part of a series is wanted, and for how many pixel columns. `smoothing`: 0 up to below 1.

    `start`, `end`: on the axis; None: all there is. `relative` counts from `origin`, in seconds.
    """

    start: float | None
    end: float | None
    axis: Axis
    width: int
    smoothing: float
    origin: float = 0.0

    @property
    def unbounded(self) -> bool:
        """The whole series."""
        return self.start is None and self.end is None

    def place(self, points: Points) -> Floats:
        """Where the points lie on the axis."""
        if self.axis == "step":
            return points.steps.astype(np.float64, copy=False)
        return points.times - self.origin if self.axis == "relative" else points.times

    def mask(self, points: Points) -> NDArray[np.bool_]:
        """Which points are inside."""
        place = self.place(points)
        return (place >= _or(self.start, -math.inf)) & (place <= _or(self.end, math.inf))


def series(connection: Connection, experiment: CheckedExperiment, names: Sequence[str], window: Window) -> list[Series]:
    """The named lines that the experiment has, reduced to the window's width."""
    found = heads.load(connection, experiment, names)
    lines = [found[name] for name in dict.fromkeys(names) if name in found and found[name].type == "line"]
    return [_series(connection, head, window) for head in lines]


def whole(connection: Connection, experiment: CheckedExperiment, names: Sequence[str]) -> list[Whole]:
    """Every point of the named lines that the experiment has."""
    found = heads.load(connection, experiment, names)
    lines = [found[name] for name in dict.fromkeys(names) if name in found and found[name].type == "line"]
    return [Whole(head, _points(connection, head, "data", -math.inf, math.inf)) for head in lines]


def _series(connection: Connection, head: Head, window: Window) -> Series:
    start, end = _range_of_steps(connection, head, window)
    spans = [] if window.unbounded else queries.spans(connection, head.id, head.generation, start, end)
    level = _level(head.count if window.unbounded else sum(span.points for span in spans), window.width)
    inside = _points(connection, head, level, start, end)
    if not window.unbounded:
        inside = inside.part(window.mask(inside))
    place = window.place(inside)
    if window.axis != "step":
        order = np.argsort(place, kind="stable")
        inside, place = inside.part(order), place[order]
    shown = reduce_to_columns(
        inside, place, _or(window.start, _first(place)), _or(window.end, _last(place)), window.width
    )
    # Whole chunks count without being read; only those at the borders are looked into.
    count = inside.size if level == "data" else _count(connection, head, spans, window, start, end)
    return Series(
        experiment=head.experiment_id,
        name=head.name,
        steps=shown.steps.tolist(),
        values=numbers(shown.values),
        times=[] if window.axis == "step" else shown.times.tolist(),
        smoothed=_smoothed(connection, head, shown, window.smoothing) if window.smoothing else None,
        count=count,
        reduced=shown.size < count,
    )


def _range_of_steps(connection: Connection, head: Head, window: Window) -> tuple[float, float]:
    """The steps that can lie in the window. On a time axis: found in the coarsest points, whose times are real."""
    if window.unbounded:
        return -math.inf, math.inf
    if window.axis == "step":
        return _or(window.start, -math.inf), _or(window.end, math.inf)
    coarse = _points(connection, head, "coarse", -math.inf, math.inf)
    hits = np.flatnonzero(window.mask(coarse))
    if not len(hits):
        place = window.place(coarse)
        hits = np.flatnonzero(place <= _or(window.end, math.inf))[-1:]
    before, after = (hits[0] - 1, hits[-1] + 1) if len(hits) else (-1, coarse.size)
    first = float(coarse.steps[before]) if before >= 0 else -math.inf
    last = float(coarse.steps[after]) if after < coarse.size else math.inf
    return first, last


def _level(count: int, width: int) -> Level:
    """The coarsest level that still has enough buckets for each pixel column. count: stored points in the window."""
    if count >= COARSE * width * BUCKETS_PER_COLUMN:
        return "coarse"
    return "fine" if count >= FINE * width * BUCKETS_PER_COLUMN else "data"


def _points(connection: Connection, head: Head, level: Level, start: float, end: float) -> Points:
    chunks = queries.chunks_between(connection, head.id, head.generation, level, start, end, with_open=True)
    return points_of(head.name, chunks)


def _count(connection: Connection, head: Head, spans: Sequence[Span], window: Window, start: float, end: float) -> int:
    """Stored points in the window."""
    if window.unbounded:
        return head.count
    whole = [span for span in spans if span.first_step > start and span.last_step < end]
    if window.axis != "step":
        return sum(span.points for span in spans)
    count = sum(span.points for span in whole)
    for span in spans:
        if span not in whole:
            data = queries.chunk_data(connection, head.id, head.generation, span.number)
            count += int(window.mask(points_of(head.name, [(span.number, data)])).sum())
    return count


def _smoothed(connection: Connection, head: Head, shown: Points, weight: float) -> list[Number]:
    """The smoothed values at the shown points, computed over all stored ones that still have weight there."""
    if not shown.size:
        return []
    first, last = float(shown.steps.min()), float(shown.steps.max())
    reach = math.ceil(_NEGLIGIBLE / math.log(weight))
    before = queries.step_before(connection, head.id, head.generation, first, reach)
    stored = _points(connection, head, "data", before, last)
    means = smooth(stored.values, weight)
    return numbers(means[np.searchsorted(stored.steps, shown.steps)])


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _first(place: Floats) -> float:
    return float(place[0]) if len(place) else 0.0


def _last(place: Floats) -> float:
    return float(place[-1]) if len(place) else 0.0
