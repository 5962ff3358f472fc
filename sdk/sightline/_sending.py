"""How a journal is sent, while it is written and after its process has ended. No thread, no socket and no sleep here.

Both ways are generators of steps: a Request, whose answer is sent back in (None when there was none), or a Nap. Who
runs them has the connection and the time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import NamedTuple, Protocol, TypeVar

from sightline._batch import CHUNK_BYTES
from sightline._counted import counted
from sightline._delivery import FIRST_DELAY, LONGEST_DELAY, Idle, Wait, Witness, Word, deliver
from sightline._journal import Reader, journals, sweep
from sightline._settings import Settings, server_mark
from sightline._transport import Reply
from sightline._upload import Request
from sightline.errors import JournalDamaged

SEND_SECONDS, BEAT_SECONDS, _LOOK_SECONDS = 1.0, 15.0, 0.25
_SYNC_TRIES = 3
_NO_ANSWER = "the server gives no answer"


class Nap(NamedTuple):
    """Nothing to do for so many seconds, unless somebody can't wait."""

    seconds: float


Result = TypeVar("Result")
Steps = Generator["Request | Nap", "Reply | None", Result]


class Address(Protocol):
    """Where requests go."""

    @property
    def url(self) -> str:
        """Empty while no server is known."""

    def look(self) -> bool:
        """See whether a server on this machine appeared or moved. True when there is a new address."""


class Sending:
    """One journal on its way to the server while it is written.

    `deadline` (time.monotonic): nothing is appended any more; the rest is sent, until then at the latest. `hurry`:
    somebody waits for what is there now. `finished`: the server has everything. `stuck`: it took no batch lately.
    """

    def __init__(self, path: str, address: Address, witness: Witness, beats: bool) -> None:
        """`beats`: a sign of life goes out when nothing else did for a while."""
        self.deadline: float | None = None
        self.hurry = self.finished = self.stuck = False
        self._path, self._address, self._witness, self._beats = path, address, witness, beats
        self._reader: Reader | None = None
        self._last = 0.0
        self._swept = False

    @property
    def ending(self) -> bool:
        """It was asked to end."""
        return self.deadline is not None

    def has(self, size: int) -> bool:
        """The server has the first `size` bytes of the journal."""
        return self._reader is not None and self._reader.offset >= size

    @property
    def hopeless(self) -> bool:
        """No use in waiting for the server now: none is known, or it takes nothing."""
        return self.stuck or not self._address.url

    def steps(self) -> Steps[None]:
        """Until it was asked to end, and has. Where the disk does not read, the journal is opened again later."""
        delay, sent = FIRST_DELAY, 0
        while (reader := (yield from self._opened())) is not None:
            self._reader = reader
            try:
                if (yield from self._address_known()):
                    yield from self._drive(reader)
                reader.close()
                return
            except OSError as error:
                self._cannot_read(reader, error)
            if (yield from self._pause(Wait(delay, denied=False))) == "stop":
                return
            delay = FIRST_DELAY if reader.next > sent else min(delay * 2, LONGEST_DELAY)
            sent = reader.next

    def _cannot_read(self, reader: Reader, error: OSError) -> None:
        self.stuck = True
        with suppress(OSError):
            reader.close()
        text = f"{self._path}: cannot be read ({error.strerror or error}); logging goes on, and it is tried again"
        self._witness.trouble("unreadable", text)

    def _opened(self) -> Steps[Reader | None]:
        """The journal; a full disk may keep it from being there for a while."""
        while True:
            try:
                return Reader(self._path)
            except (OSError, JournalDamaged):
                if self.ending:
                    return None
                yield Nap(SEND_SECONDS)

    def _address_known(self) -> Steps[bool]:
        while not self._address.url:
            if self.ending:
                return False
            yield Nap(2.0)
            self._address.look()
        return True

    def _drive(self, reader: Reader) -> Steps[None]:
        machine = deliver(reader, self._witness)
        action = next(machine, None)
        while action is not None:
            answer: Reply | Word | None
            if isinstance(action, Request):
                answer = yield action
                self._last = time.monotonic()
            elif isinstance(action, Idle):
                self.stuck = False
                answer = yield from self._idle(reader, action)
            else:
                self.stuck = True
                answer = yield from self._pause(action)
            try:
                action = machine.send(answer)
            except StopIteration:
                return

    def _idle(self, reader: Reader, idle: Idle) -> Steps[Word]:
        """Wait until there is enough, or long enough nothing was sent."""
        if not idle.waiting and not self.ending:
            yield Nap(_LOOK_SECONDS)
        while True:
            reader.follow()
            waiting, quiet = reader.waiting_bytes, time.monotonic() - self._last
            if self.deadline is not None:
                if waiting and time.monotonic() < self.deadline and (idle.waiting or not self._swept):
                    self._swept = not idle.waiting  # what is left after a last look is the torn half of a record
                    return "go"
                self.finished = not waiting
                return "stop"
            if waiting >= CHUNK_BYTES or (waiting and (self.hurry or quiet >= SEND_SECONDS)):
                self.hurry = False
                return "go"
            if quiet >= BEAT_SECONDS and self._beats and self._last:
                return "beat"
            yield Nap(_LOOK_SECONDS)

    def _pause(self, wait: Wait) -> Steps[Word]:
        """The server can't take it now: wait, but not for a server on this machine that just came back."""
        until = time.monotonic() + wait.seconds
        while (now := time.monotonic()) < until:
            if self.deadline is not None:
                if wait.denied or now >= self.deadline:
                    return "stop"
                until = min(until, now + 0.5)
                yield Nap(min(0.1, until - now))
            else:
                yield Nap(min(1.0, until - now))
                if self._address.look():
                    break
        return "go"


class Delivered(NamedTuple):
    """What became of one journal. `left`: records that stay in it, because of `trouble` (empty: all went well)."""

    experiment: str
    project: str
    name: str
    path: str
    sent: int
    left: int
    trouble: str


def send_leftovers(
    settings: Settings,
    address: Address,
    progress: Callable[[Delivered], None] | None,
    everything: bool,
    experiment: str | None,
) -> Steps[list[Delivered]]:
    """The steps of `_sender.deliver_leftovers`."""
    outcomes: list[Delivered] = []
    for path in journals(settings.journals, experiment):
        outcome = yield from _send_one(path, address, settings, everything)
        if outcome is None:
            continue
        outcomes.append(outcome)
        if progress is not None:
            progress(outcome)
        if outcome.trouble == _NO_ANSWER:
            break
    return outcomes


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


def _send_one(path: str, address: Address, settings: Settings, everything: bool) -> Steps[Delivered | None]:
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
        if not reader.lock() or not reader.named:
            return None
        return (yield from _finish_one(reader, address))
    except OSError as error:
        return _told(reader, 0, 0, f"{path}: cannot be read ({error.strerror or error})")
    finally:
        reader.close()


def _finish_one(reader: Reader, address: Address) -> Steps[Delivered]:
    listener = _Listener()
    yield from _drive_once(reader, address, listener)
    left, unread = reader.count_lines(), _unread(reader)
    if unread:
        listener.troubles.append(f"{reader.path}: {unread}; the rest was sent, and it is kept")
    elif not left:
        reader.delete()
        sweep(reader.folder)
    return _told(reader, listener.sent, left, "; ".join(listener.troubles))


def _told(reader: Reader, sent: int, left: int, trouble: str) -> Delivered:
    project, name = (str(reader.header.get(key, "")) for key in ("project", "name"))
    return Delivered(reader.experiment, project, name, reader.path, sent, left, trouble)


def _unread(reader: Reader) -> str:
    """What of a journal could not be sent, however willing the server."""
    if reader.tail():
        return "its last record was cut while it was written"
    if reader.damaged:
        return counted(reader.damaged, "damaged record")
    return "" if reader.whole else f"written by a newer Sightline (journal version {reader.version})"


def _drive_once(reader: Reader, address: Address, witness: Witness) -> Steps[None]:
    machine = deliver(reader, witness, late=True)
    action, tries = next(machine, None), 0
    while action is not None:
        answer: Reply | Word | None
        if isinstance(action, Request):
            answer = yield action
        elif isinstance(action, Idle):
            answer = "go" if action.waiting else "stop"
        else:
            tries += 1
            answer = "stop" if action.denied or tries >= _SYNC_TRIES else "go"
            if answer == "go":
                yield Nap(min(action.seconds, 2.0))
                address.look()
        try:
            action = machine.send(answer)
        except StopIteration:
            return
