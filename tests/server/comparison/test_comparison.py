"""Experiments side by side, on both databases."""

from typing import Any

from tests.server.serving import Served


def logged(served: Served, name: str, parameters: dict[str, Any], lines: list[str]) -> str:
    experiment = served.experiment(name=name)
    table = {"columns": list(parameters), "rows": None, "data": [list(parameters.values())], "flat": True}
    records = [{"kind": "log", "name": "parameters", "type": "table", "data": table, "time": 1.0}]
    records += [{"kind": "points", "name": one, "steps": [0], "values": [1.0], "times": [1.0]} for one in lines]
    served.record(experiment, records)
    return experiment


def test_parameters_that_differ_come_first(served: Served) -> None:
    a = logged(served, "a", {"lr": 0.1, "seed": 1, "aug": 1, "only": "a"}, ["loss", "val/loss"])
    b = logged(served, "b", {"lr": 0.01, "seed": 1, "aug": True}, ["accuracy", "loss"])
    found = served.client.get("/api/compare", params={"e": [b, a]}).json()
    assert [row["name"] for row in found["experiments"]] == ["b", "a"]
    assert [(row["name"], row["values"], row["differs"]) for row in found["parameters"]] == [
        ("aug", [True, 1], True),
        ("lr", [0.01, 0.1], True),
        ("only", [None, "a"], True),
        ("seed", [1, 1], False),
    ]
    assert found["lines"] == ["accuracy", "loss", "val/loss"]
    assert set(found["experiments"][0]["summary"]) == {"accuracy", "loss"}


def test_one_that_is_not_there_is_not_found(served: Served) -> None:
    asked = served.client.get("/api/compare", params={"e": "00000000-0000-4000-8000-000000000000"})
    assert (asked.status_code, asked.json()["code"]) == (404, "not-found")
    assert served.client.get("/api/compare").status_code == 400
