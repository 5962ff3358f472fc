"""The findings at the side of an experiment."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


class FindingsPanel:
    def __init__(self, page: Page) -> None:
        self.panel = page.get_by_role("region", name="Findings")

    def all(self) -> Locator:
        return self.panel.get_by_role("article")

    def about(self, text: str) -> Locator:
        """Those that say this."""
        return self.all().filter(has_text=text)

    def dismiss(self, text: str) -> None:
        self.about(text).get_by_role("button", name="Dismiss").click()

    def show_dismissed(self) -> None:
        self.panel.get_by_role("button", name="dismissed").click()
