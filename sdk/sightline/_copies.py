"""Private copies of what `store()` is given: made before it returns, because frameworks overwrite their files."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, NamedTuple

#: What a disk without room says.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_FICLONE = 0x40049409
_BLOCK = 1 << 20
#: Ways of links to one folder.
_MOST_VISITS = 100


class Kept(NamedTuple):
    """A private copy. `file`: its name in the folder of copies. `sha256`: of the copy, hex. `head`: first 64 bytes."""

    file: str
    filename: str
    sha256: str
    size: int
    folder: bool
    head: bytes


def keep(source: str, folder: str, own: Iterable[str]) -> Kept:
    """Copy a file, or zip a folder, into `folder`. Raises OSError, NoCopy; then nothing is left behind.

    A file system that can share blocks copies nothing. A zip of the same files has the same bytes. Links inside a
    folder are followed while they stay in it; one that leads out of it is an error. `own`: folders of journals and
    of the key; they are left out of a folder around them.
    """
    whole = os.path.isdir(source)
    filename = os.path.basename(os.path.abspath(source)) + (".zip" if whole else "")
    with _new(folder) as copy:
        if whole:
            _zip(source, copy, {os.path.realpath(place) for place in (*own, os.path.dirname(folder))})
        else:
            _copy(source, copy)
        copy.flush()
        digest, size, head = _facts(copy.name)
    return Kept(os.path.basename(copy.name), filename, digest, size, whole, head)


def keep_bytes(data: bytes, folder: str) -> str:
    """Write bytes into `folder` under a new name, which is returned. Raises NoCopy."""
    with _new(folder) as copy:
        copy.write(data)
    return os.path.basename(copy.name)


class NoCopy(OSError):
    """The copy cannot be written; nothing is wrong with what was given."""


@contextmanager
def _new(folder: str) -> Iterator[BinaryIO]:
    """A new file, which is gone again when something goes wrong."""
    path = os.path.join(folder, os.urandom(12).hex())
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        copy = open(path, "xb")  # noqa: SIM115  # closed below
    except OSError as error:
        raise NoCopy(error.errno, error.strerror) from None
    try:
        with copy:
            yield copy
    except BaseException as error:
        _remove(path)
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise NoCopy(error.errno, error.strerror) from None
        raise


def _copy(source: str, copy: BinaryIO) -> None:
    with open(source, "rb") as original:
        if not stat.S_ISREG(os.fstat(original.fileno()).st_mode):
            raise OSError(f"{source} is no file and no folder")
        try:
            fcntl.ioctl(copy.fileno(), _FICLONE, original.fileno())
        except OSError:
            while block := original.read(_BLOCK):
                copy.write(block)


def _facts(path: str) -> tuple[str, int, bytes]:
    from hashlib import sha256

    digest, size, head = sha256(), 0, b""
    with open(path, "rb") as copy:
        while block := copy.read(_BLOCK):
            head = head or block[:64]
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size, head


def _zip(source: str, output: BinaryIO, ours: set[str]) -> None:
    """Stored, not compressed: weights do not shrink, and the training waits for this."""
    import shutil
    from zipfile import ZIP_STORED, ZipFile, ZipInfo

    with ZipFile(output, "w", ZIP_STORED, allowZip64=True) as archive:
        for path, name in _Folder(source, ours).entries():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o40755 << 16 | 0x10) if name.endswith("/") else (0o100644 << 16)
            if name.endswith("/"):
                archive.writestr(entry, b"")
                continue
            with open(path, "rb") as file, archive.open(entry, "w", force_zip64=True) as member:
                shutil.copyfileobj(file, member, _BLOCK)


class _Folder:
    """What of a folder goes into its zip. `ours`: folders that do not."""

    def __init__(self, source: str, ours: set[str]) -> None:
        self._source, self._root, self._ours = source, os.path.realpath(source), ours
        self._visits: dict[str, int] = {}

    def entries(self) -> Iterator[tuple[str, str]]:
        """Path and name in the zip of everything below, in a fixed order. Raises OSError for a link that leads out."""
        return self._below(self._source, "", self._ours | {self._root})

    def _below(self, folder: str, prefix: str, above: set[str]) -> Iterator[tuple[str, str]]:
        """`above`: a link back to one of them is left out."""
        for name in sorted(os.listdir(folder)):
            path, inside = os.path.join(folder, name), prefix + name
            if os.path.islink(path):
                self._check(path, inside)
            if os.path.isdir(path):
                real = os.path.realpath(path)
                if real not in above:
                    self._count(real, inside)
                    yield path, f"{inside}/"
                    yield from self._below(path, f"{inside}/", above | {real})
            elif os.path.isfile(path):  # a socket or a pipe holds no bytes to keep
                yield path, inside

    def _check(self, link: str, inside: str) -> None:
        target = os.path.realpath(link)
        if not os.path.exists(link):
            raise OSError(f"its link {inside} leads to {target}, which is not there: mend it, or take it out")
        if os.path.commonpath([self._root, target]) != self._root:
            raise OSError(f"its link {inside} leads out of it, to {target}: put a copy in its place, or take it out")

    def _count(self, real: str, inside: str) -> None:
        """Links that lead to each other would multiply a few folders without end."""
        self._visits[real] = self._visits.get(real, 0) + 1
        if self._visits[real] > _MOST_VISITS:
            raise OSError(f"its links lead to {inside} more than {_MOST_VISITS} times: take some out")


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
