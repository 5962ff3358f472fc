"""What a backup is: a folder with one SQLite file, the bytes of all files, and a manifest that is written last.

    manifest.json                   what belongs to the backup; without it the folder is none
    database-0123456789abcdef.db    an SQLite database with Sightline's tables
    blobs/sha256/ab/abcdef...       the bytes of files and pictures, under their sha256

A new backup into the same folder adds to it, puts its manifest in the old one's place in one step, and only then
removes what that named alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Struct

FORMAT = 1
MANIFEST = "manifest.json"
UNFINISHED = "manifest.json.partial"
_PIECE = 1 << 20
Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]


class BackupProblem(Exception):
    """A backup cannot be made or used. Its text is one line."""


class Database(Struct):
    """The SQLite file in the folder; `revision`: of its schema."""

    path: str
    sha256: Sha256
    size: int
    revision: str


class File(Struct):
    """Bytes in `blobs/sha256/<first two digits>/<sha256>`."""

    sha256: Sha256
    size: int


class Manifest(Struct):
    """`taken`: the moment of which it holds the state, ISO 8601 in UTC. `source`: sqlite or postgresql.

    `missing`: files whose bytes the server itself had no more, or damaged ones.
    """

    format: int = msgspec.field(name="sightline-backup")
    version: str
    taken: str
    source: str
    database: Database
    files: list[File]
    missing: list[File]


def read(folder: Path) -> Manifest:
    """The manifest of a finished backup. Raises BackupProblem."""
    try:
        data = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        why = "it was never finished: make it again" if (folder / UNFINISHED).exists() else f"it has no {MANIFEST}"
        raise BackupProblem(f"{folder} is no backup: {why}") from None
    try:
        found = msgspec.json.decode(data)["sightline-backup"]
        if found != FORMAT:
            raise BackupProblem(f"{folder}: a backup of format {found}; this program reads {FORMAT}: update it")
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, KeyError, TypeError) as problem:
        raise BackupProblem(f"{folder / MANIFEST}: damaged ({problem})") from None
    if Path(manifest.database.path).name != manifest.database.path:
        raise BackupProblem(f"{folder / MANIFEST}: damaged (a database outside of the folder)")
    return manifest


@contextmanager
def unfinished(folder: Path) -> Iterator[int]:
    """The folder, claimed for one backup; what a kill left of an earlier one is used. Raises BackupProblem."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()) and not ((folder / MANIFEST).exists() or (folder / UNFINISHED).exists()):
        raise BackupProblem(f"--to {folder}: not empty, and no backup; name a new folder, or that of an earlier backup")
    descriptor = os.open(folder / UNFINISHED, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield descriptor
    except BlockingIOError:
        raise BackupProblem(f"--to {folder}: another backup is being written there") from None
    finally:
        os.close(descriptor)


def finish(folder: Path, descriptor: int, manifest: Manifest) -> None:
    """From now on the folder is this backup. Everything that it names is on the disk already."""
    os.ftruncate(descriptor, 0)
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        file.flush()
        os.fsync(file.fileno())
    os.replace(folder / UNFINISHED, folder / MANIFEST)
    sync_folder(folder)


def sha256_of(path: Path) -> str:
    """64 hex digits. Raises FileNotFoundError."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def sync_folder(folder: Path) -> None:
    """Wait until the names in it are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
