"""Forks and the imports of our threads, one after the other.

A child has only the thread that forked. A module that another thread was importing is half made there, and locked by a
thread that will never come back: whoever imports it in the child waits for ever. So a fork waits for such imports.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: A fork goes ahead after this, whatever hangs.
_LONGEST_WAIT = 5.0
_imports = threading.RLock()
_fork = threading.local()


@contextmanager
def whole_imports() -> Iterator[None]:
    """Around imports in a thread of ours: no fork sees them half done. Nothing slow belongs in here."""
    with _imports:
        yield


def _before() -> None:
    _fork.waited = _imports.acquire(timeout=_LONGEST_WAIT)


def _in_parent() -> None:
    if _fork.waited:
        _imports.release()


def _in_child() -> None:
    global _imports
    _imports = threading.RLock()


os.register_at_fork(before=_before, after_in_parent=_in_parent, after_in_child=_in_child)
