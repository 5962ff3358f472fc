"""Lines: how points come into chunks. What it costs does not grow with the length of the series.

New points at the end go into the open chunk, which is small and cheap to write again. When it is full it is closed as a
small chunk; when the small ones hold enough points for a sealed chunk they are sealed together, with their pyramid.
Points at earlier steps are merged into the chunks that they fall into, and only those are written again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert

from sightline_server.logs import queries
from sightline_server.logs.chunks import points_of
from sightline_server.logs.heads import Head
from sightline_server.logs.numbers import columns_of
from sightline_server.logs.sketch import Sketch
from sightline_server.logs.tables import chunk
from sightline_server.store.chunks import pack, split
from sightline_server.store.points import EMPTY, Points, join, merge
from sightline_server.store.pyramid import COARSE, FINE, reduce_by
from sightline_server.store.upsert import upsert

#: Points of the open chunk, at most.
OPEN = 256
#: Points of a sealed chunk, at least, unless a merge split one.
FEWEST = 4096
#: Lines whose small chunks are read in one go.
MOST_READ = 64
#: Generation of points that were replaced by a later wall time.
REPLACED = -1
#: Whole steps up to here are told apart by a float64.
_EXACT = 2.0**53


class Series:
    """Takes the points of one batch; `save` writes them. `heads`: lines that the batch touches, changed in place."""

    def __init__(self, connection: Connection, heads: Iterable[Head]) -> None:
        self._connection = connection
        lines = [head for head in heads if head.type == "line" and head.versions]
        names = {head.id: head.name for head in lines}
        # A line that got no point yet has no chunk.
        self._open: dict[int, tuple[Points, Sketch]] = {head.id: (EMPTY, Sketch()) for head in lines}
        for log_id, data, sketch in queries.open_chunks(connection, [(head.id, head.generation) for head in lines]):
            self._open[log_id] = (points_of(names[log_id], [(0, data)]), Sketch(sketch))
        self._lines = lines
        self._rows: list[dict[str, Any]] = []
        self._gone: list[tuple[int, int, int]] = []
        self._small: dict[int, dict[int, bytes]] = {}
        self._touched: dict[int, Head] = {}

    def start(self, head: Head) -> None:
        """A new generation: an empty series. What was there before stays as history."""
        if head.versions:
            upsert(self._connection, chunk, [self._open_row(head)])
        self._open[head.id] = (EMPTY, Sketch())
        self._small.pop(head.id, None)
        head.versions += 1
        head.number = head.text = head.step = head.first_step = head.last_time = None
        head.min = head.min_step = head.max = head.max_step = None
        head.count = head.non_finite = head.small_points = 0
        head.whole_steps, head.next_chunk = True, 1

    def append(self, head: Head, arrived: Points) -> None:
        """Add points; those of a step that is present replace it if they are later, and the others become history."""
        if not arrived.size:
            return
        self._touched[head.id] = head
        if self._comes_after(head, arrived):
            self._extend(head, arrived)
        else:
            self._insert(head, arrived)
        head.whole_steps = head.whole_steps and arrived.steps.dtype == np.int64
        head.updated = max(head.updated, float(arrived.times.max()))

    def save(self) -> None:
        """Write the chunks that changed."""
        self._flush()
        upsert(self._connection, chunk, [self._open_row(head) for head in self._touched.values()])
        self._touched = {}

    def _comes_after(self, head: Head, arrived: Points) -> bool:
        if arrived.size > 1 and not np.all(arrived.steps[1:] > arrived.steps[:-1]):
            return False
        if head.step is None:
            return True
        points, _ = self._open[head.id]
        if points.size:
            return bool(arrived.steps[0] > points.steps[-1])
        return abs(head.step) < _EXACT and bool(arrived.steps[0] > head.step)

    def _extend(self, head: Head, arrived: Points) -> None:
        points, sketch = self._open[head.id]
        sketch.extend(arrived.values)
        _count_in(head, arrived)
        points = join([points, arrived]) if points.size else arrived
        if points.size > OPEN:
            if head.small_points + points.size < FEWEST:
                self._close(head, points)
            else:
                self._lay_out(head, join([self._take_small(head), points]))
            points = self._open[head.id][0]
        self._open[head.id] = (points, sketch)

    def _close(self, head: Head, points: Points) -> None:
        """The open chunk becomes a small one, and a new one is open."""
        self._rows.append(_row(head, points, sealed=False))
        self._small.pop(head.id, None)
        head.small_points += points.size
        self._open[head.id] = (EMPTY, self._open[head.id][1])

    def _lay_out(self, head: Head, tail: Points) -> None:
        """Seal it if it is enough; else it is a small chunk, or open."""
        if tail.size >= FEWEST:
            self._seal(head, tail)
            tail = EMPTY
        self._open[head.id] = (tail, self._open[head.id][1])
        if tail.size > OPEN:
            self._close(head, tail)

    def _seal(self, head: Head, points: Points) -> None:
        self._rows += [_row(head, part, sealed=True) for part in split(points)]

    def _take_small(self, head: Head) -> Points:
        """The points of the small chunks, which are removed."""
        if not head.small_points:
            return EMPTY
        if any(row["log_id"] == head.id for row in self._rows):
            self._flush()
            self._small.pop(head.id, None)
        if head.id not in self._small:
            self._read_small(head)
        small = self._small.pop(head.id)
        self._gone += [(head.id, head.generation, number) for number in small]
        head.small_points = 0
        return points_of(head.name, small.items())

    def _read_small(self, head: Head) -> None:
        """Its small chunks, and in one go those of lines that grew with it: they are sealed with it as well."""
        alike = [other for other in self._lines if other.small_points == head.small_points and other is not head]
        generations = {line.id: line.generation for line in (head, *alike[: MOST_READ - 1])}
        self._small.update(queries.small_chunks(self._connection, generations))

    def _insert(self, head: Head, arrived: Points) -> None:
        """Points at steps that are there, or between them, or in no order."""
        self._flush()
        sealed = queries.sealed_steps(self._connection, head.id, head.generation)
        firsts = np.array([first for _, first, _ in sealed])
        end_of_sealed = sealed[-1][2] if sealed else -np.inf
        place = np.clip(np.searchsorted(firsts, arrived.steps.astype(float), "right") - 1, 0, None)
        place[arrived.steps > end_of_sealed] = len(sealed)
        groups: list[tuple[Points, Points]] = []
        for index in np.unique(place).tolist():
            part = arrived.part(place == index)
            if index == len(sealed):
                groups.append(self._merge_tail(head, part))
            else:
                groups.append(self._merge_sealed(head, sealed[index][0], part))
        replaced = join([others for _, others in groups if others.size])
        if replaced.size:
            self._keep_replaced(head, replaced)
        self._count_again(head, [kept for kept, _ in groups], replaced)

    def _merge_sealed(self, head: Head, number: int, arrived: Points) -> tuple[Points, Points]:
        data = queries.chunk_data(self._connection, head.id, head.generation, number)
        stored = points_of(head.name, [(number, data)])
        kept, others = merge(stored, arrived)
        self._gone.append((head.id, head.generation, number))
        self._seal(head, kept)
        return kept, others

    def _merge_tail(self, head: Head, arrived: Points) -> tuple[Points, Points]:
        stored = join([self._take_small(head), self._open[head.id][0]])
        kept, others = merge(stored, arrived)
        self._lay_out(head, kept)
        return kept, others

    def _keep_replaced(self, head: Head, replaced: Points) -> None:
        row = _row(head, replaced, sealed=False)
        self._rows.append({**row, "generation": REPLACED, "first_step": float(replaced.steps.min())})

    def _count_again(self, head: Head, changed: list[Points], replaced: Points) -> None:
        """The head after a merge. Extremes are looked for again only if one of them was replaced."""
        self._flush()
        head.count = queries.count_points(self._connection, head.id, head.generation) + self._open[head.id][0].size
        lost = {head.min, head.max} & set(replaced.values.tolist())
        if lost or head.non_finite or not all(np.isfinite(part.values).all() for part in changed):
            changed = [self._everything(head)]
            head.min = head.min_step = head.max = head.max_step = None
            head.non_finite = int((~np.isfinite(changed[0].values)).sum())
        for part in changed:
            _widen(head, part)
        last = max(changed, key=lambda part: part.steps[-1])
        if head.step is None or last.steps[-1] >= head.step:
            _set_last(head, last)
        head.first_step = (
            min(float(part.steps[0]) for part in changed)
            if head.first_step is None
            else min(head.first_step, *(float(part.steps[0]) for part in changed))
        )
        sketch = Sketch()
        sketch.extend(self._outline(head).values)
        self._open[head.id] = (self._open[head.id][0], sketch)

    def _everything(self, head: Head) -> Points:
        stored = queries.chunks_between(self._connection, head.id, head.generation, "data", -np.inf, np.inf)
        return join([points_of(head.name, stored), self._open[head.id][0]])

    def _outline(self, head: Head) -> Points:
        """Few points with every extreme, to draw the sparkline anew."""
        stored = queries.chunks_between(self._connection, head.id, head.generation, "coarse", -np.inf, np.inf)
        return join([points_of(head.name, stored), self._open[head.id][0]])

    def _flush(self) -> None:
        queries.delete_chunks(self._connection, self._gone)
        self._gone = []
        if self._rows:
            self._connection.execute(insert(chunk), self._rows)
            self._rows = []

    def _open_row(self, head: Head) -> dict[str, Any]:
        points, sketch = self._open[head.id]
        return {**_row(head, points, sealed=False, number=0), "sketch": sketch.pack()}


def _row(head: Head, points: Points, *, sealed: bool, number: int | None = None) -> dict[str, Any]:
    if number is None:
        number = head.next_chunk
        head.next_chunk += 1
    small = points.size <= OPEN
    ends = (points.steps[0], points.steps[-1]) if points.size else (head.step or 0.0, head.step or 0.0)
    return {
        "log_id": head.id,
        "generation": head.generation,
        "number": number,
        "first_step": float(ends[0]),
        "last_step": float(ends[1]),
        "count": points.size,
        "coarse": pack(reduce_by(points, COARSE), compress=False) if sealed else None,
        "fine": pack(reduce_by(points, FINE), compress=False) if sealed else None,
        "data": pack(points, compress=not small),
    }


def _count_in(head: Head, arrived: Points) -> None:
    """The head after points came at the end."""
    if head.first_step is None:
        head.first_step = float(arrived.steps[0])
    head.count += arrived.size
    _widen(head, arrived)
    _set_last(head, arrived)
    head.non_finite += int((~np.isfinite(arrived.values)).sum())


def _set_last(head: Head, points: Points) -> None:
    head.number, head.text = columns_of(float(points.values[-1]))
    head.step = float(points.steps[-1])
    head.last_time = float(points.times[-1])


def _widen(head: Head, points: Points) -> None:
    """Let the head's extremes hold these points. Of equal values the first step stays."""
    finite = np.isfinite(points.values)
    if not finite.all():
        points = points.part(finite)
    if not points.size:
        return
    low, high = int(points.values.argmin()), int(points.values.argmax())
    if head.min is None or points.values[low] < head.min:
        head.min, head.min_step = float(points.values[low]), float(points.steps[low])
    if head.max is None or points.values[high] > head.max:
        head.max, head.max_step = float(points.values[high]), float(points.steps[high])
