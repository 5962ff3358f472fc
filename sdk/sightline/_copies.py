"""Private copies of what `store()` is given: made before it returns, because frameworks overwrite their files."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_FICLONE = 0x40049409
_BLOCK = 1 << 20


class Kept(NamedTuple):
    """A private copy. `file`: its name in the folder of copies. `sha256`: of the copy, hex. `head`: first 64 bytes."""

    file: str
    filename: str
    sha256: str
    size: int
    folder: bool
    head: bytes


def keep(source: str, folder: str) -> Kept:
    """Copy a file, or zip a folder, into `folder`. Raises OSError; then nothing is left behind.

    A file system that can share blocks copies nothing. A zip of the same files has the same bytes.
    """
    os.makedirs(folder, mode=0o700, exist_ok=True)
    file = os.urandom(12).hex()
    path = os.path.join(folder, file)
    whole = os.path.isdir(source)
    filename = os.path.basename(os.path.abspath(source)) + (".zip" if whole else "")
    try:
        with open(path, "xb") as copy:
            if whole:
                _zip(source, copy)
            else:
                _copy(source, copy)
        digest, size, head = _facts(path)
    except BaseException:
        _remove(path)
        raise
    return Kept(file, filename, digest, size, whole, head)


def keep_bytes(data: bytes, folder: str) -> str:
    """Write bytes into `folder` under a new name, which is returned. Raises OSError."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    file = os.urandom(12).hex()
    path = os.path.join(folder, file)
    try:
        with open(path, "xb") as copy:
            copy.write(data)
    except BaseException:
        _remove(path)
        raise
    return file


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


def _zip(source: str, output: BinaryIO) -> None:
    """Stored, not compressed: weights do not shrink, and the training waits for this."""
    import shutil
    from zipfile import ZIP_STORED, ZipFile, ZipInfo

    with ZipFile(output, "w", ZIP_STORED, allowZip64=True) as archive:
        for path, name in _entries(source, "", {os.path.realpath(source)}):
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o40755 << 16 | 0x10) if name.endswith("/") else (0o100644 << 16)
            if name.endswith("/"):
                archive.writestr(entry, b"")
                continue
            with open(path, "rb") as file, archive.open(entry, "w", force_zip64=True) as member:
                shutil.copyfileobj(file, member, _BLOCK)


def _entries(folder: str, prefix: str, above: set[str]) -> Iterator[tuple[str, str]]:
    """Path and name in the zip of everything below, in a fixed order. A link back to a folder above is left out."""
    for name in sorted(os.listdir(folder)):
        path, inside = os.path.join(folder, name), prefix + name
        if os.path.isdir(path):
            real = os.path.realpath(path)
            if real not in above:
                yield path, f"{inside}/"
                yield from _entries(path, f"{inside}/", above | {real})
        elif os.path.isfile(path):
            yield path, inside
        else:
            os.stat(path)  # a dangling link says so; a socket or pipe holds no bytes to keep


def _remove(path: str) -> None:
    from contextlib import suppress

    with suppress(OSError):
        os.unlink(path)
