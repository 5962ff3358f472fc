"""What holds on every page: nothing moves sideways at 390 px, everything that acts has a name, the head is in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.demo import PROJECT, VARIANTS, Demo
from tests.e2e.visitor import Scheme, Visitor

ACTING = {
    "button",
    "link",
    "checkbox",
    "textbox",
    "searchbox",
    "slider",
    "switch",
    "radio",
    "tab",
    "combobox",
    "menuitem",
}

Going = Callable[[Visitor, Demo], None]


def _experiment(rest: str = "", tab: str = "Logs") -> Going:
    def go(visitor: Visitor, demo: Demo) -> None:
        visitor.experiment.open(PROJECT, demo.experiment("finer-input").id, rest)
        expect(visitor.experiment.tab(tab)).to_have_attribute("aria-selected", "true")
        if tab == "Logs":
            expect(visitor.experiment.logs.summary("loss")).to_be_visible()

    return go


def _comparison(visitor: Visitor, demo: Demo) -> None:
    visitor.comparison.open(PROJECT, *(demo.experiment(name).id for name in VARIANTS))
    expect(visitor.comparison.table).to_be_visible()


def _table(query: str) -> Going:
    def go(visitor: Visitor, demo: Demo) -> None:
        visitor.experiments.open(PROJECT, query)
        expect(visitor.experiments.rows()).to_have_count(3)

    return go


def _sign_in(visitor: Visitor) -> None:
    visitor.sign_in.open()
    expect(visitor.sign_in.token).to_be_visible()


def _selected(visitor: Visitor, demo: Demo) -> None:
    _table("")(visitor, demo)
    visitor.experiments.select(*VARIANTS)
    expect(visitor.experiments.selected).to_be_visible()


PAGES: dict[str, Going] = {
    "projects": lambda visitor, _: visitor.projects.open(),
    "experiments": _table(""),
    "groups": _table("?group=augmentation"),
    "selected": _selected,
    "logs": _experiment(),
    "large": _experiment("?open=confusion-matrix"),
    "files": _experiment("/files", "Files"),
    "console": _experiment("/console", "Console"),
    "comparison": _comparison,
    "names": lambda visitor, _: visitor.names.open(),
    "settings": lambda visitor, _: visitor.settings.open(),
    "sign-in": lambda visitor, _: _sign_in(visitor),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_moves_sideways_on_a_telephone(visit: Visit, demo: Demo, page: str, scheme: Scheme) -> None:
    visitor = visit(demo, width=390, height=844, scheme=scheme)
    PAGES[page](visitor, demo)
    assert visitor.shell.sideways() <= 0
    assert visitor.page.evaluate("document.documentElement.dataset.theme") == scheme


@pytest.mark.parametrize("page", PAGES)
def test_all_that_acts_has_a_name(visit: Visit, demo: Demo, page: str) -> None:
    visitor = visit(demo)
    PAGES[page](visitor, demo)
    session = visitor.page.context.new_cdp_session(visitor.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    acting = [node for node in nodes if not node["ignored"] and node["role"]["value"] in ACTING]
    nameless = [node["role"]["value"] for node in acting if not node.get("name", {}).get("value", "").strip()]
    assert len(acting) > 1
    assert nameless == []
    assert visitor.page.get_by_role("heading", level=1).count() == 1
    assert visitor.page.get_by_role("main").count() == 1
    assert visitor.page.evaluate("document.documentElement.lang") == "en"


def test_every_action_on_selected_experiments_is_in_sight_on_a_telephone(visit: Visit, demo: Demo) -> None:
    visitor = visit(demo, width=390, height=844)
    _selected(visitor, demo)
    for name in ("Compare", "Tag", "Pin", "Archive", "Delete", "Clear the selection"):
        box = visitor.experiments.selected.get_by_role("button", name=name).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_the_menu_opens_on_a_telephone(visit: Visit, demo: Demo) -> None:
    visitor = visit(demo, width=390, height=844)
    visitor.experiments.open(PROJECT)
    visitor.shell.open_menu()
    visitor.shell.side.get_by_role("link", name="Compare").click()
    expect(visitor.shell.path).to_contain_text("Compare")
    expect(visitor.shell.side).to_have_count(0)
