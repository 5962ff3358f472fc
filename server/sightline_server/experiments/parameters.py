"""Hyper-parameters: each cell of the table becomes a field to sort, filter and compare by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select

from sightline_server.access.checked import CheckedExperiment
from sightline_server.experiments.tables import parameter
from sightline_server.projects import naming
from sightline_server.text import storable

LONGEST_NAME = 255
LONGEST_VALUE = 2000
MOST = 2000


def record(connection: Connection, project_id: int, experiment: CheckedExperiment, table: dict[str, Any]) -> None:
    """These are the experiment's parameters now. `table`: canonical."""
    before = of(connection, [experiment]).get(experiment, {})
    now = dict(list(cells(table).items())[:MOST])
    if now == before:
        return
    connection.execute(delete(parameter).where(parameter.c.experiment_id == experiment))
    rows = [
        {
            "project_id": project_id,
            "experiment_id": experiment,
            "name": name,
            "number": _number(value),
            "text": _text(value),
            "value": msgspec.json.encode(value).decode(),
        }
        for name, value in now.items()
    ]
    if rows:
        connection.execute(insert(parameter), rows)
    naming.use_parameters(connection, project_id, before, now)


def cells(table: dict[str, Any]) -> dict[str, Any]:
    """Name -> value. One row: the columns' names; one column beside named rows: the rows'; else "row/column"."""
    columns, rows, data = table["columns"], table["rows"], table["data"]
    if len(data) == 1 and not rows:
        return _named(dict(zip(columns, data[0], strict=True)))
    names = rows or [str(index) for index in range(len(data))]
    if len(columns) == 1 and rows:
        return _named({name: row[0] for name, row in zip(names, data, strict=True)})
    return _named(
        {
            f"{name}/{column}": value
            for name, row in zip(names, data, strict=True)
            for column, value in zip(columns, row, strict=True)
        }
    )


def of(connection: Connection, experiments: Sequence[CheckedExperiment]) -> dict[str, dict[str, Any]]:
    """Experiment -> its parameters by name."""
    found: dict[str, dict[str, Any]] = {}
    query = select(parameter.c.experiment_id, parameter.c.name, parameter.c.value)
    rows = connection.execute(query.where(parameter.c.experiment_id.in_(experiments)).order_by(parameter.c.name))
    for experiment, name, value in rows:
        found.setdefault(experiment, {})[name] = msgspec.json.decode(value)
    return found


def _named(given: dict[str, Any]) -> dict[str, Any]:
    return {
        storable(str(name), LONGEST_NAME): storable(value, LONGEST_VALUE) if isinstance(value, str) else value
        for name, value in given.items()
        if str(name)
    }


def _number(value: Any) -> float | None:
    """For sorting: a bool is 0 or 1, a number itself where it is finite, anything else has none."""
    if not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
