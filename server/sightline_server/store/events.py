"""The table of events: one row tells live pages that something changed, never what it became."""

from __future__ import annotations

import time
from typing import Literal, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    String,
    Table,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    table,
)

from sightline_server.store.metadata import Time, metadata

Kind = Literal["experiment", "project", "log", "file", "finding"]

event = Table(
    "event",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("project_id", Integer, nullable=False),
    Column("experiment_id", String(36), nullable=False),  # empty for a project's own event
    Column("kind", String(16), nullable=False),
    Column("time", Time, nullable=False),
    sqlite_autoincrement=True,  # a number is never given twice, also after the oldest rows went
)
_experiment = table("experiment", column("id"), column("project_id"))
_APPEND = insert(event).from_select(
    ["project_id", "experiment_id", "kind", "time"],
    select(_experiment.c.project_id, _experiment.c.id, bindparam("kind", type_=String), bindparam("now", type_=Time))
    .where(_experiment.c.id == bindparam("changed")),
)  # fmt: skip

#: Seconds for which an event is kept: longer than any stream lives, so that one can go on where another ended.
KEPT = 3600.0


class Event(NamedTuple):
    """`experiment` is empty for an event of the project itself."""

    number: int
    project: int
    experiment: str
    kind: str


def append(connection: Connection, experiment: str, kind: Kind) -> None:
    """In the transaction of the change: something of this kind changed in this experiment."""
    connection.execute(_APPEND, {"changed": experiment, "kind": kind, "now": time.time()})


def append_project(connection: Connection, project: int) -> None:
    """In the transaction of the change: the project itself changed."""
    connection.execute(insert(event).values(project_id=project, experiment_id="", kind="project", time=time.time()))


def after(connection: Connection, number: int, most: int = 1000) -> list[Event]:
    """Events with a higher number, oldest first."""
    query = (
        select(event.c.number, event.c.project_id, event.c.experiment_id, event.c.kind)
        .where(event.c.number > number)
        .order_by(event.c.number)
        .limit(most)
    )
    return [Event(*row) for row in connection.execute(query)]


def newest(connection: Connection) -> int:
    """The highest number so far, 0 when there was no event yet."""
    return connection.execute(select(func.max(event.c.number))).scalar_one() or 0


def trim(connection: Connection) -> int:
    """Forget events that no page can ask for any more. How many."""
    return connection.execute(delete(event).where(event.c.time < time.time() - KEPT)).rowcount
