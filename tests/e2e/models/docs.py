"""The documentation, as the server shows it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


class DocsPage:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.main = page.get_by_role("main")

    def open(self, page: str = "index.html") -> None:
        self.page.goto(f"{self.url}/docs/{page}")
        self.heading.wait_for()

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def search(self, words: str) -> Locator:
        """Search as a reader does; the results."""
        self.page.get_by_role("textbox", name="Search").fill(words)
        self.page.keyboard.press("Enter")
        return self.page.locator("#search-results li")

    def theme(self) -> str:
        return str(self.page.evaluate("document.body.dataset.theme"))
