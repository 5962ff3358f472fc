"""A backup becomes a data folder again, or a PostgreSQL database and a bucket."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from sightline_server.blobs.store import BlobStore
from sightline_server.settings import Settings
from sightline_server.storage import manifest as manifests
from sightline_server.storage import snapshot
from sightline_server.storage.manifest import BackupProblem, Manifest, sha256_of, sync_folder
from sightline_server.storage.transfer import transfer
from sightline_server.store.engine import Store
from sightline_server.text import counted

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

DATABASE = "sightline.db"
_PARTIAL = "sightline.db.partial"


class Restored(Struct):
    """`files`, `bytes`: those that were verified and are there. `missing`: sha256 of those that the backup lacks."""

    data: str
    taken: str
    projects: int
    experiments: int
    files: int
    bytes: int
    missing: list[str]


def check(settings: Settings, backup: Path) -> None:
    """Only a finished backup is used, and only what is empty, or an interrupted restore left, is filled.

    Raises BackupProblem.
    """
    _check_revision(backup, manifests.read(backup))
    data = settings.data
    if data.is_dir() and any(data.iterdir()) and not (data / _PARTIAL).exists():
        raise BackupProblem(f"--data {data}: not empty; a backup is restored into a new folder")
    if not _is_own_file(settings):
        with create_engine(settings.database, poolclass=NullPool).connect() as connection:
            _check_empty(connection)


def restore(settings: Settings, backup: Path, progress: snapshot.Progress) -> Restored:
    """Fill `settings.data` and, where it is one, the empty PostgreSQL database. Raises BackupProblem.

    The database comes last, in one step: what an interruption leaves is no server's data, and can be restored into
    again.
    """
    made = manifests.read(backup)
    partial = settings.data / _PARTIAL
    _copy_database(backup, made, partial)
    store = Store(f"sqlite:///{partial}")
    store.prepare()
    store.close()
    source = BlobStore(Settings(data=backup, home=settings.home))
    files = transfer(source, BlobStore(settings), made.files, progress)
    if files.missing:
        damaged = counted(len(files.missing), "file")
        raise BackupProblem(f"{backup}: damaged: {damaged}, the first is {files.missing[0].sha256}")
    counts = snapshot.counts_of(partial)
    _put_in_place(settings, partial, progress)
    size = sum(file.size for file in made.files)
    missing = [file.sha256 for file in made.missing]
    return Restored(str(settings.data), made.taken, *counts, len(made.files), size, missing)


def _copy_database(backup: Path, made: Manifest, partial: Path) -> None:
    source = backup / made.database.path
    partial.parent.mkdir(parents=True, exist_ok=True)
    snapshot.remove(partial)
    shutil.copyfile(source, partial)
    partial.chmod(0o600)
    if sha256_of(partial) != made.database.sha256:
        raise BackupProblem(f"{source}: damaged: its sha256 is not that of the manifest")


def _check_revision(backup: Path, made: Manifest) -> None:
    from alembic.script import ScriptDirectory

    from sightline_server.store.migrations.upgrade import configuration

    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if made.database.revision not in known:
        revision = f"schema {made.database.revision}, of version {made.version}"
        raise BackupProblem(f"{backup}: made by a newer Sightline ({revision}); update sightline-server first")


def _is_own_file(settings: Settings) -> bool:
    return settings.database == f"sqlite:///{settings.data / DATABASE}"


def _check_empty(connection: Connection) -> None:
    if not snapshot.is_empty(connection):
        raise BackupProblem(f"--database {connection.engine.url!r}: not empty; make a new database for it")


def _put_in_place(settings: Settings, partial: Path, progress: snapshot.Progress) -> None:
    if not _is_own_file(settings):
        with create_engine(settings.database, poolclass=NullPool).begin() as connection:
            _check_empty(connection)
            snapshot.load(partial, connection, progress)
        partial.unlink()
        return
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(partial, settings.data / DATABASE)
    sync_folder(settings.data)
