"""One experiment: its header, its tabs, and what stands at the side."""

from __future__ import annotations

import re
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.e2e.models.console import ConsoleTab
from tests.e2e.models.files import FilesTab
from tests.e2e.models.findings import FindingsPanel
from tests.e2e.models.logs import LogsTab


class ExperimentPage:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.main = page.get_by_role("main")
        self.name = self.main.get_by_role("heading", level=1)
        self.logs = LogsTab(page)
        self.files = FilesTab(page)
        self.console = ConsoleTab(page)
        self.findings = FindingsPanel(page)
        self.notes = page.get_by_role("region", name="Notes")
        self.run = page.get_by_role("region", name="Run")

    def open(self, project: str, id: str, rest: str = "") -> None:
        """`rest`: "/files", "?q=loss", ..."""
        self.page.goto(f"{self.url}/p/{quote(project, safe='')}/e/{id}{rest}")
        self.name.wait_for()

    def tab(self, name: str) -> Locator:
        return self.main.get_by_role("tab", name=re.compile(rf"^{name}"))

    def show(self, tab: str) -> None:
        self.tab(tab).click()
        expect(self.tab(tab)).to_have_attribute("aria-selected", "true")

    def rename(self, name: str) -> None:
        self.name.get_by_role("button").click()
        self.main.get_by_role("textbox", name="Name of the experiment").fill(name)
        self.page.keyboard.press("Enter")

    def add_tag(self, tag: str) -> None:
        self.main.get_by_role("button", name="Add a tag").click()
        self.page.get_by_role("textbox", name="New tag").fill(tag)
        self.page.keyboard.press("Enter")

    def tag(self, tag: str) -> Locator:
        return self.main.get_by_role("button", name=f"Remove tag {tag}")

    def pin(self) -> None:
        self.main.get_by_role("button", name="Pin to the side bar").click()

    def unpin(self) -> None:
        self.main.get_by_role("button", name="Unpin").click()

    def write_notes(self, text: str) -> None:
        self.notes.get_by_role("button", name="Edit the notes").click()
        self.notes.get_by_role("textbox", name="Notes, in Markdown").fill(text)
        self.notes.get_by_role("button", name="Save").click()

    def clone_code(self) -> str:
        """The script that starts another experiment with the same parameters."""
        self.main.get_by_role("button", name="Clone", exact=True).click()
        return self.page.get_by_role("dialog").locator("pre").inner_text()

    def archive(self) -> None:
        self._more("Archive")

    def delete(self) -> None:
        self._more("Delete")

    def _more(self, action: str) -> None:
        self.main.get_by_role("button", name="More actions").click()
        self.page.get_by_role("menuitem", name=action).click()
