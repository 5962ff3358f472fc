"""The last values of a whole project at once: for programs, so it reads head rows and makes nothing of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from sightline_server.access.checked import ReadableProject
from sightline_server.experiments.tables import experiment

# As text: for ten thousand rows, the types of the columns cost more than the database.
_READ = "SELECT experiment_id, name, number, text FROM log WHERE project_id = :project AND type IN ('line', 'value')"
_ALL = text(_READ)
_SOME = text(f"{_READ} AND name IN :names").bindparams(bindparam("names", expanding=True))


def last_values(connection: Connection, project_id: ReadableProject, names: Sequence[str]) -> dict[str, Any]:
    """Experiment -> {"name", "values": {log: last value}}. names: which logs; none: every line and value."""
    owners = connection.execute(
        select(experiment.c.id, experiment.c.name)
        .where(experiment.c.project_id == project_id, experiment.c.deleted.is_(None))
        .order_by(experiment.c.created.desc(), experiment.c.id)
    )
    found: dict[str, Any] = {}
    values_of: dict[str, dict[str, Any]] = {}
    for owner, called in owners:
        values_of[owner] = {}
        found[owner] = {"name": called, "values": values_of[owner]}
    statement = _SOME if names else _ALL
    given = {"project": project_id, "names": list(names)} if names else {"project": project_id}
    for owned_by, name, number, word in connection.execute(statement, given).all():
        if owned_by in values_of:
            if number is not None:
                values_of[owned_by][name] = number
            elif word is not None:
                values_of[owned_by][name] = word
    return found
