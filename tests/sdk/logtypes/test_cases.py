"""Each log call of tests/data/logs gets its verdict, as far as reading the data and the names can tell."""

from __future__ import annotations

import enum
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from sightline import logtypes, names
from sightline.errors import InvalidLog, SightlineError, TypeChanged, WrongCall
from sightline.findings import View, examine

FOLDER = Path(__file__).parents[2] / "data" / "logs"
#: What the platform must point out (in the words of the cases) -> the code of the finding. The others need a dataset.
FINDINGS = {"no image_list": "split-no-images", "matrix does not fit the labelmap": "matrix-size"}


class Types(enum.Enum):
    LINE = enum.auto()


def load_decoder() -> Any:
    spec = importlib.util.spec_from_file_location("decode", FOLDER / "decode.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DECODER = load_decoder()
CASES = {case["id"]: case for case in DECODER.cases()}


class Logged:
    """What one experiment knows after some calls: the types, the newest state, the points of lines."""

    def __init__(self) -> None:
        self.types: dict[str, str] = {}
        self.data: dict[str, Any] = {}
        self.versions: dict[str, int] = {}

    def log(self, call: dict[str, Any]) -> Any:
        call = {key: DECODER.decode(item, Types.__getitem__) for key, item in call.items()}
        name = names.check_name(call["name"])
        kind = names.decide_type(name, call.get("type"), call["data"], self.types.get(name))
        extras = {key: call[key] for key in ("caption", "boxes", "masks") if key in call}
        canonical = logtypes.read(kind, name, call["data"], **extras)
        json.dumps(canonical[0] if kind == "image" else canonical, allow_nan=False)
        self.types[name] = kind
        self.versions[name] = self.versions.get(name, 0) + 1
        self.data[name] = self.appended(name, canonical, call.get("replace")) if kind == "line" else canonical
        return canonical

    def appended(self, name: str, points: dict[str, Any], replace: bool | None) -> dict[str, Any]:
        before = self.data.get(name)
        if before is None or replace:
            return points
        if points["steps"] is None:
            return {"steps": None, "values": before["values"] + points["values"]}
        known = dict(zip(before["steps"], before["values"], strict=True))
        known.update(zip(points["steps"], points["values"], strict=True))
        return {"steps": sorted(known), "values": [known[step] for step in sorted(known)]}


def prepared(case: dict[str, Any]) -> Logged:
    logged = Logged()
    for call in case.get("before", ()):
        logged.log(call)
    return logged


def test_there_are_171_cases() -> None:
    assert len(CASES) == 171


@pytest.mark.parametrize("key", [key for key, case in CASES.items() if case["verdict"] == "refused"])
def test_a_bad_call_is_refused_in_one_line(key: str) -> None:
    case = CASES[key]
    logged = prepared(case)
    before = dict(logged.types), dict(logged.data)
    with pytest.raises(SightlineError) as caught:
        logged.log(case)
    message = str(caught.value)
    wrong_call = case["field"] in ("name", "type") and not isinstance(caught.value, TypeChanged)
    assert isinstance(caught.value, WrongCall if wrong_call else InvalidLog)
    assert case["field"] in (caught.value.at if isinstance(caught.value, InvalidLog) else message)
    assert "expected" in message
    assert "got" in message
    assert "\n" not in message
    assert len(message) < 400
    message.encode()
    assert (logged.types, logged.data) == before


@pytest.mark.parametrize("key", [key for key, case in CASES.items() if case["verdict"] == "ok"])
def test_a_good_call_is_read(key: str) -> None:
    case = CASES[key]
    logged = prepared(case)
    canonical = logged.log(case)
    name = DECODER.decode(case["name"])
    if "canonical" in case:
        assert without_extras(canonical, case["canonical"]) == case["canonical"]
    if "canonical_points" in case:
        assert len(canonical["values"]) == case["canonical_points"]
    if "canonical_columns" in case:
        assert canonical["columns"] == case["canonical_columns"]
    if "background" in case:
        assert canonical["background"] is case["background"]
    if "after" in case:
        assert without_extras(logged.data[name], case["after"]) == case["after"]
    if "summary" in case:
        data = logged.data[name]
        assert (data["values"][-1] if isinstance(data, dict) else data) == case["summary"]
    if "versions" in case:
        assert logged.versions[name] == case["versions"]


@pytest.mark.parametrize(
    "key", [key for key, case in CASES.items() if case["verdict"] == "ok" and "treated_as" in case]
)
def test_a_log_acts_as_the_name_that_it_should(key: str) -> None:
    case = CASES[key]
    logged = prepared(case)
    logged.log(case)
    acting = names.resolve(logged.types).get(DECODER.decode(case["name"]))
    assert (acting.name if acting else None) == case["treated_as"]


@pytest.mark.parametrize("key", [key for key, case in CASES.items() if case["verdict"] == "ok"])
def test_a_hint_comes_where_it_should_and_nowhere_else(key: str) -> None:
    assert names.near_miss(DECODER.decode(CASES[key]["name"])) == CASES[key].get("did_you_mean")


@pytest.mark.parametrize("key", [key for key, case in CASES.items() if case.get("finding") in FINDINGS])
def test_the_platform_points_out_what_does_not_fit(key: str) -> None:
    case = CASES[key]
    logged = prepared(case)
    logged.log(case)
    found = examine(View(logged.data, logged.types, labelmap=logged.data.get("labelmap")))
    assert FINDINGS[case["finding"]] in {finding.code for finding in found}


def without_extras(canonical: Any, expected: Any) -> Any:
    """The part of the canonical form that a case speaks of."""
    if isinstance(canonical, dict) and isinstance(expected, dict):
        return {key: item for key, item in canonical.items() if key in expected or key not in OPTIONAL}
    return canonical


OPTIONAL = ("steps", "rows", "background")
