"""The experiment table through the whole server, on both databases."""

from __future__ import annotations

import itertools
import time
from pathlib import Path
from typing import Any

import pytest
from sightline_server.access.actor import Actor
from sightline_server.access.checked import readable_project
from sightline_server.experiments import queries
from sightline_server.experiments.silence import mark_crashed

from tests.server.serving import Served, serving

START = 1_780_000_000.0  # 2026-05-28


@pytest.fixture(scope="module")
def three(shared: Served) -> Served:
    """The three experiments of `record_three`, to look at."""
    return record_three(shared)


@pytest.fixture
def own(served: Served) -> Served:
    """The same, to change."""
    return record_three(served)


def record_three(served: Served) -> Served:
    """Runs a, b and c in project p: accuracy .5, .9 and NaN; lr .1, .01 and none; b failed after 100 seconds."""
    add(served, "a", [0.4, 0.5], {"lr": 0.1, "opt": "adam", "aug": True}, tags=["baseline"], dataset="bccd")
    add(served, "b", [0.2, 0.9], {"lr": 0.01, "opt": "SGD", "aug": False}, ended="failed")
    add(served, "c", [0.1, "NaN"], {}, tags=["baseline", "long"])
    return served


def add(
    served: Served, name: str, accuracy: list[Any], parameters: dict[str, Any], ended: str = "", **opened: Any
) -> None:
    import uuid

    number = ord(name) - ord("a")
    start = START + number * 1000
    records: list[dict[str, Any]] = [
        {"kind": "open", "time": start, "project": "p", "name": f"run-{name}", **opened},
        {"kind": "points", "name": "accuracy", "steps": None, "values": accuracy, "times": [start, start + 1]},
        {"kind": "points", "name": "val/x", "steps": None, "values": [number], "times": [start]},
    ]
    if parameters:
        table = {"columns": list(parameters), "rows": None, "data": [list(parameters.values())], "flat": True}
        records.append({"kind": "log", "name": "parameters", "type": "table", "data": table, "time": start})
    if ended:
        records.append({"kind": "ended", "status": ended, "time": start + 100, "reason": "ValueError: no"})
    served.record(str(uuid.uuid4()), records)


def table(served: Served, **query: Any) -> dict[str, Any]:
    answer = served.client.get("/api/projects/p/experiments", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def names(served: Served, **query: Any) -> str:
    return "".join(row["name"][-1] for row in table(served, **query)["rows"])


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("accuracy > 0.45", "ab"),
        ("accuracy = NaN", "c"),
        ("accuracy != 0.5", "bc"),
        ("lr < 0.05", "b"),
        ("opt = sgd", "b"),
        ("opt ~ da", "a"),
        ("aug = true", "a"),
        ("lr != 0.1", "bc"),
        ("tag = baseline", "ac"),
        ("tag = baseline and not tag = long", "a"),
        ("status = failed or tag = long", "bc"),
        ("status != failed", "ac"),
        ("dataset = bccd", "a"),
        ("dataset ~ CC", "a"),
        ("duration = 100s", "b"),
        ("duration > 1m and status = failed", "b"),
        ("started >= 2026-01-01", "abc"),
        ("started < 2026-01-01", ""),
        ("name ~ RUN-b", "b"),
        ("run-c", "c"),
        ("run", "abc"),
        ("%", ""),
        ("val/x >= 1", "bc"),
        ("(accuracy > 0.45 or val/x = 2) and lr < 1", "ab"),
    ],
)
def test_the_filter_lets_through(three: Served, q: str, found: str) -> None:
    assert sorted(names(three, q=q)) == sorted(found)
    assert table(three, q=q)["total"] == len(found)


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("-accuracy", "bac"), ("accuracy", "abc"), ("lr", "bac"), ("-lr", "abc"), ("name", "abc"), ("-name", "cba"),
        ("-created", "cba"), ("started", "abc"), ("val/x", "abc"), ("opt", "bac"), ("status", "bca"), ("tag", "cab"),
        ("dataset", "acb"),
    ],
)  # fmt: skip
def test_it_sorts_and_puts_what_has_no_value_last(three: Served, order: str, found: str) -> None:
    assert names(three, order=order) == found


def test_all_that_a_wrong_order_is_told_of_can_be_sorted_by(three: Served) -> None:
    refused = three.client.get("/api/projects/p/experiments", params={"order": "-zzz"})
    said = refused.json()["detail"]
    assert said.startswith("order: at 'zzz': no such field; expected ")
    fields = said.removesuffix(", a log or a parameter").rpartition("expected ")[2].split(", ")
    assert {"name", "number", "created", "pinned"} <= set(fields)
    for field in fields:
        assert three.client.get("/api/projects/p/experiments", params={"order": field}).status_code == 200, field


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"q": "acuracy > 1"}, "q: at 'acuracy': no such field; did you mean accuracy?"),
        ({"order": "zzz"}, "order: at 'zzz': no such field; expected status, tag"),
        ({"q": "accuracy > high"}, "q: at 'high': expected a number after accuracy >"),
        ({"q": "status = done"}, "q: at 'done': expected one of running, success, failed, crashed, stopped"),
        ({"q": "started > yesterday"}, "q: at 'yesterday': expected a date such as"),
        ({"q": "duration > long"}, "q: at 'long': expected a duration such as"),
    ],
)
def test_a_wrong_query_is_told_in_one_line(three: Served, query: dict[str, str], said: str) -> None:
    answer = three.client.get("/api/projects/p/experiments", params=query)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-query")
    assert answer.json()["detail"].startswith(said)


def test_whole_numbers_that_a_float_does_not_tell_apart(served: Served) -> None:
    seed = 2**60
    for name, value in zip("abc", (seed, seed + 1, -seed - 1), strict=True):
        add(served, name, [0.5], {"seed": value})
    assert {row["name"]: row["parameters"]["seed"] for row in table(served)["rows"]} == {
        "run-a": seed,
        "run-b": seed + 1,
        "run-c": -seed - 1,
    }
    assert names(served, q=f"seed = {seed + 1}") == "b"
    assert names(served, q=f"seed = {-seed - 1}") == "c"
    assert sorted(names(served, q=f"seed != {seed}")) == ["b", "c"]
    assert sorted(names(served, q=f"seed >= {seed}")) == ["a", "b"]
    ids = [row["id"] for row in table(served, order="name")["rows"]]
    compared = served.client.get("/api/compare", params={"e": ids[:2]}).json()["parameters"]
    assert [(row["values"], row["differs"]) for row in compared] == [([seed, seed + 1], True)]


@pytest.mark.parametrize("q", ["accuracy = 0.5 " * 50, '""' * 100, "not " * 490 + "run", "(" * 50 + "run" + ")" * 50])
def test_the_longest_filters_are_answered(three: Served, q: str) -> None:
    assert three.client.get("/api/projects/p/experiments", params={"q": q}).status_code == 200


def test_a_window_knows_what_is_outside(three: Served) -> None:
    found = table(three, order="name", offset=1, limit=1, columns=["val/x", "absent"])
    assert [row["name"] for row in found["rows"]] == ["run-b"]
    assert (found["total"], found["all"], found["running"]) == (3, 3, 2)
    assert found["parameters"] == ["aug", "lr", "opt"]
    assert (set(found["metrics"]), found["tags"]) == ({"accuracy", "val/x"}, ["baseline", "long"])
    (row,) = found["rows"]
    assert row["columns"]["val/x"]["value"] == 1.0
    assert row["columns"]["absent"] is None
    assert row["parameters"] == {"aug": False, "lr": 0.01, "opt": "SGD"}
    assert (row["number"], row["slot"], row["duration"]) == (2, 2, 100.0)


def test_a_running_experiment_says_how_far_it_is(served: Served) -> None:
    add(served, "a", [0.1, 0.2], {"epochs": 10})
    (row,) = table(served)["rows"]
    assert row["progress"] == {"unit": "epoch", "step": 2.0, "total": 10.0, "left": 4.0}


def test_changes_of_one_and_of_many(own: Served) -> None:
    ids = {row["name"]: row["id"] for row in table(own)["rows"]}
    first = f"/api/experiments/{ids['run-a']}"
    changed = own.client.patch(first, json={"name": "new", "tags": ["x", "y"], "pinned": True, "slot": 7}).json()
    assert (changed["name"], changed["tags"], changed["pinned"], changed["slot"]) == ("new", ["x", "y"], True, 7)
    assert names(own, order="-created")[0] == "w"
    own.client.patch(first, json={"notes": "# why"})
    assert own.client.get(first).json()["notes"] == "# why"
    assert own.client.patch(first, json={"slot": 99}).status_code == 400
    assert own.client.patch(first, json={"name": ""}).json()["code"] == "invalid-name"
    bulk = "/api/projects/p/experiments/bulk"
    both = [ids["run-b"], ids["run-c"]]
    assert own.client.post(bulk, json={"ids": both, "action": "tag", "tag": "long"}).json() == {"changed": 1}
    assert own.client.post(bulk, json={"ids": both, "action": "untag", "tag": "long"}).json() == {"changed": 2}
    assert own.client.post(bulk, json={"ids": both, "action": "archive"}).json() == {"changed": 2}
    assert table(own)["total"] == 1
    assert names(own, archived=True) == "cb"
    own.client.post(bulk, json={"ids": both, "action": "unarchive"})
    assert own.client.post(bulk, json={"ids": both, "action": "delete"}).json() == {"changed": 2}
    assert table(own)["all"] == 1
    assert own.client.post(bulk, json={"ids": both, "action": "restore"}).json() == {"changed": 2}
    assert table(own)["all"] == 3


def test_parameters_that_differ_come_first_and_are_counted(own: Served) -> None:
    add(own, "d", [0.5], {"batch": 8})
    shown = table(own)
    assert (set(shown["parameters"][: shown["differing"]]), shown["parameters"][-1]) == ({"lr", "opt", "aug"}, "batch")


def test_a_bulk_change_is_all_or_none(own: Served) -> None:
    ids = [row["id"] for row in table(own)["rows"]]
    asked = {"ids": [*ids, "00000000-0000-4000-8000-000000000000"], "action": "archive"}
    assert own.client.post("/api/projects/p/experiments/bulk", json=asked).status_code == 404
    assert table(own)["total"] == 3


def test_a_bulk_change_stays_in_its_project(own: Served) -> None:
    own.client.post("/api/projects", json={"name": "other"})
    ids = [row["id"] for row in table(own)["rows"]]
    bulk = "/api/projects/other/experiments/bulk"
    for action in ("archive", "delete"):
        assert own.client.post(bulk, json={"ids": ids, "action": action}).status_code == 404
    assert table(own)["total"] == 3
    own.client.delete(f"/api/experiments/{ids[0]}")
    assert own.client.post(bulk, json={"ids": ids[:1], "action": "restore"}).status_code == 404
    assert table(own)["total"] == 2


def test_a_deleted_experiment_comes_back(own: Served) -> None:
    first = table(own, q="run-a")["rows"][0]["id"]
    assert own.client.delete(f"/api/experiments/{first}").status_code == 204
    assert own.client.get(f"/api/experiments/{first}").status_code == 404
    assert own.client.post(f"/api/experiments/{first}/restore").json()["name"] == "run-a"
    assert own.client.get(f"/api/experiments/{first}").json()["project"] == "p"
    assert own.client.post(f"/api/experiments/{first}/restore").status_code == 404


def test_last_values_of_a_project(three: Served) -> None:
    found = three.client.get("/api/projects/p/last-values", params={"name": "accuracy"}).json()["experiments"]
    assert {one["name"]: one["values"] for one in found.values()} == {
        "run-a": {"accuracy": 0.5},
        "run-b": {"accuracy": 0.9},
        "run-c": {"accuracy": "NaN"},
    }
    everything = three.client.get("/api/projects/p/last-values").json()["experiments"].values()
    assert {name for one in everything for name in one["values"]} == {"accuracy", "val/x"}


def test_the_newest_of_a_name(own: Served) -> None:
    add(own, "a", [0.7, 0.8], {})
    newest = own.client.get("/api/projects/p/experiments/by-name", params={"name": "run-a"}).json()
    assert newest["number"] == 4
    assert own.client.get("/api/projects/p/experiments/by-name", params={"name": "none"}).status_code == 404


def test_looking_up_a_name_costs_the_same_in_a_project_of_many(tmp_path: Path) -> None:
    """Counted in SQLite's own instructions."""
    with serving(tmp_path) as served:
        served.experiment(name="wanted")
        few = instructions_to_find(served, "wanted")
        for number in range(200):
            served.experiment(name=f"run-{number}")
        assert instructions_to_find(served, "wanted") <= few + 5
        assert served.client.get("/api/projects/p/experiments/by-name", params={"name": "run-7"}).json()["number"] == 9


def instructions_to_find(served: Served, name: str) -> int:
    with served.app.state.store.read() as connection:
        checked = readable_project(connection, Actor("test", "owner", key=True), "p")
        counted = itertools.count()
        driver = connection.connection.driver_connection
        driver.set_progress_handler(lambda: next(counted) and 0, 1)
        queries.newest_of_name(connection, checked, name)
        driver.set_progress_handler(None, 0)
        return next(counted)


def test_a_silent_experiment_has_crashed_until_it_speaks_again(served: Served) -> None:
    experiment = served.experiment()
    writer = served.client.get(f"/api/experiments/{experiment}/writers").json()[0]["writer"]
    run = served.app.state.writer.run_blocking
    assert run(lambda connection: mark_crashed(connection, 60)) == []
    time.sleep(0.02)
    assert run(lambda connection: mark_crashed(connection, 0.01)) == [experiment]
    row = served.client.get(f"/api/experiments/{experiment}").json()["row"]
    assert row["status"] == "crashed"
    assert row["ended"] is not None
    beat = served.client.post(f"/api/experiments/{experiment}/heartbeat", json={"writer": writer})
    assert beat.status_code == 204
    row = served.client.get(f"/api/experiments/{experiment}").json()["row"]
    assert (row["status"], row["ended"]) == ("running", None)
    unknown = served.client.post(f"/api/experiments/{experiment}/heartbeat", json={"writer": "nobody"})
    assert unknown.status_code == 404
