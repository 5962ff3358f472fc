"""One process's journals of one experiment, and the threads that send them.

There are two at most: one for records, and one for those whose bytes are uploaded first (files, images), so that a
large model never holds back a curve. Each is a writer of its own to the server.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from sightline._copies import NO_ROOM, Kept, keep, keep_bytes
from sightline._counted import counted, plural
from sightline._forking import whole_imports
from sightline._journal import Journal, Reader, journals, make_id
from sightline._settings import Settings, server_mark
from sightline._spare import tidy
from sightline._voice import Voice
from sightline.errors import JournalDamaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sightline._sender import Sender

#: A child process must not keep its parent waiting for long: what it leaves, the parent sends.
CHILD_FLUSH_SECONDS = 2.0


class Identity(NamedTuple):
    """Which experiment, and what it is called. `id` is a uuid that this machine made."""

    id: str
    project: str
    name: str
    tags: list[str]
    dataset: str | None


class Recorder:
    """Where the records of this process go. In a forked child it starts anew, at the child's first record."""

    def __init__(self, identity: Identity, settings: Settings, voice: Voice, resume: bool) -> None:
        self.identity, self.settings, self.voice = identity, settings, voice
        self.folder = os.path.join(settings.journals, identity.id)
        self._resume = resume
        self._guard = threading.Lock()
        self._sent_leftovers = False
        self._main: _Writer | None = None
        self._files: _Writer | None = None

    def main(self) -> Journal:
        """The journal for records without bytes."""
        if self._main is None:
            with self._guard:
                if self._main is None:
                    self._main = _Writer(self, self._resume, beats=True)
        return self._main.journal

    def append(self, body: bytes) -> None:
        """Add one line to it."""
        (self._main.journal if self._main is not None else self.main()).append(body)

    def record(self, record: dict[str, Any]) -> None:
        """Add one record in the form in which it travels."""
        self.append(encoded(record))

    def keep_file(self, path: str) -> Kept:
        """A private copy of a file or folder. Raises OSError, NoCopy."""
        self.main()  # by whose lock others see that somebody makes a copy
        return keep(path, os.path.join(self.folder, "files"), (self.settings.home, self.settings.place))

    def keep_bytes(self, data: bytes) -> str:
        """Bytes as a private file, whose name is returned. Raises NoCopy."""
        self.main()
        return keep_bytes(data, os.path.join(self.folder, "files"))

    def record_copy(self, file: str, record: dict[str, Any]) -> None:
        """Add a record whose bytes lie in the private copy `file`."""
        with self._guard:
            if self._files is None:
                self._files = _Writer(self, False, beats=False)
        self._files.journal.append(encoded({"copy": file, **record}))

    @property
    def started(self) -> bool:
        """This process has recorded something."""
        return self._main is not None or self._files is not None

    def settle(self) -> None:
        """Write what a full disk held back, if it has room now."""
        for writer in self._writers():
            writer.settle()

    def flush(self, seconds: float) -> bool:
        """Wait until the server has what was recorded so far. False when it does not, or nothing is sent."""
        deadline = time.monotonic() + seconds
        return self.started and all(writer.flush(deadline) for writer in self._writers())

    def end(self, status: str, reason: str, last: bool, seconds: float) -> None:
        """Record the end, send what is left within `seconds`, and say what stays behind."""
        for writer in self._writers():
            is_last = last and writer is self._main
            ended = {"kind": "ended", "status": status, "time": time.time(), "last": is_last, "reason": reason}
            writer.journal.append(encoded(ended))
        deadline = time.monotonic() + seconds
        for writer in self._writers():
            writer.ask_to_end(deadline)
        waiting = sum([writer.end() for writer in self._writers()])
        if last and self.settings.mode == "online" and self.settings.url:
            done = self._send_for_children(deadline, reached=not waiting)
            if left := self._left(all_of_them=not done):
                what = counted(left, "record waits", "records wait")
                self.voice.say(f"{what} in {self.folder}: {self.settings.sync} sends {plural(left, 'it', 'them')}")
        self._main = self._files = None
        if last:
            tidy(self.settings)

    def send_leftovers(self) -> None:
        """Once, behind the script's back: what earlier scripts on this machine left for the same server."""
        if self._sent_leftovers or self.settings.mode != "online" or not self.settings.url:
            return
        self._sent_leftovers = True
        _in_background(lambda: _deliver_leftovers(self.settings, self.voice))

    def renew(self) -> None:
        """In a forked child: leave the parent's journals and threads to the parent."""
        for writer in self._writers():
            writer.journal.abandon()
        self._guard = threading.Lock()
        self._main = self._files = None
        self._resume = False

    def _writers(self) -> list[_Writer]:
        return [writer for writer in (self._main, self._files) if writer is not None]

    def _left(self, all_of_them: bool) -> int:
        """Records of this experiment that no server has; those of living processes too, which send them, or not."""
        waiting = 0
        for path in journals(self.settings.journals, self.identity.id):
            with suppress(OSError, JournalDamaged):
                reader = Reader(path)
                waiting += reader.count_lines() if all_of_them or reader.lock() else 0
                reader.close()
        return waiting

    def _send_for_children(self, deadline: float, reached: bool) -> bool:
        """What processes of this experiment that ended before have left. `reached`: the server answers right now.

        False when there was no time for all of it.
        """
        if not journals(self.settings.journals, self.identity.id):
            return True
        if not reached and time.monotonic() >= deadline:
            return False  # a slow server gets no second sender of the same records
        from sightline._sender import deliver_leftovers

        def send() -> None:
            deliver_leftovers(self.settings, experiment=self.identity.id)

        thread = _in_background(send)
        if thread is not None:
            thread.join(max(0.1, deadline - time.monotonic()))
            return not thread.is_alive()
        if reached:
            send()
        return reached


def _in_background(work: Callable[[], None]) -> threading.Thread | None:
    """A daemon thread that does it, or None: Python 3.12 starts no thread any more once the script has ended."""
    thread = threading.Thread(target=work, daemon=True)
    try:
        thread.start()
    except RuntimeError:
        return None
    return thread


class _Writer:
    """A journal, whose first record opens the experiment, and its sender."""

    def __init__(self, recorder: Recorder, resume: bool, beats: bool) -> None:
        identity, settings = recorder.identity, recorder.settings
        writer = make_id()
        header = {
            "experiment": identity.id, "project": identity.project, "name": identity.name,
            "server": server_mark(settings), "offline": settings.mode == "offline", "pid": os.getpid(),
            "created": time.time(),
        }  # fmt: skip
        self._voice, self._home = recorder.voice, settings.place
        self._reason = ""
        self.journal = Journal(os.path.join(recorder.folder, f"{writer}.journal"), header, self._troubled)
        self.journal.append(encoded({
            "kind": "open", "time": time.time(), "project": identity.project, "name": identity.name,
            "process": os.getpid(), "parameters": None, "tags": identity.tags, "dataset": identity.dataset,
            "resume": resume,
        }))  # fmt: skip
        self._sender = _sender(self.journal.path, recorder, beats) if settings.mode == "online" else None

    def flush(self, deadline: float) -> bool:
        return self._sender is not None and self._sender.flush(self.journal.size, deadline)

    def settle(self) -> None:
        """Write what a full disk held back, or the file anew where somebody deleted it."""
        self.journal.settle()
        if self.journal.rewritten:
            self._voice.once(
                "deleted", f"{self.journal.path} was deleted while in use; it was written anew, nothing is lost"
            )

    def ask_to_end(self, deadline: float) -> None:
        self.settle()
        if self._sender is not None:
            self._sender.ask_to_end(deadline)

    def end(self) -> int:
        """Close the journal, and delete it when a server has all of it. Else: how many records it still holds."""
        finished = self._sender is not None and self._sender.join()
        lost = self.journal.held + self.journal.lost if not self.journal.settle() else self.journal.lost
        if lost:
            place = f"{self.journal.path} ({self._reason})"
            lost_now = plural(lost, "it is lost", "they are lost")
            self._voice.say(f"{counted(lost, 'record')} could not be written to {place}: {lost_now}")
        try:
            return _close(self.journal, finished)
        except OSError as error:
            self._voice.say(f"{self.journal.path}: {error.strerror or error}")
        except JournalDamaged as error:
            self._voice.say(str(error))
        return 0

    def _troubled(self, error: OSError, held: int) -> None:
        reason = error.strerror or str(error)
        self._reason = self._reason or reason
        if self.__dict__.get("journal") is not None and self.journal.lost:
            text = f"{reason}: records are being lost ({held >> 20} MiB are held); make room on the disk"
            self._voice.once("lost", text)
        elif error.filename and error.errno not in NO_ROOM:
            text = f"nothing can be written in {self._home} ({reason}): records are held in memory until it can"
            self._voice.once("disk", f"{text}; make it writable, or set SIGHTLINE_HOME to another folder")
        else:
            text = f"journal not writable ({reason}): records are held in memory, and lost if the process is killed"
            self._voice.once("disk", f"{text}; they are written when there is room")


def _deliver_leftovers(settings: Settings, voice: Voice) -> None:
    with whole_imports():
        from sightline._sender import deliver_leftovers
    try:
        with _only_one(settings.journals) as alone:
            if alone:
                deliver_leftovers(settings, everything=False)
    except Exception as error:  # noqa: BLE001  # the edge of the thread: the script must not notice
        voice.once("leftovers", f"earlier records were not sent ({type(error).__name__}: {error}); {settings.sync}")


@contextmanager
def _only_one(journals: str) -> Iterator[bool]:
    """Whether no other script sends what was left there, too: all of them at once would only slow the server down."""
    try:
        folder = os.open(journals, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # a folder that cannot be read: nothing was left there
        yield False
        return
    try:
        yield _locked(folder)
        with suppress(OSError):
            fcntl.flock(folder, fcntl.LOCK_UN)  # a child that was forked meanwhile has it open, too
    finally:
        os.close(folder)


def _locked(folder: int) -> bool:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # not every network disk can: each journal has a lock of its own
    return True


def _sender(path: str, recorder: Recorder, beats: bool) -> Sender:
    from sightline._sender import Sender  # not needed offline, and its imports cost as much as all others

    return Sender(path, recorder.settings, _Witness(recorder.voice, recorder.settings), beats)


class _Witness:
    """Passes on what happens while sending, in terms that the script's user can act on."""

    def __init__(self, voice: Voice, settings: Settings) -> None:
        self._voice, self._settings = voice, settings

    def trouble(self, cause: str, text: str) -> None:
        where = self._settings.url or "the server on this machine"
        if cause == "unreachable":
            text = f"{text} ({where}); logging goes on to disk, and is sent when it is back"
        elif cause == "denied":
            text = f"{text} ({where}); logging goes on to disk: put it right, then {self._settings.sync}"
        self._voice.once(cause, text)

    def said(self, code: str, severity: str, title: str, detail: str) -> None:
        self._voice.finding(code, severity, title, detail)

    def delivered(self, lines: int) -> None:
        """Nothing to say: this is how it should be."""


def encoded(record: dict[str, Any]) -> bytes:
    """Compact JSON. Raises ValueError for NaN: canonical forms have none."""
    return json.dumps(record, separators=(",", ":"), allow_nan=False).encode()


def _close(journal: Journal, finished: bool) -> int:
    if not os.path.exists(journal.path):
        journal.close()
        return 0
    reader = Reader(journal.path)
    try:
        left = reader.count_lines()
        if finished and not left and reader.whole:
            reader.delete()
        return left
    finally:
        reader.close()
        journal.close()
