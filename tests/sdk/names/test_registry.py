"""The table of the thirteen names, and what is generated from it."""

from __future__ import annotations

import subprocess
import sys
from operator import attrgetter
from pathlib import Path
from typing import Any, get_args

import pytest
from sightline import logtypes, names
from sightline.findings import View, examine

ROOT = Path(__file__).parents[3]
EACH = pytest.mark.parametrize("reserved", names.REGISTRY, ids=attrgetter("name"))


class Taken:
    """Takes the calls of an example, as an experiment would."""

    def __init__(self) -> None:
        self.logs: dict[str, tuple[str, Any]] = {}
        self.files: dict[str, str] = {}

    def log(self, name: str, data: Any) -> None:
        kind = names.decide_type(name, None, data, None)
        self.logs[name] = kind, logtypes.read(kind, name, data)

    def store(self, name: str, path: str) -> None:
        self.files[name] = path


def taken(reserved: names.Reserved) -> Taken:
    experiment = Taken()
    exec(reserved.example, {"experiment": experiment})
    return experiment


def test_the_thirteen_names_are_there() -> None:
    data = {"accuracy", "loss", "train-split", "test-split", "eval-split", "labelmap", "confusion-matrix", "evaluation"}
    files = {"config", "checkpoint-data-latest", "checkpoint-index-latest", "model-latest"}
    assert {reserved.name for reserved in names.REGISTRY if reserved.kind == "data"} == data | {"parameters"}
    assert {reserved.name for reserved in names.REGISTRY if reserved.kind == "file"} == files


@EACH
def test_a_definition_says_what_it_needs_to(reserved: names.Reserved) -> None:
    assert reserved.name == reserved.name.lower()
    assert set(reserved.types) <= set(logtypes.LOG_TYPES)
    assert bool(reserved.types) == (reserved.kind == "data")
    assert set(reserved.shows) <= set(get_args(names.Surface))
    assert reserved.shows
    assert reserved.doc.endswith(".")
    assert isinstance(reserved.effects, tuple)
    assert names.find(reserved.name) is reserved


@EACH
def test_an_example_acts_as_its_name_and_is_found_faultless(reserved: names.Reserved) -> None:
    experiment = taken(reserved)
    if reserved.kind == "file":
        assert list(experiment.files) == [reserved.name]
        return
    types = {name: kind for name, (kind, _) in experiment.logs.items()}
    assert {name: one.name for name, one in names.resolve(types).items()} == {reserved.name: reserved.name}
    assert examine(View({name: data for name, (_, data) in experiment.logs.items()}, types)) == []


def test_no_spelling_is_claimed_twice() -> None:
    spellings = [spelling for reserved in names.REGISTRY for spelling in (reserved.name, *reserved.aliases)]
    assert len(spellings) == len(set(spellings))


def test_the_reference_of_names_is_up_to_date() -> None:
    page = (ROOT / "docs" / "reference" / "names.md").read_text("utf-8")
    assert page == names.render(), "run `python -m sightline.names > docs/reference/names.md`"


def test_the_module_prints_the_reference() -> None:
    done = subprocess.run([sys.executable, "-m", "sightline.names"], capture_output=True, check=True)
    assert done.stdout.decode() == names.render()


def test_the_table_has_a_row_for_each_name() -> None:
    rows = {row[0]: row[1:] for row in names.table()}
    assert list(rows)[: len(names.REGISTRY)] == [reserved.name for reserved in names.REGISTRY]
    assert rows["loss"][0] == "line or value"
    assert rows["config"][0] == "file"
