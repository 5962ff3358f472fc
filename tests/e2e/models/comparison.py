"""Two or more experiments side by side."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Locator, Page


class ComparisonPage:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.main = page.get_by_role("main")
        self.heading = self.main.get_by_role("heading", name="Compare", exact=True)
        self.table = self.main.get_by_role("table").first

    def open(self, project: str, *ids: str) -> None:
        self.page.goto(f"{self.url}/p/{quote(project, safe='')}/compare?e={','.join(ids)}")

    def chart(self, name: str) -> Locator:
        return self.main.get_by_role("region", name=name, exact=True)

    def legend(self, name: str) -> list[str]:
        """The experiments of a chart, in order."""
        legend = self.chart(name).get_by_role("list", name="Curves").get_by_role("button")
        legend.first.wait_for()
        return legend.all_inner_texts()

    def heads(self) -> list[str]:
        return self.table.get_by_role("columnheader").get_by_role("link").all_inner_texts()

    def row(self, name: str) -> list[str]:
        """The cells of one line of the table: one an experiment."""
        row = self.table.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=name, exact=True))
        return row.get_by_role("cell").all_inner_texts()

    def show_all_parameters(self) -> None:
        self.main.get_by_role("checkbox", name="only what differs").uncheck()

    def leave_out(self, name: str) -> None:
        self.main.get_by_role("button", name=f"Leave {name} out").click()
