"""Adding and removing versions of a file. Arrival and the routes both come through here."""

from __future__ import annotations

import re
import unicodedata

from sightline.errors import InvalidFile, NotFound
from sightline.names import FileFacts
from sqlalchemy import Connection

from sightline_server.access import audit
from sightline_server.access.actor import Actor
from sightline_server.access.checked import CheckedExperiment, WritableExperiment
from sightline_server.blobs import references
from sightline_server.files import queries
from sightline_server.files.payloads import FileVersion
from sightline_server.logs.payloads import StoredFile
from sightline_server.text import counted

LONGEST_NAME = 255
_HEAD = re.compile(r"(?:[0-9a-f]{2}){0,64}")


def add(connection: Connection, experiment: CheckedExperiment, stored: StoredFile) -> FileVersion:
    """A new version of `stored.name`, whose bytes were uploaded before. Raises InvalidFile."""
    size = references.size_of(connection, stored.sha256)
    if size is None:
        raise InvalidFile(f"{stored.name}: its bytes (sha256 {stored.sha256[:12]}) were not uploaded")
    if size != stored.size:
        raise InvalidFile(f"{stored.name}: size: expected {counted(size, 'byte')}, as uploaded, got {stored.size}")
    if not _HEAD.fullmatch(stored.head):
        raise InvalidFile(f"{stored.name}: head: expected at most 64 bytes as hex, got {stored.head[:20]!r}")
    return queries.add_version(connection, experiment, stored, safe_filename(stored.filename, stored.name))


def remove(
    connection: Connection, actor: Actor, experiment: WritableExperiment, name: str, version: int | None
) -> None:
    """Take one version off the page, or all of a name; `gc` frees the bytes later. Raises NotFound."""
    if not queries.mark_deleted(connection, experiment, name, version):
        raise NotFound(f"no file {title(name, version)!r} in this experiment")
    audit.record(connection, actor, "file.deleted", f"{experiment}/{title(name, version)}")


def restore(
    connection: Connection, actor: Actor, experiment: WritableExperiment, name: str, version: int | None
) -> None:
    """Undo `remove`, while `gc` has not freed it. Raises NotFound."""
    if not queries.mark_restored(connection, experiment, name, version):
        raise NotFound(f"no deleted file {title(name, version)!r} in this experiment")
    audit.record(connection, actor, "file.restored", f"{experiment}/{title(name, version)}")


def newest(connection: Connection, experiment: CheckedExperiment) -> list[FileFacts]:
    """The newest version of every file of an experiment, as findings look at it."""
    return queries.newest(connection, experiment)


def title(name: str, version: int | None) -> str:
    """`model-latest@3`, or the name alone."""
    return name if version is None else f"{name}@{version}"


def safe_filename(given: str, otherwise: str) -> str:
    """The last part of a path, as a name that any system can save under; `otherwise` where nothing is left."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join("_" if unicodedata.category(c)[0] == "C" or c in '<>:"|?*' else c for c in last).strip(" .")
    if not kept:
        return "file" if otherwise == given else safe_filename(otherwise.replace("/", "-"), "file")
    if len(kept.encode()) <= LONGEST_NAME:
        return kept
    stem, dot, ending = kept.rpartition(".")
    ending = f"{dot}{ending}" if dot and len(ending) <= 16 else ""
    room = LONGEST_NAME - len(ending.encode())
    return (stem if ending else kept).encode()[:room].decode("utf-8", "ignore") + ending
