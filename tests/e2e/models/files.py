"""The Files tab of an experiment."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page


class FilesTab:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.main = page.get_by_role("main")
        self.list = self.main.get_by_role("navigation", name="Files")
        self.versions = self.main.get_by_role("region", name="Versions").get_by_role("row")

    def slot(self, name: str) -> Locator:
        return self.list.get_by_role("button", name=re.compile(rf"^{re.escape(name)} "))

    def select(self, name: str) -> None:
        self.slot(name).click()

    def details(self, name: str) -> Locator:
        """Head, text and reading line of the selected file."""
        return self.main.get_by_role("region", name=re.compile(rf"^{re.escape(name)}(,|$)"))

    def download(self, name: str, to: Path) -> Path:
        self.select(name)
        with self.page.expect_download() as started:
            self.details(name).get_by_role("link", name="Download").click()
        started.value.save_as(to)
        return to

    def store(self, path: Path, name: str) -> None:
        """By the button: type the name, choose the file."""
        self.list.get_by_role("button", name="Store a file").click()
        self.page.get_by_role("textbox", name="Name").fill(name)
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_role("button", name="Choose the file").click()
        chooser.value.set_files(path)

    def store_version(self, name: str, path: Path) -> None:
        self.select(name)
        with self.page.expect_file_chooser() as chooser:
            self.details(name).get_by_role("button", name="New version").click()
        chooser.value.set_files(path)

    def delete_version(self, name: str, version: int) -> None:
        self.select(name)
        self.main.get_by_role("button", name=f"Delete version {version}").click()
        self.page.get_by_role("dialog").get_by_role("button", name=f"Delete version {version}").click()

    def undo(self) -> None:
        """By the toast of what was done last."""
        self.page.get_by_role("alert").last.get_by_role("button", name="Undo").click()
