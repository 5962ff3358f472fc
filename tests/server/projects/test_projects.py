"""Projects through the whole server, on both databases."""

import time
import uuid
from typing import Any

import pytest

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


def test_notices_tell_what_happened_lately(served: Served) -> None:
    run(served, "p", [0.5], ended="failed")
    page = served.client.get("/api/projects").json()
    (notice,) = page["notices"]
    assert (notice["kind"], notice["severity"]) == ("failed", "error")
    assert notice["text"] == "run-0.5 failed: ValueError: no"
    for number in range(12):
        run(served, "p", [number / 100])
    assert len(served.client.get("/api/projects").json()["notices"]) == 8
