"""Which stored bytes an experiment's logs name. Other capabilities use blobs through this module."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from sightline_server.access.checked import CheckedExperiment
from sightline_server.blobs.tables import blob, blob_reference


def size_of(connection: Connection, sha256: str) -> int | None:
    """Bytes of a stored blob; None when it is not here."""
    return connection.execute(select(blob.c.size).where(blob.c.sha256 == sha256)).scalar_one_or_none()


def present(connection: Connection, sha256: str) -> bool:
    """Whether the bytes are here, verified."""
    return size_of(connection, sha256) is not None


def add(connection: Connection, experiment: CheckedExperiment, sha256: str) -> None:
    """Let the experiment's pages show this picture, and keep it. Safe to call again."""
    if not refers(connection, experiment, sha256):
        connection.execute(insert(blob_reference).values(experiment_id=experiment, sha256=sha256))


def refers(connection: Connection, experiment: CheckedExperiment, sha256: str) -> bool:
    """Whether a log of the experiment names these bytes."""
    query = select(blob_reference.c.sha256).where(
        blob_reference.c.experiment_id == experiment, blob_reference.c.sha256 == sha256
    )
    return connection.execute(query).first() is not None
