"""Nested data that are kept as they came: cells that hold lists, keys that no reader knows."""

from __future__ import annotations

from typing import Any

from sightline.errors import InvalidLog
from sightline.logtypes._foreign import mapping_of
from sightline.logtypes._scalars import number, placed, refuse, text

_DEEPEST = 16  # levels


def tree(given: Any, at: str, depth: int = _DEEPEST) -> Any:
    """Lists, dicts, texts, numbers, True, False and None in canonical form. Raises InvalidLog at `at`, or below it."""
    given = placed(given, at)
    if given is None or isinstance(given, bool):
        return given
    if isinstance(given, str):
        return text(given, at)
    if depth == 0:
        raise InvalidLog("", at, f"at most {_DEEPEST} levels", "more")
    if isinstance(given, list | tuple | range):
        return [tree(item, f"{at}[{index}]", depth - 1) for index, item in enumerate(given)]
    entries = mapping_of(given)
    if entries is not None:
        return {key_of(key, at): tree(item, f"{at}[{key_of(key, at)!r}]", depth - 1) for key, item in entries.items()}
    return number(given, at)


def key_of(given: Any, at: str) -> str:
    """The key of a mapping as text. Raises InvalidLog at `at` where it is neither a text nor a number."""
    if isinstance(given, str):
        if len(given) > 255:
            raise refuse(at, "keys of at most 255 characters", given)
        return text(given, at)
    if given is None or isinstance(given, bool):
        return str(given)
    if isinstance(given, tuple):
        return ".".join(key_of(part, at) for part in given)
    return str(number(given, at))
