"""The routes of logs, through the whole server on both databases."""

import gzip
import json
import time
import uuid

import pytest
from sightline_server.logs.tables import chunk, log
from sqlalchemy import Connection, select, update

from tests.server.serving import Served

COMPRESSED = {"content-type": "application/json", "content-encoding": "gzip"}


def test_a_compressed_batch_is_answered_after_the_commit(served: Served) -> None:
    experiment, writer = str(uuid.uuid4()), str(uuid.uuid4())
    records = [
        {"kind": "open", "time": 1.0, "project": "p", "name": "n"},
        {"kind": "points", "name": "loss", "steps": [0, 1], "values": [1, "NaN"], "times": [2.0, 3.0]},
    ]
    batch = {"writer": writer, "experiment": experiment, "first": 0, "lines": 2, "records": records}
    body = gzip.compress(json.dumps(batch).encode())
    sent = served.client.post("/api/batches", content=body, headers=COMPRESSED)
    assert (sent.status_code, sent.json()["next"]) == (200, 2)
    series = served.client.get(f"/api/series?experiment={experiment}&name=loss&name=absent").json()["series"]
    assert [(one["name"], one["steps"], one["values"]) for one in series] == [("loss", [0, 1], [1.0, "NaN"])]
    late = served.client.post("/api/batches", json={**batch, "first": 7})
    assert (late.status_code, late.json()["code"], late.json()["next"]) == (409, "resend-from", 2)
    assert [one["next_line"] for one in served.client.get(f"/api/experiments/{experiment}/writers").json()] == [2]


def test_a_time_that_no_page_can_show_is_now(served: Served) -> None:
    experiment, before = str(uuid.uuid4()), time.time()
    served.record(
        experiment,
        [
            {"kind": "open", "time": 1e308, "project": "p", "name": "n"},
            {"kind": "log", "name": "v", "type": "value", "data": 1, "time": -1e308},
            {"kind": "ended", "status": "success", "time": 1e12},
        ],
    )
    row = served.client.get(f"/api/experiments/{experiment}").json()["row"]
    state = served.client.get(f"/api/experiments/{experiment}/log?name=v").json()
    times = [row["created"], row["started"], row["ended"], state["time"]]
    assert all(before <= moment <= time.time() for moment in times)


def test_the_console_is_paged_and_searched(served: Served) -> None:
    experiment = served.experiment()
    prints = [
        {"kind": "console", "stream": "stdout", "lines": [f"epoch {n}" for n in range(100)], "time": 1.0},
        {"kind": "console", "stream": "stderr", "lines": ["Warning: slow"], "time": 2.0},
    ]
    served.record(experiment, prints)
    ask = f"/api/experiments/{experiment}/console"
    page = served.client.get(ask, params={"after": 98, "limit": 2}).json()
    assert [(line["number"], line["text"]) for line in page["lines"]] == [(98, "epoch 98"), (99, "epoch 99")]
    assert page["total"] == 101
    found = served.client.get(ask, params={"q": "WARNING"}).json()["lines"]
    assert [(line["number"], line["stream"]) for line in found] == [(100, "stderr")]


def test_the_list_of_logs_has_the_values(served: Served) -> None:
    experiment = served.experiment()
    values = {"whole": 2**60 + 1, "real": 0.1, "yes": True, "text": "größe", "odd": "NaN", "long": "x" * 5000}
    records = [{"kind": "log", "name": n, "type": "value", "data": v, "time": 1.0} for n, v in values.items()]
    records.append({**records[0], "data": 2**60 + 3})
    records.append({"kind": "log", "name": "labelmap", "type": "labelmap", "data": {"0": "car"}, "time": 1.0})
    served.record(experiment, records)
    logs = served.client.get(f"/api/experiments/{experiment}/logs").json()["logs"]
    shown = {entry["name"]: entry["value"] for entry in logs}
    assert shown == {**values, "whole": 2**60 + 3, "long": None, "labelmap": None}
    assert type(shown["yes"]) is bool


def test_more_than_two_hundred_series_at_once_are_refused(served: Served) -> None:
    experiment = served.experiment()
    names = "".join(f"&name={number}" for number in range(150))
    other = served.experiment()
    asked = served.client.get(f"/api/series?experiment={experiment}&experiment={other}{names}")
    assert (asked.status_code, asked.json()["code"]) == (413, "too-large")


def test_a_deleted_experiment_has_no_logs(served: Served) -> None:
    experiment = served.experiment()
    assert served.client.get(f"/api/experiments/{experiment}/logs").status_code == 200
    served.client.delete(f"/api/experiments/{experiment}")
    for path in ("logs", "log?name=a", "points?name=a", "console", "findings", "writers", "diff"):
        assert served.client.get(f"/api/experiments/{experiment}/{path}").status_code == 404


def test_events_tell_what_changed_and_go_on_after_the_last_one(served: Served) -> None:
    feed = served.app.state.feed
    before = feed.newest()
    experiment = served.experiment()
    served.record(experiment, [{"kind": "points", "name": "loss", "steps": [0], "values": [1], "times": [time.time()]}])
    found, last = feed._after(None, before)
    assert {(event.experiment, event.kind) for event in found} == {(experiment, "experiment"), (experiment, "log")}
    assert feed._after(None, last) == ([], last)
    assert feed._after(999, before)[0] == []


@pytest.mark.parametrize("length", [10, 300, 5000])  # an open chunk; a small one, too; a sealed one with its pyramid
def test_a_chunk_of_another_version_is_refused_by_name(served: Served, length: int) -> None:
    experiment = served.experiment()
    steps = list(range(length))
    line = {"kind": "points", "name": "loss", "steps": steps, "values": steps, "times": [1.0] * length}
    other = {**line, "name": "accuracy"}
    served.record(experiment, [line, other])
    number = change_version(served, "loss", 7)
    said = f"loss: chunk {number}: expected version 1, got 7; start the server that wrote it"
    for address in (
        f"/api/series?experiment={experiment}&name=loss",
        f"/api/series?experiment={experiment}&name=loss&start=1&end=3",
        f"/api/series?experiment={experiment}&name=loss&smoothing=0.5",
        f"/api/experiments/{experiment}/points?name=loss",
    ):
        answer = served.client.get(address)
        assert (answer.status_code, answer.json()["code"], answer.json()["detail"]) == (409, "conflict", said), address
    earlier = {**line, "steps": [0.5], "values": [1.0], "times": [2.0]}
    batch = {"writer": str(uuid.uuid4()), "experiment": experiment, "first": 0, "lines": 1, "records": [earlier]}
    assert served.client.post("/api/batches", json=batch).json()["detail"] == said
    series = served.client.get(f"/api/series?experiment={experiment}&name=accuracy").json()["series"]
    assert series[0]["count"] == length
    change_version(served, "loss", 1)
    assert served.client.post("/api/batches", json=batch).status_code == 200
    assert (
        served.client.get(f"/api/series?experiment={experiment}&name=loss").json()["series"][0]["count"] == length + 1
    )


def change_version(served: Served, name: str, version: int) -> int:
    """Write it into every chunk of the log that has points; the number of the first one by step."""

    def change(connection: Connection) -> int:
        mine = (chunk.c.log_id == log.c.id) & (log.c.name == name) & (chunk.c.count > 0)
        rows = connection.execute(select(chunk).where(mine).order_by(chunk.c.first_step)).all()
        for row in rows:
            changed = {
                column: bytes([version]) + data[1:]
                for column in ("coarse", "fine", "data")
                if (data := getattr(row, column)) is not None
            }
            same = (chunk.c.log_id == row.log_id) & (chunk.c.generation == row.generation)
            connection.execute(update(chunk).where(same, chunk.c.number == row.number).values(changed))
        return int(rows[0].number)

    return served.app.state.writer.run_blocking(change)
