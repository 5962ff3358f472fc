"""What an experiment records by itself, off the script's own thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from sightline._capture._console import Console
from sightline._forking import whole_imports
from sightline._settings import Settings

_LOOK_SECONDS = 0.5
#: The first moments belong to the script: importing and asking for facts would only get in its way.
_START_SECONDS = 0.2

Record = Callable[[dict[str, Any]], None]
Points = Callable[[dict[str, float], float], None]


class Watch:
    """A daemon thread that looks around twice a second: facts once, then console lines, curves, whatever `also` does.

    `record` takes a wire record, `points` values of several lines and their time.
    """

    def __init__(self, settings: Settings, record: Record, points: Points, also: Callable[[], None]) -> None:
        self._settings, self._record, self._points, self._also = settings, record, points, also
        self._console = Console() if settings.capture_console else None
        self._end = threading.Event()
        if self._console is not None:
            self._console.start()
        self._thread = threading.Thread(target=self._run, name="sightline-watch", daemon=True)
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Take a last look, waiting at most `seconds` for facts that are still being gathered."""
        if self._console is not None:
            self._console.stop()
        self._end.set()
        self._thread.join(seconds)
        self._keep_console(last=True)

    def abandon(self) -> None:
        """In a forked child: the thread is not there, and the streams are the parent's to listen to."""
        if self._console is not None:
            self._console.stop()

    def _run(self) -> None:
        self._end.wait(_START_SECONDS)
        try:
            self._gather()
            system = self._system()
            due = time.monotonic() + min(2.0, self._settings.system_seconds)
            while True:
                ended = self._end.wait(_LOOK_SECONDS)
                self._also()
                self._keep_console()
                if ended:
                    return
                if system is not None and time.monotonic() >= due:
                    self._points(system.sample(), time.time())
                    due = time.monotonic() + self._settings.system_seconds
        except Exception as error:  # noqa: BLE001  # the edge of the thread: the script must not notice
            self._record(_facts_record({"capture": f"ended: {type(error).__name__}: {error}"}))

    def _gather(self) -> None:
        with whole_imports():
            from sightline._capture._facts import gather
        self._record(_facts_record(gather(self._settings)))

    def _system(self) -> Any:
        if not self._settings.capture_system or not self._settings.system_seconds:
            return None
        with whole_imports():
            from sightline._capture._system import System
        return System()

    def _keep_console(self, last: bool = False) -> None:
        if self._console is not None:
            for stream, lines, moment in self._console.take(last):
                self._record({"kind": "console", "stream": stream, "lines": lines, "time": moment})


def _facts_record(facts: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "facts", "time": time.time(), "facts": facts}


__all__ = ["Watch"]
