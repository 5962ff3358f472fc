"""The server without its sockets: the real decoding, writer, transaction and SQLite, and what a crash leaves of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from sightline._transport import Reply
from sightline._upload import Request
from sightline.errors import SightlineError
from sightline_server import problems
from sightline_server.access.actor import Actor
from sightline_server.access.checked import recordable_experiment
from sightline_server.experiments import recording
from sightline_server.logs import batches
from sightline_server.store.engine import Store
from sightline_server.store.writer import Writer, _Waiting
from sqlalchemy import Engine, event

if TYPE_CHECKING:
    from tests.faults.simulation.world import World

FULL = 2  # PRAGMA synchronous
SCRIPT = Actor("script", "editor", key=True)


class Crashed(BaseException):
    """The server's process ended here."""


class Server:
    """One database, and the process that serves it, dead or alive.

    `dies`: where its process ends in the transaction of the next batches: "before commit", "in commit" (half of it
    is written), "after commit"; None: it lives. `cuts_power`: with it ends the power.
    """

    def __init__(self, world: World, folder: Path, template: Path) -> None:
        self._world, self._folder = world, folder
        self._lives = 0
        self._waiting: list[_Waiting[Any]] = []
        self._path = self._new_path()
        shutil.copyfile(template, self._path)
        self.alive = False
        self.dies: str | None = None
        self.cuts_power = False
        self.start()

    def start(self) -> None:
        """Open what is there."""
        self.store = Store(f"sqlite:///{self._path}")
        _share_compiled(self.store)
        self._world.planted.database(self.store)
        self.store.prepare()
        self.writer = Writer(self.store)
        self.writer.after_commit(self._committed)
        event.listen(self.store._writers, "commit", self._committing)
        with self.store._writers.connect() as connection:
            self._syncs = int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one()) >= FULL
        self._before = self._log_size()
        self.alive, self.dies = True, None

    def receive(self, request: Request, answered: Callable[[Reply | None], None]) -> None:
        """A request arrived. It is answered after the commit, or with None when the server is dead."""
        if not self.alive:
            answered(None)
            return
        try:
            change = self._change(request)
        except Exception as error:  # noqa: BLE001  # as the HTTP layer does
            answered(_refusal(error))
            return
        future: Future[Any] = Future()
        future.add_done_callback(lambda done: answered(self._reply(done)))
        if not self._waiting:
            self._world.at(0.002, None, self._work)
        self._waiting.append(_Waiting(change, future))

    def crash(self, power: bool, place: str = "idle") -> None:
        """The process ends; with `power` also what SQLite did not ask the disk to keep."""
        if not self.alive:
            return
        self._world.happen("server power cut" if power else "server killed", place)
        self.alive = False
        waiting, self._waiting = self._waiting, []
        left = self._left_behind(power, place)
        self.store.close()
        self._path = left
        for item in waiting:
            item.future.set_exception(Crashed())
        self._world.at(self._world.random.uniform(0.5, 40.0), None, self._restart)

    def close(self) -> None:
        """The end of the simulation."""
        if self.alive:
            self.store.close()

    def fill(self, full: bool) -> None:
        """Let SQLite find no room for another page, or plenty of it."""
        if self.alive:
            with self.store.write() as connection:
                pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
                connection.exec_driver_sql(f"PRAGMA max_page_count = {pages if full else 1 << 30}")

    def next_line(self, writer: str) -> int:
        """How many lines of a journal are committed."""
        with self.store.read() as connection:
            found = connection.exec_driver_sql("SELECT next_line FROM writer WHERE id = ?", (writer,)).scalar()
        return int(found or 0)

    def _change(self, request: Request) -> Callable[..., Any]:
        if request.path == "/api/batches":
            assert isinstance(request.body, bytes)
            batch = batches.decode(request.body, "identity")
            return lambda connection: self._world.planted.commit(
                connection, recordable_experiment(connection, SCRIPT, batch.experiment), batch
            )
        experiment = request.path.split("/")[3]
        writer = json.loads(request.body)["writer"]
        return lambda connection: recording.heartbeat(
            connection, recordable_experiment(connection, SCRIPT, experiment), writer
        )

    def _work(self) -> None:
        """The writer's turn: all that waits, in one transaction."""
        if not self.alive or not self._waiting:
            return
        for item in self._waiting:
            self.writer._waiting.put(item)
        self._waiting = []
        self._before = self._log_size()
        with suppress(Crashed):
            self.writer._commit_group(self.writer._waiting.get())
        if self.dies:
            self.crash(self.cuts_power, self.dies)

    def _committing(self, connection: object) -> None:
        if self.dies == "before commit":
            raise Crashed

    def _committed(self) -> None:
        self._world.commits += 1

    def _reply(self, done: Future[Any]) -> Reply | None:
        error = done.exception()
        if isinstance(error, Crashed) or (error is None and self.dies in ("in commit", "after commit")):
            return None
        if error is not None:
            return _refusal(error)
        return Reply(200, msgspec.json.encode(done.result()), {})

    def _log_size(self) -> int:
        log = Path(f"{self._path}-wal")
        return log.stat().st_size if log.exists() else 0

    def _new_path(self) -> Path:
        self._lives += 1
        return self._folder / f"{self._lives}.db"

    def _left_behind(self, power: bool, place: str) -> Path:
        """The files as the next process finds them: SQLite's own recovery makes a database of them.

        Without power, its log may end anywhere behind what it asked the disk to keep: with synchronous=FULL that is
        all up to the last commit that was finished, else nothing since the log was begun.
        """
        left = self._new_path()
        shutil.copyfile(self._path, left)
        log = Path(f"{self._path}-wal")
        if log.exists():
            kept = log.read_bytes()
            least = self._before if place == "in commit" else len(kept)
            if power and not self._syncs:
                least = 0
            if least < len(kept):
                kept = kept[: self._world.random.randint(least, len(kept))]
            Path(f"{left}-wal").write_bytes(kept)
        return left

    def _restart(self) -> None:
        if not self.alive:
            self._world.say("server starts")
            self.start()


def _share_compiled(store: Store) -> None:
    """Statements that an earlier store has made are not made again: half of the time of a simulation."""
    _shared.setdefault("writers", store._writers)
    _shared.setdefault("readers", store._readers)
    for engine, first in ((store._writers, _shared["writers"]), (store._readers, _shared["readers"])):
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache


_shared: dict[str, Engine] = {}


def _refusal(error: BaseException) -> Reply:
    """As the HTTP layer answers."""
    if isinstance(error, SightlineError):
        response = problems.on_known_error(None, error)
        return Reply(response.status_code, response.content, {})
    return Reply(500, problems.encode_problem(500, "internal", repr(error)), {})
