"""Whatever comes, a reader gives strict JSON or refuses it in one line."""

from __future__ import annotations

import json
import math
import pickle
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sightline import logtypes
from sightline.errors import InvalidLog, UnknownType

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.binary(max_size=4),
    st.complex_numbers(),
)
KEYS = st.sampled_from(
    [
        "x",
        "y",
        "z",
        "steps",
        "step",
        "values",
        "value",
        "data",
        "rows",
        "columns",
        "categories",
        "image_list",
        "0",
        "1",
        "labels",
        "total_objects",
        "per_image_eval",
        "filename_matrix",
        "metrics",
        "bbox",
        "classes",
        "TP",
        "filename",
    ]
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(KEYS | st.integers() | st.text(max_size=3), inner, max_size=4),
        st.tuples(inner, inner),
    ),
    max_leaves=12,
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
NUMBERS = st.floats() | st.integers(-(2**63), 2**63 - 1)


def as_number(canonical: float | int | str) -> float | int:
    return float(canonical) if isinstance(canonical, str) else canonical


def same(here: float, there: float) -> bool:
    return here == there or (math.isnan(here) and math.isnan(there))


def tried(kind: str, data: Any) -> tuple[Any, InvalidLog | None]:
    """The canonical form (of an image without its bytes), or the refusal."""
    try:
        canonical = logtypes.read(kind, "log", data)
    except InvalidLog as refusal:
        return None, refusal
    return (canonical[0] if kind == "image" else canonical), None


@pytest.mark.parametrize("kind", logtypes.LOG_TYPES)
@given(data=ANYTHING)
def test_no_reader_fails_or_says_more_than_a_line(kind: str, data: Any) -> None:
    canonical, refusal = tried(kind, data)
    json.dumps(canonical, allow_nan=False).encode()
    if refusal is not None:
        assert "\n" not in str(refusal)
        assert len(str(refusal)) < 500
        assert refusal.name == "log"
        assert str(pickle.loads(pickle.dumps(refusal))) == str(refusal)


@pytest.mark.parametrize("kind", [kind for kind in logtypes.LOG_TYPES if kind != "image"])
@given(data=ANYTHING)
def test_what_was_read_reads_as_itself(kind: str, data: Any) -> None:
    canonical, refusal = tried(kind, data)
    if refusal is None:
        derived = {"heatmap": ("background",), "table": ("flat",)}.get(kind, ())
        again, second = tried(kind, without(canonical, derived))
        assert second is None
        assert without(again, ("flat",)) == without(canonical, ("flat",))


def without(canonical: Any, keys: tuple[str, ...]) -> Any:
    if not isinstance(canonical, dict):
        return canonical
    return {key: item for key, item in canonical.items() if key not in keys}


@given(st.lists(NUMBERS))
def test_a_line_keeps_every_number(values: list[float]) -> None:
    canonical = logtypes.read("line", "loss", values)
    assert canonical["steps"] is None
    assert all(map(same, map(as_number, canonical["values"]), values))


@given(st.dictionaries(st.integers(-(2**62), 2**62), st.floats(allow_nan=False)))
def test_a_line_gives_its_points_by_step(points: dict[int, float]) -> None:
    data = {"steps": list(points), "values": list(points.values())}
    canonical = logtypes.read("line", "loss", data)
    assert canonical["steps"] == sorted(points)
    assert [as_number(value) for value in canonical["values"]] == [points[step] for step in sorted(points)]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=5), st.data())
def test_a_bar_keeps_its_names_and_numbers(names: list[str], data: st.DataObject) -> None:
    heights = data.draw(st.lists(NUMBERS, min_size=len(names), max_size=len(names)))
    canonical = logtypes.read("bar", "counts", {"x": names, "y": heights})
    assert canonical["x"] == names
    assert all(map(same, map(as_number, canonical["y"]), heights))


@given(
    st.dictionaries(st.integers(0, 10**9), st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1)
)
def test_a_labelmap_is_ordered_by_index(names: dict[int, str]) -> None:
    canonical = logtypes.read("labelmap", "labelmap", names)
    assert canonical == logtypes.read("labelmap", "labelmap", {str(index): names[index] for index in names})
    assert list(canonical) == [str(index) for index in sorted(names)]


@given(
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), st.none() | st.booleans() | NUMBERS)
)
def test_a_flat_dict_comes_back_cell_by_cell(parameters: dict[str, Any]) -> None:
    canonical = logtypes.read("table", "parameters", parameters)
    assert canonical["flat"] is True
    cells = dict(zip(canonical["columns"], canonical["data"][0], strict=True))
    assert {key: repr(as_number(item) if item is not None else item) for key, item in cells.items()} == {
        key: repr(item) for key, item in parameters.items()
    }


@pytest.mark.parametrize(
    ("kind", "data", "canonical"),
    [
        ("value", True, True),
        ("value", " 7 ", 7),
        ("value", "1_000", "1_000"),
        ("value", "inf", "Infinity"),
        ("value", 2**63, float(2**63)),
        ("line", True, {"steps": None, "values": [1]}),
        ("line", {"step": 3, "value": 0.5}, {"steps": [3], "values": [0.5]}),
        ("line", {"steps": None, "values": [0.5]}, {"steps": None, "values": [0.5]}),
        ("line", {"steps": [0, None, 3], "values": [1, 2, 3]}, {"steps": [0, None, 3], "values": [1, 2, 3]}),
        ("line", {"steps": [0.5, 1.0], "values": [1, 2]}, {"steps": [0.5, 1], "values": [1, 2]}),
        ("bar", {"x": [1, 2.0, "c"], "y": [1, 2, 3]}, {"x": ["1", "2", "c"], "y": [1, 2, 3]}),
        (
            "table",
            {"model": {"depth": 3, "opt": {"lr": 0.1}}, "size": (640, 640)},
            {
                "columns": ["model.depth", "model.opt.lr", "size"],
                "rows": None,
                "data": [[3, 0.1, "[640, 640]"]],
                "flat": True,
            },
        ),
        (
            "table",
            {"data": "coco.yaml", "lr": 0.1},
            {"columns": ["data", "lr"], "rows": None, "data": [["coco.yaml", 0.1]], "flat": True},
        ),
        ("table", [], {"columns": [], "rows": None, "data": []}),
        ("labelmap", {"10": "b", 9: "a"}, {"9": "a", "10": "b"}),
    ],
)
def test_liberal_forms_have_one_canonical_form(kind: str, data: Any, canonical: Any) -> None:
    assert logtypes.read(kind, "log", data) == canonical


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        ("line", {"steps": [0, 1], "values": [1, "x"]}, "log: values[1]: expected a number, got 'x'"),
        (
            "line",
            {"stepz": [0], "values": [1]},
            "log: data: expected the keys steps, step, x, values, value, y, got 'stepz'",
        ),
        ("bar", {"x": ["a"], "y": [1, 2]}, "log: y: expected 1 number, one per name in x, got 2"),
        (
            "heatmap",
            {"categories": ["a", "b"], "values": [[1, 2], [3, 4], [5, 6]]},
            "log: values[0]: expected 3 numbers (2 categories + background), got 2",
        ),
        ("table", {"a": {1}}, "log: data['a']: expected a number, a text, True, False or None, got a set of 1"),
        ("labelmap", {"car": 0}, 'log: data[\'car\']: expected index -> name, such as {"0": "car"}, got name -> index'),
        (
            "value",
            "x" * 10**6 + "\ud800",
            "log: data: expected a text without lone surrogates, got "
            "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'... (1000001 characters)",
        ),
        (
            "image",
            "no/such.png",
            "log: data: expected a path to an image, got no such file or directory ('no/such.png')",
        ),
    ],
)
def test_a_refusal_names_field_expectation_and_what_came(kind: str, data: Any, message: str) -> None:
    with pytest.raises(InvalidLog) as caught:
        logtypes.read(kind, "log", data)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("bar", {"x": ["a"], "y": [1, 2]}),
        ("bar", {"x": ["a"], "y": [1], "image_list": [["1"], ["2"]]}),
        ("heatmap", {"categories": ["a"], "values": [[1], [2], [3]]}),
        ("heatmap", {"categories": ["a"], "values": [[1, 2]]}),
        ("heatmap", {"categories": ["a"]}),
        ("heatmap", {"x": ["a"], "y": ["b"], "z": [[1], [2]]}),
        ("heatmap", {"x": ["a"], "y": ["b"], "z": [[1, 2]]}),
        ("line", {"steps": [1, 2], "values": [0.5]}),
        ("table", {"data": [[1], [2, 3]]}),
        ("table", {"data": [[1]], "columns": ["a", "b"]}),
        ("table", {"data": [[1]], "rows": ["a", "b"]}),
        ("value", b"x"),
    ],
)
def test_one_of_a_thing_is_not_several(kind: str, data: Any) -> None:
    with pytest.raises(InvalidLog) as refused:
        logtypes.read(kind, "n", data)
    assert re.findall(r"\b1 \w+", str(refused.value))
    assert not re.findall(r"\b1 \w+s\b", str(refused.value))


@pytest.mark.parametrize("kind", logtypes.LOG_TYPES)
@pytest.mark.parametrize("leaf", [[], {}])
def test_depth_is_refused_without_a_crash(kind: str, leaf: Any) -> None:
    for key in (None, "k"):
        nested = leaf
        for _ in range(5000):
            nested = [nested] if key is None else {key: nested}
        for data in (nested, {"data": nested}, {"values": nested, "categories": ["a"]}, {"a": [nested]}):
            with pytest.raises(InvalidLog):
                logtypes.read(kind, "deep", data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(0.5, "line"), ([1, 2.5], "line"), ((1,), "line"), ([], "line"), ("text", "value"), ([{"a": 1}], "table")],
)
def test_the_data_say_their_type(data: Any, kind: str) -> None:
    assert logtypes.infer("log", data) == kind


@pytest.mark.parametrize(
    ("data", "types"),
    [
        ({"x": [1], "y": [1]}, "bar or line"),
        ({"categories": [], "values": []}, "heatmap"),
        ({"0": "car"}, "labelmap"),
        ([[1, 2]], "heatmap"),
        (None, "line"),
        (b"x", "line"),
        ({"values": [1]}, "line"),
        (object(), "line"),
    ],
)
def test_data_that_do_not_say_it_are_refused_with_the_types_that_would_do(data: Any, types: str) -> None:
    with pytest.raises(InvalidLog, match=types) as caught:
        logtypes.infer("log", data)
    assert caught.value.at == "type"


def test_an_unknown_type_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownType, match=r"type: expected one of value, line, .*, got 'scatter'"):
        logtypes.parse_type("scatter")
    assert logtypes.parse_type("LabelMap") == "labelmap"


@pytest.mark.parametrize(
    ("step", "expected"),
    [(3, 3), (3.0, 3), (0.5, 0.5), ("7", 7), (-1, -1), (1e18, 10**18), (2**62, 2**62), (-(2**62), -(2**62))],
)
def test_a_step_is_whole_where_it_can_be(step: Any, expected: float) -> None:
    assert logtypes.line.step(step) == expected
    assert type(logtypes.line.step(step)) is type(expected)
    assert logtypes.read("line", "loss", 0.5, step=step) == {"steps": [expected], "values": [0.5]}


@pytest.mark.parametrize(
    "step", [math.nan, math.inf, 2**62 + 1, -(2**62) - 1, 1e300, "epoch 1", None, True, [1], object()]
)
def test_another_step_is_refused(step: Any) -> None:
    with pytest.raises(InvalidLog, match=r"^step: expected "):
        logtypes.line.step(step)


@pytest.mark.parametrize("given", [math.nan, np.float32("nan"), np.float64("nan")])
def test_a_number_that_is_none_is_named_as_the_pages_do(given: Any) -> None:
    with pytest.raises(InvalidLog, match=r"step: expected a finite number, got NaN$"):
        logtypes.line.step(given)


def test_a_box_of_an_evaluation_that_is_none_is_named() -> None:
    image = {"filename": "7.png", "bbox": [[0, 0, 1, 1], [0, 0, math.nan, 1]], "classes": [1, 1]}
    with pytest.raises(InvalidLog, match=r"per_image_eval\[0\]\.bbox\[1\]\[2\]: expected .*, got NaN$"):
        logtypes.read("evaluation", "evaluation", {"categories": ["1"], "per_image_eval": [image]})
