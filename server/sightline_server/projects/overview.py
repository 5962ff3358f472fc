"""The projects page: a row a project with its curves, and what happened lately."""

from __future__ import annotations

from typing import Any

from sightline.names import Summarise, registry
from sqlalchemy import Connection, Row

from sightline_server.experiments.best import best
from sightline_server.experiments.payloads import ExperimentRow, Headline
from sightline_server.experiments.rows import rows
from sightline_server.findings import counts
from sightline_server.projects import queries
from sightline_server.projects.payloads import BestExperiment, Curve, Notice, ProjectList, ProjectRow

MOST_NOTICES = 8
_KINDS = {"running": "started", "success": "finished", "stopped": "finished", "failed": "failed", "crashed": "failed"}
_SEVERITIES = {"running": "note", "success": "ok", "stopped": "note", "failed": "error", "crashed": "error"}
_SAID = {
    "running": "{} started",
    "success": "{} finished",
    "stopped": "{} was stopped",
    "failed": "{} failed",
    "crashed": "{} went silent",
}


def overview(connection: Connection) -> ProjectList:
    """All projects, the last active first, and the newest notices."""
    return ProjectList([project_row(connection, row) for row in queries.live(connection)], _notices(connection))


def one(connection: Connection, project_id: int) -> ProjectRow:
    """The row of a project that is not deleted."""
    return project_row(connection, next(row for row in queries.live(connection) if row.id == project_id))


def project_row(connection: Connection, row: Row[Any]) -> ProjectRow:
    """A project with the curves of its newest experiments, the best one among them."""
    judged = _judged_by()
    winner = best(connection, row.id, judged)
    ids = queries.newest_experiments(connection, row.id, queries.MOST_CURVES)
    if winner is not None and winner not in ids:
        ids = [*ids[: queries.MOST_CURVES - 1], winner]
    shown = [(one, one.summary[judged]) for one in rows(connection, ids) if judged in one.summary]
    return ProjectRow(
        name=row.name,
        description=row.description,
        created=row.created,
        experiments=row.experiments,
        running=row.running,
        curves=[_curve(one, headline, winner) for one, headline in shown],
        best=next((_best(one, headline) for one, headline in shown if one.id == winner), None),
        datasets=queries.datasets(connection, row.id),
        findings=counts.open_in_project(connection, row.id),
        last_activity=row.last,
    )


def _judged_by() -> str:
    """The reserved name by which experiments are ranked: the first of which more is better."""
    return next(
        reserved.name
        for reserved in registry()
        if any(isinstance(effect, Summarise) and effect.better == "higher" for effect in reserved.effects)
    )


def _curve(row: ExperimentRow, headline: Headline, winner: str | None) -> Curve:
    return Curve(row.id, row.slot, headline.sparkline or [headline.value], row.id == winner)


def _best(row: ExperimentRow, headline: Headline) -> BestExperiment:
    return BestExperiment(row.id, row.name, row.slot, headline.value)


def _notices(connection: Connection) -> list[Notice]:
    found = [
        Notice("finding", noticed.severity, noticed.title, noticed.project, noticed.experiment,
               noticed.experiment_name, noticed.created)
        for noticed in counts.newest(connection, MOST_NOTICES)
    ]  # fmt: skip
    for row in queries.recent_changes(connection, MOST_NOTICES):
        text = _SAID[row.status].format(row.name) + (f": {row.reason}" if row.reason else "")
        found.append(Notice(_KINDS[row.status], _SEVERITIES[row.status], text, row.project, row.id, row.name, row.when))
    return sorted(found, key=lambda notice: -notice.time)[:MOST_NOTICES]
