"""The journal: what `log()` appended, a file for each writer, until a server has acknowledged it.

    SIGHTLINE_HOME/journal/<experiment>/<writer>.journal    a header, then one line a record
                                        <writer>.ack        how far a server has it
                                        files/              private copies of stored files and images

The header is a JSON object; a line is 8 hex digits (crc32 of the rest), a space, JSON. Lines are numbered from 0, the
header is not counted. A record is one `write` to a file opened for appending, so that threads need no lock and a killed
process leaves whole lines. The process that writes a journal holds a lock on it; who else wants to send it takes the
lock first. Bodies of lines:

    {"n":"loss","s":3,"v":0.42,"t":1764025371.123}              one point; s may be null, v may be "NaN"
    {"k":["loss","accuracy"],"s":3,"v":[0.42, 0.9],"t":...}     points of several lines of one call
    {"p":"loss","s":[1,2],"v":[0.4,0.3],"t":...,"r":false}      a list of points; r: the series is replaced
    {"copy":"<file in files/>","kind":"file",...}               a record whose bytes go to the server before it
    {"kind":"log",...}                                          anything else: the record as it travels
"""

from __future__ import annotations

import errno
import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple
from zlib import crc32

from sightline.errors import JournalDamaged

VERSION = 1
SUFFIX = ".journal"
#: A longer record cannot travel: a server accepts 16 MiB, and the batch around it is counted too.
LARGEST_RECORD = (16 << 20) - 4096
#: Records that a full disk keeps from being written, in bytes of memory.
HOLD_BYTES = 64 << 20
_RETRY_SECONDS = 1.0
#: A write that another thread has begun ends within this.
_UNDER_WAY_SECONDS = 0.01
_NO_FILE = 0, 0
#: Numbers of open files that no other file of the script is given by chance: after a script has closed all files, as
#: daemons do, the next ones get the lowest. What writes and what reads stay apart from each other, too.
_WRITING_FROM, _READING_FROM = 200, 230
#: The number stands for no file any more: the script closed it, or another machine deleted it (NFS).
_GONE = {errno.EBADF, errno.ESTALE}


def frame(body: bytes) -> bytes:
    """A journal line from its JSON."""
    return b"%08x %b\n" % (crc32(body), body)


def unframe(line: bytes) -> bytes | None:
    """The JSON of a line (without its line end), None for a damaged one.

    Of two lines that a full disk ran into each other, the second is whole: it is found by its checksum.
    """
    try:
        if line[8:9] == b" " and int(line[:8], 16) == crc32(line[9:]):
            return line[9:]
    except ValueError:
        pass
    start = line.rfind(b" {")
    while start >= 8:
        body = line[start + 1 :]
        if line[start - 8 : start] == b"%08x" % crc32(body):
            return body
        start = line.rfind(b" {", 0, start)
    return None


class Journal:
    """The writing side. `append` may be called from any thread, and never raises for the disk's sake."""

    def __init__(self, path: str, header: dict[str, Any], troubled: Callable[[OSError, int], None]) -> None:
        """`troubled(error, bytes held)` is called when the disk refuses a record first, and when memory ends."""
        self.path = path
        self.lost = 0
        self.rewritten = 0
        self._first = _json({"sightline-journal": VERSION, **header}) + b"\n"
        self._troubled = troubled
        self._guard = threading.RLock()  # a signal's handler may append while its thread is in here
        self._fd = -1
        self._file = _NO_FILE
        self._closed = self._flushing = False
        self._held: deque[bytes] | None = deque()
        self._held_bytes = 0
        self._next_try = 0.0
        self._flush()

    def append(self, body: bytes) -> None:
        """Add one record. When it returns, a killed process cannot lose it (unless the disk is full: see `held`)."""
        line = b"%08x %b\n" % (crc32(body), body)
        if self._held is None:
            try:
                if os.write(self._fd, line) == len(line):
                    return
                self._hold(line, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
            except OSError as error:
                self._hold(line, error)
        else:
            self._hold(line, None)

    @property
    def held(self) -> int:
        """Records that are in memory only."""
        return len(self._held or ())

    @property
    def size(self) -> int:
        """Bytes in the file."""
        try:
            return os.fstat(self._fd).st_size if self._fd >= 0 else 0
        except OSError:
            return 0

    def settle(self) -> bool:
        """Try to write what is held, and the file anew where it was deleted. True when nothing is held any more."""
        with self._guard:
            if self._closed:
                return not self._held
            if self._held is None and not self._is_there():
                self._held = deque()
                time.sleep(_UNDER_WAY_SECONDS)
            if self._held is not None:
                self._flush()
        return self._held is None

    def close(self) -> None:
        """Give the file and its lock back."""
        with suppress(OSError):
            if self._is_open():
                fcntl.flock(self._fd, fcntl.LOCK_UN)  # a child that this process forked may still have the file open
        self.abandon()

    def abandon(self) -> None:
        """In a forked child: the file is its parent's, and so is the lock."""
        with suppress(OSError):
            if self._is_open():
                os.close(self._fd)
        self._fd, self._closed = -1, True

    def _hold(self, line: bytes, error: OSError | None) -> None:
        with self._guard:
            if self._held is None and error is None:  # another thread wrote everything meanwhile
                self._held = deque()
            first = self._held is None
            if self._held is None:
                self._held = deque()
            if self._held_bytes + len(line) > HOLD_BYTES:
                self.lost += 1
                if self.lost == 1:
                    self._troubled(OSError(errno.ENOBUFS, "memory for held records is used up"), self._held_bytes)
            else:
                self._held.append(line)
                self._held_bytes += len(line)
            if first and error is not None:
                self._next_try = time.monotonic() + _RETRY_SECONDS
                self._troubled(error, self._held_bytes)
            elif time.monotonic() >= self._next_try:
                self._flush()

    def _flush(self) -> None:
        """Write what is held; the caller has the guard. What does not fit stays."""
        held = self._held
        if held is None or self._flushing:
            return
        self._flushing = True
        try:
            if not self._is_open():  # not yet, or the script closed all files, as daemons do
                self._open()
            elif not os.fstat(self._fd).st_nlink:
                self._write_anew()
            self._drop_torn_line()
            while held:
                if os.write(self._fd, held[0]) != len(held[0]):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                self._held_bytes -= len(held.popleft())
            self._held = None
            if held:  # a signal's handler came between
                self._held = held
        except OSError as error:
            if not self._next_try:
                self._troubled(error, self._held_bytes)
            self._next_try = time.monotonic() + _RETRY_SECONDS
        finally:
            self._flushing = False

    def _open(self) -> None:
        """Open the file, for the first time or again."""
        fd = None if self._file == _NO_FILE else _open_again(self.path, self._file)
        if fd is None:
            if self._file != _NO_FILE:
                self.path = os.path.join(os.path.dirname(self.path), f"{make_id()}{SUFFIX}")
                self._file = _NO_FILE
            fd = _create(self.path, self._first)
        self._fd = _high(fd, _WRITING_FROM)
        self._file = _identity(self._fd)

    def _is_open(self) -> bool:
        """The number is still this file's. Raises OSError when the disk does not say."""
        try:
            return self._fd >= 0 and _identity(self._fd) == self._file
        except OSError as error:
            if error.errno in _GONE:
                return False
            raise

    def _is_there(self) -> bool:
        """It is still this file's, and the file has its name."""
        try:
            return self._is_open() and os.fstat(self._fd).st_nlink > 0
        except OSError:
            return False

    def _write_anew(self) -> None:
        """Somebody deleted the file. Its bytes are there as long as it is open: they become a file of the same name."""
        fd = _create(self.path, b"")
        try:
            start = os.fstat(fd).st_size
            while data := os.pread(self._fd, 1 << 20, start):
                start += os.write(fd, data)
            os.dup2(fd, self._fd, inheritable=False)
        except OSError:
            os.unlink(self.path)
            raise
        finally:
            os.close(fd)
        self._file = _identity(self._fd)
        self.rewritten += 1

    def _drop_torn_line(self) -> None:
        """Cut off the part of a record that a full disk took: the whole record is held, and written again."""
        size = os.fstat(self._fd).st_size
        end = size
        while end > 0:
            start = max(0, end - 65536)
            found = os.pread(self._fd, end - start, start).rfind(b"\n")
            if found >= 0:
                end = start + found + 1
                break
            end = start
        if end < size:
            os.ftruncate(self._fd, end)


def _identity(fd: int) -> tuple[int, int]:
    status = os.fstat(fd)
    return status.st_dev, status.st_ino


def _create(path: str, first: bytes) -> int:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if first and b"\n" not in os.pread(fd, 1 << 16, 0):
            _begin(fd, path, first)
    except OSError:
        os.close(fd)
        raise
    return fd


def _open_again(path: str, file: tuple[int, int]) -> int | None:
    """A file that was closed for a while. None when a `sync` has taken it meanwhile, or is done with it: a server has
    seen the numbers of its lines, and its process goes on as another writer."""
    try:
        fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(fd).st_nlink and _identity(fd) == file:
            return fd
    except BlockingIOError:
        pass
    except OSError:
        os.close(fd)
        raise
    os.close(fd)
    return None


def _high(fd: int, first: int) -> int:
    """The same open file under a number from `first` on, where so many may be open."""
    try:
        high = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, first)
    except OSError:
        return fd
    os.close(fd)
    return high


def _open_high(path: str, flags: int) -> int:
    return _high(os.open(path, flags | os.O_CLOEXEC), _READING_FROM)


def _begin(fd: int, path: str, first: bytes) -> None:
    """Write the first line. Without it nobody can tell what the file is: then it goes."""
    try:
        os.ftruncate(fd, 0)
        if os.write(fd, first) != len(first):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError:
        with suppress(OSError):
            os.unlink(path)
        raise


def make_id() -> str:
    """A uuid (version 7) without the cost of the uuid module: its start is the time, so that ids sort by age."""
    number = int(time.time() * 1000) << 80 | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | 7 << 76
    number = number & ~(0x3 << 62) | 2 << 62
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class Chunk(NamedTuple):
    """Whole lines from one place of a journal. `bodies`: None where a line is damaged. `ends`: offset after each."""

    first: int
    bodies: list[bytes | None]
    ends: list[int]


class Reader:
    """The reading side: lines from the last acknowledged one on. One thread at a time.

    Raises OSError when the file cannot be read, JournalDamaged when it does not start like a journal.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._file = open(path, "rb", buffering=0, opener=_open_high)  # noqa: SIM115  # closed by `close`
        try:
            self.header, self._start = _read_header(self._file.fileno(), path)
        except BaseException:
            self._file.close()
            raise
        self.writer = os.path.basename(path).removesuffix(SUFFIX)
        self.experiment = str(self.header.get("experiment") or os.path.basename(os.path.dirname(path)))
        self.damaged, self._locked = 0, False
        self.next, self.offset = self._read_ack()

    @property
    def folder(self) -> str:
        """Of the experiment."""
        return os.path.dirname(self.path)

    @property
    def version(self) -> Any:
        """Of the format. Lines of a newer one are read as far as they are understood."""
        return self.header["sightline-journal"]

    @property
    def newer(self) -> bool:
        """A version wrote it that this one does not know."""
        return bool(self.version != VERSION)

    @property
    def whole(self) -> bool:
        """Every line of it can be read, by this version: once a server has them all, it may go."""
        return not self.newer and not self.damaged

    @property
    def waiting_bytes(self) -> int:
        """Bytes that no server has acknowledged, a line that is being written among them."""
        return os.fstat(self._file.fileno()).st_size - self.offset

    def lock(self) -> bool:
        """Take the journal for sending. False when a living process has it."""
        try:
            fcntl.flock(self._file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        self._locked = True
        return True

    @property
    def named(self) -> bool:
        """The file has its name. A deleted one that its process writes anew is another file, with a lock of its own."""
        return os.fstat(self._file.fileno()).st_nlink > 0

    def follow(self) -> None:
        """Go over to the new file where the writer had to write it anew: the same bytes under the same name."""
        if self.named:
            return
        try:
            file = open(self.path, "rb", buffering=0, opener=_open_high)  # noqa: SIM115  # closed by `close`
        except OSError:  # not there yet
            return
        if os.fstat(file.fileno()).st_size >= self.offset:
            file, self._file = self._file, file
        file.close()

    def chunk(self, most_bytes: int, first: int | None = None, offset: int | None = None) -> Chunk:
        """The next lines, about `most_bytes` of them, at least one if there is a whole one."""
        first = self.next if first is None else first
        offset = self.offset if offset is None else offset
        data = os.pread(self._file.fileno(), most_bytes, offset)
        end = data.rfind(b"\n")
        while end < 0 and data:
            more = os.pread(self._file.fileno(), max(len(data), 1 << 16), offset + len(data))
            if not more:
                return Chunk(first, [], [])
            end = more.find(b"\n")
            end, data = (end + len(data) if end >= 0 else -1), data + more
        lines = data[: end + 1].split(b"\n")[:-1]
        ends, position = [], offset
        for line in lines:
            position += len(line) + 1
            ends.append(position)
        return Chunk(first, [unframe(line) for line in lines], ends)

    def count_lines(self) -> int:
        """Whole lines that no server has acknowledged."""
        lines, offset = 0, self.offset
        while data := os.pread(self._file.fileno(), 1 << 20, offset):
            lines, offset = lines + data.count(b"\n"), offset + len(data)
        return lines

    def count_damaged(self) -> int:
        """Of those, the ones that cannot be read."""
        number, offset, damaged = self.next, self.offset, 0
        while (chunk := self.chunk(1 << 20, number, offset)).bodies:
            damaged += chunk.bodies.count(None)
            number, offset = number + len(chunk.bodies), chunk.ends[-1]
        return damaged

    def tail(self) -> bytes:
        """What stands after the last line end: nothing, or a record that was cut while it was written."""
        last, offset = b"", self.offset
        while data := os.pread(self._file.fileno(), 1 << 20, offset):
            offset += len(data)
            end = data.rfind(b"\n")
            last = data[end + 1 :] if end >= 0 else last + data
        return last

    def acknowledge(self, number: int, offset: int) -> None:
        """A server has every line below `number`, which starts at `offset`. The one place that lets go of records."""
        self.next, self.offset = number, offset
        path = self._ack_path()
        try:
            with open(f"{path}.new", "wb") as file:
                file.write(b'{"next":%d,"offset":%d,"damaged":%d}\n' % (number, offset, self.damaged))
            os.replace(f"{path}.new", path)
        except OSError:  # a full disk: after a crash these lines are sent again, and the server knows them
            return

    def go_to(self, number: int) -> bool:
        """Read on from line `number`. False when there is no such line."""
        first, offset = (self.next, self.offset) if number >= self.next else (0, self._start)
        while first < number:
            chunk = self.chunk(1 << 18, first, offset)
            if not chunk.bodies:
                return False
            steps = min(number - first, len(chunk.bodies))
            first, offset = first + steps, chunk.ends[steps - 1]
        self.next, self.offset = first, offset
        return True

    def rewind(self) -> None:
        """Read from the first line on, acknowledged or not."""
        self.next, self.offset = 0, self._start

    def close(self) -> None:
        """Give the file back, and the lock if it was taken here."""
        try:
            if self._locked:
                fcntl.flock(self._file.fileno(), fcntl.LOCK_UN)  # a forked child may have the file open, too
        finally:
            self._locked = False
            self._file.close()

    def delete(self) -> None:
        """Remove the journal and its mark, and the experiment's folder when nothing else is in it."""
        for path in (self.path, self._ack_path()):
            with suppress(FileNotFoundError):
                os.unlink(path)
        for folder in (os.path.join(self.folder, "files"), self.folder):
            with suppress(OSError):  # not empty: another writer's
                os.rmdir(folder)

    def _ack_path(self) -> str:
        return f"{self.path.removesuffix(SUFFIX)}.ack"

    def _read_ack(self) -> tuple[int, int]:
        import json

        try:
            with open(self._ack_path(), "rb") as file:
                mark = json.loads(file.read())
            number, offset = int(mark["next"]), int(mark["offset"])
            self.damaged = int(mark["damaged"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, self._start
        if offset > self._start and os.pread(self._file.fileno(), 1, offset - 1) != b"\n":
            return 0, self._start  # not this journal's: the server will say from where
        return number, max(offset, self._start)


def journals(folder: str, experiment: str | None = None) -> list[str]:
    """Paths of all journals below `folder` (Settings.journals), oldest first."""
    found: list[tuple[float, str]] = []
    try:
        owners = [experiment] if experiment else os.listdir(folder)
    except OSError:
        return []
    for owner in owners:
        try:
            with os.scandir(os.path.join(folder, owner)) as entries:
                found += [(entry.stat().st_mtime, entry.path) for entry in entries if entry.name.endswith(SUFFIX)]
        except OSError:
            continue
    return [path for _, path in sorted(found)]


def sweep(folder: str) -> None:
    """Remove the copies of an experiment of which no journal is left: a process was killed while it made them.

    They are listed first: who makes a copy has had a journal for longer.
    """
    files = os.path.join(folder, "files")
    with suppress(OSError):
        copies = os.listdir(files)
        if os.listdir(folder) == ["files"]:
            for name in copies:
                os.unlink(os.path.join(files, name))
            os.rmdir(files)
            os.rmdir(folder)


def _read_header(fd: int, path: str) -> tuple[dict[str, Any], int]:
    import json

    data = os.pread(fd, 1 << 16, 0)
    line, found, _ = data.partition(b"\n")
    try:
        header = json.loads(line) if found else None
    except ValueError:
        header = None
    if not isinstance(header, dict) or "sightline-journal" not in header:
        raise JournalDamaged(f"{path}: its first line is not a journal's; it is kept, and nothing of it can be sent")
    return header, len(line) + 1


def _json(value: Any) -> bytes:
    import json

    return json.dumps(value, separators=(",", ":"), ensure_ascii=True).encode()
