"""The address is the state: it survives a reload, it can be sent, and Back undoes a change of the view."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.recording import record
from tests.e2e.visitor import Visitor
from tests.running_server import RunningServer

PROJECT = "address"


@pytest.fixture(scope="module")
def ids(server: RunningServer) -> dict[str, str]:
    """Four experiments by name: `run-2` to `run-5`, of as many epochs; so run-5 has the least loss."""
    return {f"run-{n}": record(server, PROJECT, f"run-{n}", n, parameters={"epochs": n}) for n in range(2, 6)}


@pytest.fixture
def visitor(visit: Visit, server: RunningServer, ids: dict[str, str]) -> Visitor:
    return visit(server)


def test_the_filter_survives_a_reload(visitor: Visitor) -> None:
    table = visitor.experiments
    table.open(PROJECT)
    table.write_filter("loss < 0.3 and epochs >= 4")
    expect(table.rows()).to_have_count(2)
    visitor.page.wait_for_url(re.compile(r"[?&]q=loss"))
    visitor.shell.reload()
    expect(table.filter).to_have_value("loss < 0.3 and epochs >= 4")
    expect(table.rows()).to_have_count(2)
    assert sorted(table.names()) == ["run-4", "run-5"]


def test_back_undoes_all_that_was_written_in_the_filter_at_once(visitor: Visitor) -> None:
    table = visitor.experiments
    table.open(PROJECT)
    table.filter.press_sequentially("loss < 0.3", delay=90)
    expect(table.rows()).to_have_count(2)
    table.filter.press("Enter")
    table.write_filter("run-5")
    expect(table.rows()).to_have_count(1)
    visitor.shell.back()
    expect(table.filter).to_have_value("loss < 0.3")
    expect(table.rows()).to_have_count(2)
    visitor.shell.back()
    expect(table.filter).to_have_value("")
    expect(table.rows()).to_have_count(4)


def test_the_sort_survives_a_reload_and_back_undoes_it(visitor: Visitor) -> None:
    table = visitor.experiments
    table.open(PROJECT)
    table.sort_by("loss")
    expect(table.rows().first).to_contain_text(re.compile("run-[25]"))
    sorted_by = table.sorted_by("loss")
    assert sorted_by in ("ascending", "descending")
    expected = [f"run-{n}" for n in ((5, 4, 3, 2) if sorted_by == "ascending" else (2, 3, 4, 5))]
    expect(table.rows().get_by_role("link")).to_have_text(expected)
    visitor.shell.reload()
    expect(table.rows().get_by_role("link")).to_have_text(expected)
    visitor.shell.back()
    expect(table.rows().get_by_role("link")).to_have_text(["run-5", "run-4", "run-3", "run-2"])
    assert table.sorted_by("loss") is None


def test_the_selection_survives_a_reload(visitor: Visitor, ids: dict[str, str]) -> None:
    table = visitor.experiments
    table.open(PROJECT)
    table.select("run-2", "run-4")
    visitor.page.wait_for_url(re.compile(f"sel=.*{ids['run-4']}"))
    visitor.shell.reload()
    expect(table.selected).to_contain_text("2 selected")
    assert [table.is_selected(name) for name in ("run-2", "run-3", "run-4")] == [True, False, True]


def test_back_brings_a_cleared_selection_back(visitor: Visitor) -> None:
    table = visitor.experiments
    table.open(PROJECT)
    table.select("run-2", "run-4")
    table.selected.get_by_role("button", name="Clear the selection").click()
    expect(table.selected).to_have_count(0)
    visitor.shell.back()
    expect(table.selected).to_contain_text("2 selected")


def test_the_tab_is_named_after_what_it_shows(visitor: Visitor, ids: dict[str, str]) -> None:
    visitor.experiments.open(PROJECT)
    expect(visitor.page).to_have_title(f"Experiments · {PROJECT} · Sightline")
    visitor.experiment.open(PROJECT, ids["run-2"])
    expect(visitor.page).to_have_title(f"run-2 · {PROJECT} · Sightline")


def test_the_columns_survive_a_reload(visitor: Visitor) -> None:
    table = visitor.experiments
    table.open(PROJECT)
    expect(table.rows()).to_have_count(4)
    shown = table.main.get_by_role("columnheader", name="Dataset")
    expect(shown).to_have_count(0)
    table.show_column("dataset")
    expect(shown).to_be_visible()
    visitor.shell.reload()
    expect(shown).to_be_visible()


def test_zoom_and_axis_survive_a_reload_and_back_undoes_them(visitor: Visitor, ids: dict[str, str]) -> None:
    visitor.experiment.open(PROJECT, ids["run-5"])
    logs = visitor.experiment.logs
    assert logs.curve_colours("loss") > 3
    logs.zoom("loss", 0.5, 0.9)
    expect(logs.zoom_back()).to_be_visible()
    assert "zoom=" in visitor.shell.address()
    visitor.shell.reload()
    expect(logs.zoom_back()).to_be_visible()
    rows = logs.show_as_table("loss")
    expect(rows).not_to_have_count(6)
    visitor.shell.back()
    expect(logs.zoom_back()).to_have_count(0)
    assert "zoom=" not in visitor.shell.address()


def test_a_log_that_is_open_large_can_be_sent(visitor: Visitor, ids: dict[str, str]) -> None:
    visitor.experiment.open(PROJECT, ids["run-3"])
    visitor.experiment.logs.open_large("accuracy")
    expect(visitor.experiment.logs.large).to_contain_text("accuracy")
    visitor.shell.reload()
    expect(visitor.experiment.logs.large).to_contain_text("accuracy")
    visitor.shell.back()
    expect(visitor.experiment.logs.large).to_have_count(0)


@pytest.mark.parametrize("query", ["smooth=abc", "smooth=99", "x=bogus", "step=abc&open=loss", "version=x"])
def test_what_an_address_cannot_mean_is_left_out(visitor: Visitor, ids: dict[str, str], query: str) -> None:
    visitor.experiment.open(PROJECT, ids["run-5"], f"?{query}")
    expect(visitor.experiment.logs.summary("loss")).to_be_visible()
    expect(visitor.shell.main.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("query", ["sort=bogus", "sort=-bogus&q=loss+%3C+0.3", "group=bogus"])
def test_an_order_that_there_is_not_is_left_out(visitor: Visitor, query: str) -> None:
    visitor.expect_refusal(400)
    visitor.experiments.open(PROJECT, f"?{query}")
    expect(visitor.experiments.row("run-5")).to_be_visible()
    expect(visitor.experiments.rows()).to_have_count(2 if "q=" in query else 4)
    expect(visitor.shell.main.get_by_role("alert")).to_have_count(0)


def test_the_path_leads_back_level_by_level(visitor: Visitor, ids: dict[str, str]) -> None:
    visitor.experiment.open(PROJECT, ids["run-5"], "/files")
    expect(visitor.shell.path).to_have_text("address/Experiments/run-5/Files")
    visitor.shell.path.get_by_role("link", name="run-5").click()
    expect(visitor.shell.path).to_have_text("address/Experiments/run-5")
    visitor.shell.path.get_by_role("link", name="Experiments").click()
    expect(visitor.experiments.rows()).to_have_count(4)


def test_an_address_that_compares_nothing_says_how_to(visitor: Visitor) -> None:
    visitor.comparison.open(PROJECT, "xyz")
    expect(visitor.shell.main.get_by_role("heading", level=1)).to_be_visible()
    expect(visitor.shell.main.get_by_role("alert")).to_have_count(0)


def test_search_opens_by_its_keys_as_soon_as_the_page_is_there(visitor: Visitor) -> None:
    visitor.experiments.open(PROJECT)
    visitor.shell.main.wait_for()
    visitor.page.keyboard.press("Control+k")
    expect(visitor.page.get_by_placeholder("Project, experiment, log or file")).to_be_focused()
