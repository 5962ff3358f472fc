"""Run lengths of a mask, as COCO has them: down the columns, zeros first."""

from __future__ import annotations


def counts_of_bytes(cells: bytes) -> list[int]:
    """Run lengths of bytes that are 0 or 1, in the order of the columns."""
    counts, at, looked_for = [], 0, b"\x01"
    while at < len(cells):
        end = cells.find(looked_for, at)
        end = len(cells) if end < 0 else end
        counts.append(end - at)
        at, looked_for = end, b"\x00" if looked_for == b"\x01" else b"\x01"
    return counts


def counts_of_text(given: str | bytes) -> list[int] | None:
    """Run lengths out of COCO's compressed text; None where it is none.

    Each is written in groups of five bits, from the fourth on as the difference to the one two before.
    """
    symbols = given.encode("latin-1", "replace") if isinstance(given, str) else given
    counts: list[int] = []
    value = shift = 0
    for symbol in symbols:
        bits = symbol - 48
        if not 0 <= bits < 64 or shift > 60:
            return None
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits & 0x20:
            continue
        if bits & 0x10:
            value -= 1 << shift
        counts.append(value + (counts[-2] if len(counts) > 2 else 0))
        value = shift = 0
    return None if shift else counts
