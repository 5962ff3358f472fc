"""Empty places, filters that match nothing, filters that are wrong, addresses that lead nowhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.recording import record, recording
from tests.e2e.visitor import Visitor
from tests.running_server import RunningServer

PROJECT = "states"


@pytest.fixture(scope="module")
def recorded(server: RunningServer) -> str:
    record(server, PROJECT, "one")
    return record(server, PROJECT, "two", 3)


@pytest.fixture
def visitor(visit: Visit, server: RunningServer, recorded: str) -> Visitor:
    return visit(server)


def test_an_empty_project_shows_the_lines_that_fill_it(visitor: Visitor) -> None:
    visitor.projects.open()
    visitor.projects.create("nothing-yet")
    expect(visitor.experiments.empty).to_be_visible()
    expect(visitor.shell.main).to_contain_text('sightline.init(project="nothing-yet"')


def test_an_empty_experiment_shows_the_lines_that_fill_its_tabs(visitor: Visitor, server: RunningServer) -> None:
    with recording(server, "states-empty", "bare") as experiment:
        pass
    visitor.experiment.open("states-empty", experiment.id)
    expect(visitor.shell.main).to_contain_text("experiment.log(")
    visitor.experiment.show("Files")
    visitor.experiment.files.select("model-latest")
    expect(visitor.shell.main).to_contain_text('experiment.store("model-latest"')
    visitor.experiment.show("Console")
    expect(visitor.shell.main).to_contain_text("sightline.init(")


def test_a_filter_that_matches_nothing_offers_the_way_back(visitor: Visitor) -> None:
    table = visitor.experiments
    table.open(PROJECT)
    table.write_filter("accuracy > 5")
    expect(table.no_match).to_be_visible()
    table.clear_filter()
    expect(table.rows()).to_have_count(2)
    expect(table.filter).to_have_value("")


def test_a_filter_that_matches_nothing_offers_the_nearest_that_does(visitor: Visitor) -> None:
    table = visitor.experiments
    table.open(PROJECT, "?q=accuracy+%3E+0.1+and+name+%3D+twoo")
    table.main.get_by_role("button", name="The nearest that would: name = two").click()
    expect(table.filter).to_have_value("accuracy > 0.1 and name = two")
    expect(table.row("two")).to_be_visible()


def test_a_wrong_filter_is_underlined_and_the_last_rows_stay(visitor: Visitor) -> None:
    visitor.expect_refusal(400)
    table = visitor.experiments
    table.open(PROJECT)
    table.write_filter("name = two")
    expect(table.rows()).to_have_count(1)
    table.write_filter("accuracy >> 1")
    expect(table.filter).to_have_attribute("aria-invalid", "true")
    expect(table.underlined.first).to_have_text(">")
    expect(table.filter).to_have_accessible_description(re.compile("expected a field or value"))
    expect(table.rows()).to_have_count(1)
    table.write_filter("name = one")
    expect(table.filter).to_have_attribute("aria-invalid", "false")
    expect(table.row("one")).to_be_visible()


def test_an_address_with_a_wrong_filter_can_be_mended(visitor: Visitor) -> None:
    visitor.expect_refusal(400)
    visitor.page.goto(f"{visitor.url}/p/{PROJECT}?q=accuracy+%3E%3E+1")
    table = visitor.experiments
    expect(table.filter).to_have_value("accuracy >> 1")
    expect(table.filter).to_have_attribute("aria-invalid", "true")
    table.write_filter("two")
    expect(table.row("two")).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/p/no-such-project", "/p/states/e/00000000-0000-4000-8000-000000000000", "/nowhere/at/all"]
)
def test_an_address_that_leads_nowhere_says_so(visitor: Visitor, path: str) -> None:
    visitor.expect_refusal(404)
    visitor.page.goto(f"{visitor.url}{path}")
    expect(visitor.shell.main).to_contain_text("There is no such page" if "nowhere" in path else "could not be read")
