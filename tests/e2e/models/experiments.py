"""The experiment table of a project."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Locator, Page


class ExperimentsPage:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.main = page.get_by_role("main")
        self.filter = self.main.get_by_role("textbox", name="Filter")
        self.underlined = self.main.get_by_test_id("filter-underline")
        self.selected = page.get_by_role("toolbar", name="Selected experiments")
        self.empty = self.main.get_by_role("heading", name="No experiments yet")
        self.no_match = self.main.get_by_role("heading", name="No experiment matches")

    def open(self, project: str, query: str = "") -> None:
        self.page.goto(f"{self.url}/p/{quote(project, safe='')}{query}")
        self.main.get_by_role("heading", name="xperiments").wait_for()

    def rows(self) -> Locator:
        """One for each experiment, in order."""
        return (
            self.main.get_by_role("row")
            .filter(has=self.page.get_by_role("checkbox", name="Select ", exact=False))
            .filter(has_not=self.page.get_by_role("columnheader"))
        )

    def names(self) -> list[str]:
        return self.rows().get_by_role("link").all_inner_texts()

    def row(self, name: str) -> Locator:
        return self.rows().filter(has=self.page.get_by_role("link", name=name, exact=True))

    def cell(self, name: str, column: str) -> Locator:
        """What the experiment of that name has in the column with that head."""
        heads = [text.strip(" ↑↓\n") for text in self.main.get_by_role("columnheader").all_inner_texts()]
        return self.row(name).get_by_role("cell").nth(heads.index(column))

    def sparkline(self, name: str, column: str) -> str:
        """The path of the curve beside the number."""
        return str(self.cell(name, column).get_by_test_id("sparkline").get_attribute("d"))

    def sort_by(self, column: str) -> None:
        self.main.get_by_role("columnheader").get_by_role("button", name=column, exact=True).click()

    def sorted_by(self, column: str) -> str | None:
        """ "ascending", "descending", or None."""
        return self.main.get_by_role("columnheader", name=column, exact=True).get_attribute("aria-sort")

    def write_filter(self, text: str) -> None:
        self.filter.fill(text)

    def clear_filter(self) -> None:
        self.main.get_by_role("button", name="Clear the filter").click()

    def view(self, name: str) -> None:
        self.main.get_by_role("button", name=name, exact=True).click()

    def select(self, *names: str) -> None:
        for name in names:
            self.main.get_by_role("checkbox", name=f"Select {name}", exact=True).check()

    def is_selected(self, name: str) -> bool:
        return self.main.get_by_role("checkbox", name=f"Select {name}", exact=True).is_checked()

    def compare(self) -> None:
        self.selected.get_by_role("button", name="Compare").click()

    def archive_selected(self) -> None:
        self.selected.get_by_role("button", name="Archive").click()

    def delete_selected(self) -> None:
        self.selected.get_by_role("button", name="Delete").click()
        self.page.get_by_role("dialog").get_by_role("button", name="Delete").click()

    def tag_selected(self, tag: str) -> None:
        self.selected.get_by_role("button", name="Tag").click()
        dialog = self.page.get_by_role("dialog", name="Tag the selected experiments")
        dialog.get_by_label("Tag").fill(tag)
        dialog.get_by_role("button", name="Add tag").click()

    def show_column(self, name: str) -> None:
        self.main.get_by_role("button", name="Columns").click()
        self.page.get_by_role("checkbox", name=name, exact=True).check()
        self.page.keyboard.press("Escape")

    def enter(self, name: str) -> None:
        self.row(name).get_by_role("link", name=name, exact=True).click()
