"""Projects as the other capabilities use them: found or made by name, and the names that their experiments use."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from sightline.errors import InvalidName
from sightline.names import check_name
from sqlalchemy import Connection, delete, func, insert, select, update

from sightline_server.projects.tables import metric_name, parameter_name, project
from sightline_server.store.upsert import upsert


def check_project_name(name: str) -> str:
    """A project's name stands in addresses, so it has no "/". Raises InvalidName."""
    if "/" in check_name(name) or name in (".", ".."):
        raise InvalidName(f'project: expected a name without "/", got {name[:60]!r}')
    return name


def find_or_make(connection: Connection, name: str) -> int:
    """The project that a script names. One that was deleted comes back empty: what it logs must be seen."""
    row = connection.execute(select(project.c.id, project.c.deleted).where(project.c.name == name)).one_or_none()
    if row is None:
        values = {"name": check_project_name(name), "description": "", "created": time.time(), "experiments": 0}
        return int(connection.execute(insert(project).values(values).returning(project.c.id)).scalar_one())
    if row.deleted is not None:
        connection.execute(update(project).where(project.c.id == row.id).values(deleted=None))
    return int(row.id)


def next_number(connection: Connection, project_id: int) -> int:
    """The number of the project's next experiment: 1, 2, ..."""
    mine = project.c.id == project_id
    connection.execute(update(project).where(mine).values(experiments=project.c.experiments + 1))
    return int(connection.execute(select(project.c.experiments).where(mine)).scalar_one())


def use_metrics(connection: Connection, project_id: int, names: Sequence[str]) -> None:
    """One more experiment has lines or values of these names."""
    known = select(metric_name.c.name).where(metric_name.c.project_id == project_id)
    present = set(connection.execute(known).scalars()) if names else set()
    new = [{"project_id": project_id, "name": name, "experiments": 1} for name in names if name not in present]
    if new:
        connection.execute(insert(metric_name), new)
    for name in (name for name in names if name in present):
        mine = (metric_name.c.project_id == project_id) & (metric_name.c.name == name)
        connection.execute(update(metric_name).where(mine).values(experiments=metric_name.c.experiments + 1))


def use_parameters(connection: Connection, project_id: int, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """An experiment's parameters became `now`. Both: name -> value; counts which names are used, and which differ."""
    known = _known_parameters(connection, project_id)
    rows = []
    for name in before.keys() | now.keys():
        first, used, differing = known.get(name, (json.dumps(now.get(name)), 0, 0))
        was, is_ = name in before, name in now
        used += is_ - was
        differing += (is_ and json.dumps(now[name]) != first) - (was and json.dumps(before[name]) != first)
        counts = {"first": first, "experiments": used, "differing": max(differing, 0)}
        rows.append({"project_id": project_id, "name": name, **counts})
    upsert(connection, parameter_name, rows)
    unused = (parameter_name.c.project_id == project_id) & (parameter_name.c.experiments <= 0)
    connection.execute(delete(parameter_name).where(unused))


def _known_parameters(connection: Connection, project_id: int) -> dict[str, tuple[str, int, int]]:
    query = select(parameter_name).where(parameter_name.c.project_id == project_id)
    return {row.name: (row.first, row.experiments, row.differing) for row in connection.execute(query)}


def metrics(connection: Connection, project_id: int) -> list[str]:
    """Names of line and value logs, those of most experiments first."""
    query = select(metric_name.c.name).where(metric_name.c.project_id == project_id)
    return list(connection.execute(query.order_by(metric_name.c.experiments.desc(), metric_name.c.name)).scalars())


def parameters(connection: Connection, project_id: int) -> list[str]:
    """Names of parameters, those that differ most first."""
    query = select(parameter_name.c.name).where(parameter_name.c.project_id == project_id)
    order = (parameter_name.c.differing.desc(), parameter_name.c.experiments.desc(), parameter_name.c.name)
    return list(connection.execute(query.order_by(*order)).scalars())


def differing(connection: Connection, project_id: int) -> int:
    """How many parameters have more than one value."""
    mine = (parameter_name.c.project_id == project_id) & (parameter_name.c.differing > 0)
    return int(connection.execute(select(func.count()).select_from(parameter_name).where(mine)).scalar_one())
