"""What Sightline says to a script's user: single lines on stderr, each cause once."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from sightline._one_line import one_line

_SAID_AT_THE_CALL = ("near-miss", "reserved-kind", "invalid-log", "invalid-file")


class Voice:
    """One experiment's lines. Printing never raises into the script: a closed stderr is not its problem."""

    def __init__(self) -> None:
        self._causes: set[str] = set()

    def say(self, text: str) -> None:
        """One line, in one write: another thread may say something as well."""
        with suppress(OSError, ValueError, AttributeError, UnicodeError):
            sys.stderr.write(f"sightline: {one_line(' '.join(text.splitlines()))}\n")

    def once(self, cause: str, text: str) -> bool:
        """One line for each cause: what failed, what still works, what to do. False when it was said before."""
        if cause in self._causes:
            return False
        self._causes.add(cause)
        self.say(text)
        return True

    def renew(self) -> None:
        """In a forked child: the parent has said its part; the same causes may be said again for the child."""
        self._causes = set(self._causes)

    def finding(self, code: str, severity: str, title: str, detail: str) -> None:
        """What the platform noticed, once; what was said at the call is not said again."""
        if code not in _SAID_AT_THE_CALL:
            self.once(f"finding {code} {title}", f"{severity}: {title}" + (f": {detail}" if detail else ""))


def caller() -> str:
    """Where the script called Sightline: "train.py:88", relative to the working folder when it lies below it."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] == "sightline":
        frame = frame.f_back
    path = frame.f_code.co_filename
    try:
        below = os.path.relpath(path)
    except (OSError, ValueError):
        below = path
    return f"{path if below.startswith('..') else below}:{frame.f_lineno}"
