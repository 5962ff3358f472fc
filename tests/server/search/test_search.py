"""The search box: names of projects, experiments, logs and files."""

import time

import pytest

from tests.server.serving import Served


def kinds(served: Served, text: str) -> list[tuple[str, str]]:
    return [(hit["kind"], hit["title"]) for hit in served.client.get("/api/search", params={"q": text}).json()]


def test_it_finds_each_kind_of_thing(served: Served) -> None:
    experiment = served.experiment("blood-cells", "cell-net")
    points = {"kind": "points", "name": "cell/loss", "steps": [0], "values": [1.0], "times": [time.time()]}
    opened = {"kind": "open", "time": time.time(), "project": "blood-cells", "name": "cell-net"}
    served.record(experiment, [opened, points])
    served.store(experiment, "cell-masks", b"x")
    assert kinds(served, "CELL") == [
        ("project", "blood-cells"), ("experiment", "cell-net"), ("log", "cell/loss"), ("file", "cell-masks")
    ]  # fmt: skip
    hits = served.client.get("/api/search?q=cell/").json()
    assert hits == [
        {"kind": "log", "title": "cell/loss", "project": "blood-cells", "experiment": experiment, "name": "cell/loss"}
    ]


def test_names_that_begin_with_the_text_come_first(served: Served) -> None:
    for name in ("a-net", "net-b", "net-a", "my-net"):
        served.experiment("p", name)
    assert [title for _, title in kinds(served, "net")][:2] == ["net-a", "net-b"]


def test_what_was_deleted_is_not_found(served: Served) -> None:
    experiment = served.experiment("p", "gone")
    served.store(experiment, "gone-file", b"x")
    assert len(kinds(served, "gone")) == 2
    served.client.delete(f"/api/experiments/{experiment}")
    assert kinds(served, "gone") == []


def test_a_log_name_counts_once_a_project(served: Served) -> None:
    for name in ("first", "second"):
        experiment = served.experiment("p", name)
        opened = {"kind": "open", "time": time.time(), "project": "p", "name": name}
        points = {"kind": "points", "name": "loss", "steps": [0], "values": [1.0], "times": [time.time()]}
        served.record(experiment, [opened, points])
    assert kinds(served, "loss") == [("log", "loss")]


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "\\", "'", "no such thing", "\u0000", "é"])
def test_any_text_is_just_a_text(served: Served, text: str) -> None:
    served.experiment("p", "first")
    assert kinds(served, text) == []


def test_a_text_without_end_is_refused(served: Served) -> None:
    refused = served.client.get("/api/search", params={"q": "x" * 300})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid-request")
