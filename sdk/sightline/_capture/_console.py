"""What the script prints: passed through untouched, and kept line by line."""

from __future__ import annotations

import sys
import threading
import time
from typing import Any, TextIO

from sightline._counted import counted

#: Characters that wait for the next look; what a burst prints beyond is counted, not kept.
_MOST_WAITING = 4 << 20
_LONGEST_LINE = 10_000


class Console:
    """Listens to stdout and stderr from `start` to `stop`. The streams stay the objects that they are."""

    def __init__(self) -> None:
        self._streams = {name: _Tap(getattr(sys, name)) for name in ("stdout", "stderr") if getattr(sys, name, None)}

    def start(self) -> None:
        """From now on, what is written is kept as well."""
        for tap in self._streams.values():
            tap.start()

    def stop(self) -> None:
        """Listen no more. Half a line still counts."""
        for tap in self._streams.values():
            tap.stop()

    def take(self, last: bool = False) -> list[tuple[str, list[str], float]]:
        """New whole lines of each stream: (stream, lines, time). `last`: also what has no line end."""
        taken = [(name, tap.take(last)) for name, tap in self._streams.items()]
        return [(name, lines, time.time()) for name, lines in taken if lines]


class _Tap:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._guard = threading.Lock()
        self._waiting: list[str] = []
        self._size = 0
        self._left_out = 0
        self._rest = ""
        self._listening = False

    def start(self) -> None:
        write = self._stream.write

        def write_and_keep(text: str) -> Any:
            written = write(text)
            self._keep(text)
            return written

        try:
            self._stream.write = write_and_keep  # type: ignore[method-assign]  # the object stays what others hold
        except AttributeError:  # a stream that takes no attributes: nothing is kept of it
            return
        self._ours, self._listening = write_and_keep, True

    def stop(self) -> None:
        self._listening = False
        if getattr(self._stream, "write", None) is getattr(self, "_ours", self):
            del self._stream.write  # the class's own write shows again

    def take(self, last: bool) -> list[str]:
        with self._guard:
            waiting, self._waiting, self._size = self._waiting, [], 0
            left_out, self._left_out = self._left_out, 0
        lines = (self._rest + "".join(waiting)).split("\n")
        self._rest = "" if last else lines.pop()[-_LONGEST_LINE:]
        if left_out:
            lines.append(f"({counted(left_out, 'character was', 'characters were')} printed too fast to be kept)")
        if last and lines and not lines[-1]:
            lines.pop()
        return [_shown(line) for line in lines]

    def _keep(self, text: str) -> None:
        if not self._listening or not isinstance(text, str):
            return
        with self._guard:
            if self._size + len(text) > _MOST_WAITING:
                self._left_out += len(text)
            else:
                self._waiting.append(text)
                self._size += len(text)


def _shown(line: str) -> str:
    """What a terminal would show of it in the end: after the last carriage return. Never half a surrogate pair."""
    line = line.rstrip("\r")
    line = line[line.rfind("\r") + 1 :][:_LONGEST_LINE]
    return line if line.isascii() else line.encode("utf-8", "replace").decode()
