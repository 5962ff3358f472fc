"""Names that contain a text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Select, case, func, literal, select

from sightline_server.experiments.payloads import SearchHit
from sightline_server.experiments.tables import experiment
from sightline_server.files.tables import file_version
from sightline_server.logs.tables import log
from sightline_server.projects.tables import project

PER_KIND = 12


def search(connection: Connection, text: str) -> list[SearchHit]:
    """At most 12 projects, then experiments, logs and files; of each kind those that begin with the text first.

    Letter case does not matter. A log or file name counts once a project, for its newest experiment.
    """
    queries = (_projects(text), _experiments(text), _logs(text), _files(text))
    return [SearchHit(*row) for query in queries for row in connection.execute(query)]


def _projects(text: str) -> Select[Any]:
    nothing = literal(None)
    query = select(literal("project"), project.c.name, project.c.name, nothing, nothing)
    return _matching(query.where(project.c.deleted.is_(None)), project.c.name, text, project.c.name)


def _experiments(text: str) -> Select[Any]:
    query = (
        select(literal("experiment"), experiment.c.name, project.c.name, experiment.c.id, literal(None))
        .join_from(experiment, project)
        .where(experiment.c.deleted.is_(None), project.c.deleted.is_(None))
    )
    return _matching(query, experiment.c.name, text, experiment.c.created.desc())


def _logs(text: str) -> Select[Any]:
    # The project's newest experiment with that name stands for all of them.
    newest = _newest(log.c.experiment_id, log.c.name, text)
    return (
        select(literal("log"), newest.c.name, project.c.name, newest.c.experiment_id, newest.c.name)
        .join_from(newest, project, newest.c.project_id == project.c.id)
        .where(newest.c.rank == 1)
        .order_by(newest.c.late, newest.c.name)
        .limit(PER_KIND)
    )


def _files(text: str) -> Select[Any]:
    newest = _newest(file_version.c.experiment_id, file_version.c.name, text, file_version.c.deleted.is_(None))
    return (
        select(literal("file"), newest.c.name, project.c.name, newest.c.experiment_id, newest.c.name)
        .join_from(newest, project, newest.c.project_id == project.c.id)
        .where(newest.c.rank == 1)
        .order_by(newest.c.late, newest.c.name)
        .limit(PER_KIND)
    )


def _newest(owner: Column[Any], name: Column[Any], text: str, *conditions: Any) -> Any:
    rank = func.row_number().over(
        partition_by=(experiment.c.project_id, name), order_by=(experiment.c.created.desc(), experiment.c.id)
    )
    return (
        select(name, owner.label("experiment_id"), experiment.c.project_id, rank.label("rank"), _late(name, text))
        .join_from(owner.table, experiment, owner == experiment.c.id)
        .join(project, experiment.c.project_id == project.c.id)
        .where(experiment.c.deleted.is_(None), project.c.deleted.is_(None), _contains(name, text), *conditions)
        .subquery()
    )


def _matching(query: Select[Any], name: Column[Any], text: str, *order: Any) -> Select[Any]:
    return query.where(_contains(name, text)).order_by(_late(name, text), *order).limit(PER_KIND)


def _contains(name: Column[Any], text: str) -> Any:
    return func.lower(name).contains(text.lower(), autoescape=True)


def _late(name: Column[Any], text: str) -> Any:
    begins = func.lower(name).startswith(text.lower(), autoescape=True)
    return case((begins, 0), else_=1).label("late")
