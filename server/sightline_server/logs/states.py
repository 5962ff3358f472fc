"""Logs that are not lines: each arrival is a new state, and the earlier ones stay."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, insert

from sightline_server.blobs import references
from sightline_server.logs.heads import Head
from sightline_server.logs.numbers import columns_of, finite_of, value_of
from sightline_server.logs.tables import log_version
from sightline_server.text import storable


def next_state(connection: Connection, head: Head, data: Any, step: float | None, time: float) -> dict[str, Any]:
    """The row of the next state, for `save`; the head knows of it already. `data`: canonical."""
    head.versions += 1
    head.updated = max(head.updated, time)
    head.step = step
    if head.type == "value":
        head.number, head.text = _shown(data)
        head.last_time = time
    if head.type == "image":
        references.add(connection, head.experiment_id, data["file"]["sha256"])
    body = msgspec.json.encode(data).decode()
    return {"log_id": head.id, "version": head.versions, "step": step, "time": time, "data": body}


def save(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Write new states."""
    if rows:
        connection.execute(insert(log_version), rows)


def _shown(data: Any) -> tuple[float | None, str | None]:
    """(number, text) of a value log: a text that is no number stays a text."""
    if isinstance(data, str):
        word = value_of(None, data)
        return columns_of(finite_of(word)) if word is not None else (None, storable(data, 1000))
    try:
        return columns_of(float(data))
    except OverflowError:
        return columns_of(float("inf") if data > 0 else float("-inf"))
