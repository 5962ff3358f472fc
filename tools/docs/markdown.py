"""The little Markdown that the generated pages need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A pipe table without the columns that no row fills; "" for no rows."""
    columns = [column for column in zip(head, *rows, strict=True) if any(column[1:])]
    if not columns:
        return ""
    titles, *filled = ("| " + " | ".join(map(cell, row)) + " |" for row in zip(*columns, strict=True))
    return "\n".join([titles, "|---" * len(columns) + "|", *filled]) + "\n"


def cell(text: str) -> str:
    """One line in which no character ends the cell."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """Set as code; "" for nothing."""
    return f"`{text}`" if text else ""
