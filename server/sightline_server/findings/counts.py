"""How many findings wait for a person."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from sightline_server.access.checked import CheckedExperiment, CheckedProject
from sightline_server.findings import queries


def open_counts(connection: Connection, experiments: Sequence[CheckedExperiment]) -> dict[str, int]:
    """Experiment -> findings that are not dismissed, notes not counted."""
    return queries.open_counts(connection, experiments)


def open_in_project(connection: Connection, project_id: CheckedProject) -> int:
    """The same for all experiments of a project together."""
    return queries.open_in_project(connection, project_id)


def newest(connection: Connection, most: int) -> list[queries.Noticed]:
    """The newest open findings of any project, notes left out."""
    return queries.newest(connection, most)
