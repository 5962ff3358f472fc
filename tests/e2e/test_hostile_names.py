"""Names are text: markup in them is shown, not run; scripts that run the other way and emoji stand as they are."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.recording import recording
from tests.e2e.visitor import Visitor
from tests.running_server import RunningServer

MARKUP = "<img src=x onerror=\"document.title='run'\">"
NAMES = (
    MARKUP,
    "<script>document.title='run'</script>",
    "تجربة خلايا الدم",
    "🩸 blood & <b>bone</b>",
    "'; drop -- %2F..",
)
PROJECT = "<img src=x onerror=document.title='run'> مشروع"


@pytest.fixture(scope="module")
def ids(server: RunningServer) -> dict[str, str]:
    found = {}
    for name in NAMES:
        with recording(server, PROJECT, name, parameters={name: name}, tags=[name[:60]], console=False) as experiment:
            experiment.log({name: 1.0, "loss": 0.5}, step=1)
            experiment.log(f"{name}/table", [{name: name}], "table")
            experiment.log("bars", {"x": [name], "y": [3]}, "bar")
            experiment.log("matrix", {"categories": [name, "other"], "values": [[1, 2], [3, 4]]}, "heatmap")
            found[name] = experiment.id
    return found


@pytest.fixture
def visitor(visit: Visit, server: RunningServer, ids: dict[str, str]) -> Visitor:
    return visit(server)


def test_projects_and_the_table_show_them_as_text(visitor: Visitor) -> None:
    visitor.projects.open()
    visitor.projects.enter(PROJECT)
    expect(visitor.experiments.rows()).to_have_count(len(NAMES))
    assert sorted(visitor.experiments.names()) == sorted(NAMES)
    assert visitor.page.title() != "run"


@pytest.mark.parametrize("name", NAMES)
def test_an_experiment_shows_its_names_as_text(visitor: Visitor, ids: dict[str, str], name: str) -> None:
    visitor.experiment.open(PROJECT, ids[name])
    expect(visitor.experiment.name).to_have_text(name)
    expect(visitor.experiment.logs.reveal(name)).to_be_visible()
    assert visitor.experiment.logs.bars("bars") == {name: "3"}
    expect(visitor.experiment.logs.reveal("matrix")).to_contain_text(name)
    visitor.comparison.open(PROJECT, *ids.values())
    expect(visitor.comparison.table).to_contain_text(name)
    assert visitor.page.title() != "run"


def test_notes_are_markdown_without_markup(visitor: Visitor, ids: dict[str, str]) -> None:
    visitor.experiment.open(PROJECT, ids[MARKUP])
    visitor.experiment.write_notes(f"**bold** {MARKUP} [link](javascript:document.title='run')")
    notes = visitor.experiment.notes
    expect(notes.get_by_role("strong")).to_have_text("bold")
    link = notes.get_by_text("link", exact=True)
    expect(link).to_be_visible()
    assert "javascript" not in (link.get_attribute("href") or "")
    assert visitor.page.title() != "run"


def test_a_search_finds_and_opens_it(visitor: Visitor) -> None:
    visitor.projects.open()
    visitor.shell.search_for("خلايا")
    visitor.shell.search_hit("تجربة خلايا الدم").first.click()
    expect(visitor.experiment.name).to_have_text("تجربة خلايا الدم")
