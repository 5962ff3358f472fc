"""The reserved names and their documentation."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


class NamesPage:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.main = page.get_by_role("main")

    def open(self) -> None:
        self.page.goto(f"{self.url}/names")
        self.main.get_by_role("heading", level=1).wait_for()

    def name(self, name: str) -> Locator:
        return self.main.get_by_text(name, exact=True).first
