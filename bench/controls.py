"""The least that the same work can cost, without any product around it.

`append`: json.dumps and one os.write: what a log call costs at least when the point is to survive the process's death.
`chunks`: plain sqlite3 with packed columns and one head row a series, WAL, synchronous=FULL: what an ingest costs at
least when it is to survive a power cut.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from array import array
from pathlib import Path

CHUNK = 4096
SCHEMA = """
create table chunk (run text, name text, first integer, steps blob, vals blob, times blob,
                    primary key (run, name, first)) without rowid;
create table head (run text, name text, last real, count integer, primary key (run, name)) without rowid;
"""


class Append:
    """One JSON line and one write a call."""

    def __init__(self, folder: Path) -> None:
        self.file = os.open(folder / "control.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def log(self, values: dict[str, float], step: int) -> None:
        os.write(self.file, json.dumps([step, values]).encode() + b"\n")

    def close(self) -> None:
        os.close(self.file)


class Chunks:
    """Packed columns, one commit for each chunk of all series."""

    def __init__(self, folder: Path) -> None:
        self.database = sqlite3.connect(folder / "control.db")
        self.database.execute("pragma journal_mode=wal")
        self.database.execute("pragma synchronous=full")
        self.database.executescript(SCHEMA)

    def ingest(self, run: str, columns: dict[str, list[float]], steps: list[int]) -> None:
        for at in range(0, len(steps), CHUNK):
            for name, values in columns.items():
                self._seal(run, name, array("q", steps[at : at + CHUNK]), array("d", values[at : at + CHUNK]))
            self.database.commit()

    def _seal(self, run: str, name: str, steps: array[int], values: array[float]) -> None:
        times = array("d", [time.time()]) * len(steps)
        blobs = (steps.tobytes(), values.tobytes(), times.tobytes())
        self.database.execute("insert into chunk values (?, ?, ?, ?, ?, ?)", (run, name, steps[0], *blobs))
        self.database.execute(
            "insert into head values (?, ?, ?, ?)"
            " on conflict do update set last = excluded.last, count = count + excluded.count",
            (run, name, values[-1], len(values)),
        )

    def read(self, run: str, name: str) -> list[float]:
        values: array[float] = array("d")
        rows = "select vals from chunk where run = ? and name = ? order by first"
        for (blob,) in self.database.execute(rows, (run, name)):
            values.frombytes(blob)
        return values.tolist()

    def last_values(self) -> dict[str, dict[str, float]]:
        table: dict[str, dict[str, float]] = {}
        for run, name, last in self.database.execute("select run, name, last from head"):
            table.setdefault(run, {})[name] = last
        return table
