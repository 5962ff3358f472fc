"""Texts of others on a terminal."""

from __future__ import annotations


def one_line(text: str) -> str:
    """On one line, and harmless: what would control the terminal, or turn writing round, is escaped: \\u202e."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else character.encode("unicode_escape").decode()
