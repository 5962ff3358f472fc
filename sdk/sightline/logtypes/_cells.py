"""One cell of a table."""

from __future__ import annotations

import json
from enum import Enum
from math import isfinite
from typing import Any

from sightline.logtypes._foreign import FAULTS, mapping_of
from sightline.logtypes._scalars import number, placed, refuse, text
from sightline.logtypes._tree import tree


def cell(given: Any, at: str) -> bool | int | float | str | None:
    """A number, a text, True, False or None in canonical form.

    A list or a dict becomes its JSON text, a path, a date or a member of an enum its own. Raises InvalidLog at `at`.
    """
    kind = type(given)
    if kind is int or (kind is float and isfinite(given)):
        return number(given, at)
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
    if isinstance(given, bytes | set | frozenset):
        raise refuse(at, "a number, a text, True, False or None", given)
    return number(given, at)


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
