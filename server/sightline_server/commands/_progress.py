"""How far a long command is, on stderr: one line that changes on a terminal, a new line now and then elsewhere."""

from __future__ import annotations

import sys
import time

#: Seconds: what is over sooner is not worth a line.
QUIET = 1.0
BETWEEN, BETWEEN_LINES = 0.2, 10.0


class ProgressLine:
    """Call it with (what is being done, how much of it is done, how much it is in all); `close` clears the line."""

    def __init__(self, *, shown: bool) -> None:
        self._shown, self._terminal = shown, sys.stderr.isatty()
        self._next = time.monotonic() + QUIET
        self._open = False

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._shown or now < self._next:
            return
        amounts = f"{done:,} of {total:,}" if what.startswith("rows") else f"{size(done)} of {size(total)}"
        if self._terminal:
            print(f"\r\033[K{what}: {amounts}", end="", file=sys.stderr, flush=True)
        else:
            print(f"{what}: {amounts}", file=sys.stderr, flush=True)
        self._open = self._terminal
        self._next = now + (BETWEEN if self._terminal else BETWEEN_LINES)

    def close(self) -> None:
        if self._open:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def size(number: int) -> str:
    """Bytes for people: `512 B`, `1.2 GB`."""
    amount = float(number)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"
