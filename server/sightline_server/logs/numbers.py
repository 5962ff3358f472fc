"""Numbers that JSON and SQLite cannot hold: NaN and the infinities travel and rest as text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from sightline_server.payloads import Number

if TYPE_CHECKING:
    from sightline_server.store.points import Floats

_WORDS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def number(value: float) -> Number:
    """The number itself when it is finite, else its word."""
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def numbers(values: Floats) -> list[Number]:
    """The same for an array."""
    import numpy as np

    listed = cast("list[Number]", values.tolist())
    for index in np.flatnonzero(~np.isfinite(values)).tolist():
        listed[index] = number(values[index])
    return listed


def columns_of(value: float) -> tuple[float | None, str | None]:
    """(number, text) of a head row: the number when it is finite, else its word."""
    shown = number(value)
    return (None, shown) if isinstance(shown, str) else (shown, None)


def value_of(finite: float | None, text: str | None) -> Number | None:
    """The number of a head row's (number, text); None for a text that is no number."""
    if finite is not None:
        return finite
    return cast("Number", text) if text in _WORDS else None


def finite_of(value: Number) -> float:
    """As a float: the words become what they say."""
    return _WORDS[value] if isinstance(value, str) else value
