"""`line`: a series of points, appended to by every call."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from sightline._counted import counted
from sightline.errors import InvalidLog
from sightline.logtypes._fields import fields
from sightline.logtypes._foreign import mapping_of
from sightline.logtypes._scalars import Number, finite, number, numbers, placed, refuse

_SHAPE = 'a number, a list of numbers, or {"steps": [...], "values": [...]}'
#: The largest step, as a server takes it: sums of two of them still fit 64 bits.
LARGEST_STEP = 2**62
_STEPS, _VALUES = ("steps", "step", "x"), ("values", "value", "y")


def read(data: Any, step: Any = None) -> dict[str, Any]:
    """{"steps": [...] | None, "values": [...]}: points by rising step; None where the order of arrival counts.

    Of two points with one step the later stays. `step` belongs to a call with one value. A None among the steps keeps
    the order as it came: that point follows the one before it.
    """
    given = mapping_of(data)
    if given is None:
        return _at_step({"steps": None, "values": _row(data, "data")}, step)
    fields(given, _SHAPE, _STEPS + _VALUES)
    steps, values = _first(given, _STEPS), _first(given, _VALUES)
    if values is None or given[values] is None:
        raise InvalidLog("", "values", _SHAPE, refuse("", "", given).got)
    row = _row(given[values], values)
    if steps is None or given[steps] is None:
        return _at_step({"steps": None, "values": row}, step)
    if step is not None:
        raise refuse("step", "no step beside the data's own", step)
    return _by_step(_steps(given[steps], steps, len(row)), row)


def step(given: Any, at: str = "step") -> int | float:
    """A step in canonical form: whole where it can be, finite, -2**62 to 2**62. Raises InvalidLog at `at`."""
    if isinstance(given, bool):
        raise refuse(at, "a finite number", given)
    found = given if isinstance(given, int) else finite(given, at)
    if not -LARGEST_STEP <= found <= LARGEST_STEP:
        raise refuse(at, "a step between -2**62 and 2**62", given)
    return int(found) if isinstance(found, int) or found.is_integer() else found


def _first(given: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((key for key in keys if key in given), None)


def _row(given: Any, at: str) -> list[Number]:
    given = placed(given, at)
    if isinstance(given, list | tuple | range) or type(given).__name__ == "deque":
        return numbers(given, at)
    if isinstance(given, str | bytes | set | dict) or given is None:
        if isinstance(given, str):
            return [number(given, at)]
        raise refuse(at, "a number or a list of numbers", given)
    return [number(given, at)]


def _at_step(points: dict[str, Any], given: Any) -> dict[str, Any]:
    if given is None:
        return points
    if len(points["values"]) != 1:
        raise InvalidLog("", "step", "no step, or data of one value", counted(len(points["values"]), "value"))
    points["steps"] = [step(given)]
    return points


def _steps(given: Any, at: str, count: int) -> list[int | float | None]:
    given = placed(given, at)
    row = list(given) if isinstance(given, list | tuple | range) else [given]
    if len(row) != count:
        raise InvalidLog("", at, f"{counted(count, 'step')}, one per value", str(len(row)))
    if set(map(type, row)) == {int} and min(row) >= -LARGEST_STEP and max(row) <= LARGEST_STEP:
        return row
    return [None if item is None else step(item, f"{at}[{index}]") for index, item in enumerate(row)]


def _by_step(steps: list[int | float | None], values: list[Number]) -> dict[str, Any]:
    known = [item for item in steps if item is not None]
    if len(known) < len(steps):
        return {"steps": steps if known else None, "values": values}
    if any(following <= item for item, following in pairwise(known)):
        points = dict(zip(known, values, strict=True))
        known = sorted(points)
        values = [points[item] for item in known]
    return {"steps": known, "values": values}


__all__ = ["LARGEST_STEP", "number", "read", "step"]
