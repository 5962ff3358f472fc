"""A backup of a server that runs: first the database at one moment, then the bytes that it knows."""

from __future__ import annotations

import os
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from msgspec import Struct

from sightline_server import __version__
from sightline_server.blobs.store import BlobStore, path_of
from sightline_server.settings import Settings
from sightline_server.storage import manifest as manifests
from sightline_server.storage import snapshot
from sightline_server.storage.exclusion import keeping
from sightline_server.storage.manifest import Database, File, Manifest, sha256_of, sync_folder
from sightline_server.storage.transfer import transfer
from sightline_server.store.engine import Store

if TYPE_CHECKING:
    from pathlib import Path

_PARTIAL = "database.partial"


class BackedUp(Struct):
    """`files` and `bytes` of all that the backup has; `copied`: files that an earlier one in the folder had not.

    `missing`: sha256 of files whose bytes the server itself lacks, or has damaged.
    """

    backup: str
    taken: str
    projects: int
    experiments: int
    database_bytes: int
    files: int
    bytes: int
    copied: int
    missing: list[str]


def back_up(settings: Settings, folder: Path, progress: snapshot.Progress) -> BackedUp:
    """Write a backup, or bring the one in `folder` up to date. Raises BackupProblem, OSError, and what a database does.

    A blob's bytes are on the disk before its row is, and are never changed: what the snapshot names is there, as long
    as nothing is freed meanwhile.
    """
    store = Store(settings.database)
    snapshot.check(store)
    try:
        with keeping(store), manifests.unfinished(folder) as claim:
            taken = datetime.now(timezone.utc).isoformat(timespec="seconds")
            database = _take_database(store, folder, progress)
            wanted = [File(*row) for row in snapshot.blobs_of(folder / database.path)]
            files = transfer(BlobStore(settings), _blobs_in(folder, settings), wanted, progress)
            kept = sorted(files.present, key=lambda file: file.sha256)
            _settle_names(folder, kept)
            source = store.url.get_backend_name()
            made = Manifest(manifests.FORMAT, __version__, taken, source, database, kept, files.missing)
            manifests.finish(folder, claim, made)
            _sweep(folder, made)
            return _told(folder, made, len(files.copied))
    finally:
        store.close()


def _take_database(store: Store, folder: Path, progress: snapshot.Progress) -> Database:
    """Under a name of its own, so that an earlier backup's stays whole until there is a new manifest."""
    partial = folder / _PARTIAL
    snapshot.remove(partial)
    descriptor = os.open(partial, os.O_CREAT | os.O_EXCL, 0o600)  # sqlite3 fills an empty file, and keeps its mode
    os.close(descriptor)
    snapshot.take(store, partial, progress)
    sha256 = sha256_of(partial)
    path = f"database-{sha256[:16]}.db"
    os.replace(partial, folder / path)
    return Database(path, sha256, (folder / path).stat().st_size, snapshot.revision_of(folder / path))


def _told(folder: Path, made: Manifest, copied: int) -> BackedUp:
    size = sum(file.size for file in made.files)
    missing = [file.sha256 for file in made.missing]
    counts = snapshot.counts_of(folder / made.database.path)
    return BackedUp(str(folder), made.taken, *counts, made.database.size, len(made.files), size, copied, missing)


def _blobs_in(folder: Path, settings: Settings) -> BlobStore:
    return BlobStore(Settings(data=folder, home=settings.home))


def _settle_names(folder: Path, files: list[File]) -> None:
    places = {(folder / "blobs" / path_of(file.sha256)).parent for file in files}
    for place in [*places, folder / "blobs" / "sha256", folder / "blobs", folder, folder.parent]:
        if place.is_dir():
            sync_folder(place)


def _sweep(folder: Path, made: Manifest) -> None:
    """Remove what no manifest names any more: an older database, freed files, pieces that a kill left."""
    kept = {made.database.path, *(file.sha256 for file in made.files)}
    for place in [*folder.glob("database*"), *folder.glob("blobs/sha256/??/*")]:
        if place.name not in kept:
            place.unlink()
