"""Numbers of things, in words."""

from __future__ import annotations


def plural(number: float, noun: str, many: str = "") -> str:
    """The noun for so many. `many`: of which there are several, where it is not the noun and an s."""
    return noun if number == 1 else many or f"{noun}s"


def counted(number: int, noun: str, many: str = "") -> str:
    """1 record, 2 records; 1 category, 2 categories."""
    return f"{number} {plural(number, noun, many)}"
