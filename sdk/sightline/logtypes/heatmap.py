"""`heatmap`: a matrix of numbers over classes, or over any two lists of names."""

from __future__ import annotations

from typing import Any

from sightline._counted import counted
from sightline.errors import InvalidLog
from sightline.logtypes._fields import fields, need
from sightline.logtypes._foreign import mapping_of
from sightline.logtypes._scalars import Number, labels, numbers, refuse, sequence

_SHAPE = '{"categories": [N names], "values": N rows of N numbers} or {"x": [...], "y": [...], "z": [[...]]}'


def read(data: Any) -> dict[str, Any]:
    """{"categories", "values", "background"}, or {"x", "y", "z"} with one row of `z` per `y` and one number per `x`.

    Row = truth, column = prediction. `background` is true where the matrix is one larger than the N categories: its
    last column then holds the missed objects, its last row the detections of nothing.
    """
    given = mapping_of(data)
    if given is None:
        raise InvalidLog("", "categories", _SHAPE, refuse("", "", data).got)
    if "z" in given:
        return _over_names(fields(given, _SHAPE, ("x", "y", "z")))
    return _over_classes(fields(given, _SHAPE, ("categories", "values")))


def _over_classes(given: dict[str, Any]) -> dict[str, Any]:
    names = labels(need(given, "categories", "a list of class names"), "categories")
    if not names:
        raise refuse("categories", "at least one class name", names)
    count = len(names)
    categories = counted(count, "category", "categories")
    rows = sequence(need(given, "values", f"{counted(count, 'row')} of {counted(count, 'number')}"), "values", "rows")
    if len(rows) not in (count, count + 1):
        expected = f"{counted(count, 'row')} for {categories}, or {count + 1} with background"
        raise InvalidLog("", "values", expected, str(len(rows)))
    why = f"{categories} + background" if len(rows) > count else categories
    return {
        "categories": names,
        "values": _rows(rows, "values", len(rows), why),
        "background": len(rows) > count,
    }


def _over_names(given: dict[str, Any]) -> dict[str, Any]:
    across, down = (labels(need(given, key, "a list of names"), key) for key in ("x", "y"))
    rows = sequence(given["z"], "z", "rows")
    if len(rows) != len(down):
        raise InvalidLog("", "z", f"{counted(len(down), 'row')}, one per name in y", str(len(rows)))
    return {"x": across, "y": down, "z": _rows(rows, "z", len(across), f"{counted(len(across), 'name')} in x")}


def _rows(rows: list[Any], at: str, width: int, why: str) -> list[list[Number]]:
    read = []
    for index, row in enumerate(rows):
        cells = numbers(row, f"{at}[{index}]")
        if len(cells) != width:
            raise InvalidLog("", f"{at}[{index}]", f"{counted(width, 'number')} ({why})", str(len(cells)))
        read.append(cells)
    return read
