"""The docs from the app, without a network: found, read, searched, in the reader's light, at both widths."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Scheme
from tests.running_server import RunningServer

PAGES = ("index.html", "tutorial.html", "reference/names.html", "reference/http.html", "operations/proxy.html")


def test_names_and_docs_leads_to_them(server: RunningServer, visit: Visit) -> None:
    visitor = visit(server)
    visitor.names.open()
    visitor.names.main.get_by_role("link", name="docs").click()
    expect(visitor.docs.heading).to_contain_text("Sightline")
    visitor.docs.main.get_by_role("link", name="tutorial", exact=True).click()
    expect(visitor.docs.heading).to_contain_text("Tutorial")
    visitor.page.get_by_role("link", name="Back to Sightline").click()
    expect(visitor.page.get_by_role("link", name="Names and docs")).to_be_visible()


def test_a_word_is_found_and_shown_where_it_stands(server: RunningServer, visit: Visit) -> None:
    visitor = visit(server, signed_in=False)
    visitor.docs.open()
    results = visitor.docs.search("X-Forwarded-Proto")
    expect(results.first).to_contain_text("Behind a proxy")
    results.first.get_by_role("link").first.click()
    expect(visitor.docs.heading).to_contain_text("Behind a proxy")


def test_a_word_that_stands_nowhere_says_so(server: RunningServer, visit: Visit) -> None:
    visitor = visit(server, signed_in=False)
    visitor.docs.open()
    visitor.docs.search("kaleidoscope")
    expect(visitor.docs.main).to_contain_text("did not match any documents")


def test_they_take_the_theme_of_the_pages(server: RunningServer, visit: Visit) -> None:
    visitor = visit(server, scheme="light")
    visitor.names.open()
    visitor.page.evaluate("localStorage.setItem('sightline-theme', 'dark')")
    visitor.docs.open()
    assert visitor.docs.theme() == "dark"


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_its_window(server: RunningServer, visit: Visit, page: str, width: int, scheme: Scheme) -> None:
    visitor = visit(server, signed_in=False, width=width, scheme=scheme)
    visitor.docs.open(page)
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width
