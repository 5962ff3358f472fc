"""The thin shell around `_sending`: a thread with a clock and a socket, and the same without a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from sightline._delivery import Witness
from sightline._forking import whole_imports
from sightline._sending import Delivered, Result, Sending, Steps, send_leftovers
from sightline._settings import Settings, with_local_server
from sightline._transport import Connection, Reply, load
from sightline._upload import Request
from sightline.errors import Unreachable


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
        self._link, self._witness = Link(settings), witness
        self._sending = Sending(path, self._link, witness, beats)
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sightline-sender", daemon=True)
        self._thread.start()

    def flush(self, size: int, deadline: float) -> bool:
        """Wait until the server has the first `size` bytes of the journal. False at `deadline` (time.monotonic), and at
        once while no server takes anything."""
        while not self._sending.has(size):
            if time.monotonic() >= deadline or not self._thread.is_alive() or self._sending.hopeless:
                return False
            self._sending.hurry = True
            self._wake.set()
            time.sleep(0.002)
        return True

    def ask_to_end(self, deadline: float) -> None:
        """Nothing is appended any more: send the rest, and end at `deadline` (time.monotonic) at the latest."""
        self._sending.deadline = deadline
        self._wake.set()

    def join(self) -> bool:
        """Wait for the end that was asked for. True when the server has everything."""
        if self._sending.deadline is not None:
            self._thread.join(max(0.0, self._sending.deadline - time.monotonic()) + 0.1)
        return self._sending.finished

    def _run(self) -> None:
        try:
            _perform(self._sending.steps(), self._link, self._nap)
        except Exception as error:  # noqa: BLE001  # the edge of the thread
            text = f"sending ended: {type(error).__name__}: {error}; `sightline sync` sends the rest"
            self._witness.trouble("sender", text)
        finally:
            self._link.close()

    def _nap(self, seconds: float) -> None:
        """Wait so long, or until somebody can't wait."""
        if self._sending.ending:  # from then on it is always awake
            time.sleep(seconds)
        else:
            self._wake.wait(seconds)
            self._wake.clear()


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
    link = Link(settings)
    try:
        return _perform(send_leftovers(settings, link, progress, everything, experiment), link, time.sleep)
    finally:
        link.close()


def _perform(steps: Steps[Result], link: Link, nap: Callable[[float], None]) -> Result:
    """Do what the steps ask for, to their end."""
    answer: Reply | None = None
    while True:
        try:
            action = steps.send(answer)
        except StopIteration as end:
            result: Result = end.value
            return result
        answer = None
        if isinstance(action, Request):
            answer = link.send(action)
        else:
            nap(action.seconds)
