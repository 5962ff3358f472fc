"""A progress bar for the terminal; plain lines where the output is a file."""

from __future__ import annotations

import sys
import time
from typing import TextIO

WIDTH = 30


class Progress:
    """`total` steps of equal size over all variants; the time left follows from those that are done."""

    def __init__(self, total: int, output: TextIO | None = None) -> None:
        self._total, self._output = total, output or sys.stdout
        self._started, self._done = time.monotonic(), 0
        self._live = self._output.isatty()

    def step(self, label: str, detail: str) -> None:
        """One more is done. `detail` is shown beside the bar."""
        self._done += 1
        if self._live:
            self._output.write(f"\r\x1b[K{label:<12} {self._bar()} {self._left()}  {detail}")
            self._output.flush()

    def line(self, text: str) -> None:
        """A line that stays, above the bar."""
        self._output.write(f"\r\x1b[K{text}\n" if self._live else f"{text}\n")
        self._output.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self._live:
            self._output.write("\r\x1b[K")
            self._output.flush()

    def _bar(self) -> str:
        filled = WIDTH * min(self._done, self._total) // self._total
        return "█" * filled + "░" * (WIDTH - filled)

    def _left(self) -> str:
        seconds = (time.monotonic() - self._started) / self._done * (self._total - self._done)
        return f"{round(max(seconds, 0.0)):>3} s left"
