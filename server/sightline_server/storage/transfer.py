"""Blobs from one store to another: into a backup, and out of it."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sightline.errors import ChecksumMismatch

from sightline_server.storage.manifest import BackupProblem, File

if TYPE_CHECKING:
    from sightline_server.blobs.store import BlobStore
    from sightline_server.storage.snapshot import Progress

#: An object store answers slowly, and many at a time.
AT_ONCE = 8


@dataclass
class Transferred:
    """`present`: whole in the target; `copied` of them were brought by this transfer. `missing`: not in the source."""

    present: list[File] = field(default_factory=list)
    copied: list[File] = field(default_factory=list)
    missing: list[File] = field(default_factory=list)


def transfer(source: BlobStore, target: BlobStore, wanted: Sequence[File], progress: Progress) -> Transferred:
    """Copy what the target lacks. Every file is read back from the target and its hash compared, old ones too.

    Raises BackupProblem when what is read back is not what was written.
    """
    return asyncio.run(_Transfer(source, target, sum(file.size for file in wanted), progress).run(wanted))


class _Transfer:
    def __init__(self, source: BlobStore, target: BlobStore, total: int, progress: Progress) -> None:
        self._source, self._target, self._total, self._progress = source, target, total, progress
        self._done, self._result = 0, Transferred()

    async def run(self, wanted: Iterable[File]) -> Transferred:
        waiting = iter(wanted)
        await asyncio.gather(*(self._work(waiting) for _ in range(AT_ONCE)))
        return self._result

    async def _work(self, waiting: Iterator[File]) -> None:
        for file in waiting:
            if await self._bring(file):
                self._result.present.append(file)
            else:
                self._result.missing.append(file)
            self._done += file.size
            self._progress("bytes of files", self._done, self._total)

    async def _bring(self, file: File) -> bool:
        """Whether the target has it now."""
        if await _is_whole(self._target, file):
            return True
        try:
            await self._target.add(file.sha256, self._source.read(file.sha256, 0, file.size))
        except (FileNotFoundError, ChecksumMismatch):
            return False
        if not await _is_whole(self._target, file):
            raise BackupProblem(f"{file.sha256}: what was written is read back as something else")
        self._result.copied.append(file)
        return True


async def _is_whole(store: BlobStore, file: File) -> bool:
    found = hashlib.sha256()
    try:
        if not file.size:  # of nothing, `read` gives nothing, there or not
            return await asyncio.to_thread(store.read_whole, file.sha256) == b""
        async for chunk in store.read(file.sha256, 0, file.size):
            await asyncio.to_thread(found.update, chunk)
    except FileNotFoundError:
        return False
    return found.hexdigest() == file.sha256
