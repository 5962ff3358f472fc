"""What a script logs appears on an open page, without a reload."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.recording import record, start
from tests.running_server import RunningServer


def test_a_new_experiment_and_its_numbers_come_into_the_open_table(server: RunningServer, visit: Visit) -> None:
    record(server, "live-table", "before")
    table = visit(server).experiments
    table.open("live-table")
    expect(table.rows()).to_have_count(1)
    experiment = start(server, "live-table", "while-open", parameters={"epochs": 4})
    try:
        experiment.log({"loss": 0.75, "accuracy": 0.25}, step=1)
        expect(table.row("while-open")).to_be_visible()
        expect(table.row("while-open")).to_contain_text("epoch 1 of 4")
        expect(table.cell("while-open", "loss")).to_contain_text("0.750")
        experiment.log({"loss": 0.5, "accuracy": 0.875}, step=2)
        expect(table.cell("while-open", "accuracy")).to_contain_text("0.875")
    finally:
        experiment.finish()
    expect(table.cell("while-open", "Status")).to_have_text("success")


def test_a_new_point_comes_into_the_open_curve(server: RunningServer, visit: Visit) -> None:
    experiment = start(server, "live-curve", "growing")
    visitor = visit(server)
    try:
        experiment.log("loss", 0.75, step=1)
        experiment.log("loss", 0.5, step=2)
        visitor.experiment.open("live-curve", experiment.id)
        logs = visitor.experiment.logs
        rows = logs.show_as_table("loss")
        expect(rows).to_have_count(3)
        experiment.log("loss", 0.125, step=3)
        expect(rows).to_have_count(4)
        expect(rows.last).to_contain_text("0.125")
        expect(logs.summary("loss")).to_contain_text("0.125")
        experiment.log("extra/new", 1.0, step=3)
        expect(logs.section("extra")).to_be_visible()
    finally:
        experiment.finish()
    expect(visitor.experiment.main).to_contain_text(re.compile("success"))


def test_the_first_experiment_of_an_open_empty_project(server: RunningServer, visit: Visit) -> None:
    visitor = visit(server)
    visitor.projects.open()
    visitor.projects.create("live-empty")
    expect(visitor.experiments.empty).to_be_visible()
    record(server, "live-empty", "first")
    expect(visitor.experiments.row("first")).to_be_visible()
