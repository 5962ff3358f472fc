"""The keyboard alone is enough, and shows where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.recording import record
from tests.e2e.visitor import Visitor
from tests.running_server import RunningServer

PROJECT = "keys"


@pytest.fixture(scope="module")
def ids(server: RunningServer) -> dict[str, str]:
    return {name: record(server, PROJECT, name) for name in ("first", "second", "third")}


@pytest.fixture
def visitor(visit: Visit, server: RunningServer, ids: dict[str, str]) -> Visitor:
    visitor = visit(server)
    visitor.experiments.open(PROJECT)
    expect(visitor.experiments.rows()).to_have_count(3)
    return visitor


def test_slash_goes_to_the_filter(visitor: Visitor) -> None:
    visitor.shell.press("/")
    expect(visitor.experiments.filter).to_be_focused()
    visitor.page.keyboard.type("second?[jx")
    expect(visitor.experiments.filter).to_have_value("second?[jx")
    expect(visitor.shell.keys).to_have_count(0)


def test_question_mark_lists_the_keys(visitor: Visitor) -> None:
    visitor.shell.press("?")
    expect(visitor.shell.keys).to_be_visible()
    expect(visitor.shell.keys).to_contain_text("side bar")
    visitor.shell.press("Escape")
    expect(visitor.shell.keys).to_have_count(0)


def test_j_k_x_and_enter_work_on_rows(visitor: Visitor) -> None:
    table = visitor.experiments
    visitor.shell.press("j")
    expect(table.row("third").get_by_role("link")).to_be_focused()
    assert visitor.shell.focus_ring()
    visitor.shell.press("j")
    expect(table.row("second").get_by_role("link")).to_be_focused()
    visitor.shell.press("x")
    expect(table.selected).to_contain_text("1 selected")
    assert table.is_selected("second")
    visitor.shell.press("k")
    expect(table.row("third").get_by_role("link")).to_be_focused()
    visitor.shell.press("Enter")
    expect(visitor.experiment.name).to_have_text("third")


def test_c_compares_and_escape_clears_what_is_selected(visitor: Visitor) -> None:
    table = visitor.experiments
    table.select("first", "third")
    visitor.shell.press("Escape")
    expect(table.selected).to_have_count(0)
    table.select("first", "third")
    visitor.shell.press("c")
    expect(visitor.comparison.heading).to_be_visible()


def test_digits_open_the_tabs_and_j_the_next_experiment(visitor: Visitor, ids: dict[str, str]) -> None:
    visitor.experiments.enter("second")
    experiment = visitor.experiment
    expect(experiment.name).to_have_text("second")
    for key, tab in (("2", "Files"), ("3", "Console"), ("1", "Logs")):
        visitor.shell.press(key)
        expect(experiment.tab(tab)).to_have_attribute("aria-selected", "true")
    visitor.shell.press("j")
    expect(experiment.name).to_have_text("first")
    visitor.shell.press("k", "k")
    expect(experiment.name).to_have_text("third")


def test_bracket_folds_the_side_bar(visitor: Visitor) -> None:
    link = visitor.shell.side.get_by_role("link", name="Experiments")
    wide = link.bounding_box()
    visitor.shell.press("[")
    expect(visitor.shell.side.get_by_role("button", name="Open the side bar")).to_be_visible()
    narrow = link.bounding_box()
    assert wide
    assert narrow
    assert narrow["width"] < 50 < wide["width"]
    visitor.shell.reload()
    expect(visitor.shell.side.get_by_role("button", name="Open the side bar")).to_be_visible()
    visitor.shell.press("[")
    expect(visitor.shell.side.get_by_role("button", name="Open the side bar")).to_have_count(0)


def test_tab_stops_show_a_focus_ring(visitor: Visitor) -> None:
    without = []
    for _ in range(25):
        visitor.shell.press("Tab")
        if not visitor.shell.focus_ring():
            without.append(visitor.shell.focused())
    assert without == []
