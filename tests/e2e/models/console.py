"""The Console tab of an experiment."""

from __future__ import annotations

from playwright.sync_api import Page


class ConsoleTab:
    def __init__(self, page: Page) -> None:
        self.main = page.get_by_role("main")
        self.lines = self.main.get_by_role("region", name="Console")
        self.matches = self.main.get_by_role("region", name="Lines with ")

    def search(self, text: str) -> None:
        self.main.get_by_role("textbox", name="Search the lines").fill(text)
