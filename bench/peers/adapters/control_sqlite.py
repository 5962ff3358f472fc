"""Control: plain sqlite3 with packed column chunks and one head row a series.

WAL, synchronous=FULL: what is committed survives a power cut.
"""

from __future__ import annotations

import sqlite3
import time
from array import array

from .base import Base, Table, Values, without

CHUNK = 4096
SCHEMA = """
create table if not exists chunk (run text, name text, first integer, steps blob, vals blob, times blob,
                                  primary key (run, name, first)) without rowid;
create table if not exists head (run text, name text, last real, count integer, primary key (run, name)) without rowid;
"""
ADD_CHUNK = "insert into chunk values (?, ?, ?, ?, ?, ?)"
ADD_HEAD = (
    "insert into head values (?, ?, ?, ?)"
    " on conflict do update set last = excluded.last, count = count + excluded.count"
)


class Peer(Base):
    TITLE = "control: sqlite chunks"
    ENVIRONMENT = "control"
    PACKAGE = "sqlite3"
    NOT_MEASURED = without(server="no server", kill="buffers by design; see the other control")

    def start(self, run: str) -> None:
        self.run = run
        self.open: dict[str, tuple[array[int], array[float]]] = {}
        self.database = self._connect()
        self.database.executescript(SCHEMA)

    def log(self, values: Values, step: int) -> None:
        for name, value in values.items():
            steps, column = self.open.setdefault(name, (array("q"), array("d")))
            steps.append(step)
            column.append(value)
            if len(steps) == CHUNK:
                self._seal(name, *self.open.pop(name))
                self.database.commit()

    def bulk(self, columns: dict[str, list[float]], steps: list[int]) -> None:
        """One commit for each chunk of all series, as a server would."""
        for at in range(0, len(steps), CHUNK):
            for name, values in columns.items():
                self._seal(name, array("q", steps[at : at + CHUNK]), array("d", values[at : at + CHUNK]))
            self.database.commit()

    def finish(self) -> None:
        for name, column in self.open.items():
            self._seal(name, *column)
        self.database.commit()
        self.database.close()

    def series(self, run: str, name: str) -> list[float]:
        values = array("d")
        rows = "select vals from chunk where run = ? and name = ? order by first"
        for (blob,) in self._connect().execute(rows, (run, name)):
            values.frombytes(blob)
        return values.tolist()

    def last_values(self) -> Table:
        table: Table = {}
        for run, name, last in self._connect().execute("select run, name, last from head"):
            table.setdefault(run, {})[name] = last
        return table

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path("control.db"))
        database.execute("pragma journal_mode=wal")
        database.execute("pragma synchronous=full")
        return database

    def _seal(self, name: str, steps: array[int], values: array[float]) -> None:
        times = array("d", [time.time()]) * len(steps)
        blobs = (steps.tobytes(), values.tobytes(), times.tobytes())
        self.database.execute(ADD_CHUNK, (self.run, name, steps[0], *blobs))
        self.database.execute(ADD_HEAD, (self.run, name, values[-1], len(values)))
