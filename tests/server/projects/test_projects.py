"""Projects through the whole server, on both databases."""

import time
import uuid
from typing import Any

import pytest
from sightline_server.experiments import best

from tests.server.serving import Served


def listed(served: Served) -> dict[str, Any]:
    return {row["name"]: row for row in served.client.get("/api/projects").json()["projects"]}


def run(served: Served, project: str, accuracy: list[float], ended: str = "success") -> str:
    made, now = str(uuid.uuid4()), time.time()
    records: list[dict[str, Any]] = [
        {"kind": "open", "time": now, "project": project, "name": f"run-{accuracy[-1]}", "dataset": "bccd"},
        {"kind": "points", "name": "accuracy", "steps": None, "values": accuracy, "times": [now] * len(accuracy)},
        {"kind": "ended", "status": ended, "time": now + 1, "reason": "" if ended == "success" else "ValueError: no"},
    ]
    served.record(made, records)
    return made


def test_a_project_is_made_described_deleted_and_restored(served: Served) -> None:
    made = served.client.post("/api/projects", json={"name": "cells é", "description": "blood"})
    assert (made.status_code, made.json()["experiments"]) == (201, 0)
    assert served.client.post("/api/projects", json={"name": "cells é"}).json()["code"] == "conflict"
    changed = served.client.patch("/api/projects/cells%20%C3%A9", json={"description": "new"})
    assert changed.json()["description"] == "new"
    experiment = run(served, "cells é", [0.5])
    alone = run(served, "cells é", [0.6])
    served.client.delete(f"/api/experiments/{alone}")
    assert served.client.delete("/api/projects/cells%20%C3%A9").status_code == 204
    assert listed(served) == {}
    assert served.client.get(f"/api/experiments/{experiment}").status_code == 404
    again = served.client.post("/api/projects", json={"name": "cells é"}).json()
    assert again["detail"] == "project 'cells é' was deleted: restore it"
    assert served.client.post("/api/projects/cells%20%C3%A9/restore").json()["experiments"] == 1
    assert served.client.get(f"/api/experiments/{experiment}").status_code == 200
    assert served.client.get(f"/api/experiments/{alone}").status_code == 404


@pytest.mark.parametrize("name", ["", "a/b", "..", "a\nb", "a" * 256])
def test_a_name_that_cannot_stand_in_an_address_is_refused(served: Served, name: str) -> None:
    answer = served.client.post("/api/projects", json={"name": name})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-name")


def test_a_script_that_goes_on_brings_a_deleted_project_back(served: Served) -> None:
    run(served, "p", [0.5])
    served.client.delete("/api/projects/p")
    run(served, "p", [0.6])
    assert listed(served)["p"]["experiments"] == 1


def test_the_best_experiment_is_among_the_curves(served: Served) -> None:
    best = run(served, "p", [0.5, 0.99])
    for number in range(13):
        run(served, "p", [0.1, 0.2 + number / 100])
    row = listed(served)["p"]
    assert len(row["curves"]) == 12
    assert [curve["experiment"] for curve in row["curves"] if curve["best"]] == [best]
    assert (row["best"]["id"], row["best"]["accuracy"]) == (best, 0.99)
    assert (row["experiments"], row["running"], row["datasets"]) == (14, 0, ["bccd"])


def test_the_best_experiment_is_measured_on_no_image_that_it_learnt_from(served: Served) -> None:
    honest, leaking = run(served, "p", [0.5]), run(served, "p", [0.99])
    served.record(honest, [split_record("train-split", "ab"), split_record("eval-split", "c")])
    served.record(leaking, [split_record("train-split", "ab"), split_record("eval-split", "b")])
    row = listed(served)["p"]
    assert (row["best"]["id"], row["best"]["accuracy"]) == (honest, 0.5)
    assert {curve["experiment"]: curve["best"] for curve in row["curves"]} == {honest: True, leaking: False}
    table = served.client.get("/api/projects/p/experiments").json()["rows"]
    assert {row["id"]: row["split"]["measured_leaks"] for row in table} == {honest: 0, leaking: 1}


@pytest.mark.parametrize(
    ("log", "splits", "leaks"),
    [
        ("accuracy", {"train": "abc", "test": "ab", "eval": "c"}, 1),
        ("val/accuracy", {"train": "abc", "test": "ab", "eval": "c"}, 1),
        ("test/accuracy", {"train": "abc", "test": "ab", "eval": "c"}, 2),
        ("accuracy", {"train": "abc", "test": "ab"}, 2),
        ("val/accuracy", {"train": "abc", "test": "ab"}, 0),
        ("accuracy", {"train": "abc", "test": "d", "eval": "d"}, 0),
        ("accuracy", {"test": "ab", "eval": "ab"}, 0),
    ],
)
def test_only_images_that_the_accuracy_is_measured_on_leak(
    served: Served, log: str, splits: dict[str, str], leaks: int
) -> None:
    experiment = served.experiment("p")
    point = {"kind": "points", "name": log, "steps": [0], "values": [0.5], "times": [time.time()]}
    served.record(experiment, [point, *(split_record(f"{name}-split", images) for name, images in splits.items())])
    row = served.client.get(f"/api/experiments/{experiment}").json()["row"]
    assert row["split"]["measured_leaks"] == leaks
    assert (listed(served)["p"]["best"] is None) == (leaks > 0)


def test_the_best_is_found_behind_many_that_leak(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(best, "AT_ONCE", 2)
    honest = run(served, "p", [0.1])
    for number in range(5):
        leaking = run(served, "p", [0.5 + number / 10])
        served.record(leaking, [split_record("train-split", "a"), split_record("eval-split", "a")])
    assert listed(served)["p"]["best"]["id"] == honest


def split_record(name: str, images: str) -> dict[str, Any]:
    bars = {"x": ["cell"], "y": [len(images)], "image_list": list(images)}
    return {"kind": "log", "name": name, "type": "bar", "data": bars, "time": time.time()}


def test_notices_tell_what_happened_lately(served: Served) -> None:
    run(served, "p", [0.5], ended="failed")
    page = served.client.get("/api/projects").json()
    (notice,) = page["notices"]
    assert (notice["kind"], notice["severity"]) == ("failed", "error")
    assert notice["text"] == "run-0.5 failed: ValueError: no"
    for number in range(12):
        run(served, "p", [number / 100])
    assert len(served.client.get("/api/projects").json()["notices"]) == 8
