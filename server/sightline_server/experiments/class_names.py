"""The names of an experiment's classes."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from sightline_server.access.checked import CheckedExperiment
from sightline_server.experiments.tables import class_names
from sightline_server.store.upsert import upsert


def put(connection: Connection, experiment: CheckedExperiment, labelmap: dict[str, str]) -> None:
    """These are the classes now. labelmap: index -> name."""
    body = msgspec.json.encode(labelmap).decode()
    upsert(connection, class_names, [{"experiment_id": experiment, "names": body}])


def of(connection: Connection, experiment: CheckedExperiment) -> dict[str, str] | None:
    """Index -> name; None while no label map has come."""
    query = select(class_names.c.names).where(class_names.c.experiment_id == experiment)
    body = connection.execute(query).scalar_one_or_none()
    return None if body is None else msgspec.json.decode(body, type=dict[str, str])
