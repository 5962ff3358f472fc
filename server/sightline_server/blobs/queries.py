"""Blobs and uploads as rows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from sightline_server.blobs.tables import blob, upload


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """`size` and `part_size` in bytes; every part but the last is full."""

    id: str
    sha256: str
    size: int
    part_size: int


def announce_blob(connection: Connection, sha256: str, now: float) -> int | None:
    """The size of bytes that are here, whose grace period starts again; None when they are not."""
    found = connection.execute(select(blob.c.size).where(blob.c.sha256 == sha256)).scalar_one_or_none()
    if found is not None:
        connection.execute(update(blob).where(blob.c.sha256 == sha256).values(announced=now))
    return found


def add_blob(connection: Connection, sha256: str, size: int, now: float) -> None:
    """Record verified bytes; again for the same ones only starts their grace period anew."""
    if announce_blob(connection, sha256, now) is None:
        connection.execute(insert(blob).values(sha256=sha256, size=size, created=now, announced=now))


def announce_upload(connection: Connection, new: StoredUpload, now: float) -> StoredUpload:
    """The upload of these bytes: the one that was begun before, else the new one."""
    columns = (upload.c.id, upload.c.sha256, upload.c.size, upload.c.part_size)
    query = select(*columns).where(upload.c.sha256 == new.sha256, upload.c.size == new.size)
    row = connection.execute(query).one_or_none()
    if row is not None:
        connection.execute(update(upload).where(upload.c.id == row.id).values(announced=now))
        return StoredUpload(*row)
    values = {"id": new.id, "sha256": new.sha256, "size": new.size, "part_size": new.part_size}
    connection.execute(insert(upload).values(announced=now, **values))
    return new


def stored_upload(connection: Connection, id: str) -> StoredUpload | None:
    columns = (upload.c.id, upload.c.sha256, upload.c.size, upload.c.part_size)
    row = connection.execute(select(*columns).where(upload.c.id == id)).one_or_none()
    return StoredUpload(*row) if row else None


def end_upload(connection: Connection, id: str) -> None:
    connection.execute(delete(upload).where(upload.c.id == id))
