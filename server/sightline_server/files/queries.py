"""Versions of files as rows."""

from __future__ import annotations

import time
from itertools import groupby
from typing import Any

from sightline.names import FileFacts, looks_like
from sqlalchemy import Connection, Row, func, insert, select, update

from sightline_server.access.checked import CheckedExperiment, ReadableExperiment, WritableExperiment
from sightline_server.files.payloads import FileVersion
from sightline_server.files.tables import file_version
from sightline_server.logs.payloads import StoredFile


def add_version(
    connection: Connection, experiment: CheckedExperiment, stored: StoredFile, filename: str
) -> FileVersion:
    """The next version of the name, numbered on from deleted ones, too."""
    table = file_version
    newest = select(func.max(table.c.version)).where(table.c.experiment_id == experiment, table.c.name == stored.name)
    version = (connection.execute(newest).scalar_one_or_none() or 0) + 1
    row = {
        "experiment_id": experiment,
        "name": stored.name,
        "version": version,
        "filename": filename,
        "size": stored.size,
        "sha256": stored.sha256,
        "head": stored.head,
        "folder": stored.folder,
        "step": stored.step,
        "created": stored.time,
    }
    connection.execute(insert(table).values(row))
    looks = looks_like(bytes.fromhex(stored.head), filename, folder=stored.folder)
    return FileVersion(
        version, filename, stored.size, stored.sha256, looks, stored.folder, stored.time, _number(stored.step)
    )


def files(connection: Connection, experiment: ReadableExperiment) -> dict[str, list[FileVersion]]:
    """Name -> its versions, newest first."""
    table = file_version
    query = (
        select(table)
        .where(table.c.experiment_id == experiment, table.c.deleted.is_(None))
        .order_by(table.c.name, table.c.version.desc())
    )
    rows = connection.execute(query)
    return {name: [_version(row) for row in group] for name, group in groupby(rows, key=lambda row: row.name)}


def newest(connection: Connection, experiment: CheckedExperiment) -> list[FileFacts]:
    """The newest version of every name, as findings look at it."""
    table = file_version
    query = (
        select(table)
        .where(table.c.experiment_id == experiment, table.c.deleted.is_(None))
        .order_by(table.c.name, table.c.version)
    )
    rows = {row.name: row for row in connection.execute(query)}
    return [
        FileFacts(name, row.filename, row.size, row.sha256, bytes.fromhex(row.head), row.folder, row.step)
        for name, row in rows.items()
    ]


def version(
    connection: Connection, experiment: ReadableExperiment, name: str, version: int | None
) -> FileVersion | None:
    """One version, the newest when none is named; None when there is none."""
    table = file_version
    query = select(table).where(table.c.experiment_id == experiment, table.c.name == name, table.c.deleted.is_(None))
    if version is not None:
        query = query.where(table.c.version == version)
    row = connection.execute(query.order_by(table.c.version.desc()).limit(1)).one_or_none()
    return _version(row) if row else None


def mark_deleted(connection: Connection, experiment: WritableExperiment, name: str, version: int | None) -> int:
    """How many versions were there to delete."""
    table = file_version
    change = update(table).where(table.c.experiment_id == experiment, table.c.name == name, table.c.deleted.is_(None))
    if version is not None:
        change = change.where(table.c.version == version)
    return connection.execute(change.values(deleted=time.time())).rowcount


def mark_restored(connection: Connection, experiment: WritableExperiment, name: str, version: int | None) -> int:
    """Bring one version back, or without a number those that the name's last deletion took. How many."""
    table = file_version
    gone = (table.c.experiment_id == experiment) & (table.c.name == name) & table.c.deleted.is_not(None)
    if version is not None:
        gone &= table.c.version == version
    last = connection.execute(select(func.max(table.c.deleted)).where(gone)).scalar_one()
    return connection.execute(update(table).where(gone, table.c.deleted == last).values(deleted=None)).rowcount


def _version(row: Row[Any]) -> FileVersion:
    looks = looks_like(bytes.fromhex(row.head), row.filename, folder=row.folder)
    return FileVersion(row.version, row.filename, row.size, row.sha256, looks, row.folder, row.created, row.step)


def _number(step: int | float | None) -> float | None:
    return None if step is None else float(step)
