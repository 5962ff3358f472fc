"""Which names act, which are hinted at, which are refused."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sightline import names
from sightline.errors import InvalidLog, InvalidName, TypeChanged, UnknownType


def acting(types: dict[str, str]) -> dict[str, str]:
    return {log: reserved.name for log, reserved in names.resolve(types).items()}


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ({"accuracy": "line"}, {"accuracy": "accuracy"}),
        ({"train/loss": "line", "val/loss": "line", "test/loss": "line"}, {"test/loss": "loss"}),
        ({"train/loss": "line", "val/loss": "line"}, {"val/loss": "loss"}),
        ({"head/loss": "line", "train/loss": "line"}, {"train/loss": "loss"}),
        ({"head/loss": "line", "body/loss": "line"}, {"head/loss": "loss"}),
        ({"test/loss": "bar", "train/loss": "value"}, {"train/loss": "loss"}),
        ({"loss": "line", "test/loss": "line"}, {"loss": "loss"}),
        ({"train/head/loss": "line", "/loss": "line", "loss/": "line"}, {}),
        ({"val-split": "bar", "validation-split": "bar"}, {"val-split": "eval-split"}),
        (
            {"val/objects_distribution": "bar", "train/objects_distribution": "bar"},
            {"val/objects_distribution": "eval-split", "train/objects_distribution": "train-split"},
        ),
        ({"a/b/confusion_matrix": "heatmap"}, {"a/b/confusion_matrix": "confusion-matrix"}),
        ({"confusion_matrix": "image"}, {}),
        ({"model-latest": "line"}, {}),
        ({"labelmap": "table"}, {}),
    ],
)
def test_a_log_acts_by_name_and_type(types: dict[str, str], expected: dict[str, str]) -> None:
    assert acting(types) == expected


SECTIONS = ["", "/", "test/", "val/", "train/", "head/", "a/b/", "fold-1/val/"]
LASTS = ["loss", "accuracy", "confusion", "confusion_matrix", "confusion-matrix", "objects_distribution", "val-split"]
LOGGED = st.dictionaries(
    st.builds(str.__add__, st.sampled_from(SECTIONS), st.sampled_from(LASTS)),
    st.sampled_from(["line", "value", "heatmap", "bar"]),
    max_size=12,
)


def matches(name: str, alias: str) -> bool:
    """What the definition of an alias says, as a regular expression."""
    pattern = re.escape(alias).replace(r"\*\*/", ".+/", 1).replace(r"\*/", "[^/]+/", 1)
    return re.fullmatch(pattern, name) is not None


@given(LOGGED)
def test_of_several_spellings_the_first_of_the_definition_then_the_first_logged_acts(types: dict[str, str]) -> None:
    expected: dict[str, str] = {}
    for reserved in names.REGISTRY:
        order = [reserved.name, *(reserved.aliases if types.get(reserved.name) not in reserved.types else ())]
        ranked = [
            (rank, place, name)
            for rank, alias in enumerate(order)
            for place, name in enumerate(types)
            if matches(name, alias) and types[name] in reserved.types and name not in expected
        ]
        if ranked:
            expected[min(ranked)[2]] = reserved.name
    assert acting(types) == expected


def test_ten_thousand_names_are_looked_at_with_a_few_steps_each() -> None:
    """Steps of the interpreter, which do not depend on the machine: a new name must not cost a look at all others."""
    many = {f"class-{number}/loss": "line" for number in range(10_000)}
    free = [f"metric-{number}" for number in range(10_000)]
    assert steps(lambda: names.resolve(many)) < 20 * 10_000
    assert steps(lambda: [names.near_miss(name) for name in free]) < 60 * 10_000


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python it runs."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Accuracy", "accuracy"),
        ("LOSS", "loss"),
        ("loss ", "loss"),
        ("confusion matrix", "confusion-matrix"),
        ("Confusion_Matrix", "confusion-matrix"),
        ("train.split", "train-split"),
        ("train–split", "train-split"),
        ("Val_Split", "eval-split"),
        ("acuracy", "accuracy"),
        ("accuarcy", "accuracy"),
        ("parameter", "parameters"),
        ("\u0430ccuracy", "accuracy"),
        ("ｌｏｓｓ", "loss"),
    ],
)
def test_a_look_alike_is_hinted_at(name: str, meant: str) -> None:
    assert names.near_miss(name) == meant


@pytest.mark.parametrize(
    "name",
    [
        "accuracy",
        "train/loss",
        "val/Accuracy",
        "confusion",
        "confusion_matrix",
        "val-split",
        "lost",
        "losses",
        "los",
        "best-split",
        "precision",
        "map",
        "",
        " ",
        "-",
        "validation",
        "lr",
        "Config",
        "n" * 255,
    ],
)
def test_a_name_of_its_own_is_left_alone(name: str) -> None:
    assert names.near_miss(name) is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("model_latest", "model-latest"),
        ("Config", "config"),
        ("checkpoint_index_latest", "checkpoint-index-latest"),
        ("model-best", None),
        ("Accuracy", None),
    ],
)
def test_files_are_compared_with_names_of_files(name: str, meant: str | None) -> None:
    assert names.near_miss(name, "file") == meant


def refusal_of(text: str) -> str:
    try:
        return "" if names.check_name(text) == text else "changed\n"
    except InvalidName as refusal:
        return str(refusal)


@given(st.text(max_size=300))
def test_any_text_is_a_name_or_is_refused(text: str) -> None:
    refusal = refusal_of(text)
    assert len(refusal) < 200
    assert "\n" not in refusal
    assert names.near_miss(text) in {None, *(reserved.name for reserved in names.REGISTRY)}


@pytest.mark.parametrize(
    "name", ["\x00", "a\x1fb", "\x7f", "\x85", "a\ud800", "", " ", " \u00a0\u2028", "n" * 256, None, 5, b"loss", ["a"]]
)
def test_a_name_that_cannot_be_one_is_refused(name: object) -> None:
    with pytest.raises(InvalidName, match=r"^name: expected "):
        names.check_name(name)


@pytest.mark.parametrize("name", ["loss", "a b", "\u202eabc", "a\u2028", " a ", "é" * 255, "../..", "'; --"])
def test_any_other_text_is_a_name(name: str) -> None:
    assert names.check_name(name) == name


def test_the_type_is_the_given_then_the_known_then_the_implied_one_then_what_the_data_say() -> None:
    assert names.decide_type("curve", "BAR", 0.5, None) == "bar"
    assert names.decide_type("curve", None, "text", "line") == "line"
    assert names.decide_type("labelmap", None, {"0": "car"}, None) == "labelmap"
    assert names.decide_type("accuracy", None, "0.91", None) == "line"
    assert names.decide_type("curve", None, 0.5, None) == "line"


def test_a_changed_type_is_refused_with_both_types() -> None:
    with pytest.raises(TypeChanged, match="curve: type: expected line, as it was logged before, got bar"):
        names.decide_type("curve", "bar", {}, "line")
    with pytest.raises(UnknownType):
        names.decide_type("curve", "scatter", {}, "line")
    with pytest.raises(InvalidLog, match="bar or line"):
        names.decide_type("curve", None, {"x": [1], "y": [2]}, None)


def test_importing_the_names_loads_nothing_slow() -> None:
    program = "import sys, sightline.names; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"inspect", "dataclasses", "importlib.metadata", "numpy", "PIL", "difflib"} & set(done.stdout.split())
