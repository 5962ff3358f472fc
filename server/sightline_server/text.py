"""Texts: what both databases can hold, and numbers of things."""


def storable(text: str, most: int | None = None) -> str:
    """Without NUL, which PostgreSQL refuses, and cut to `most` characters, the last one then an ellipsis."""
    if "\0" in text:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return text if most is None or len(text) <= most else text[: most - 1] + "…"


def counted(number: int, noun: str) -> str:
    """`1 file`, `0 files`, `12 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
