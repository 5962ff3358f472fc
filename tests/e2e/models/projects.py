"""All projects."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


class ProjectsPage:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.main = page.get_by_role("main")
        self.heading = self.main.get_by_role("heading", name="Projects")

    def open(self) -> None:
        self.page.goto(self.url)
        self.heading.or_(self.main.get_by_role("heading", name="No projects yet")).wait_for()

    def row(self, name: str) -> Locator:
        return self.main.get_by_role("row").filter(has=self.page.get_by_role("link", name=name, exact=True))

    def enter(self, name: str) -> None:
        self.row(name).get_by_role("link", name=name, exact=True).click()

    def create(self, name: str) -> None:
        self.main.get_by_role("button", name="New project").click()
        dialog = self.page.get_by_role("dialog", name="New project")
        dialog.get_by_label("Name").fill(name)
        dialog.get_by_role("button", name="Create").click()

    def delete(self, name: str) -> None:
        self.row(name).get_by_role("button", name=f"Actions on {name}").click()
        self.page.get_by_role("menuitem", name="Delete it and its").click()
