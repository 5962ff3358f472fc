"""`value`: one number or one text, such as a final score or the name of a backbone."""

from __future__ import annotations

from typing import Any

from sightline.errors import InvalidLog
from sightline.logtypes._foreign import mapping_of
from sightline.logtypes._scalars import Number, number, numeric, placed, refuse, text


def read(data: Any) -> Number | bool:
    """The scalar itself. Accepts a number, True and False, a text (a numeric one is the number), {"value": ...}."""
    given = mapping_of(data)
    if given is None:
        return _scalar(data, "data")
    if "value" not in given:
        raise InvalidLog("", "value", 'the key "value"', refuse("", "", given).got)
    return _scalar(given["value"], "value")


def _scalar(given: Any, at: str) -> Number | bool:
    given = placed(given, at)
    if isinstance(given, bool):
        return given
    if isinstance(given, str):
        found = numeric(given)
        return text(given, at) if found is None else found
    if isinstance(given, list | tuple | bytes | set | dict) or given is None:
        raise refuse(at, "a number or a text", given)
    return number(given, at)
