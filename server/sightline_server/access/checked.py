"""Ids that were looked up and may be used: queries ask for these types, and only this module makes them.

"No such thing" and "not yours" get the same answer, so that ids cannot be probed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NewType
from uuid import UUID

from sightline.errors import NotFound
from sqlalchemy import Connection, select
from sqlalchemy.sql.elements import ColumnElement

from sightline_server.access.actor import Actor
from sightline_server.access.policy import EDITORS
from sightline_server.experiments.tables import experiment
from sightline_server.projects.tables import project

CheckedProject = NewType("CheckedProject", int)
ReadableProject = NewType("ReadableProject", CheckedProject)
WritableProject = NewType("WritableProject", ReadableProject)
DeletedProject = NewType("DeletedProject", CheckedProject)
CheckedExperiment = NewType("CheckedExperiment", str)
ReadableExperiment = NewType("ReadableExperiment", CheckedExperiment)
WritableExperiment = NewType("WritableExperiment", ReadableExperiment)
DeletedExperiment = NewType("DeletedExperiment", CheckedExperiment)
RecordableExperiment = NewType("RecordableExperiment", CheckedExperiment)


def readable_project(connection: Connection, actor: Actor, name: str) -> ReadableProject:
    """The project's number, if the actor may see it."""
    return ReadableProject(_project(connection, name, project.c.deleted.is_(None)))


def writable_project(connection: Connection, actor: Actor, name: str) -> WritableProject:
    """The project's number, if the actor may change it."""
    _may_write(actor, f"no project {name!r}")
    return WritableProject(readable_project(connection, actor, name))


def deleted_project(connection: Connection, actor: Actor, name: str) -> DeletedProject:
    """A deleted project, to restore it."""
    _may_write(actor, f"no deleted project {name!r}")
    return DeletedProject(_project(connection, name, project.c.deleted.is_not(None)))


def readable_experiment(connection: Connection, actor: Actor, id: UUID | str) -> ReadableExperiment:
    """The id, if the actor may see the experiment."""
    return ReadableExperiment(_experiment(connection, str(id), experiment.c.deleted.is_(None)))


def writable_experiment(connection: Connection, actor: Actor, id: UUID | str) -> WritableExperiment:
    """The id, if the actor may change the experiment."""
    _may_write(actor, f"no experiment {id}")
    return WritableExperiment(readable_experiment(connection, actor, id))


def recordable_experiment(connection: Connection, actor: Actor, id: UUID | str) -> RecordableExperiment:
    """The id, if the actor may record it: a new one, a known one, or a deleted one, whose script may still run."""
    _may_write(actor, f"no experiment {id}")
    return RecordableExperiment(CheckedExperiment(str(id)))


def experiments_of(_project: CheckedProject, ids: Iterable[str]) -> list[ReadableExperiment]:
    """Ids that a query found inside a project: who may see the project may see its experiments."""
    return [ReadableExperiment(CheckedExperiment(one)) for one in ids]


def deleted_experiment(connection: Connection, actor: Actor, id: UUID | str) -> DeletedExperiment:
    """A deleted experiment, to restore it. One whose project is deleted comes back with its project."""
    _may_write(actor, f"no deleted experiment {id}")
    return DeletedExperiment(_experiment(connection, str(id), experiment.c.deleted.is_not(None)))


def _project(connection: Connection, name: str, state: ColumnElement[bool]) -> CheckedProject:
    query = select(project.c.id).where(project.c.name == name, state)
    found: int | None = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound(f"no project {name[:255]!r}")
    return CheckedProject(found)


def _experiment(connection: Connection, id: str, state: ColumnElement[bool]) -> CheckedExperiment:
    query = (
        select(experiment.c.id)
        .join_from(experiment, project)
        .where(experiment.c.id == id, state, project.c.deleted.is_(None))
    )
    found: str | None = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound(f"no experiment {id[:64]}")
    return CheckedExperiment(found)


def _may_write(actor: Actor, otherwise: str) -> None:
    if actor.role not in EDITORS:
        raise NotFound(otherwise)
