"""One `Range` of a download (RFC 9110, section 14): what a resumed transfer asks for."""

from __future__ import annotations

import re

_RANGE = re.compile(r"bytes=(\d{0,20})-(\d{0,20})")


class Unsatisfiable(ValueError):
    """The range lies beyond the end."""


def read_range(header: str | None, size: int) -> tuple[int, int] | None:
    """The half-open range [start, end); None for the whole file: no range, several ones, or another unit.

    Raises Unsatisfiable when nothing of it exists.
    """
    match = _RANGE.fullmatch(header.strip()) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < int(first):
            return None
    if start >= size or start >= end:
        raise Unsatisfiable(f"bytes */{size}")
    return start, end
