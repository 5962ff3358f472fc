"""The sign-in page."""

from __future__ import annotations

from playwright.sync_api import Page


class SignInPage:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.heading = page.get_by_role("heading", name="Sign in to this server")
        self.token = page.get_by_label("One-time token")

    def open(self, token: str | None = None) -> None:
        """As from a link: `token` is the one of the printed address."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.url}/sign-in" + (f"#token={token}" if token else ""))

    def submit(self, token: str) -> None:
        self.token.fill(token)
        self.page.get_by_role("button", name="Sign in").click()

    def paste(self, text: str) -> None:
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.token.focus()
        self.page.keyboard.press("ControlOrMeta+V")
