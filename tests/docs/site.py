"""The site as Sphinx builds it, and what its pages refer to."""

from __future__ import annotations

import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urlsplit

ROOT = Path(__file__).resolve().parents[2]
#: Where a page leads back to the app: the one address outside the site.
APP = "/"


class Built(NamedTuple):
    """How the build ended, and what it said."""

    code: int
    said: str
    folder: Path


def build(source: Path, folder: Path) -> Built:
    """Build `source` as `make docs` does."""
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-E", "-q", "-d", str(folder / "trees")]
    done = subprocess.run([*command, str(source), str(folder / "site")], capture_output=True, text=True, timeout=280)
    return Built(done.returncode, done.stderr, folder / "site")


def copy_of_docs(root: Path) -> Path:
    """A copy of docs/ that a test may change, beside what its pages look at."""
    shutil.copytree(ROOT / "docs", root / "docs")
    for neighbour in ("tools", "tests", "ui"):
        (root / neighbour).symlink_to(ROOT / neighbour)
    return root / "docs"


class Page(HTMLParser):
    """One built page: what it loads, where it links to, what can be linked to, its scripts without a file."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self.loads: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.inline = 0
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors.update(value for value in (given.get("id"), given.get("name")) if value)
        if (tag == "script" and "src" not in given) or any(name.startswith("on") for name in given):
            self.inline += 1
        address = given.get("href") or given.get("src")
        if address:
            (self.links if tag == "a" else self.loads).append(address)


def dead(pages: dict[Path, Page], page: Page, address: str) -> bool:
    """Whether the address leads nowhere inside the site."""
    if urlsplit(address).scheme or address == APP:
        return False
    place, anchor = urldefrag(address)
    file = (page.file.parent / unquote(urlsplit(place).path)).resolve() if place else page.file
    return not file.is_file() or (bool(anchor) and file in pages and unquote(anchor) not in pages[file].anchors)
