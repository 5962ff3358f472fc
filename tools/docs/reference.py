"""Writes the generated pages of docs/reference/."""

from __future__ import annotations

from pathlib import Path

from sightline import names

from tools.docs import commands, http, tables

PAGES = {
    "names": names.render,
    "cli": commands.page,
    "http": http.page,
    "settings": tables.settings,
    "errors": tables.failures,
    "permissions": tables.permissions,
}


def write(folder: Path) -> None:
    """Write each page whose text has changed."""
    for name, page in PAGES.items():
        file, text = folder / f"{name}.md", page()
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")
