"""The keys of a mapping that came as data."""

from __future__ import annotations

from typing import Any

from sightline.errors import InvalidLog
from sightline.logtypes._describe import describe, shorten
from sightline.logtypes._foreign import mapping_of
from sightline.logtypes._scalars import refuse


def fields(data: Any, expected: str, known: tuple[str, ...]) -> dict[str, Any]:
    """`data` as a dict whose keys are all in `known`. Raises InvalidLog at "data" where it is none."""
    given = mapping_of(data)
    if given is None:
        raise refuse("data", expected, data)
    for key in given:
        if key not in known:
            got = shorten(key) if isinstance(key, str) else describe(key)
            raise InvalidLog("", "data", f"the keys {', '.join(known)}", got)
    return given


def need(given: dict[str, Any], key: str, expected: str) -> Any:
    """The value of a key that must be there. Raises InvalidLog at the key."""
    if key not in given or given[key] is None:
        raise refuse(key, expected, None if key in given else given)
    return given[key]
