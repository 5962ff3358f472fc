"""`table`: rows of cells under named columns, or one row of parameters."""

from __future__ import annotations

from typing import Any

from sightline._counted import counted
from sightline.errors import InvalidLog
from sightline.logtypes._cells import cell
from sightline.logtypes._fields import fields
from sightline.logtypes._foreign import FAULTS, mapping_of
from sightline.logtypes._scalars import labels, placed, refuse, sequence
from sightline.logtypes._tree import key_of

_SHAPE = 'a dict, {"data": [[...]], "rows": [...]?, "columns": [...]?}, a list of dicts or a DataFrame'
_DEEPEST = 16  # levels of dicts in a flat dict


def read(data: Any) -> dict[str, Any]:
    """{"columns": [names], "rows": [names] | None, "data": [[cells]], "flat": True?}.

    A cell is a number, a text, True, False or None. A dict is one row and has `flat`; a dict inside it gives columns
    such as "optimizer.lr". A list in a cell becomes its JSON text. Columns without a name are "0", "1", ...
    """
    frame = _frame(data)
    if frame is not None:
        return frame
    given = mapping_of(data)
    if given is not None:
        return _long(given) if _is_long(given) else _flat(given)
    if isinstance(data, list | tuple):
        return _records(data)
    raise refuse("data", _SHAPE, data)


def _is_long(given: dict[Any, Any]) -> bool:
    rows = given.get("data")
    if hasattr(rows, "shape"):
        return True
    if not isinstance(rows, list | tuple):
        return False
    return set(given) <= {"data", "rows", "columns"} or (len(rows) > 0 and isinstance(rows[0], list | tuple))


def _long(given: dict[Any, Any]) -> dict[str, Any]:
    fields(given, _SHAPE, ("data", "rows", "columns"))
    rows = [_row(row, f"data[{index}]") for index, row in enumerate(sequence(given["data"], "data", "rows"))]
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise InvalidLog(
                "", f"data[{index}]", f"{counted(len(rows[0]), 'cell')}, as in the first row", str(len(row))
            )
    columns, names = (None if given.get(key) is None else labels(given[key], key) for key in ("columns", "rows"))
    if columns is None:
        columns = [str(index) for index in range(len(rows[0]) if rows else 0)]
    if rows and len(columns) != len(rows[0]):
        raise InvalidLog("", "columns", f"{counted(len(rows[0]), 'name')}, one per column", str(len(columns)))
    if names is not None and len(names) != len(rows):
        raise InvalidLog("", "rows", f"{counted(len(rows), 'name')}, one per row", str(len(names)))
    return {"columns": columns, "rows": names, "data": rows}


def _row(given: Any, at: str) -> list[Any]:
    return [cell(item, f"{at}[{index}]") for index, item in enumerate(sequence(given, at, "cells"))]


def _flat(given: dict[Any, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    _flatten(given, "", "data", _DEEPEST, cells)
    return {"columns": list(cells), "rows": None, "data": [list(cells.values())], "flat": True}


def _flatten(given: dict[Any, Any], prefix: str, at: str, depth: int, cells: dict[str, Any]) -> None:
    if depth == 0:
        raise InvalidLog("", at, f"at most {_DEEPEST} dicts in each other", "more")
    for key, item in given.items():
        name = prefix + key_of(key, at)
        inner = mapping_of(item)
        if inner:
            _flatten(inner, f"{name}.", at, depth - 1, cells)
        elif name in cells:
            raise InvalidLog("", at, "each key once", f"{name[:80]!r} twice")
        else:
            cells[name] = cell(item, f"data[{name[:80]!r}]")


def _records(given: Any) -> dict[str, Any]:
    records = []
    for index, item in enumerate(given):
        record = mapping_of(item)
        if record is None:
            raise refuse(f"data[{index}]", "a dict per row", item)
        records.append({key_of(key, f"data[{index}]"): value for key, value in record.items()})
    columns = list(dict.fromkeys(key for record in records for key in record))
    rows = [
        [cell(record.get(key), f"data[{index}][{key[:80]!r}]") for key in columns]
        for index, record in enumerate(records)
    ]
    return {"columns": columns, "rows": None, "data": rows}


def _frame(data: Any) -> dict[str, Any] | None:
    """A DataFrame of pandas (which can split itself) or of polars (which gives its columns); None for other data."""
    if not (hasattr(data, "to_dict") and hasattr(data, "columns")):
        return None
    try:
        if not hasattr(data, "index"):
            return _by_column(data.to_dict(as_series=False))
        split = data.to_dict(orient="split")
        columns = [key_of(name, "columns") for name in split["columns"]]
        index = [key_of(placed(name, "rows"), "rows") for name in split["index"]]
    except FAULTS as fault:
        raise InvalidLog("", "data", "a DataFrame", f"one that cannot be read ({type(fault).__name__})") from None
    rows = [_row(row, f"data[{position}]") for position, row in enumerate(split["data"])]
    numbered = index == [str(position) for position in range(len(index))]
    return {"columns": columns, "rows": None if numbered else index, "data": rows}


def _by_column(given: dict[str, list[Any]]) -> dict[str, Any]:
    rows = [_row(row, f"data[{index}]") for index, row in enumerate(zip(*given.values(), strict=True))]
    return {"columns": list(given), "rows": None, "data": rows}
