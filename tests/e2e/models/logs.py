"""The Logs tab of an experiment."""

from __future__ import annotations

import re

from playwright.sync_api import Error, Locator, Page, expect

#: How many different colours a canvas shows: one for an empty one.
_COLOURS = """(plot) => {
  const canvas = plot.querySelector("canvas");
  if (!canvas) return 0;
  const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  return new Set(pixels).size;
}"""
_STRIDE = 500


class LogsTab:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.main = page.get_by_role("main")
        self.search = self.main.get_by_role("textbox", name="Search logs by name")
        self.large = page.get_by_role("dialog")

    def summary(self, name: str) -> Locator:
        """The headline number of that name, and what stands under it."""
        return self.main.get_by_role("button", name=re.compile(rf"^{re.escape(name)} .*, open "))

    def card(self, name: str) -> Locator:
        return self.main.get_by_role("region", name=name, exact=True).first

    def reveal(self, name: str) -> Locator:
        """The card of a log, scrolled to: only what is near the window is on the page."""
        card = self.card(name)
        self.main.hover(position={"x": 300, "y": 400})
        for _ in range(40):
            try:
                card.wait_for(state="attached", timeout=250)
            except Error:
                self.page.mouse.wheel(0, _STRIDE)
                continue
            card.scroll_into_view_if_needed()
            return card
        raise AssertionError(f"no card {name} on the whole page")

    def pin(self, name: str) -> None:
        """Put its last value into the Summary."""
        card = self.reveal(name)
        card.hover()
        card.get_by_role("button", name=f"Pin {name} to the Summary").click()

    def unpin(self, name: str) -> None:
        card = self.reveal(name)
        card.hover()
        card.get_by_role("button", name=f"Take {name} out of the Summary").click()

    def names(self) -> list[str]:
        """The logs that are near the window."""
        return self.main.get_by_role("heading", level=3).all_inner_texts()

    def curve_colours(self, name: str) -> int:
        """How many colours the chart of a line is drawn with, axes apart: 1 means that nothing is drawn."""
        plot = self.reveal(name).get_by_test_id("plot")
        plot.wait_for()
        return int(plot.evaluate(_COLOURS))

    def bars(self, name: str) -> dict[str, str]:
        """Name and figure of each bar."""
        rows = self.reveal(name).get_by_role("row")
        heads = rows.get_by_role("rowheader").all_inner_texts()
        return dict(zip(heads, (row.get_by_role("cell").last.inner_text() for row in rows.all()), strict=True))

    def matrix_words(self, name: str) -> list[str]:
        """What each cell of a heatmap says to who can't see it, row by row."""
        cells = self.reveal(name).get_by_role("grid", name=name).get_by_role("gridcell")
        expect(cells.first).to_be_visible()
        said = [cell.get_attribute("aria-label") for cell in cells.all()]
        return [words for words in said if words]

    def table_rows(self, name: str) -> list[list[str]]:
        rows = self.reveal(name).get_by_role("table").get_by_role("row").all()
        return [row.get_by_role("cell").all_inner_texts() for row in rows[1:]]

    def boxes(self, name: str) -> int:
        """How many boxes lie over the picture."""
        return self.reveal(name).get_by_test_id("box").count()

    def version_slider(self, name: str) -> Locator:
        return self.reveal(name).get_by_role("slider", name=f"State of {name}")

    def show_as_table(self, name: str) -> Locator:
        """The points of a chart as a table; its rows."""
        card = self.reveal(name)
        card.get_by_role("button", name=f"Options of {name}").click()
        self.page.get_by_role("menuitem", name="Show as table").click()
        return card.get_by_role("table", name="Points").get_by_role("row")

    def zoom(self, name: str, start: float, end: float) -> None:
        """Drag over a chart, from one share of its width to another."""
        area = self.reveal(name).get_by_test_id("plot")
        box = area.bounding_box()
        assert box
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + box["width"] * start, y)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + box["width"] * end, y, steps=6)
        self.page.mouse.up()

    def zoom_back(self) -> Locator:
        return self.main.get_by_role("button", name="Zoom back")

    def section(self, name: str) -> Locator:
        return self.main.get_by_role("heading", level=2).get_by_role(
            "button", name=re.compile(rf"^{name} [\d,]+ logs?")
        )

    def open_large(self, name: str) -> None:
        self.reveal(name).get_by_role("button", name=f"Open {name} large").first.click()
