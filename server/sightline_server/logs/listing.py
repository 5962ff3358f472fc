"""The list of an experiment's logs, and one log's state."""

from __future__ import annotations

import msgspec
from sightline import names
from sightline.errors import NotFound
from sqlalchemy import Connection, func, select

from sightline_server.access.checked import ReadableExperiment
from sightline_server.logs import heads, queries
from sightline_server.logs.heads import Head
from sightline_server.logs.payloads import LogEntry, LogList, LogState, LogVersion
from sightline_server.logs.tables import log


def logs(connection: Connection, experiment: ReadableExperiment, search: str, offset: int, limit: int) -> LogList:
    """A window of the logs whose name contains `search`, in any letter case, in the order of their first arrival."""
    found = [head for head in heads.all_of(connection, experiment) if search.casefold() in head.name.casefold()]
    shown = found[offset : offset + limit]
    steps = queries.steps_of(connection, {head.id: head.versions for head in shown if head.type != "line"})
    values = queries.newest_values(connection, [head.id for head in shown if head.type == "value"])
    return LogList([_entry(head, steps.get(head.id, []), values.get(head.id, "null")) for head in shown], len(found))


def state(
    connection: Connection, experiment: ReadableExperiment, name: str, version: int | None, step: float | None
) -> LogState:
    """One state of a log that is not a line: the newest, or that of a version or a step. Raises NotFound."""
    head = heads.one(connection, experiment, name)
    if head is None:
        raise NotFound(f"no log {name!r} in this experiment")
    if head.type == "line":
        raise NotFound(f"{name!r} is a line: its points are a series")
    if version is None and step is not None:
        version = queries.version_at(connection, head.id, step)
        if version is None:
            raise NotFound(f"{name!r} has no state at step {step:g}")
    found = queries.state(connection, head.id, head.versions if version is None else version)
    if found is None:
        raise NotFound(f"{name!r} has no version {version}")
    return LogState(
        name=head.name,
        type=head.type,  # type: ignore[arg-type]  # the column holds one of the eight types
        treated_as=head.treated_as,
        version=found.version,
        step=found.step,
        time=found.time,
        data=msgspec.Raw(found.data.encode()),
        versions=[LogVersion(*row) for row in queries.versions(connection, head.id)],
    )


def count(connection: Connection, experiment: ReadableExperiment) -> int:
    """How many logs an experiment has."""
    return connection.execute(select(func.count()).where(log.c.experiment_id == experiment)).scalar_one()


def is_drawn(head: Head) -> bool:
    """Whether the log has a card on the Logs page: those of a reserved name only where the name says so."""
    reserved = names.find(head.treated_as) if head.treated_as else None
    return reserved is None or any(surface.startswith("logs.") for surface in reserved.shows)


def _entry(head: Head, steps: list[float], value: str) -> LogEntry:
    return LogEntry(
        name=head.name,
        type=head.type,  # type: ignore[arg-type]  # the column holds one of the eight types
        order=head.position,
        treated_as=head.treated_as,
        drawn=is_drawn(head),
        versions=head.versions,
        steps=steps,
        updated=head.updated,
        line=heads.line_head(head),
        value=msgspec.json.decode(value),
    )
