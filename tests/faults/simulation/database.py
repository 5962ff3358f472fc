"""The server's database: an empty one to begin with, and what is in it."""

from __future__ import annotations

import sqlite3
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sightline_server.logs import reading
from sightline_server.store.engine import Store

from tests.faults.simulation.oracle import Stored

if TYPE_CHECKING:
    from tests.faults.simulation.world import World


def stored(store: Store) -> list[Stored]:
    """All values of all experiments, as the server reads them."""
    with store.read() as connection:
        lines = connection.exec_driver_sql("SELECT experiment_id, name FROM log WHERE type = 'line' ORDER BY id").all()
        found = []
        for experiment, name in lines:
            points = reading.whole(connection, experiment, [name])[0].points
            columns = zip(points.steps.tolist(), points.values.tolist(), points.times.tolist(), strict=True)
            found += [Stored(experiment, name, *point) for point in columns]
        states = connection.exec_driver_sql(
            "SELECT experiment_id, name, data, time FROM log JOIN log_version ON log_id = id ORDER BY id, version"
        ).all()
        found += [Stored(experiment, name, None, float(data), moment) for experiment, name, data, moment in states]
    return found


def stored_by_the_dead(world: World) -> list[float]:
    """The same while the server is dead."""
    store = Store(f"sqlite:///{world.server._path}")
    found = [one.value for one in stored(store)]
    store.close()
    return found


@cache
def template() -> Path:
    """An empty database, made once a process."""
    path = Path(tempfile.mkdtemp(prefix="sightline-simulation-", dir=memory())) / "empty.db"
    store = Store(f"sqlite:///{path}")
    store.prepare()
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@cache
def memory() -> str | None:
    """A folder in memory where there is one: what survives is decided here, not by a real disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
