"""Findings as rows."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sightline.names import Finding
from sqlalchemy import ColumnElement, Connection, Row, case, delete, func, insert, select, update

from sightline_server.access.checked import CheckedExperiment, CheckedProject, ReadableExperiment, WritableExperiment
from sightline_server.experiments.tables import experiment
from sightline_server.findings.payloads import FindingRow
from sightline_server.findings.tables import finding
from sightline_server.projects.tables import project
from sightline_server.text import storable

SEVERITIES = ("error", "warning", "note")
LONGEST_SUBJECT = 512
LONGEST_DETAIL = 4000


def put(connection: Connection, experiment: CheckedExperiment, found: Finding, *, lasting: bool) -> bool:
    """Store it, or bring the one of the same code and subject up to date. True when it is new."""
    row = _row(found)
    mine = (
        (finding.c.experiment_id == experiment) & (finding.c.code == found.code) & (finding.c.subject == row["subject"])
    )
    known = connection.execute(select(finding.c.id).where(mine)).scalar_one_or_none()
    if known is not None:
        connection.execute(update(finding).where(finding.c.id == known).values(row))
        return False
    values = {**row, "experiment_id": experiment, "created": time.time(), "dismissed": False, "lasting": lasting}
    connection.execute(insert(finding).values(values))
    return True


def replace(
    connection: Connection, experiment: CheckedExperiment, found: Sequence[Finding], early: frozenset[str]
) -> list[Finding]:
    """An examination found these, and nothing else any more. Those that are new; codes that are `early` never are."""
    query = select(finding).where(finding.c.experiment_id == experiment, finding.c.lasting.is_(False))
    known = {(row.code, row.subject): row for row in connection.execute(query)}
    new = []
    for item in found:
        row = _row(item)
        before = known.pop((item.code, row["subject"]), None)
        if before is None:
            if item.code not in early and put(connection, experiment, item, lasting=False):
                new.append(item)
        elif any(getattr(before, name) != value for name, value in row.items()):
            connection.execute(update(finding).where(finding.c.id == before.id).values(row))
    gone = [row.id for row in known.values()]
    if gone:
        connection.execute(delete(finding).where(finding.c.id.in_(gone)))
    return new


def rows(connection: Connection, experiment: ReadableExperiment) -> list[FindingRow]:
    """Worst first; dismissed ones at the end."""
    worst = case({name: place for place, name in enumerate(SEVERITIES)}, value=finding.c.severity, else_=9)
    query = (
        select(finding)
        .where(finding.c.experiment_id == experiment)
        .order_by(finding.c.dismissed, worst, finding.c.created, finding.c.id)
    )
    return [_shown(row) for row in connection.execute(query)]


def dismiss(connection: Connection, experiment: WritableExperiment, id: int, dismissed: bool) -> FindingRow | None:
    """Dismiss it, or take that back; None when there is no such finding."""
    mine = (finding.c.experiment_id == experiment) & (finding.c.id == id)
    connection.execute(update(finding).where(mine).values(dismissed=dismissed))
    row = connection.execute(select(finding).where(mine)).one_or_none()
    return None if row is None else _shown(row)


def open_counts(connection: Connection, experiments: Sequence[CheckedExperiment]) -> dict[str, int]:
    """Experiment -> findings that are not dismissed, notes not counted."""
    query = (
        select(finding.c.experiment_id, func.count())
        .where(
            finding.c.experiment_id.in_(experiments),
            _waits(),
        )
        .group_by(finding.c.experiment_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def open_titles(connection: Connection, experiment: CheckedExperiment, codes: Sequence[str]) -> list[str]:
    """Titles of the findings of these codes that are not dismissed, the oldest first."""
    mine = (finding.c.experiment_id == experiment) & finding.c.code.in_(codes) & finding.c.dismissed.is_(False)
    return list(connection.execute(select(finding.c.title).where(mine).order_by(finding.c.id)).scalars())


class Noticed(NamedTuple):
    """A finding with the place that it is about."""

    severity: str
    title: str
    created: float
    experiment: str
    experiment_name: str
    project: str


def open_in_project(connection: Connection, project_id: CheckedProject) -> int:
    """Findings of its experiments that are not dismissed, notes not counted."""
    query = (
        select(func.count())
        .select_from(finding)
        .join(experiment)
        .where(experiment.c.project_id == project_id, experiment.c.deleted.is_(None), _waits())
    )
    return connection.execute(query).scalar_one()


def newest(connection: Connection, most: int) -> list[Noticed]:
    """The newest that are not dismissed, notes left out."""
    columns = (finding.c.severity, finding.c.title, finding.c.created, experiment.c.id, experiment.c.name)
    query = (
        select(*columns, project.c.name)
        .select_from(finding)
        .join(experiment)
        .join(project)
        .where(experiment.c.deleted.is_(None), project.c.deleted.is_(None), _waits())
        .order_by(finding.c.created.desc())
        .limit(most)
    )
    return [Noticed(*row) for row in connection.execute(query)]


def _waits() -> ColumnElement[bool]:
    return finding.c.dismissed.is_(False) & (finding.c.severity != "note")


def _row(found: Finding) -> dict[str, str]:
    return {
        "code": found.code,
        "subject": storable(found.subject, LONGEST_SUBJECT),
        "severity": found.severity,
        "title": storable(found.title, LONGEST_DETAIL),
        "detail": storable(found.detail, LONGEST_DETAIL),
        "names": msgspec.json.encode(found.names).decode(),
        "fix": storable(found.fix, LONGEST_DETAIL),
    }


def _shown(row: Row[Any]) -> FindingRow:
    names = msgspec.json.decode(row.names, type=list[str])
    return FindingRow(row.id, row.code, row.severity, row.title, row.detail, names, row.fix, row.created, row.dismissed)
