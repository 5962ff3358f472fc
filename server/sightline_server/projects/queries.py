"""Projects as rows, and what the projects page shows beside them."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Connection, Row, case, func, insert, select, update

from sightline_server.access.checked import (
    CheckedProject,
    DeletedProject,
    ReadableExperiment,
    WritableProject,
    experiments_of,
)
from sightline_server.experiments.tables import experiment
from sightline_server.projects.tables import project

MOST_CURVES = 12


def live(connection: Connection) -> list[Row[Any]]:
    """Projects that are not deleted, the last active first.

    Columns: id, name, description, created, experiments, running, last.
    """
    running = func.coalesce(func.sum(case((experiment.c.status == "running", 1), else_=0)), 0)
    last = func.max(experiment.c.last_record)
    query = (
        select(
            project.c.id, project.c.name, project.c.description, project.c.created,
            func.count(experiment.c.id).label("experiments"), running.label("running"), last.label("last"),
        )
        .outerjoin_from(project, experiment, (experiment.c.project_id == project.c.id) & experiment.c.deleted.is_(None))
        .where(project.c.deleted.is_(None))
        .group_by(project.c.id, project.c.name, project.c.description, project.c.created)
        .order_by(func.coalesce(last, project.c.created).desc(), project.c.name)
    )  # fmt: skip
    return list(connection.execute(query))


def newest_experiments(connection: Connection, project_id: CheckedProject, most: int) -> list[ReadableExperiment]:
    """Ids of the newest experiments of a project that are not archived."""
    mine = (experiment.c.project_id == project_id) & experiment.c.deleted.is_(None) & experiment.c.archived.is_(False)
    query = select(experiment.c.id).where(mine).order_by(experiment.c.created.desc(), experiment.c.id).limit(most)
    return experiments_of(project_id, connection.execute(query).scalars())


def datasets(connection: Connection, project_id: CheckedProject) -> list[str]:
    """Names of the datasets that its experiments use."""
    mine = (experiment.c.project_id == project_id) & experiment.c.deleted.is_(None)
    query = select(experiment.c.dataset).where(mine, experiment.c.dataset.is_not(None)).distinct()
    return sorted(name for name in connection.execute(query).scalars() if name)


def recent_changes(connection: Connection, most: int) -> list[Row[Any]]:
    """The experiments that started or ended last, in any project."""
    when = func.coalesce(experiment.c.ended, experiment.c.started)
    query = (
        select(
            experiment.c.id, experiment.c.name, experiment.c.status, experiment.c.reason, when.label("when"),
            project.c.name.label("project"),
        )
        .join_from(experiment, project)
        .where(experiment.c.deleted.is_(None), project.c.deleted.is_(None))
        .order_by(when.desc())
        .limit(most)
    )  # fmt: skip
    return list(connection.execute(query))


def add(connection: Connection, name: str, description: str) -> int:
    """A new project; its number."""
    values = {"name": name, "description": description, "created": time.time(), "experiments": 0}
    return int(connection.execute(insert(project).values(values).returning(project.c.id)).scalar_one())


def state_of(connection: Connection, name: str) -> tuple[int, float | None] | None:
    """(id, deleted) of a project by name, deleted or not."""
    row = connection.execute(select(project.c.id, project.c.deleted).where(project.c.name == name)).one_or_none()
    return None if row is None else (row.id, row.deleted)


def describe(connection: Connection, project_id: WritableProject, description: str) -> None:
    connection.execute(update(project).where(project.c.id == project_id).values(description=description))


def mark_deleted(connection: Connection, project_id: WritableProject) -> None:
    """The project and its experiments leave the pages at one moment, by which `restore` knows which went with it."""
    now = time.time()
    mine = (experiment.c.project_id == project_id) & experiment.c.deleted.is_(None)
    connection.execute(update(experiment).where(mine).values(deleted=now))
    connection.execute(update(project).where(project.c.id == project_id).values(deleted=now))


def restore(connection: Connection, project_id: DeletedProject) -> None:
    """Bring back the project, and the experiments that were deleted with it."""
    deleted = connection.execute(select(project.c.deleted).where(project.c.id == project_id)).scalar_one()
    mine = (experiment.c.project_id == project_id) & (experiment.c.deleted == deleted)
    connection.execute(update(experiment).where(mine).values(deleted=None))
    connection.execute(update(project).where(project.c.id == project_id).values(deleted=None))
