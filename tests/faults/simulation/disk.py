"""The disk of a machine: what was written, and what of it a power cut leaves."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from random import Random
from typing import Any

#: What reaches the platter as a whole or not at all. Smaller than a real page: our journals are small, too.
PAGE = 512


@dataclass(eq=False)
class File:
    """Bytes with any number of names. `durable`: what is on the platter. `owner`: who holds the lock."""

    number: int
    data: bytearray = field(default_factory=bytearray)
    durable: bytes = b""
    links: int = 0
    changed: float = 0.0
    owner: Any = None

    def lose_power(self, random: Random) -> None:
        """Of the pages that were not written back some are there, the others hold what was there before, or zeros."""
        end = len(self.data) if random.random() < 0.5 else len(self.durable)
        kept = bytearray(self.durable[:end].ljust(end, b"\0"))
        for start in range(0, len(self.data), PAGE):
            page = self.data[start : start + PAGE]
            if self.durable[start : start + PAGE] != page and random.random() < 0.5:
                kept.extend(bytes(max(0, start - len(kept))))
                kept[start : start + PAGE] = page
        self.data, self.durable, self.owner = kept, bytes(kept), None


class Disk:
    """Files by name. `room`: bytes that still fit; None for plenty. `failing`: calls that end with `error`."""

    def __init__(self) -> None:
        self.names: dict[str, File] = {}
        self.folders: set[str] = {"/"}
        self.room: int | None = None
        self.calls_to_failure: int | None = None
        self.failing, self.error = 0, errno.EIO
        self.failed = 0
        self._durable: dict[str, File] = {}
        self._changes: list[dict[str, File | None]] = []
        self._files = 0

    def may_fail(self) -> None:
        """Raises OSError when this is the n-th call."""
        if self.calls_to_failure is None:
            return
        self.calls_to_failure -= 1
        if self.calls_to_failure < 0:
            self.failing -= 1
            self.failed += 1
            if self.failing <= 0:
                self.calls_to_failure = None
            raise OSError(self.error, os.strerror(self.error))

    def create(self, path: str) -> File:
        """A new, empty file under this name."""
        if self.room is not None and self.room <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._files += 1
        file = File(self._files)
        self.rename({path: file})
        return file

    def rename(self, change: dict[str, File | None]) -> None:
        """Give names to files, or take them away: all of these or none."""
        self._changes.append(change)
        for path, file in change.items():
            if path in self.names:
                self.names[path].links -= 1
            if file is not None:
                file.links += 1
        _apply(change, self.names)

    def append(self, file: File, data: bytes, now: float) -> int:
        """Write as much as fits; at least one byte. Raises OSError when nothing does."""
        if self.room is not None:
            data = data[: max(0, self.room)]
            self.room -= len(data)
            if not data:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        file.data += data
        file.changed = now
        return len(data)

    def write_back(self) -> None:
        """What the kernel does by itself every now and then: all of it is on the platter."""
        for change in self._changes:
            _apply(change, self._durable)
        self._changes = []
        for file in self.names.values():
            file.durable = bytes(file.data)

    def lose_power(self, random: Random) -> None:
        """What is there when the machine is on again. Names came back in the order in which they changed."""
        for change in self._changes[: random.randint(0, len(self._changes))]:
            _apply(change, self._durable)
        self._changes = []
        self.names = dict(self._durable)
        for file in dict.fromkeys(self.names.values()):
            file.lose_power(random)
            file.links = list(self.names.values()).count(file)


def _apply(change: dict[str, File | None], names: dict[str, File]) -> None:
    for path, file in change.items():
        names.pop(path, None)
        if file is not None:
            names[path] = file
