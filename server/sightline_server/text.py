"""Texts that both databases can hold."""


def storable(text: str, most: int | None = None) -> str:
    """Without NUL, which PostgreSQL refuses, and cut to `most` characters, the last one then an ellipsis."""
    if "\0" in text:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return text if most is None or len(text) <= most else text[: most - 1] + "…"
