"""What is printed, and where: tables that fit, colours on a terminal only, JSON for programs."""

from __future__ import annotations

import json
import math
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TextIO

from sightline._one_line import one_line
from sightline._settings import wants_colours

Style = Literal["strong", "faint", "ok", "warn", "bad"]
_CODES: dict[Style, str] = {"strong": "1", "faint": "2", "ok": "32", "warn": "33", "bad": "31"}
_GAP = "  "
_NARROWEST = 8


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, and whether its cells are numbers (then they stand at the right)."""

    head: str
    number: bool = False


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str]], width: int | None = None) -> None:
    """One line a row, cut to `width` characters (the terminal's; unlimited where the output is no terminal)."""
    lines = [[one_line(cell) for cell in row] for row in rows]
    widths = _fit([column.head for column in columns], lines, columns, terminal_width() if width is None else width)
    print(styled(_row([column.head for column in columns], columns, widths), "faint"))
    for line in lines:
        print(_row(line, columns, widths))


def print_json(value: Any) -> None:
    """Indented for a reader, strict for a program: non-finite numbers become "NaN", "Infinity", "-Infinity"."""
    text = json.dumps(_strict(value), indent=2, ensure_ascii=False, allow_nan=False)
    print("\n".join(line if line.isprintable() else _escaped(line) for line in text.split("\n")))


def styled(text: str, style: Style, stream: TextIO | None = None) -> str:
    """`text` in a colour, where `stream` (stdout) shows colours: a terminal, and NO_COLOR is not set."""
    return f"\033[{_CODES[style]}m{text}\033[0m" if _shows_colours(stream or sys.stdout) else text


def terminal_width() -> int:
    """Characters in a line of the terminal; 0 where the output is not one, so that nothing is cut in a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def shortened(text: str, width: int) -> str:
    """`text` in at most `width` characters, its end replaced by an ellipsis."""
    if text_width(text) <= width:
        return text
    kept = ""
    for character in text:
        if text_width(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def text_width(text: str) -> int:
    """Columns of a terminal that `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _shows_colours(stream: TextIO) -> bool:
    return stream.isatty() and wants_colours()


def _fit(heads: list[str], rows: list[list[str]], columns: Sequence[Column], width: int) -> list[int]:
    """Each column's width: as wide as its widest cell, the widest text columns cut until the line fits."""
    widths = [max(map(text_width, cells)) for cells in zip(heads, *rows, strict=True)]
    texts = [index for index, column in enumerate(columns) if not column.number]
    while width and sum(widths) + len(_GAP) * (len(widths) - 1) > width and texts:
        widest = max(texts, key=lambda index: widths[index])
        if widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
    return widths


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    fitted = []
    for cell, column, width in zip(cells, columns, widths, strict=True):
        text = shortened(cell, width)
        padding = " " * (width - text_width(text))
        fitted.append(padding + text if column.number else text + padding)
    return _GAP.join(fitted).rstrip()


def _escaped(line: str) -> str:
    """JSON in which no character controls the terminal: the same to a program."""
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in line)


def _strict(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {key: _strict(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_strict(item) for item in value]
    return value
