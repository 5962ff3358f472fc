"""The experiment table's window, and changes of experiments."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, case, delete, func, select, update

from sightline_server.access.checked import (
    CheckedExperiment,
    ReadableExperiment,
    ReadableProject,
    WritableExperiment,
    experiments_of,
)
from sightline_server.experiments.fields import Fields
from sightline_server.experiments.filter_grammar import parse
from sightline_server.experiments.payloads import WriterState
from sightline_server.experiments.tables import experiment, facts, tag, writer
from sightline_server.projects import naming
from sightline_server.projects.tables import project


def fields_of(connection: Connection, project_id: ReadableProject) -> Fields:
    """What the project's experiments can be filtered and sorted by."""
    metrics, parameters = naming.metrics(connection, project_id), naming.parameters(connection, project_id)
    return Fields(project_id, frozenset(metrics), frozenset(parameters))


def window(
    connection: Connection,
    project_id: ReadableProject,
    fields: Fields,
    *,
    search: str,
    order: str,
    offset: int,
    limit: int,
    archived: bool,
) -> tuple[list[ReadableExperiment], int]:
    """(ids of a window of the table, how many the filter lets through). order: a field, with "-" downwards.

    archived: those in the archive, and no others. Pinned experiments come first; what has no value comes last either
    way. Raises InvalidQuery.
    """
    shown = (experiment.c.project_id == project_id) & experiment.c.deleted.is_(None)
    shown &= experiment.c.archived.is_(archived) & fields.where(parse(search))
    total = connection.execute(select(func.count()).select_from(experiment).where(shown)).scalar_one()
    keys = [experiment.c.pinned.desc(), *_order(fields, order), experiment.c.created.desc(), experiment.c.id]
    query = select(experiment.c.id).where(shown).order_by(*keys).offset(offset).limit(limit)
    return experiments_of(project_id, connection.execute(query).scalars()), total


def counts(connection: Connection, project_id: ReadableProject) -> tuple[int, int]:
    """(experiments, those that run); archived ones count, deleted ones do not."""
    running = func.sum(case((experiment.c.status == "running", 1), else_=0))
    mine = (experiment.c.project_id == project_id) & experiment.c.deleted.is_(None)
    row = connection.execute(select(func.count(), running).where(mine)).one()
    return row[0], int(row[1] or 0)


def elsewhere(connection: Connection, project_id: ReadableProject, ids: Sequence[CheckedExperiment]) -> str | None:
    """One of these experiments that another project has; None when all are of this one."""
    query = select(experiment.c.id).where(experiment.c.id.in_(ids), experiment.c.project_id != project_id)
    return connection.execute(query.order_by(experiment.c.id).limit(1)).scalar_one_or_none()


def tags_of_project(connection: Connection, project_id: ReadableProject) -> list[str]:
    """Every tag in use, the most used first."""
    query = (
        select(tag.c.tag)
        .join_from(tag, experiment)
        .where(experiment.c.project_id == project_id, experiment.c.deleted.is_(None))
        .group_by(tag.c.tag)
        .order_by(func.count().desc(), tag.c.tag)
    )
    return list(connection.execute(query).scalars())


def newest_of_name(connection: Connection, project_id: ReadableProject, name: str) -> str | None:
    """The id of the newest experiment of that name."""
    mine = (experiment.c.project_id == project_id) & (experiment.c.name == name) & experiment.c.deleted.is_(None)
    # With the bare column SQLite walks all of the project's experiments by time, and does not look up the name.
    newest_first = ((experiment.c.created + 0).desc(), experiment.c.number.desc())
    query = select(experiment.c.id).where(mine).order_by(*newest_first)
    return connection.execute(query.limit(1)).scalar_one_or_none()


def page_columns(connection: Connection, id: ReadableExperiment) -> tuple[str, str, int, int]:
    """(project, notes, logs, console lines)."""
    query = (
        select(project.c.name, experiment.c.notes, experiment.c.logs, experiment.c.console_lines)
        .join_from(experiment, project)
        .where(experiment.c.id == id)
    )
    row = connection.execute(query).one()
    return row[0], row[1], row[2], row[3]


def captured(connection: Connection, id: ReadableExperiment) -> tuple[dict[str, Any], str]:
    """(facts, diff) as the SDK captured them."""
    row = connection.execute(select(facts.c.facts, facts.c.diff).where(facts.c.experiment_id == id)).one_or_none()
    return (msgspec.json.decode(row.facts), row.diff) if row else ({}, "")


def writers(connection: Connection, id: ReadableExperiment) -> list[WriterState]:
    """How far each journal has come."""
    query = select(writer.c.id, writer.c.next_line, writer.c.last_seen, writer.c.set_aside)
    rows = connection.execute(query.where(writer.c.experiment_id == id).order_by(writer.c.id))
    return [WriterState(*row) for row in rows]


def set_columns(connection: Connection, ids: Sequence[CheckedExperiment], **values: Any) -> int:
    """Change columns of many experiments. How many there were."""
    return connection.execute(update(experiment).where(experiment.c.id.in_(ids)).values(values)).rowcount


def mark_deleted(connection: Connection, ids: Sequence[WritableExperiment]) -> int:
    """Take them off the pages; they can be restored."""
    live = experiment.c.id.in_(ids) & experiment.c.deleted.is_(None)
    return connection.execute(update(experiment).where(live).values(deleted=time.time())).rowcount


def untag(connection: Connection, ids: Sequence[WritableExperiment], name: str) -> None:
    connection.execute(delete(tag).where(tag.c.experiment_id.in_(ids), tag.c.tag == name))


def tagged(connection: Connection, ids: Sequence[WritableExperiment], name: str) -> set[str]:
    """Which of them have the tag."""
    query = select(tag.c.experiment_id).where(tag.c.experiment_id.in_(ids), tag.c.tag == name)
    return set(connection.execute(query).scalars())


def _order(fields: Fields, order: str) -> list[Any]:
    falling = order.startswith("-")
    field = order[1:] if order[:1] in "+-" else order
    if not field:
        return []
    keys = [fields.order(field), fields.text_order(field)]
    return [key.desc().nulls_last() if falling else key.asc().nulls_last() for key in keys if key is not None]
