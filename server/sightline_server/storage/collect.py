"""`gc`: free what was deleted long enough ago, and bytes that nothing refers to."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sightline_server.access import audit
from sightline_server.storage import queries
from sightline_server.storage.exclusion import freeing
from sightline_server.storage.payloads import Collection

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sightline_server.access.actor import Actor
    from sightline_server.blobs.images import Pictures
    from sightline_server.blobs.store import BlobStore
    from sightline_server.storage.queries import Garbage
    from sightline_server.store.engine import Store
    from sightline_server.store.writer import Writer

GRACE = 7 * 86_400.0


class Collector:
    """Looks, or does it. All of it blocks; for a thread."""

    def __init__(self, store: Store, writer: Writer, blobs: BlobStore, pictures: Pictures) -> None:
        self._store, self._writer, self._blobs, self._pictures = store, writer, blobs, pictures

    def look(self, older_than: float) -> Collection:
        """What `collect` would free now. older_than: seconds since it was deleted, or last announced."""
        cutoff = time.time() - older_than
        with self._store.read() as connection:
            garbage = queries.find(connection, cutoff)
        orphans = self._orphans(cutoff)
        return _told(garbage, self._bytes(garbage) + sum(size for _, size in orphans), len(orphans), done=False)

    def collect(self, actor: Actor, older_than: float) -> Collection:
        """Free it. First the rows go, in one transaction; a crash after it leaves bytes for the next time.

        Raises Conflict while a backup is being made.
        """
        with freeing(self._store):
            return self._collect(actor, older_than)

    def _collect(self, actor: Actor, older_than: float) -> Collection:
        cutoff = time.time() - older_than

        def remove(connection: Connection) -> Garbage:
            found = queries.remove(connection, cutoff)
            audit.record(connection, actor, "storage.collected", ", ".join(found.names)[:10_000])
            return found

        garbage = self._writer.run_blocking(remove)
        size = self._bytes(garbage)
        for upload in garbage.uploads:
            self._blobs.drop_upload(upload)
        for sha256, _ in garbage.blobs:
            self._free(sha256)
        seen = {sha256 for sha256, _ in garbage.blobs}
        orphans = [orphan for orphan in self._orphans(cutoff) if orphan[0] not in seen]
        for sha256, _ in orphans:
            self._free(sha256)
        return _told(garbage, size + sum(size for _, size in orphans), len(orphans), done=True)

    def _free(self, sha256: str) -> None:
        """Delete the bytes, unless the same ones are being uploaded or came back in the meantime."""
        with self._blobs.freeing(sha256) as may:
            if may and not self._is_known(sha256):
                self._blobs.delete(sha256)
                self._pictures.forget(sha256)

    def _orphans(self, cutoff: float) -> list[tuple[str, int]]:
        """Bytes without a row: a crash came between the two."""
        old = [(sha256, size) for sha256, size, changed in self._blobs.listing() if changed <= cutoff]
        return [(sha256, size) for sha256, size in old if not self._is_known(sha256)]

    def _is_known(self, sha256: str) -> bool:
        with self._store.read() as connection:
            return queries.known(connection, sha256)

    def _bytes(self, garbage: Garbage) -> int:
        parts = sum(sum(self._blobs.part_sizes(upload).values()) for upload in garbage.uploads)
        return parts + sum(size for _, size in garbage.blobs)


def _told(garbage: Garbage, size: int, orphans: int, *, done: bool) -> Collection:
    return Collection(
        done=done,
        projects=len(garbage.projects),
        experiments=len(garbage.experiments),
        file_versions=len(garbage.versions),
        blobs=len(garbage.blobs) + orphans,
        uploads=len(garbage.uploads),
        bytes=size,
        names=garbage.names,
    )
