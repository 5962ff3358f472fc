"""Bytes in a local folder or an object store, through one interface.

    sha256/ab/abcdef...         verified bytes under their hash; never changed
    uploads/<upload id>/<n>     parts on their way

Every write is atomic: an object is there whole, or not at all.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from sightline.errors import ChecksumMismatch, DiskFull, InvalidSetting

from sightline_server.settings import MEBIBYTE

if TYPE_CHECKING:
    from pathlib import Path

    from obstore.store import ObjectStore

    from sightline_server.settings import Settings

CHUNK = 4 * MEBIBYTE
SIGNED_FOR = timedelta(hours=6)
_FULL = ("no space left", "quota exceeded")
REMOTE = ("s3://", "s3a://", "gs://", "az://", "abfs://")


class BlobStore:
    """Opened with the first use: a server that nobody sends files to does not load the library."""

    def __init__(self, settings: Settings) -> None:
        self.address = settings.blobs
        self.folder: Path | None = None
        if not self.address:
            self.folder = settings.data / "blobs"
        elif not self.address.startswith(REMOTE):
            raise InvalidSetting(
                f"SIGHTLINE_BLOBS: expected s3://bucket/prefix (or gs://, az://), got {self.address!r}"
            )
        self._options = dict(settings.store_options)
        self.presigns = settings.presign and self.folder is None
        self._lock = threading.Lock()
        self._making: list[str] = []

    @cached_property
    def _objects(self) -> ObjectStore:
        from obstore.store import LocalStore, from_url

        if self.folder is not None:
            return LocalStore(self.folder, mkdir=True, automatic_cleanup=True)
        return from_url(self.address, config=cast("Any", self._options), client_options={"allow_http": True})

    def origins(self) -> list[str]:
        """Where a browser sends parts to by itself, for the pages' Content-Security-Policy."""
        if not self.presigns:
            return []
        parts = urlsplit(self.part_address("origin", 1))
        return [f"{parts.scheme}://{parts.netloc}"]

    @contextmanager
    def making(self, sha256: str) -> Iterator[None]:
        """From before the bytes are written until their row is: `freeing` leaves them alone."""
        with self._lock:
            self._making.append(sha256)
        try:
            yield
        finally:
            with self._lock:
                self._making.remove(sha256)

    @contextmanager
    def freeing(self, sha256: str) -> Iterator[bool]:
        """Whether the bytes may be deleted inside this block: nobody makes them, and nobody begins to."""
        with self._lock:
            yield sha256 not in self._making

    # --- parts on their way ---

    def part_address(self, upload: str, number: int) -> str:
        """A presigned address to PUT one part to. Only where the store `presigns`."""
        import obstore

        return obstore.sign(cast("Any", self._objects), "PUT", _part(upload, number), SIGNED_FOR)

    async def put_part(self, upload: str, number: int, data: bytes) -> None:
        """Keep one part; the same number again replaces it."""
        import obstore

        with _needs_room():
            await obstore.put_async(self._objects, _part(upload, number), data)

    def part_sizes(self, upload: str) -> dict[int, int]:
        """Number -> bytes of the parts that are here."""
        import obstore

        found = (item for batch in obstore.list(self._objects, _folder(upload)) for item in batch)
        named = ((item["path"].rpartition("/")[2], item["size"]) for item in found)
        return {int(name): size for name, size in named if name.isdecimal()}

    async def assemble(self, upload: str, parts: int, sha256: str) -> int:
        """Make the blob of parts 1..n: their bytes in all. Raises ChecksumMismatch, and then no blob is there."""
        import obstore

        target = path_of(sha256)
        verified = _Verified(self._read_parts(upload, parts), sha256)
        if self.folder is not None and parts == 1:
            # The part lies on the same disk and nobody else can write it: its bytes get a second name. The first one
            # stays until the blob's row is there, so that a commit that fails can be tried again.
            async for _ in verified:
                pass
            with _needs_room():
                await obstore.copy_async(self._objects, _part(upload, 1), target)
        else:
            with _needs_room():
                await obstore.put_async(self._objects, target, verified, chunk_size=8 * MEBIBYTE, max_concurrency=2)
        await asyncio.to_thread(self._settle, target)
        return verified.size

    def drop_upload(self, upload: str) -> None:
        """Forget its parts. Blocks."""
        for number in self.part_sizes(upload):
            self._delete(_part(upload, number))
        if self.folder is not None:
            shutil.rmtree(self.folder / _folder(upload), ignore_errors=True)

    # --- blobs ---

    async def read(self, sha256: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes [start, end) in pieces. Raises FileNotFoundError."""
        import obstore

        if start >= end:
            return
        found = await obstore.get_async(self._objects, path_of(sha256), options={"range": (start, end)})
        async for chunk in found.stream(min_chunk_size=MEBIBYTE):
            yield bytes(chunk)

    def read_whole(self, sha256: str) -> bytes:
        """All bytes at once. Blocks; raises FileNotFoundError."""
        import obstore

        return bytes(obstore.get(self._objects, path_of(sha256)).bytes())

    async def add(self, sha256: str, chunks: AsyncIterator[bytes]) -> None:
        """Keep bytes of another store. Raises ChecksumMismatch, or what `chunks` raises; then nothing is kept."""
        import obstore

        verified = _Verified(chunks, sha256)
        with _needs_room():
            await obstore.put_async(self._objects, path_of(sha256), verified, chunk_size=8 * MEBIBYTE)
        await asyncio.to_thread(self._settle, path_of(sha256))

    def delete(self, sha256: str) -> None:
        """For good. Nothing happens when it is gone already. Blocks."""
        self._delete(path_of(sha256))

    def listing(self) -> Iterator[tuple[str, int, float]]:
        """(sha256, bytes, seconds since the epoch of the last change) of every object under its hash. Blocks."""
        import obstore

        for batch in obstore.list(self._objects, "sha256/"):
            for item in batch:
                yield item["path"].rpartition("/")[2], item["size"], item["last_modified"].timestamp()

    async def _read_parts(self, upload: str, parts: int) -> AsyncIterator[bytes]:
        import obstore

        for number in range(1, parts + 1):
            found = await obstore.get_async(self._objects, _part(upload, number))
            async for chunk in found.stream(min_chunk_size=CHUNK):
                yield bytes(chunk)

    def _delete(self, path: str) -> None:
        import obstore

        try:
            obstore.delete(self._objects, path)
        except FileNotFoundError:
            return

    def _settle(self, path: str) -> None:
        """On a local disk, wait until the bytes and their name are on it: the sender deletes its copy after this."""
        if self.folder is None:
            return
        file = self.folder / path
        for place in (file, file.parent):
            descriptor = os.open(place, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def _needs_room() -> Iterator[None]:
    """Around what writes bytes. Raises DiskFull, whichever way the library says it."""
    try:
        yield
    except Exception as problem:
        if any(words in str(problem).lower() for words in _FULL):
            raise DiskFull("no room on the server's disk: the bytes are sent again when there is room") from None
        raise


class _Verified:
    """Passes bytes on, and fails at their end when their hash is not the announced one: the write is then abandoned."""

    def __init__(self, chunks: AsyncIterator[bytes], sha256: str) -> None:
        self._chunks, self._expected, self._hash, self.size = chunks, sha256, hashlib.sha256(), 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            await asyncio.to_thread(self._hash.update, chunk)
            self.size += len(chunk)
            yield chunk
        found = self._hash.hexdigest()
        if found != self._expected:
            raise ChecksumMismatch(f"sha256: expected {self._expected}, as it was announced; the bytes have {found}")


def path_of(sha256: str) -> str:
    return f"sha256/{sha256[:2]}/{sha256}"


def _folder(upload: str) -> str:
    return f"uploads/{upload}/"


def _part(upload: str, number: int) -> str:
    return f"uploads/{upload}/{number}"
