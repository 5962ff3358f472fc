"""A script's side of the wire without a network: numbered batches into a store, and what a page reads from it."""

from __future__ import annotations

import gzip
import json
import time
import uuid
from collections.abc import Sequence
from typing import Any

from sightline_server import arrival
from sightline_server.access.actor import Actor
from sightline_server.access.checked import CheckedExperiment, ReadableExperiment, recordable_experiment
from sightline_server.logs import batches, ingest, reading
from sightline_server.logs.payloads import Answer, Series
from sightline_server.store.engine import Store
from sightline_server.store.writer import Writer
from sqlalchemy import Connection

SCRIPT = Actor("script", "editor", key=True)
NOW = 1_790_000_000.0


class Recorder:
    """One writer of one experiment. `send` numbers its lines as a journal does."""

    def __init__(self, store: Store, writer: Writer, experiment: str | None = None) -> None:
        self.store, self.writer = store, writer
        self.experiment = ReadableExperiment(CheckedExperiment(experiment or str(uuid.uuid4())))
        self.journal = str(uuid.uuid4())
        self.next = 0

    def open(self, name: str = "run", project: str = "blood-cells", **more: Any) -> Answer:
        return self.send({"kind": "open", "time": NOW, "project": project, "name": name, **more})

    def send(self, *records: dict[str, Any], first: int | None = None, late: bool = False) -> Answer:
        start = self.next if first is None else first
        answer = self.send_raw(gzip.compress(self.body(records, start, late), 1), "gzip")
        self.next = answer.next
        return answer

    def send_raw(self, body: bytes, encoding: str = "identity") -> Answer:
        batch = batches.decode(body, encoding)

        def commit(connection: Connection) -> Answer:
            checked = recordable_experiment(connection, SCRIPT, batch.experiment)
            return ingest.commit(connection, checked, batch, arrival.apply)

        return self.writer.run_blocking(commit)

    def body(self, records: Sequence[dict[str, Any]], first: int, late: bool = False) -> bytes:
        batch = {"writer": self.journal, "experiment": self.experiment, "first": first, "lines": len(records)}
        return json.dumps({**batch, "late": late, "records": list(records)}).encode()

    def points(
        self, name: str, steps: Sequence[Any] | None, values: Sequence[Any], at: float = 0.0, **more: Any
    ) -> Answer:
        return self.send(points(name, steps, values, at, **more))

    def log(self, name: str, kind: str, data: Any, step: float | None = None) -> Answer:
        return self.send(log(name, kind, data, step))

    def series(self, name: str, width: int = 600, smoothing: float = 0.0, **window: Any) -> Series:
        wanted = {"start": None, "end": None, "axis": "step", **window}
        with self.store.read() as connection:
            return reading.series(
                connection, self.experiment, [name], reading.Window(width=width, smoothing=smoothing, **wanted)
            )[0]


def points(
    name: str, steps: Sequence[Any] | None, values: Sequence[Any], at: float = 0.0, **more: Any
) -> dict[str, Any]:
    """A record of points; `at`: seconds after NOW of the first one, the others follow a second apart."""
    times = [NOW + at + place for place in range(len(values))]
    return {"kind": "points", "name": name, "steps": None if steps is None else list(steps), "values": list(values),
            "times": times, **more}  # fmt: skip


def log(name: str, kind: str, data: Any, step: float | None = None) -> dict[str, Any]:
    return {"kind": "log", "name": name, "type": kind, "data": data, "time": time.time(), "step": step}
