"""Reference pages that people write: nothing is missing in them, and nothing stands there that is gone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from sightline.logtypes import LOG_TYPES
from sightline.names import REGISTRY
from sightline_server.access.policy import POLICY

from tests.docs.site import ROOT
from tools.docs import reference, tables

PAGES = ROOT / "docs" / "reference"


def _made_findings(folder: Path) -> Iterator[str]:
    """The codes of the findings that the modules of a folder make, as their source says."""
    for file in folder.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "").lower().lstrip("_") == "finding":
                given = [key.value for key in call.keywords if key.arg == "code"] + call.args[:1]
                yield from (one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_the_page_of_findings_has_every_code() -> None:
    made = {code for part in ("names", "findings") for code in _made_findings(ROOT / "sdk" / "sightline" / part)}
    assert len(made) > 10
    written = re.findall(r"^\| `([a-z-]+)` \|", (PAGES / "findings.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(written) == sorted(made)


def test_the_page_of_log_types_has_a_section_for_each() -> None:
    sections = re.findall(r"^## `(\w+)`$", (PAGES / "log-types.md").read_text("utf-8"), re.MULTILINE)
    assert tuple(sections) == LOG_TYPES


def test_the_generated_pages_have_a_line_for_everything(tmp_path: Path) -> None:
    reference.write(tmp_path)
    names, cli, settings, errors, http = (
        (tmp_path / f"{name}.md").read_text("utf-8") for name in ("names", "cli", "settings", "errors", "http")
    )
    assert all(f"### `{reserved.name}`" in names for reserved in REGISTRY)
    assert "usage: sightline server [-h] [--data DIR]" in cli
    assert all(f"| `{variable}` |" in settings for variable in tables.variables())
    assert "| `type-changed` | 409 | `TypeChanged` |" in errors
    assert "### `POST /api/batches`" in http
    assert all(permission in (tmp_path / "permissions.md").read_text("utf-8") for permission in POLICY)
