"""Findings of an experiment and their dismissal, on both databases."""

from typing import Any

from tests.server.serving import Served


def bars(name: str, images: list[str]) -> dict[str, Any]:
    data = {"x": ["car"], "y": [len(images)], "image_list": images}
    return {"kind": "log", "name": name, "type": "bar", "data": data, "time": 1.0}


def test_a_finding_is_dismissed_and_stays_so(served: Served) -> None:
    experiment = served.experiment()
    said = served.record(experiment, [bars("train-split", ["1", "2"]), bars("test-split", ["2", "3"])]).json()
    assert [one["code"] for one in said["findings"]] == ["split-leak"]
    path = f"/api/experiments/{experiment}/findings"
    (found,) = served.client.get(path).json()["findings"]
    assert (found["severity"], found["names"], found["dismissed"]) == ("error", ["train-split", "test-split"], False)
    assert served.client.get(f"/api/experiments/{experiment}").json()["row"]["findings"] == 1
    changed = served.client.patch(f"{path}/{found['id']}", json={"dismissed": True})
    assert changed.json()["dismissed"] is True
    assert served.client.get(f"/api/experiments/{experiment}").json()["row"]["findings"] == 0
    served.record(experiment, [bars("test-split", ["2", "1"])])
    (same,) = served.client.get(path).json()["findings"]
    assert (same["dismissed"], same["title"]) == (True, "2 images are in two splits")
    assert served.client.get(path).json()["dismissed"] == 1


def test_what_is_no_longer_so_is_no_longer_found(served: Served) -> None:
    experiment = served.experiment()
    served.record(experiment, [bars("train-split", ["1"]), bars("test-split", ["1"])])
    served.record(experiment, [bars("test-split", ["2"])])
    assert served.client.get(f"/api/experiments/{experiment}/findings").json()["findings"] == []


def test_worst_comes_first_and_dismissed_last(served: Served) -> None:
    experiment = served.experiment()
    split = {**bars("train-split", ["1"]), "data": {"x": ["car"], "y": [1]}}
    served.record(experiment, [split, bars("eval-split", ["1"]), bars("test-split", ["1"])])
    path = f"/api/experiments/{experiment}/findings"
    found = served.client.get(path).json()["findings"]
    assert [one["severity"] for one in found] == ["error", "note"]
    served.client.patch(f"{path}/{found[0]['id']}", json={"dismissed": True})
    assert [one["severity"] for one in served.client.get(path).json()["findings"]] == ["note", "error"]


def test_a_finding_of_another_experiment_is_not_there(served: Served) -> None:
    experiment, other = served.experiment(), served.experiment()
    served.record(experiment, [bars("train-split", ["1"]), bars("test-split", ["1"])])
    (found,) = served.client.get(f"/api/experiments/{experiment}/findings").json()["findings"]
    path = f"/api/experiments/{other}/findings/{found['id']}"
    assert served.client.patch(path, json={"dismissed": True}).status_code == 404
