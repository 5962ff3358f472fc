"""Settings: who is signed in, keys of scripts, addresses for other browsers."""

from __future__ import annotations

from playwright.sync_api import Page


class SettingsPage:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.main = page.get_by_role("main")
        self.keys = self.main.get_by_role("table", name="API keys").get_by_role("row")

    def open(self) -> None:
        self.page.goto(f"{self.url}/settings")
        self.main.get_by_role("heading", name="Settings").wait_for()

    def make_key(self, name: str) -> str:
        """A new key; returns what the dialog shows once."""
        self.main.get_by_role("button", name="New key").click()
        self.page.get_by_role("dialog", name="New key").get_by_label("Name").fill(name)
        self.page.get_by_role("button", name="Make the key").click()
        dialog = self.page.get_by_role("dialog", name="The new key")
        shown = dialog.get_by_text("SIGHTLINE_API_KEY").inner_text()
        dialog.get_by_role("button", name="Done").click()
        return shown.split("SIGHTLINE_API_KEY=")[1].strip()

    def make_address(self) -> str:
        """An address that signs another browser in."""
        self.main.get_by_role("button", name="Make an address").click()
        return self.main.get_by_text("/sign-in#token=").inner_text().strip()

    def revoke(self, name: str, *, sure: bool) -> None:
        self.keys.filter(has_text=name).get_by_role("button", name="Revoke").click()
        dialog = self.page.get_by_role("dialog", name=f"Revoke {name}?")
        dialog.get_by_role("button", name="Revoke" if sure else "Cancel").click()
        dialog.wait_for(state="detached")
