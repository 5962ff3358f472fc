"""The reference page of the reserved names, written from the registry."""

from __future__ import annotations

from collections.abc import Iterable

from sightline.names._definition import Reserved

_HEAD = """# Reserved names

Most names are free. When something arrives under one of these, the platform acts on it by itself. All are lower case.
This page is generated from the registry in `sightline/names/` by `python -m sightline.names`.
"""


def page(reserved_names: Iterable[Reserved]) -> str:
    """The page in Markdown: the names of data, then those of files, a section each."""
    reserved_names = tuple(reserved_names)
    data = [reserved for reserved in reserved_names if reserved.kind == "data"]
    files = [reserved for reserved in reserved_names if reserved.kind == "file"]
    parts = [_HEAD, "## Data: `experiment.log`\n", *map(_section, data), "## Files: `experiment.store`\n"]
    return "\n".join([*parts, *map(_section, files)])


def _section(reserved: Reserved) -> str:
    facts = [
        ("Type", " or ".join(f"`{accepted}`" for accepted in reserved.types)),
        ("Also read from", ", ".join(f"`{alias}`" for alias in reserved.aliases)),
        ("Shows in", ", ".join(reserved.shows)),
    ]
    rows = "".join(f"- {title}: {text}\n" for title, text in facts if text)
    return f"### `{reserved.name}`\n\n{reserved.doc}\n\n{rows}\n```python\n{reserved.example}\n```\n"
