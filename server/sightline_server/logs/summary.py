"""Last values of logs over many experiments: what the Summary, the table and comparisons read. Head rows only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, or_, select

from sightline_server.access.checked import CheckedExperiment
from sightline_server.logs import queries
from sightline_server.logs.numbers import value_of
from sightline_server.logs.sketch import Sketch
from sightline_server.logs.tables import log
from sightline_server.payloads import Number

MOST_IDS = 1000


class Last(NamedTuple):
    """The head of one line or value log. `lowest`, `highest`: (value, step) over the finite points."""

    experiment: str
    name: str
    treated_as: str | None
    value: Number
    step: float | None
    first_step: float | None
    lowest: tuple[float, float | None]
    highest: tuple[float, float | None]
    sparkline: list[Number]


def last_values(
    connection: Connection, experiments: Sequence[CheckedExperiment], acting: Sequence[str], names: Sequence[str]
) -> list[Last]:
    """Of these experiments: logs that act as a reserved name of `acting`, and those called one of `names`."""
    wanted = or_(log.c.treated_as.in_(acting), log.c.name.in_(names))
    query = select(
        log.c.id, log.c.experiment_id, log.c.name, log.c.treated_as, log.c.number, log.c.text, log.c.step,
        log.c.first_step, log.c.min, log.c.min_step, log.c.max, log.c.max_step, log.c.count.label("points"),
    ).where(log.c.experiment_id.in_(experiments), log.c.type.in_(("line", "value")), wanted)  # fmt: skip
    rows = connection.execute(query).all()
    sketches = queries.sketches(connection, [row.id for row in rows if row.points > 1])
    found = []
    for row in rows:
        value = value_of(row.number, row.text)
        if value is None:
            continue
        lone = row.number if row.number is not None else float("nan")
        drawn: list[Number] = [*Sketch(sketches[row.id]).values()] if row.id in sketches else []
        found.append(
            Last(
                row.experiment_id, row.name, row.treated_as, value, row.step, row.first_step,
                (lone if row.min is None else row.min, row.min_step),
                (lone if row.max is None else row.max, row.max_step),
                drawn,
            )
        )  # fmt: skip
    return found


def common_lines(connection: Connection, experiments: Sequence[CheckedExperiment], first: Sequence[str]) -> list[str]:
    """Names of lines that at least one of them has.

    Those that act as one of the reserved names `first` lead, then the top level, then sections, and what the machine
    did last; inside each, those of most experiments first, then by name.
    """
    query = (
        select(log.c.name, func.count(), func.max(log.c.treated_as))
        .where(log.c.experiment_id.in_(experiments), log.c.type == "line")
        .group_by(log.c.name)
    )
    found = [(_place(name, acts_as, first), -count, name) for name, count, acts_as in connection.execute(query)]
    return [name for _, _, name in sorted(found)]


def _place(name: str, acts_as: str | None, first: Sequence[str]) -> int:
    if acts_as in first:
        return first.index(acts_as)
    return len(first) + (2 if name.startswith("system/") else "/" in name)
