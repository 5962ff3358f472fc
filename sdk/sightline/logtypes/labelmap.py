"""`labelmap`: the name of each class number."""

from __future__ import annotations

from typing import Any

from sightline.errors import InvalidLog
from sightline.logtypes._describe import describe, shorten
from sightline.logtypes._foreign import mapping_of
from sightline.logtypes._scalars import placed, refuse, text

_LONGEST_INDEX = 18  # digits


def read(data: Any) -> dict[str, str]:
    """{"0": "car"}: index as text -> name, by rising index. From 0, from 1, or with gaps.

    Accepts whole numbers as keys, in Python, in NumPy or as texts.
    """
    given = mapping_of(data)
    if given is None:
        raise refuse("data", 'a mapping of index to name, such as {"0": "car"}', data)
    if not given:
        raise refuse("data", 'at least one class, such as {"0": "car"}', given)
    names: dict[int, str] = {}
    for key, name in given.items():
        at = f"data[{shorten(key) if isinstance(key, str) else describe(key)}]"
        index = _index(key, at, name)
        if index in names:
            raise InvalidLog("", at, f"one name for index {index}", f"{shorten(names[index])} and {describe(name)}")
        names[index] = _name(name, at)
    return {str(index): names[index] for index in sorted(names)}


def _index(key: Any, at: str, name: Any) -> int:
    given = key if isinstance(key, str) else placed(key, at)
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) <= _LONGEST_INDEX:
        return int(given)
    if type(given) is int and 0 <= given < 10**_LONGEST_INDEX:
        return given
    if isinstance(given, str) and type(name) is int:
        raise InvalidLog("", at, 'index -> name, such as {"0": "car"}', "name -> index")
    raise refuse(at, "a whole number from 0 on as its index", key)


def _name(given: Any, at: str) -> str:
    name = text(given, at)
    if not name:
        raise refuse(at, "a name", given)
    return name
