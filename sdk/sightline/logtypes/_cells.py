"""One cell of a table."""

from __future__ import annotations

import json
from enum import Enum
from math import isfinite
from typing import Any

from sightline.errors import InvalidLog
from sightline.logtypes._foreign import FAULTS, mapping_of
from sightline.logtypes._scalars import number, placed, refuse, text
from sightline.logtypes._tree import tree

_EXPECTED = "a number, a text, True, False or None"
_LONGEST_WHOLE = 1024  # bits


def cell(given: Any, at: str) -> bool | int | float | str | None:
    """A number, a text, True, False or None in canonical form.

    A list or a dict becomes its JSON text, a path, a date or a member of an enum its own, and so does a whole number
    beyond 64 bits: a seed must stay exact. Raises InvalidLog at `at`.
    """
    kind = type(given)
    if kind is int:
        return _whole(given, at)
    if kind is float and isfinite(given):
        return float(given)
    if given is None or kind is bool or type(given).__name__ in ("NAType", "NaTType"):
        return given if kind is bool else None
    if isinstance(given, str):
        return text(given, at)
    spelled = _spelled(given, at)
    if spelled is not None:
        return text(spelled, at)
    given = placed(given, at)
    if given is None or isinstance(given, bool):
        return given
    if isinstance(given, list | tuple | range) or mapping_of(given) is not None:
        return json.dumps(tree(given, at), ensure_ascii=False)
    if isinstance(given, str):
        return text(given, at)
    if isinstance(given, int):
        return _whole(int(given), at)
    if isinstance(given, bytes | set | frozenset):
        raise refuse(at, _EXPECTED, given)
    try:
        return number(given, at)
    except InvalidLog:
        raise refuse(at, _EXPECTED, given) from None


def _whole(given: int, at: str) -> int | str:
    if -(2**63) <= given < 2**63:
        return given
    if given.bit_length() > _LONGEST_WHOLE:
        raise refuse(at, f"a whole number of at most {_LONGEST_WHOLE} bits", given)
    return str(given)


def _spelled(given: Any, at: str) -> Any:
    if isinstance(given, Enum):
        return given.name
    for method in ("__fspath__", "isoformat"):
        if hasattr(type(given), method):
            try:
                return getattr(given, method)()
            except FAULTS:
                raise refuse(at, "a path or a date", given) from None
    return None
