"""What a machine can tell of accessibility: axe finds nothing serious on any page, nor in what opens over one."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.demo import PROJECT, VARIANTS, Demo
from tests.e2e.test_every_page import PAGES
from tests.e2e.visitor import Scheme, Visitor


def serious(visitor: Visitor) -> list[str]:
    """The rules that are broken, each with the elements that break it."""
    found = Axe().run(visitor.page).response["violations"]
    return [
        f"{one['id']}: {[node['html'][:200] for node in one['nodes']]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_serious(visit: Visit, demo: Demo, page: str, scheme: Scheme) -> None:
    visitor = visit(demo, scheme=scheme)
    PAGES[page](visitor, demo)
    assert serious(visitor) == []


@pytest.mark.parametrize("page", ["projects", "selected", "logs", "files"])
def test_axe_finds_nothing_serious_on_a_telephone(visit: Visit, demo: Demo, page: str) -> None:
    visitor = visit(demo, width=390, height=844)
    PAGES[page](visitor, demo)
    assert serious(visitor) == []
    visitor.shell.open_menu()
    expect(visitor.shell.side).to_be_visible()
    assert serious(visitor) == []


def test_axe_finds_nothing_serious_in_dialogs_and_menus(visit: Visit, demo: Demo) -> None:
    visitor = visit(demo)
    table = visitor.experiments
    table.open(PROJECT)
    table.select(*VARIANTS)
    table.selected.get_by_role("button", name="Delete").click()
    expect(visitor.page.get_by_role("dialog")).to_be_visible()
    assert serious(visitor) == []
    visitor.page.keyboard.press("Escape")
    visitor.shell.search_for("base")
    expect(visitor.shell.search_hit("baseline").first).to_be_visible()
    assert serious(visitor) == []
    visitor.page.keyboard.press("Escape")
    visitor.experiment.open(PROJECT, demo.experiment("baseline").id)
    visitor.experiment.main.get_by_role("button", name="More actions").click()
    expect(visitor.page.get_by_role("menu")).to_be_visible()
    assert serious(visitor) == []
