"""The upload protocol: declare -> send the parts that are missing -> complete, which verifies the sha256."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from litestar.concurrency import sync_to_thread
from sightline.errors import ChecksumMismatch, Conflict, InvalidRequest, NotFound

from sightline_server.blobs import queries, references
from sightline_server.blobs.payloads import Completed, Declaration, Part, Upload
from sightline_server.blobs.queries import StoredUpload
from sightline_server.settings import MEBIBYTE
from sightline_server.text import counted

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sightline_server.blobs.store import BlobStore
    from sightline_server.store.engine import Store
    from sightline_server.store.writer import Writer

SHA256 = re.compile(r"[0-9a-f]{64}")
PART_SIZE = 8 * MEBIBYTE
LARGEST_PART = 64 * MEBIBYTE
MOST_PARTS = 10_000
LARGEST_FILE = LARGEST_PART * MOST_PARTS


class Uploads:
    """One way in for all bytes, whatever keeps them."""

    def __init__(self, store: Store, writer: Writer, blobs: BlobStore) -> None:
        self._store, self._writer, self._blobs = store, writer, blobs
        self._completing: dict[str, asyncio.Event] = {}

    async def declare(self, declared: Declaration) -> Upload:
        """Where to send the parts, less those that came in an earlier try. Bytes that are here need none."""
        check_sha256(declared.sha256)
        if not 0 <= declared.size <= LARGEST_FILE:
            raise InvalidRequest(f"size: expected 0 to {LARGEST_FILE} bytes, got {declared.size}")
        new = StoredUpload(str(uuid4()), declared.sha256, declared.size, part_size_for(declared.size))
        now = time.time()

        def announce(connection: Connection) -> StoredUpload | None:
            if (size := queries.announce_blob(connection, declared.sha256, now)) is not None:
                _check_size(size, declared.size)
                return None
            return queries.announce_upload(connection, new, now)

        upload = await self._writer.run(announce)
        if upload is None:
            return Upload(declared.sha256, complete=True, part_size=new.part_size, parts=[])
        return await sync_to_thread(self._state, upload)

    async def state(self, id: str) -> Upload:
        """The same as the declaration's answer, for a client that comes back."""
        return await sync_to_thread(self._state, await self._stored(id))

    async def put_part(self, id: str, number: int, body: Callable[[], Any]) -> None:
        """Keep one part. `body` reads the request's bytes; not before we know that they are wanted."""
        upload = await self._stored(id)
        expected = size_of_part(upload, number)
        data: bytes = await body()
        if len(data) != expected:
            raise InvalidRequest(f"part {number}: expected {counted(expected, 'byte')}, got {len(data)}")
        if other := self._completing.get(id):
            await other.wait()
        if other is None or not await sync_to_thread(self._is_here, upload):
            await self._blobs.put_part(id, number, data)

    async def complete(self, id: str) -> Completed:
        """Verify the parts and make the blob. Again for a finished upload: the same answer.

        Two scripts that store the same bytes have one upload: the second waits for the first.
        """
        upload = await self._stored(id)
        while not await sync_to_thread(self._is_here, upload):
            if other := self._completing.get(id):
                await other.wait()
                continue
            done = self._completing[id] = asyncio.Event()
            try:
                await self._assemble(upload)
                break
            finally:
                del self._completing[id]
                done.set()
        return Completed(upload.sha256, upload.size)

    async def _assemble(self, upload: StoredUpload) -> None:
        present = await sync_to_thread(self._blobs.part_sizes, upload.id)
        missing = [n for n in range(1, parts_of(upload) + 1) if present.get(n) != size_of_part(upload, n)]
        if missing:
            named = ", ".join(str(number) for number in missing[:10])
            raise Conflict(f"parts: {len(missing)} of {parts_of(upload)} are missing or of a wrong size: {named}")
        try:
            with self._blobs.making(upload.sha256):
                await self._blobs.assemble(upload.id, parts_of(upload), upload.sha256)
                await self._writer.run(lambda c: queries.add_blob(c, upload.sha256, upload.size, time.time()))
        except ChecksumMismatch:
            # A part is wrong, and nobody knows which: all are sent again.
            await sync_to_thread(self._blobs.drop_upload, upload.id)
            raise
        except FileNotFoundError:
            raise Conflict("another server completed this upload just now; ask again") from None
        await sync_to_thread(self._blobs.drop_upload, upload.id)

    def _is_here(self, upload: StoredUpload) -> bool:
        with self._store.read() as connection:
            return references.present(connection, upload.sha256)

    async def _stored(self, id: str) -> StoredUpload:
        def find() -> StoredUpload | None:
            with self._store.read() as connection:
                return queries.stored_upload(connection, id)

        if (found := await sync_to_thread(find)) is None:
            raise NotFound("no such upload; declare it again")
        return found

    def _state(self, upload: StoredUpload) -> Upload:
        present = self._blobs.part_sizes(upload.id)
        parts = []
        for number in range(1, parts_of(upload) + 1):
            size = size_of_part(upload, number)
            offset = (number - 1) * upload.part_size
            here = present.get(number) == size
            parts.append(Part(number, offset, size, self._address(upload.id, number, here), present=here))
        return Upload(upload.id, complete=False, part_size=upload.part_size, parts=parts)

    def _address(self, id: str, number: int, here: bool) -> str:
        if self._blobs.presigns and not here:
            return self._blobs.part_address(id, number)
        return f"/api/uploads/{id}/parts/{number}"


def check_sha256(text: str) -> None:
    """Raises InvalidRequest unless it is 64 lower-case hex digits."""
    if not SHA256.fullmatch(text):
        raise InvalidRequest(f"sha256: expected 64 lower-case hex digits, got {text[:80]!r}")


def part_size_for(size: int) -> int:
    """8 MiB, and whole MiB beyond what 10,000 such parts hold."""
    needed = -(-size // MOST_PARTS)
    return max(PART_SIZE, -(-needed // MEBIBYTE) * MEBIBYTE)


def parts_of(upload: StoredUpload) -> int:
    """How many parts; none for an empty file."""
    return -(-upload.size // upload.part_size)


def size_of_part(upload: StoredUpload, number: int) -> int:
    """Bytes of part 1..n. Raises NotFound beyond."""
    if not 1 <= number <= parts_of(upload):
        raise NotFound(f"part {number}: this upload has the parts 1 to {parts_of(upload)}")
    return min(upload.part_size, upload.size - (number - 1) * upload.part_size)


def _check_size(stored: int, declared: int) -> None:
    if stored != declared:
        raise InvalidRequest(f"size: the file with this sha256 has {counted(stored, 'byte')}, got {declared}")
