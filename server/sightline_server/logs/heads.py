"""Head rows: all that is known of a log without reading its points or states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from sqlalchemy import Connection, bindparam, func, select

from sightline_server.access.checked import CheckedExperiment
from sightline_server.logs.numbers import number, value_of
from sightline_server.logs.payloads import LineHead
from sightline_server.logs.tables import log
from sightline_server.store.upsert import upsert

#: Names of one IN list: below what both databases take.
MOST_NAMES = 5000


@dataclass(slots=True)
class Head:
    """One row of the table `log`; its columns are described there. A line's generation is `versions - 1`."""

    id: int
    experiment_id: CheckedExperiment
    project_id: int
    name: str
    type: str
    position: int
    treated_as: str | None = None
    versions: int = 0
    updated: float = 0.0
    number: float | None = None
    text: str | None = None
    step: float | None = None
    count: int = 0
    first_step: float | None = None
    whole_steps: bool = True
    last_time: float | None = None
    min: float | None = None
    min_step: float | None = None
    max: float | None = None
    max_step: float | None = None
    non_finite: int = 0
    next_chunk: int = 1
    small_points: int = 0

    @property
    def generation(self) -> int:
        return self.versions - 1


_NAMES = tuple(field.name for field in fields(Head))
_COLUMNS = [log.c[name] for name in _NAMES]
_values = attrgetter(*_NAMES)
_LOAD = select(*_COLUMNS).where(
    log.c.experiment_id == bindparam("experiment"), log.c.name.in_(bindparam("names", expanding=True))
)
_LAST_ID = select(func.max(log.c.id))


def load(connection: Connection, experiment: CheckedExperiment, names: Sequence[str]) -> dict[str, Head]:
    """Those of the named logs that exist."""
    found: dict[str, Head] = {}
    for start in range(0, len(names), MOST_NAMES):
        part = {"experiment": experiment, "names": names[start : start + MOST_NAMES]}
        for head in (Head(*row) for row in connection.execute(_LOAD, part)):
            found[head.name] = head
    return found


def one(connection: Connection, experiment: CheckedExperiment, name: str) -> Head | None:
    """The named log's head, if it exists."""
    return load(connection, experiment, [name]).get(name)


def all_of(connection: Connection, experiment: CheckedExperiment) -> list[Head]:
    """Every log of the experiment, in the order of their first arrival."""
    query = select(*_COLUMNS).where(log.c.experiment_id == experiment).order_by(log.c.position)
    return [Head(*row) for row in connection.execute(query)]


def types(connection: Connection, experiment: CheckedExperiment) -> dict[str, str]:
    """Name -> type of every log, in the order of their first arrival."""
    query = select(log.c.name, log.c.type).where(log.c.experiment_id == experiment).order_by(log.c.position)
    return {row.name: row.type for row in connection.execute(query)}


def save(connection: Connection, heads: Iterable[Head]) -> None:
    """Write them as they are now."""
    upsert(connection, log, [dict(zip(_NAMES, _values(head), strict=True)) for head in heads])


def next_id(connection: Connection) -> int:
    """The first number that no log has. Only for the writer, which is alone while its transaction lasts."""
    return (connection.execute(_LAST_ID).scalar_one() or 0) + 1


def line_head(head: Head) -> LineHead | None:
    """What a page shows of a line; None while it has no points."""
    last = value_of(head.number, head.text)
    if not head.count or last is None or head.first_step is None or head.step is None:
        return None
    return LineHead(
        count=head.count,
        first_step=head.first_step,
        last_step=head.step,
        last=last,
        last_time=head.last_time or 0.0,
        min=number(float("nan")) if head.min is None else head.min,
        min_step=head.min_step,
        max=number(float("nan")) if head.max is None else head.max,
        max_step=head.max_step,
        non_finite=head.non_finite,
    )
