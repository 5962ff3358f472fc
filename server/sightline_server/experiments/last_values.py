"""The last values of a whole project at once: for programs, as JSON, because it is large."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from sightline_server.access.checked import ReadableProject
from sightline_server.experiments.tables import experiment
from sightline_server.logs.tables import latest, log

_NEWEST_FIRST = (experiment.c.created.desc(), experiment.c.id)
#: What ends what `_head` begins.
_TAIL = "}}"


def last_values(connection: Connection, project_id: ReadableProject, names: Sequence[str]) -> bytes:
    """{"experiments": experiment -> {"name", "values": {log: last value}}}. names: which logs; none: all that have one.

    All of them are put together as they are stored; chosen ones are looked for in the rows of `log`.
    """
    found = _chosen(connection, project_id, names) if names else _all(connection, project_id)
    return b'{"experiments":{%s}}' % ",".join(found).encode()


def _all(connection: Connection, project_id: ReadableProject) -> list[str]:
    mine = (latest.c.experiment_id == experiment.c.id) & (latest.c.members != "")
    query = (
        select(experiment.c.id, experiment.c.name, latest.c.members)
        .outerjoin_from(experiment, latest, mine)
        .where(_of(project_id))
        .order_by(*_NEWEST_FIRST, latest.c.part)
    )
    found: dict[str, str] = {}
    for owner, name, members in connection.execute(query):
        found[owner] = f"{found[owner]},{members}" if owner in found else f"{_head(owner, name)}{members or ''}"
    return [f"{entry}{_TAIL}" for entry in found.values()]


def _chosen(connection: Connection, project_id: ReadableProject, names: Sequence[str]) -> list[str]:
    owners = connection.execute(
        select(experiment.c.id, experiment.c.name).where(_of(project_id)).order_by(*_NEWEST_FIRST)
    ).all()
    rows = connection.execute(
        select(log.c.experiment_id, log.c.name, log.c.number, log.c.text).where(
            log.c.project_id == project_id, log.c.type.in_(("line", "value")), log.c.name.in_(names)
        )
    )
    values: dict[str, dict[str, Any]] = {owner.id: {} for owner in owners}
    for owner, name, number, word in rows:
        last = word if number is None else number
        if owner in values and last is not None:
            values[owner][name] = last
    return [f"{_head(*owner)}{_json(values[owner.id])[1:-1]}{_TAIL}" for owner in owners]


def _of(project_id: ReadableProject) -> Any:
    return (experiment.c.project_id == project_id) & experiment.c.deleted.is_(None)


def _head(owner: str, name: str) -> str:
    return f'"{owner}":{{"name":{_json(name)},"values":{{'


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
