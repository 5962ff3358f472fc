"""The split badge: which images, and whether those that judge an experiment are among those that it learnt from."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.recording import recording
from tests.e2e.visitor import Visitor
from tests.running_server import RunningServer

PROJECT = "splits"
IMAGES = {"train-split": ["a", "b"], "test-split": ["c"], "eval-split": ["d"]}


@pytest.fixture(scope="module")
def recorded(server: RunningServer) -> None:
    """`clean-1` and `clean-2` share their images; the accuracy of all is measured on the eval split."""
    record(server, "clean-1", 0.5)
    record(server, "clean-2", 0.6)
    record(server, "leaks-into-test", 0.7, test="a")
    record(server, "leaks-into-eval", 0.9, eval="a")


def record(server: RunningServer, name: str, accuracy: float, **leaked: str) -> None:
    with recording(server, PROJECT, name, parameters={"batch": 8, "seed": accuracy}) as experiment:
        for split, images in IMAGES.items():
            more = [image for part, image in leaked.items() if split.startswith(part)]
            experiment.log(split, {"x": ["cell"], "y": [1], "image_list": images + more})
        experiment.log("accuracy", accuracy)


@pytest.fixture
def visitor(visit: Visit, server: RunningServer, recorded: None) -> Visitor:
    visitor = visit(server)
    visitor.experiments.open(PROJECT)
    expect(visitor.experiments.rows()).to_have_count(4)
    return visitor


def test_a_leak_into_what_is_measured_is_counted_and_one_elsewhere_is_a_mark(visitor: Visitor) -> None:
    table = visitor.experiments
    elsewhere = "1 image in two splits, none that accuracy is measured on"
    expect(table.cell("leaks-into-eval", "Splits")).to_contain_text("leak 1")
    expect(table.cell("leaks-into-test", "Splits")).not_to_contain_text("leak")
    expect(table.cell("leaks-into-test", "Splits").get_by_role("img", name=elsewhere)).to_be_visible()
    expect(table.cell("clean-1", "Splits").get_by_role("img")).to_have_count(0)


def test_the_best_is_never_one_that_leaks_into_what_is_measured(visitor: Visitor) -> None:
    weight = "element => Number(getComputedStyle(element).fontWeight)"
    best = visitor.experiments.cell("leaks-into-test", "accuracy").get_by_text("0.700")
    leaking = visitor.experiments.cell("leaks-into-eval", "accuracy").get_by_text("0.900")
    assert best.evaluate(weight) > leaking.evaluate(weight)


def test_a_parameter_that_is_the_same_everywhere_is_no_column_at_first(visitor: Visitor) -> None:
    heads = visitor.experiments.main.get_by_role("columnheader")
    expect(heads.filter(has_text="seed")).to_have_count(1)
    expect(heads.filter(has_text="batch")).to_have_count(0)
