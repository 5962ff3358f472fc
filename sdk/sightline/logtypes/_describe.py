"""What came, in a few words. Never the whole of it: data may be a million characters or 5,000 levels deep."""

from __future__ import annotations

from contextlib import suppress
from math import isfinite
from typing import Any

from sightline._counted import counted

_LONGEST = 40  # characters of a text or a number that are repeated


def describe(got: Any) -> str:
    """One short line for the end of a refusal: `'low'`, `a list of 3`, `an array of shape (8, 9, 2), uint8`."""
    if got is None or isinstance(got, bool):
        return str(got)
    if isinstance(got, float):
        return str(float(got)) if isfinite(got) else non_finite(got)
    if isinstance(got, int):
        return str(got) if got.bit_length() <= 128 else f"a whole number of {got.bit_length()} bits"
    if isinstance(got, str):
        return shorten(got)
    if isinstance(got, bytes | bytearray):
        return counted(len(got), "byte")
    if isinstance(got, dict):
        return _mapping(got)
    if isinstance(got, list | tuple | set | frozenset):
        kind = type(got).__name__.replace("frozenset", "set")
        return f"a {kind} of {len(got)}" if got else f"an empty {kind}"
    return _other(got)


def shorten(text: str) -> str:
    """A text in quotes, its middle left out when it is long; control characters and lone surrogates escaped."""
    if len(text) <= _LONGEST:
        return repr(str(text))
    return f"{str(text[:_LONGEST])!r}... ({len(text)} characters)"


def non_finite(given: float) -> str:
    """How a number is spelled that JSON cannot say, in data and in messages alike."""
    return "NaN" if given != given else "Infinity" if given > 0 else "-Infinity"


def _mapping(got: dict[Any, Any]) -> str:
    if not got:
        return "an empty dict"
    first = ", ".join(shorten(key) if isinstance(key, str) else type(key).__name__ for key in list(got)[:3])
    return f"a dict with {first}{', ...' if len(got) > 3 else ''}"


def _other(got: Any) -> str:
    kind = type(got).__name__[:_LONGEST]
    shape = getattr(got, "shape", None)
    if shape == () and hasattr(got, "item"):
        with suppress(Exception):  # of another library: it may be on a device that does not answer
            number = got.item()
            if isinstance(number, int | float):
                return describe(number)
    if isinstance(shape, tuple) and all(isinstance(side, int) for side in shape):
        return f"{kind} of shape {tuple(shape)}, {str(getattr(got, 'dtype', ''))[:_LONGEST]}"
    return f"a value of type {kind}"
