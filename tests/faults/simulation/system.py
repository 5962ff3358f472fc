"""What the SDK's modules know as `os`, `fcntl`, `open` and `time`, in a simulated process.

Only what they use is here. Every call is a step at which the process may be killed, another may run, or the disk fails.
"""

from __future__ import annotations

import errno
import os
import posixpath
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace, TracebackType
from typing import TYPE_CHECKING, Any

from tests.faults.simulation.disk import Disk, File

if TYPE_CHECKING:
    from tests.faults.simulation.process import Process
    from tests.faults.simulation.world import World


@dataclass(eq=False)
class Opened:
    """An open file as several numbers of several processes may know it."""

    file: File
    holders: int = 1
    position: int = 0


class System:
    """`os`. All paths are absolute."""

    O_RDWR, O_CREAT, O_APPEND, O_CLOEXEC = os.O_RDWR, os.O_CREAT, os.O_APPEND, os.O_CLOEXEC
    strerror = staticmethod(os.strerror)
    fspath = staticmethod(os.fspath)

    def __init__(self, world: World) -> None:
        self._world = world
        self.path = SimpleNamespace(
            join=posixpath.join, dirname=posixpath.dirname, basename=posixpath.basename, abspath=posixpath.abspath,
            exists=self._exists, isfile=self._exists,
        )  # fmt: skip

    def getpid(self) -> int:
        return self._world.running.pid

    def urandom(self, size: int) -> bytes:
        return self._world.random.randbytes(size)

    def makedirs(self, path: str, mode: int = 0o777, exist_ok: bool = False) -> None:
        disk = self._call("makedirs").machine.disk
        disk.folders.add(path)

    def rmdir(self, path: str) -> None:
        disk = self._call("rmdir").machine.disk
        if any(name.startswith(f"{path}/") for name in disk.names):
            raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))

    def open(self, path: str, flags: int, mode: int = 0o777) -> int:
        process = self._call("open")
        disk = process.machine.disk
        file = disk.names.get(path)
        if file is None:
            if not flags & os.O_CREAT:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
            file = disk.create(path)
        return process.number(Opened(file))

    def close(self, fd: int) -> None:
        self._call("close").close(fd)

    def dup2(self, fd: int, other: int, inheritable: bool = True) -> int:
        process = self._call("dup2")
        opened = process.opened(fd)
        process.close(other)
        opened.holders += 1
        process.files[other] = opened
        return other

    def write(self, fd: int, data: bytes) -> int:
        process = self._call("write")
        file, disk, written = process.opened(fd).file, process.machine.disk, 0
        if process.dies_within():
            disk.append(file, data[: self._world.random.randrange(1, len(data))], self._world.wall())
            process.die("in the middle of a write")
        if self._world.chance(self._world.interleaving / 4):
            written = disk.append(file, data[: len(data) // 2], self._world.wall())
            self._world.others_run(writing=True)
        try:
            written += disk.append(file, data[written:], self._world.wall())
        except OSError:
            if not written:
                raise
        process.step("after write")
        return written

    def pread(self, fd: int, size: int, offset: int) -> bytes:
        return bytes(self._call("pread").opened(fd).file.data[offset : offset + size])

    def ftruncate(self, fd: int, size: int) -> None:
        process = self._call("ftruncate")
        del process.opened(fd).file.data[size:]

    def fstat(self, fd: int) -> SimpleNamespace:
        return _status(self._call("fstat").opened(fd).file)

    def stat(self, path: str) -> SimpleNamespace:
        return _status(self._find(self._call("stat").machine.disk, path))

    def unlink(self, path: str) -> None:
        process = self._call("unlink")
        self._find(process.machine.disk, path)
        self._world.removed(process, path)
        process.machine.disk.rename({path: None})

    def replace(self, source: str, target: str) -> None:
        disk = self._call("replace").machine.disk
        disk.rename({target: self._find(disk, source), source: None})

    def listdir(self, path: str) -> list[str]:
        disk = self._call("listdir").machine.disk
        below = [name[len(path) + 1 :].partition("/")[0] for name in disk.names if name.startswith(f"{path}/")]
        if not below and path not in disk.folders:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return list(dict.fromkeys(below))

    @contextmanager
    def scandir(self, path: str) -> Iterator[list[SimpleNamespace]]:
        names = self.listdir(path)
        disk = self._world.running.machine.disk
        yield [
            SimpleNamespace(name=name, path=f"{path}/{name}", stat=lambda name=name: self.stat(f"{path}/{name}"))
            for name in names
            if f"{path}/{name}" in disk.names
        ]

    def walk(self, path: str) -> Iterator[tuple[str, list[str], list[str]]]:
        for name in list(self._world.running.machine.disk.names):
            yield posixpath.dirname(name), [], [posixpath.basename(name)]

    def _exists(self, path: str) -> bool:
        return path in self._call("exists").machine.disk.names

    def _call(self, name: str) -> Process:
        return self._world.call(name)

    @staticmethod
    def _find(disk: Disk, path: str) -> File:
        if path not in disk.names:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return disk.names[path]


def _status(file: File) -> SimpleNamespace:
    return SimpleNamespace(
        st_dev=1, st_ino=file.number, st_size=len(file.data), st_nlink=file.links, st_mtime=file.changed,
        st_mode=stat.S_IFREG | 0o600,
    )  # fmt: skip


class Locks:
    """`fcntl`. A lock belongs to the open file, and ends with the last number that stands for it."""

    LOCK_EX, LOCK_NB, LOCK_UN = 2, 4, 8
    F_DUPFD_CLOEXEC = 1030

    def __init__(self, world: World) -> None:
        self._world = world

    def flock(self, fd: int, operation: int) -> None:
        opened = self._world.call("flock").opened(fd)
        if operation & self.LOCK_UN:
            if opened.file.owner is opened:
                opened.file.owner = None
        elif opened.file.owner not in (None, opened):
            raise BlockingIOError(errno.EWOULDBLOCK, os.strerror(errno.EWOULDBLOCK))
        else:
            opened.file.owner = opened

    def fcntl(self, fd: int, command: int, first: int) -> int:
        """F_DUPFD_CLOEXEC."""
        process = self._world.call("fcntl")
        opened = process.opened(fd)
        opened.holders += 1
        return process.number(opened, first)


class Stream:
    """What `open` gives: unbuffered to read, and a new or longer file to write."""

    def __init__(self, system: System, path: str, mode: str, opener: Callable[[str, int], int]) -> None:
        flags = os.O_RDWR if mode == "rb" else os.O_RDWR | os.O_CREAT
        self._system = system
        self._fd = opener(path, flags)
        if mode == "wb":
            system.ftruncate(self._fd, 0)

    def fileno(self) -> int:
        return self._fd

    def read(self) -> bytes:
        return self._system.pread(self._fd, 1 << 30, 0)

    def write(self, data: bytes) -> int:
        written = 0
        while written < len(data):
            written += self._system.write(self._fd, data[written:])
        return written

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.read().splitlines(keepends=True))

    def close(self) -> None:
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            self._system.close(fd)

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def streams(system: System) -> Any:
    """`open`."""
    return lambda path, mode="r", buffering=-1, opener=system.open: Stream(system, path, mode, opener)


class Clock:
    """`time`: of the SDK's processes by their machine's clock, of the server by its own."""

    def __init__(self, world: World, server: bool) -> None:
        self._world, self._server = world, server

    def time(self) -> float:
        return self._world.server_wall() if self._server else self._world.wall()

    def monotonic(self) -> float:
        return self._world.now

    def sleep(self, seconds: float) -> None:
        self._world.sleep(seconds)
