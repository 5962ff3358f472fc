"""How a process ends, seen from its experiments: an exception, sys.exit, Ctrl-C, SIGTERM, the last line, a fork."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from sightline._experiment import Experiment

_live: list[Experiment] = []
_hooked = False


def watch(experiment: Experiment) -> None:
    """End this experiment when the process ends, with the status that fits."""
    _live.append(experiment)
    _hook()


def forget(experiment: Experiment) -> None:
    """It has ended."""
    if experiment in _live:
        _live.remove(experiment)


def living(id: str) -> Experiment | None:
    """The experiment of that id that this process logs to."""
    return next((experiment for experiment in _live if experiment.id == id), None)


def end_with_child(experiment: Experiment) -> None:
    """A child of `multiprocessing` ends without `atexit`: use its own way."""
    util = sys.modules.get("multiprocessing.util")
    if util is not None:
        util.Finalize(None, experiment.finish, exitpriority=100)
    _take_sigterm()


def _hook() -> None:
    global _hooked
    if _hooked:
        return
    _hooked = True
    atexit.register(_at_exit)
    os.register_at_fork(after_in_child=_after_fork)
    _chain_excepthook()
    _follow_exit()
    _take_sigterm()


def _at_exit() -> None:
    for experiment in _live.copy():
        experiment.finish()


def _after_fork() -> None:
    if signal.getsignal(signal.SIGTERM) is _stop:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for experiment in _live:
        experiment._after_fork()


def _chain_excepthook() -> None:
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        for experiment in _live.copy():
            experiment._failed(error)
        before(kind, error, trace)

    sys.excepthook = hook


class _LastWord:
    """Travels with the exception of a `sys.exit`, to see who lets go of it.

    Python calls no hook for it. Code that catches it lets go in a frame of its own; when nobody does, the interpreter
    lets go with no frame left, just before `atexit`.
    """

    def __init__(self, code: object) -> None:
        self._code = code

    def __del__(self) -> None:
        if sys._getframe().f_back is None and threading.current_thread() is threading.main_thread():
            for experiment in _live.copy():
                experiment._exited(self._code)


def _follow_exit() -> None:
    before = sys.exit

    def end(*status: Any) -> NoReturn:
        try:
            before(*status)
        except SystemExit as error:
            if error.code not in (None, 0) and threading.current_thread() is threading.main_thread():
                error.__dict__["_sightline"] = _LastWord(error.code)
            raise

    sys.exit = end


def _take_sigterm() -> None:
    """Only where the script leaves SIGTERM alone; a handler that it sets later simply replaces this one.

    Never in a child of `multiprocessing`: a pool ends its workers with SIGTERM while they wait for a lock that one of
    them may have died with, and Python does not come to a handler there. What they logged, the parent sends.
    """
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        return
    if not _is_child_of_multiprocessing():
        signal.signal(signal.SIGTERM, _stop)


def _is_child_of_multiprocessing() -> bool:
    process = sys.modules.get("multiprocessing.process")
    return process is not None and process.parent_process() is not None


def _stop(number: int, frame: FrameType | None) -> None:
    for experiment in _live.copy():
        experiment.finish("stopped")
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTERM)
