"""The table of a large project: 10,000 experiments of 500 columns; sorted, filtered, and scrolled to its middle.

One experiment is recorded as a script does it. The others are its rows once more, with other values, because 5 million
metrics would take the wire a quarter of an hour.
"""

from __future__ import annotations

import sqlite3
import time
import uuid
from pathlib import Path
from urllib.parse import quote

from bench.measure import Figure, median_of, scratch, took
from bench.server import Wire, opened, points
from tests.running_server import start_server

EXPERIMENTS, METRICS, PARAMETERS = 10_000, 450, 50
LOGS = METRICS + 1
SHOWN = [f"m{i}" for i in range(12)]
#: Tables that have rows for each experiment, and what makes a copy's cells differ from those of the first one.
ONE = "printf('%08x', copy.n) || substr({}, 9)"
SOMETHING = "abs(random() % 1000003) / 1000003.0"
COPIED = {
    "experiment": {"id": ONE, "number": "copy.n + 1", "name": "'run ' || copy.n", "created": "created + copy.n"},
    "log": {"id": f"id + copy.n * {LOGS}", "experiment_id": ONE, "number": SOMETHING, "max": "1.0", "min": "0.0"},
    "log_version": {"log_id": f"log_id + copy.n * {LOGS}"},
    "chunk": {"log_id": f"log_id + copy.n * {LOGS}"},
    "parameter": {"experiment_id": ONE, "number": SOMETHING},
    "latest": {"experiment_id": ONE},
}


def figures() -> list[Figure]:
    with scratch() as folder, start_server(folder) as server:
        record(Wire(server))
        server.stop()
        multiply(server.data / "sightline.db")
        server.start()
        wire = Wire(server)
        assert wire.call("GET", "/api/projects/large/experiments?limit=1")["total"] == EXPERIMENTS
        return [
            figure(wire, "the newest 100", {}),
            figure(wire, "sorted by a metric", {"order": "-m7"}),
            figure(wire, "sorted by a parameter", {"order": "p7"}),
            figure(wire, "filtered by two metrics", {"q": "m3 > 0.5 and m4 < 0.1"}),
            figure(wire, "scrolled to the middle, sorted", {"order": "m7", "offset": str(EXPERIMENTS // 2)}),
        ]


def figure(wire: Wire, what: str, query: dict[str, str]) -> Figure:
    shown = "&".join(f"columns={name}" for name in SHOWN)
    more = "".join(f"&{name}={quote(value)}" for name, value in query.items())
    page = f"/api/projects/large/experiments?limit=100&{shown}{more}"
    seconds = median_of(5, lambda: took(lambda: wire.call("GET", page)))
    name = f"10,000 experiments of 500 columns: {what}"
    return Figure(name, f"{seconds * 1e3:.0f} ms", "", "", "< 500 ms", seconds < 0.5)


def record(wire: Wire) -> None:
    names, cells = [f"p{i}" for i in range(PARAMETERS)], [i / 7 for i in range(PARAMETERS)]
    table = {"columns": names, "rows": None, "data": [cells], "flat": True}
    records = [
        opened("large", "run"),
        {"kind": "log", "name": "parameters", "type": "table", "data": table, "time": time.time()},
        *(points(f"m{i}", 0, [0.5]) for i in range(METRICS)),
        {"kind": "ended", "status": "success", "time": time.time()},
    ]
    ids = {"writer": str(uuid.uuid4()), "experiment": str(uuid.uuid4())}
    wire.call("POST", "/api/batches", {**ids, "first": 0, "lines": len(records), "records": records})


def multiply(path: Path) -> None:
    """EXPERIMENTS of the one that is there."""
    database = sqlite3.connect(path)
    database.execute("pragma synchronous = off")
    database.execute("pragma cache_size = -500000")
    database.execute("create temp table copy (n integer primary key)")
    database.executemany("insert into copy values (?)", [(n,) for n in range(1, EXPERIMENTS)])
    for table, changed in COPIED.items():
        columns = [row[1] for row in database.execute(f"pragma table_info({table})")]
        cells = [changed.get(column, column).format(column) for column in columns]
        database.execute(f"insert into {table} select {', '.join(cells)} from copy, {table}")
    for names in ("metric_name", "parameter_name"):
        database.execute(f"update {names} set experiments = {EXPERIMENTS}")
    database.commit()
    database.close()
