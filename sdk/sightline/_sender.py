"""The thin shell around `_delivery.deliver`: a thread with a clock and a socket, and the same without a thread."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from sightline._batch import CHUNK_BYTES
from sightline._delivery import Idle, Wait, Witness, Word, deliver
from sightline._forking import whole_imports
from sightline._journal import Reader, journals
from sightline._settings import Settings, server_mark, with_local_server
from sightline._transport import Connection, Reply, load
from sightline._upload import Request
from sightline.errors import JournalDamaged, Unreachable

SEND_SECONDS, BEAT_SECONDS, _LOOK_SECONDS = 1.0, 15.0, 0.25
_SYNC_TRIES = 3


class Link:
    """The way to the server for one thread. Follows a server on this machine to its next address."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._connection: Connection | None = None

    @property
    def url(self) -> str:
        """Where it leads now; empty while no server is known."""
        return self._settings.url

    def look(self) -> bool:
        """See whether a server on this machine appeared or moved. True when there is a new address."""
        found = with_local_server(self._settings)
        if (found.url, found.api_key) == (self._settings.url, self._settings.api_key):
            return False
        self.close()
        self._settings = found
        return True

    def send(self, request: Request) -> Reply | None:
        """The answer, None when there is none."""
        if not self._settings.url:
            return None
        if self._connection is None:
            with whole_imports():
                load()
            self._connection = Connection(self._settings.url, self._settings.api_key)
        try:
            return self._connection.request(request.method, request.path, request.body)
        except Unreachable:
            return None

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Sender:
    """Sends one journal while it is written. A daemon thread: it neither raises into the program nor keeps it alive."""

    def __init__(self, path: str, settings: Settings, witness: Witness, beats: bool = True) -> None:
        """`beats`: a sign of life goes out when nothing else did for a while."""
        self.path = path
        self.finished = False
        self._link, self._witness, self._beats = Link(settings), witness, beats
        self._wake = threading.Event()
        self._deadline: float | None = None
        self._last = 0.0
        self._swept = self._hurry = False
        self._reader: Reader | None = None
        self._thread = threading.Thread(target=self._run, name="sightline-sender", daemon=True)
        self._thread.start()

    def flush(self, size: int, deadline: float) -> bool:
        """Wait until the server has the first `size` bytes of the journal. False at `deadline` (time.monotonic)."""
        while self._reader is None or self._reader.offset < size:
            if time.monotonic() >= deadline or not self._thread.is_alive():
                return False
            self._hurry = True
            self._wake.set()
            time.sleep(0.002)
        return True

    def ask_to_end(self, deadline: float) -> None:
        """Nothing is appended any more: send the rest, and end at `deadline` (time.monotonic) at the latest."""
        self._deadline = deadline
        self._wake.set()

    def join(self) -> bool:
        """Wait for the end that was asked for. True when the server has everything."""
        if self._deadline is not None:
            self._thread.join(max(0.0, self._deadline - time.monotonic()) + 0.1)
        return self.finished

    def _run(self) -> None:
        try:
            reader = self._opened()
            if reader is None:
                return
            self._reader = reader
            if self._wait_for_address():
                self._drive(reader)
            reader.close()
        except Exception as error:  # noqa: BLE001  # the edge of the thread
            text = f"sending ended: {type(error).__name__}: {error}; `sightline sync` sends the rest"
            self._witness.trouble("sender", text)
        finally:
            self._link.close()

    def _opened(self) -> Reader | None:
        """The journal; a full disk may keep it from being there for a while."""
        while True:
            try:
                return Reader(self.path)
            except (OSError, JournalDamaged):
                if self._ending():
                    return None
                self._wake.wait(SEND_SECONDS)

    def _wait_for_address(self) -> bool:
        while not self._link.url:
            if self._ending():
                return False
            self._wake.wait(2.0)
            self._link.look()
        return True

    def _drive(self, reader: Reader) -> None:
        machine = deliver(reader, self._witness)
        action = next(machine, None)
        while action is not None:
            answer: Reply | Word | None
            if isinstance(action, Request):
                answer = self._link.send(action)
                self._last = time.monotonic()
            elif isinstance(action, Idle):
                answer = self._idle(reader, action)
            else:
                answer = self._pause(action)
            try:
                action = machine.send(answer)
            except StopIteration:
                return

    def _idle(self, reader: Reader, idle: Idle) -> Word:
        """Wait until there is enough, or long enough nothing was sent."""
        if not idle.waiting:
            self._look_around()
        while True:
            reader.follow()
            waiting, quiet = reader.waiting_bytes, time.monotonic() - self._last
            if self._deadline is not None:
                if waiting and time.monotonic() < self._deadline and (idle.waiting or not self._swept):
                    self._swept = not idle.waiting  # what is left after a last look is the torn half of a record
                    return "go"
                self.finished = not waiting
                return "stop"
            if waiting >= CHUNK_BYTES or (waiting and (self._hurry or quiet >= SEND_SECONDS)):
                self._hurry = False
                return "go"
            if quiet >= BEAT_SECONDS and self._beats and self._last:
                return "beat"
            self._look_around()

    def _look_around(self) -> None:
        """Wait a moment, or until somebody can't wait."""
        if self._deadline is None:
            self._wake.wait(_LOOK_SECONDS)
            if not self._ending():
                self._wake.clear()

    def _pause(self, wait: Wait) -> Word:
        """The server can't take it now: wait, but not for a server on this machine that just came back."""
        until = time.monotonic() + wait.seconds
        while (now := time.monotonic()) < until:
            if self._deadline is not None:
                if wait.denied or now >= self._deadline:
                    return "stop"
                until = min(until, now + 0.5)
                time.sleep(max(0.0, min(0.1, until - now)))
            else:
                self._wake.wait(min(1.0, until - now))
                if self._link.look():
                    break
        return "go"

    def _ending(self) -> bool:
        return self._deadline is not None


class Delivered(NamedTuple):
    """What became of one journal. `left`: records that stay in it, because of `trouble` (empty: all went well)."""

    experiment: str
    project: str
    name: str
    path: str
    sent: int
    left: int
    trouble: str


def deliver_leftovers(
    settings: Settings,
    progress: Callable[[Delivered], None] | None = None,
    *,
    everything: bool = True,
    experiment: str | None = None,
) -> list[Delivered]:
    """Send what ended processes left in their journals; `progress` is called after each journal.

    Journals of living processes are left alone: those send themselves. With `everything` false, only what was meant
    for this server, and was not recorded offline on purpose. Ends early when the server gives no answer.
    """
    outcomes: list[Delivered] = []
    link = Link(settings)
    try:
        for path in journals(settings.journals, experiment):
            outcome = _deliver_one(path, link, settings, everything)
            if outcome is None:
                continue
            outcomes.append(outcome)
            if progress is not None:
                progress(outcome)
            if outcome.trouble == _NO_ANSWER:
                break
    finally:
        link.close()
    return outcomes


_NO_ANSWER = "the server gives no answer"


class _Listener:
    """Keeps what a delivery without a user has to say."""

    def __init__(self) -> None:
        self.troubles: list[str] = []
        self.sent = 0

    def trouble(self, cause: str, text: str) -> None:
        self.troubles.append(text)

    def said(self, code: str, severity: str, title: str, detail: str) -> None:
        """Findings of a script that has ended are on its page."""

    def delivered(self, lines: int) -> None:
        self.sent += lines


def _deliver_one(path: str, link: Link, settings: Settings, everything: bool) -> Delivered | None:
    try:
        reader = Reader(path)
    except FileNotFoundError:
        return None
    except (OSError, JournalDamaged) as error:
        return Delivered(os.path.basename(os.path.dirname(path)), "", "", path, 0, 0, str(error))
    try:
        meant_for = reader.header.get("server", "")
        if not everything and (reader.header.get("offline") or meant_for not in ("", server_mark(settings))):
            return None
        if not reader.lock() or not os.path.exists(path):
            return None
        return _finish_one(reader, link)
    finally:
        reader.close()


def _finish_one(reader: Reader, link: Link) -> Delivered:
    listener = _Listener()
    _drive_once(reader, link, listener)
    left, unread = reader.count_lines(), _unread(reader)
    if unread:
        listener.troubles.append(f"{reader.path}: {unread}; the rest was sent, and it is kept")
    elif not left:
        reader.delete()
    header = reader.header
    name, project = str(header.get("name", "")), str(header.get("project", ""))
    return Delivered(reader.experiment, project, name, reader.path, listener.sent, left, "; ".join(listener.troubles))


def _unread(reader: Reader) -> str:
    """What of a journal could not be sent, however willing the server."""
    if reader.tail():
        return "its last record was cut while it was written"
    if reader.damaged:
        return f"{reader.damaged} damaged record(s)"
    return "" if reader.whole else f"written by a newer Sightline (journal version {reader.version})"


def _drive_once(reader: Reader, link: Link, witness: Witness) -> None:
    machine = deliver(reader, witness, late=True)
    action, tries = next(machine, None), 0
    while action is not None:
        answer: Reply | Word | None
        if isinstance(action, Request):
            answer = link.send(action)
        elif isinstance(action, Idle):
            answer = "go" if action.waiting else "stop"
        else:
            tries += 1
            answer = "stop" if action.denied or tries >= _SYNC_TRIES else "go"
            if answer == "go":
                time.sleep(min(action.seconds, 2.0))
                link.look()
        try:
            action = machine.send(answer)
        except StopIteration:
            return
