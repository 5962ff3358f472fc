"""The one writer: a thread that owns the write transaction and commits what is waiting together."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sightline.errors import DiskFull
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from sightline_server.store.engine import Store

Result = TypeVar("Result")
Change = Callable[[Connection], Result]

#: A transaction takes no further function after this many, or after this many seconds.
MOST_FUNCTIONS = 256
LONGEST_GROUP = 0.05
_FULL = ("disk is full", "no space left")


@dataclass(slots=True)
class _Waiting(Generic[Result]):
    change: Change[Result]
    future: Future[Result]


class Writer:
    """Runs functions inside the write transaction, one after the other, and answers after the commit.

    A function gets the transaction's connection, does its SQL and returns; it must not commit, wait for anything else
    or keep the connection. Each one has a savepoint: when it raises, its own changes vanish and the others stay.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: queue.SimpleQueue[_Waiting[Any] | None] = queue.SimpleQueue()
        self._listeners: list[Callable[[], None]] = []
        self._thread: threading.Thread | None = None
        self._closed = False
        self._lock = threading.Lock()

    async def run(self, change: Change[Result]) -> Result:
        """The function's result, after its commit; or what it (or the commit) raised."""
        return await asyncio.wrap_future(self._add(change))

    def run_blocking(self, change: Change[Result]) -> Result:
        """The same for a caller that is a thread of its own. Never call it inside a function that the writer runs."""
        return self._add(change).result()

    def after_commit(self, listener: Callable[[], None]) -> None:
        """Call this, in the writer's thread, after each commit. It must return at once."""
        self._listeners.append(listener)

    @property
    def depth(self) -> int:
        """How many functions wait."""
        return self._waiting.qsize()

    @contextmanager
    def running(self) -> Iterator[Writer]:
        """Start the thread; at the end commit what is waiting and stop it."""
        self._thread = threading.Thread(target=self._work, name="sightline-writer", daemon=True)
        self._thread.start()
        try:
            yield self
        finally:
            with self._lock:
                self._closed = True
                self._waiting.put(None)
            self._thread.join()

    def _add(self, change: Change[Result]) -> Future[Result]:
        future: Future[Result] = Future()
        with self._lock:
            if self._closed or self._thread is None:
                raise RuntimeError("the writer is not running")
            self._waiting.put(_Waiting(change, future))
        return future

    def _work(self) -> None:
        while (first := self._waiting.get()) is not None:
            if not self._commit_group(first):
                return

    def _commit_group(self, first: _Waiting[Any]) -> bool:
        """One transaction. False when the end of the queue was in it."""
        done: list[tuple[Future[Any], Any]] = []
        taken = [first]
        more = True
        try:
            with self._store.write() as connection:
                started = time.monotonic()
                item: _Waiting[Any] | None = first
                while item is not None:
                    if item.future.set_running_or_notify_cancel():
                        _run(connection, item, done)
                    item, more = self._next(len(taken), started)
                    if item is not None:
                        taken.append(item)
                connection.commit()
        except BaseException as problem:  # noqa: BLE001  the thread's edge: everybody who waits hears of it
            for waiting in taken:
                _fail(waiting.future, problem)
        else:
            for future, result in done:
                future.set_result(result)
            for listener in self._listeners:
                listener()
        return more

    def _next(self, taken: int, started: float) -> tuple[_Waiting[Any] | None, bool]:
        """The next function for this transaction, and whether the queue goes on after it."""
        if taken >= MOST_FUNCTIONS or time.monotonic() - started > LONGEST_GROUP:
            return None, True
        try:
            item = self._waiting.get_nowait()
        except queue.Empty:
            return None, True
        return item, item is not None


def _run(connection: Connection, item: _Waiting[Any], done: list[tuple[Future[Any], Any]]) -> None:
    """Run one function in its savepoint. Its failure is its own, unless the connection is gone with it."""
    try:
        with connection.begin_nested():
            result = item.change(connection)
    except Exception as problem:
        if _is_over(connection):
            raise
        _fail(item.future, problem)
    else:
        done.append((item.future, result))


def _is_over(connection: Connection) -> bool:
    """The transaction went down with the function: a lost connection, or SQLite rolled back by itself (disk full)."""
    if connection.closed or connection.invalidated:
        return True
    driver = connection.connection.dbapi_connection
    return connection.dialect.name == "sqlite" and not getattr(driver, "in_transaction", True)


def _fail(future: Future[Any], problem: BaseException) -> None:
    if not future.done():
        future.set_exception(_meaning(problem))


def _meaning(problem: BaseException) -> BaseException:
    """A full disk is the one failure of a commit that a person can mend: it gets its own error."""
    seen: BaseException | None = problem
    while seen is not None:
        # SQLite rolls back by itself when the disk is full; the complaint about the lost savepoint stands in front.
        if isinstance(seen, OperationalError) and any(words in str(seen.orig).lower() for words in _FULL):
            return DiskFull("no room on the server's disk: nothing was stored, and it is sent again when there is room")
        seen = seen.__context__
    return problem
