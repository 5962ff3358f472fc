"""What the script printed: numbered lines, in the order of arrival."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from sightline_server.access.checked import CheckedExperiment, ReadableExperiment
from sightline_server.logs.payloads import Console, ConsoleLine, ConsolePage
from sightline_server.logs.tables import console
from sightline_server.text import storable

LONGEST_LINE = 20_000  # characters
#: Rows of which a search looks at one after the other.
ROWS_AT_ONCE = 500


def add(connection: Connection, experiment: CheckedExperiment, first: int, records: list[Console]) -> int:
    """Append; `first` is the number of the next line. The number after them."""
    rows = []
    for record in records:
        lines = [storable(line.replace("\n", " "), LONGEST_LINE) for line in record.lines]
        if lines:
            row = {"experiment_id": experiment, "first": first, "count": len(lines), "stream": record.stream}
            rows.append({**row, "time": record.time, "text": "\n".join(lines)})
            first += len(lines)
    if rows:
        connection.execute(insert(console), rows)
    return first


def page(
    connection: Connection, experiment: ReadableExperiment, after: int, limit: int, search: str, total: int
) -> ConsolePage:
    """At most `limit` lines from number `after` on; with `search` those that contain it, in any letter case."""
    found: list[ConsoleLine] = []
    wanted = search.casefold()
    for row in _rows(connection, experiment, after):
        for place, text in enumerate(row.text.split("\n")):
            if row.first + place >= after and wanted in text.casefold():
                found.append(ConsoleLine(row.first + place, row.stream, text, row.time))
        if len(found) >= limit:
            break
    return ConsolePage(found[:limit], total)


def _rows(connection: Connection, experiment: CheckedExperiment, after: int) -> Iterator[Row[Any]]:
    """Rows with lines from number `after` on, in order; a few hundred in memory at a time."""
    query = select(console).where(console.c.experiment_id == experiment).order_by(console.c.first).limit(ROWS_AT_ONCE)
    rows = connection.execute(query.where(console.c.first + console.c.count > after)).all()
    while rows:
        yield from rows
        rows = connection.execute(query.where(console.c.first > rows[-1].first)).all()
