"""What surrounds every page: side bar, top bar, search, keys, theme, messages."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

#: Width of what the browser lays out beyond its window, in pixels.
_OVERFLOW = "() => document.scrollingElement.scrollWidth - window.innerWidth"
_SCROLLED = """() => [...document.querySelectorAll("main, body, html")]
  .map((element) => element.scrollWidth - element.clientWidth).reduce((most, more) => Math.max(most, more), 0)"""


class Shell:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.main = page.get_by_role("main")
        self.path = page.get_by_role("navigation", name="Path")
        self.side = page.get_by_role("navigation", name="Main")
        self.keys = page.get_by_role("dialog", name="Keys")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def back(self) -> None:
        self.page.go_back()

    def reload(self) -> None:
        self.page.reload()

    def address(self) -> str:
        """What is behind the server's name."""
        return self.page.url.removeprefix(self.url)

    def toast(self, text: str) -> Locator:
        return self.page.get_by_role("alert").filter(has_text=text)

    def undo(self, text: str) -> None:
        """Take back what the message with this text says was done."""
        self.toast(text).get_by_role("button", name="Undo").click()

    def focused(self) -> str:
        """The name of the element that has the focus: its label, or its text."""
        return str(
            self.page.evaluate(
                """() => {
                  const element = document.activeElement;
                  return element.ariaLabel ?? element.innerText ?? "";
                }"""
            )
        ).strip()

    def focus_ring(self) -> str:
        """The shadow or outline of the focused element, or of the frame around it; empty for none."""
        return str(
            self.page.evaluate(
                """() => {
                  const ring = (element) => {
                    const style = getComputedStyle(element);
                    const outline = style.outlineStyle !== "none" && style.outlineWidth !== "0px" ? style.outline : "";
                    return (style.boxShadow !== "none" ? style.boxShadow : "") + outline;
                  };
                  const element = document.activeElement;
                  return ring(element) || ring(element.parentElement) || ring(element.parentElement.parentElement);
                }"""
            )
        )

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Account of").click()
        self.page.get_by_role("menuitem", name="Sign out").click()

    def search_for(self, text: str) -> None:
        self.page.get_by_role("button", name="Search or jump to").click()
        self.page.get_by_placeholder("Project, experiment, log or file").fill(text)

    def search_hit(self, name: str) -> Locator:
        return self.page.get_by_role("dialog").get_by_role("button", name=name)

    def pinned(self, name: str) -> Locator:
        return self.side.get_by_role("link", name=name)

    def open_menu(self) -> None:
        """The side bar, where the window is too narrow for it."""
        self.page.get_by_role("button", name="Main menu").click()

    def sideways(self) -> int:
        """Pixels by which the page as a whole can be moved sideways."""
        return max(int(self.page.evaluate(_OVERFLOW)), int(self.page.evaluate(_SCROLLED)))
