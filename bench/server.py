"""The server: ingest, reads, the table, start and memory. Each against plain sqlite3 with packed columns."""

from __future__ import annotations

import http.client
import json
import random
import time
import urllib.parse
import uuid
from array import array
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sightline

from bench.controls import Chunks
from bench.measure import Figure, folder_size, median_of, scratch, took
from tests.running_server import RunningServer, start_server

POINTS, SERIES, RUNS = 1_000_000, 10, 1_000
TURNS = 3  # the disk's own mood is larger than what is measured: the median of so many
BATCH = 3_000  # points of each series in one batch: about 1 MiB when they are packed


def figures() -> list[Figure]:
    with scratch() as folder, start_server(folder) as server:
        return [*start_and_rest(folder), *ingest_and_read(server, folder), *table(server), *extremes(server)]


class Wire:
    """One kept connection that speaks the wire protocol."""

    def __init__(self, server: RunningServer) -> None:
        self.key = server.key
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        content = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        self.connection.request(method, path, content, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status < 300, (answer.status, content[:500])
        return json.loads(content) if content else None


def opened(project: str, name: str) -> dict[str, Any]:
    return {"kind": "open", "time": time.time(), "project": project, "name": name}


def points(name: str, first: int, values: list[float]) -> dict[str, Any]:
    now = time.time()
    steps = list(range(first, first + len(values)))
    return {"kind": "points", "name": name, "steps": steps, "values": values, "times": [now + s * 1e-3 for s in steps]}


def packed(batch: dict[str, Any]) -> dict[str, Any]:
    """The same batch, its columns as base64 of little-endian float64: what a program sends that has arrays."""
    columns = ("steps", "values", "times")
    records = [
        {key: b64encode(array("d", value)).decode() if key in columns else value for key, value in record.items()}
        for record in batch["records"]
    ]
    return {**batch, "records": records}


def ingest(wire: Wire, values: dict[str, list[float]], shape: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """Seconds until all of it is stored, and the experiment's id."""
    experiment = str(uuid.uuid4())
    bodies = [json.dumps(shape(batch)).encode() for batch in batches(experiment, str(uuid.uuid4()), values)]
    return took(lambda: [wire.call("POST", "/api/batches", body) for body in bodies]), experiment


def ingest_and_read(server: RunningServer, folder: Path) -> list[Figure]:
    columns = {f"m{i}": random.Random(i).choices(range(10**9), k=POINTS // SERIES) for i in range(SERIES)}
    values = {name: [number / 7e8 for number in numbers] for name, numbers in columns.items()}
    wire = Wire(server)
    as_lists, _ = ingest(wire, values, lambda batch: batch)
    server.stop()
    server.start()
    before = folder_size(server.data)
    wire = Wire(server)
    runs = [ingest(wire, values, packed) for _ in range(TURNS)]
    ours, experiment = sorted(runs)[TURNS // 2]
    control = Chunks(folder)
    steps = list(range(POINTS // SERIES))
    names = iter(f"run{turn}" for turn in range(TURNS))
    theirs = median_of(TURNS, lambda: took(lambda: control.ingest(next(names), values, steps)))
    server.stop()  # the write-ahead log goes into the database
    size = (folder_size(server.data) - before) / POINTS / TURNS
    server.start()
    reader = sightline.Client(server.url, server.key).experiment(experiment)
    whole = median_of(9, lambda: took(lambda: reader.get_log("m0").data))
    plain = median_of(9, lambda: took(lambda: control.read("run0", "m0")))
    wire = Wire(server)
    plot = f"/api/series?experiment={experiment}&name=m0&width=800"
    drawn = median_of(9, lambda: took(lambda: wire.call("GET", plot)))
    rate, plain_rate = POINTS / ours / 1e6, POINTS / theirs / 1e6
    return [
        Figure("1 M points in packed columns, stored", f"{rate:.2f} M/s", f"{plain_rate:.2f} M/s",
               f"{ours / theirs:.1f}x", ">= 2 M/s, <= 3x", rate >= 2 and ours <= 3 * theirs),
        Figure("the same as JSON lists", f"{POINTS / as_lists / 1e6:.2f} M/s", f"{plain_rate:.2f} M/s",
               f"{as_lists / theirs:.1f}x", "", True),
        Figure("bytes a point on disk (random values)", f"{size:.1f}", "24", f"{size / 24:.2f}x", "<= 10", size <= 10),
        Figure("read a series of 100k points, whole", f"{whole * 1e3:.1f} ms", f"{plain * 1e3:.1f} ms",
               f"{whole / plain:.1f}x", "<= 15 ms", whole <= 0.015),
        Figure("the same for a plot 800 px wide", f"{drawn * 1e3:.1f} ms", f"{plain * 1e3:.1f} ms",
               f"{drawn / plain:.1f}x", "<= 5 ms", drawn <= 0.005),
    ]  # fmt: skip


def batches(experiment: str, writer: str, values: dict[str, list[float]]) -> list[dict[str, Any]]:
    line, made = 0, []
    count = len(next(iter(values.values())))
    for first in range(0, count, BATCH):
        records = [] if first else [opened("bench", "columns")]
        records += [points(name, first, column[first : first + BATCH]) for name, column in values.items()]
        lines = sum(len(record.get("values", [0])) for record in records)
        made.append({"writer": writer, "experiment": experiment, "first": line, "lines": lines, "records": records})
        line += lines
    return made


def table(server: RunningServer) -> list[Figure]:
    wire = Wire(server)
    for run in range(RUNS):
        records = [opened("table", f"r{run}"), *(points(f"m{i}", 0, [run + i / 16]) for i in range(10))]
        wire.call("POST", "/api/batches", {
            "writer": str(uuid.uuid4()), "experiment": str(uuid.uuid4()), "first": 0, "lines": 11, "records": records,
        })  # fmt: skip
    project = sightline.Client(server.url, server.key).project("table")
    ours = median_of(9, lambda: took(project.last_values))
    with scratch() as folder:
        control = Chunks(folder)
        for run in range(RUNS):
            control.ingest(f"r{run}", {f"m{i}": [run + i / 16] for i in range(10)}, [0])
        theirs = median_of(9, lambda: took(control.last_values))
    page = "/api/projects/table/experiments?order=-m3&limit=100&columns=m3&columns=m4"
    shown = median_of(9, lambda: took(lambda: wire.call("GET", page)))
    return [
        Figure("last value of 10 metrics of 1,000 runs", f"{ours * 1e3:.1f} ms", f"{theirs * 1e3:.1f} ms",
               f"{ours / theirs:.1f}x", "<= 15 ms", ours <= 0.015),
        Figure("one screen of that table, sorted by a metric", f"{shown * 1e3:.1f} ms", f"{theirs * 1e3:.1f} ms",
               f"{shown / theirs:.1f}x", "< 500 ms", shown < 0.5),
    ]  # fmt: skip


def extremes(server: RunningServer) -> list[Figure]:
    """An experiment with 10,000 metrics, and a series of 1,000,000 points."""
    wire = Wire(server)
    experiment = str(uuid.uuid4())
    records = [opened("bench", "wide"), *(points(f"g{i // 100}/m{i}", 0, [0.5]) for i in range(10_000))]
    batch = {
        "writer": str(uuid.uuid4()),
        "experiment": experiment,
        "first": 0,
        "lines": len(records),
        "records": records,
    }
    stored = took(lambda: wire.call("POST", "/api/batches", batch))
    listed = median_of(5, lambda: took(lambda: wire.call("GET", f"/api/experiments/{experiment}/logs?limit=1000")))
    names = "&".join(f"name={urllib.parse.quote(f'g0/m{i}')}" for i in range(12))
    drawn = median_of(
        5, lambda: took(lambda: wire.call("GET", f"/api/series?experiment={experiment}&width=400&{names}"))
    )
    long, writer = str(uuid.uuid4()), str(uuid.uuid4())
    values = random.Random(1).choices([n / 7 for n in range(1000)], k=1_000_000)
    for batch in batches(long, writer, {"loss": values}):
        wire.call("POST", "/api/batches", batch)
    plot = f"/api/series?experiment={long}&name=loss&width=800&smoothing=0.6"
    zoomed = median_of(5, lambda: took(lambda: wire.call("GET", plot)))
    return [
        Figure("10,000 new metrics in one batch", f"{stored * 1e3:.0f} ms", "", "", "usable", stored < 5),
        Figure("their list, 1,000 a window", f"{listed * 1e3:.0f} ms", "", "", "usable", listed < 0.5),
        Figure("a screen of their charts", f"{drawn * 1e3:.0f} ms", "", "", "usable", drawn < 0.5),
        Figure("a plot of 1,000,000 points, smoothed", f"{zoomed * 1e3:.0f} ms", "", "", "usable", zoomed < 0.5),
    ]


def start_and_rest(folder: Path) -> list[Figure]:
    def start() -> tuple[float, float]:
        other = folder / uuid.uuid4().hex
        began = time.perf_counter()
        with start_server(other) as server:
            seconds = time.perf_counter() - began
            time.sleep(3)
            status = Path(f"/proc/{server.process.pid}/status").read_text()
        rss = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
        return seconds, rss / 1000

    runs = [start() for _ in range(3)]
    seconds, megabytes = sorted(run[0] for run in runs)[1], sorted(run[1] for run in runs)[1]
    return [
        Figure("server: start to first answer", f"{seconds:.2f} s", "", "", "< 0.5 s", seconds < 0.5),
        Figure("server: memory at rest (RSS)", f"{megabytes:.0f} MB", "", "", "< 100 MB", megabytes < 100),
    ]
