"""What a person changes: names, tags, notes, pins, the archive; each with a way back."""

from __future__ import annotations

import sightline
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.recording import record, recording
from tests.running_server import RunningServer


def test_name_tags_notes_and_pin_are_kept(server: RunningServer, visit: Visit) -> None:
    experiment = record(server, "edit", "before")
    visitor = visit(server)
    visitor.experiment.open("edit", experiment)
    visitor.experiment.rename("after")
    expect(visitor.experiment.name).to_have_text("after")
    visitor.experiment.add_tag("good one")
    expect(visitor.experiment.tag("good one")).to_have_count(1)
    visitor.experiment.write_notes("Try **800 px** next.")
    expect(visitor.experiment.notes).to_contain_text("Try 800 px next.")
    visitor.experiment.pin()
    expect(visitor.shell.pinned("after")).to_be_visible()
    visitor.shell.reload()
    expect(visitor.experiment.name).to_have_text("after")
    expect(visitor.experiment.tag("good one")).to_have_count(1)
    expect(visitor.experiment.notes).to_contain_text("Try 800 px next.")
    expect(visitor.shell.pinned("after")).to_be_visible()
    with sightline.Client(server.url, server.key) as client:
        read = client.experiment(experiment)
        assert (read.name, list(read.tags)) == ("after", ["good one"])
    visitor.experiment.unpin()
    expect(visitor.shell.pinned("after")).to_have_count(0)


def test_a_further_number_is_pinned_to_the_summary_of_the_project(server: RunningServer, visit: Visit) -> None:
    for name in ("one", "two"):
        with recording(server, "figures", name) as experiment:
            experiment.log({"accuracy": 0.5, "map": 0.25}, step=1)
    visitor = visit(server)
    visitor.experiment.open("figures", experiment.id)
    logs = visitor.experiment.logs
    logs.pin("map")
    expect(logs.summary("map")).to_contain_text("0.250")
    visitor.shell.press("j")
    expect(visitor.experiment.name).to_have_text("one")
    expect(logs.summary("map")).to_be_visible()
    logs.unpin("map")
    expect(logs.summary("map")).to_have_count(0)


def test_an_experiment_is_archived_and_brought_back(server: RunningServer, visit: Visit) -> None:
    for name in ("stays", "goes"):
        record(server, "archive", name)
    visitor = visit(server)
    table = visitor.experiments
    table.open("archive")
    table.select("goes")
    table.archive_selected()
    expect(table.rows()).to_have_count(1)
    visitor.shell.undo("archived")
    expect(table.rows()).to_have_count(2)
    table.select("goes")
    table.archive_selected()
    expect(table.rows()).to_have_count(1)
    table.view("Archived")
    expect(table.row("goes")).to_be_visible()
    expect(table.rows()).to_have_count(1)


def test_deleted_experiments_come_back_with_undo(server: RunningServer, visit: Visit) -> None:
    for name in ("stays", "goes", "goes-too"):
        record(server, "delete", name)
    visitor = visit(server)
    table = visitor.experiments
    table.open("delete")
    table.select("goes", "goes-too")
    table.delete_selected()
    expect(table.rows()).to_have_count(1)
    visitor.shell.undo("deleted")
    expect(table.rows()).to_have_count(3)


def test_an_experiment_deleted_from_its_page_comes_back_with_undo(server: RunningServer, visit: Visit) -> None:
    experiment = record(server, "delete-page", "goes")
    record(server, "delete-page", "stays")
    visitor = visit(server)
    visitor.experiment.open("delete-page", experiment)
    visitor.experiment.delete()
    expect(visitor.experiments.rows()).to_have_count(1)
    visitor.shell.undo("goes deleted")
    expect(visitor.experiments.row("goes")).to_be_visible()


def test_a_page_whose_experiment_somebody_else_deletes_says_so_and_restores_it(
    server: RunningServer, visit: Visit
) -> None:
    experiment = record(server, "deleted-elsewhere", "goes")
    visitor, other = visit(server), visit(server)
    for one in (visitor, other):
        one.expect_refusal(404)
    visitor.experiment.open("deleted-elsewhere", experiment)
    heading = visitor.shell.main.get_by_role("heading", level=1)
    expect(heading).to_have_text("goes")
    other.experiment.open("deleted-elsewhere", experiment)
    other.experiment.delete()
    expect(heading).to_have_text("goes was deleted")
    visitor.shell.main.get_by_role("button", name="Restore").click()
    expect(heading).to_have_text("goes")
    expect(visitor.experiment.logs.summary("loss")).to_be_visible()


def test_selected_experiments_are_tagged(server: RunningServer, visit: Visit) -> None:
    for name in ("one", "two", "three"):
        record(server, "tags", name)
    visitor = visit(server)
    table = visitor.experiments
    table.open("tags")
    table.select("one", "three")
    table.tag_selected("candidate")
    expect(table.row("one")).to_contain_text("candidate")
    table.write_filter("tag = candidate")
    expect(table.rows()).to_have_count(2)


def test_a_project_is_deleted_and_comes_back_with_undo(server: RunningServer, visit: Visit) -> None:
    record(server, "project-goes", "one")
    visitor = visit(server)
    visitor.projects.open()
    visitor.projects.delete("project-goes")
    expect(visitor.projects.row("project-goes")).to_have_count(0)
    visitor.shell.undo("project-goes")
    expect(visitor.projects.row("project-goes")).to_be_visible()
