"""Numbers and texts, one at a time and in rows: what every type is made of."""

from __future__ import annotations

from collections import deque
from math import isfinite
from typing import Any

from sightline.errors import InvalidLog
from sightline.logtypes._describe import describe, non_finite
from sightline.logtypes._foreign import unwrap

Number = float | int | str  #: a str only as "NaN", "Infinity" or "-Infinity"

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_LONGEST_NUMBER = 1000  # characters
_NUMBER_CHARACTERS = frozenset("0123456789+-.eEinfatyINFATYnN \t\r\n")


def refuse(at: str, expected: str, got: Any) -> InvalidLog:
    """The refusal of `got` at the path `at`, for the caller to raise."""
    return InvalidLog("", at, expected, describe(got))


def number(given: Any, at: str = "data") -> Number:
    """A number in canonical form. Whole numbers of 64 bits stay whole, longer ones become the nearest float.

    Accepts what is a number in Python or another library, and numeric texts. Raises InvalidLog at `at`.
    """
    kind = type(given)
    if kind is float:
        return given if isfinite(given) else non_finite(given)
    if kind is int:
        return _whole(given, at)
    if isinstance(given, str):
        found = numeric(given)
        if found is None:
            raise refuse(at, "a number", given)
        return found
    return _unwrapped(given, at)


def finite(given: Any, at: str) -> float | int:
    """A number that is neither NaN nor infinite, in canonical form. Raises InvalidLog at `at`."""
    found = number(given, at)
    if isinstance(found, str):
        raise InvalidLog("", at, "a finite number", found)
    return found


def numeric(text: str) -> Number | None:
    """The number that a text says, as `float()` reads it; None where it says none."""
    if len(text) > _LONGEST_NUMBER or not _NUMBER_CHARACTERS.issuperset(text):
        return None
    try:
        whole = int(text)
    except ValueError:
        pass
    else:
        if _SMALLEST <= whole <= _LARGEST:
            return whole
    try:
        real = float(text)
    except ValueError:
        return None
    return real if isfinite(real) else non_finite(real)


def numbers(given: Any, at: str = "data") -> list[Number]:
    """A row of numbers in canonical form. Raises InvalidLog at `at`, or at the number that is none."""
    row = sequence(given, at, "numbers")
    if set(map(type, row)) == {float} and all(map(isfinite, row)):
        return row
    read: list[Number] = []
    try:
        for item in row:
            read.append(number(item))  # noqa: PERF401 - its length tells where a fault is
    except InvalidLog as fault:
        raise InvalidLog("", f"{at}[{len(read)}]", fault.expected, fault.got) from None
    return read


def sequence(given: Any, at: str, of: str) -> list[Any]:
    """A new list out of a list, a tuple, an array of any library. Raises InvalidLog at `at`."""
    given = placed(given, at)
    if isinstance(given, list | tuple | range | deque):
        return list(given)
    raise refuse(at, f"a list of {of}", given)


def placed(given: Any, at: str) -> Any:
    """`unwrap`, with the place of a fault."""
    try:
        return unwrap(given)
    except InvalidLog as fault:
        raise InvalidLog("", at, fault.expected, fault.got) from None


def text(given: Any, at: str) -> str:
    """A text that can be stored and sent: no lone surrogates. Raises InvalidLog at `at`."""
    if not isinstance(given, str):
        raise refuse(at, "a text", given)
    if not given.isascii():
        try:
            given.encode()
        except UnicodeEncodeError:
            raise refuse(at, "a text without lone surrogates", given) from None
    return str(given)


def label(given: Any, at: str) -> str:
    """The name of a class, a row, an image: a text, or a number as text (`7` is "7"). Raises InvalidLog at `at`."""
    given = placed(given, at)
    if isinstance(given, str):
        return text(given, at)
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise refuse(at, "a name", given)
    found = number(given, at)
    return str(int(found)) if isinstance(found, float) and found.is_integer() else str(found)


def labels(given: Any, at: str) -> list[str]:
    """A row of names."""
    return [label(item, f"{at}[{index}]") for index, item in enumerate(sequence(given, at, "names"))]


def as_float(canonical: Number) -> float:
    """A canonical number as a float: "NaN" is nan, "-Infinity" is -inf."""
    return float(canonical)


def _whole(given: int, at: str) -> Number:
    if _SMALLEST <= given <= _LARGEST:
        return given
    try:
        return float(given)
    except OverflowError:
        raise refuse(at, "a number of at most 64 bits", given) from None


def _unwrapped(given: Any, at: str) -> Number:
    found = placed(given, at)
    if isinstance(found, bool):
        return int(found)
    if isinstance(found, int):
        return _whole(int(found), at)
    if isinstance(found, float):
        return number(float(found))
    if found is not given and type(found) is str:
        return number(found, at)
    if isinstance(found, list) and len(found) == 1 and not isinstance(given, list):
        return number(found[0], at)
    raise refuse(at, "a number", given)
