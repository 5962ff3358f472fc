"""The type that data say by themselves."""

from __future__ import annotations

from typing import Any

from sightline.errors import InvalidLog
from sightline.logtypes._foreign import FAULTS, mapping_of
from sightline.logtypes._scalars import placed, refuse


def infer(data: Any) -> str:
    """A number or a list of numbers is a line, a text a value, an image or an array an image, records a table.

    Raises InvalidLog at "type", with the types that would do, for anything else.
    """
    if isinstance(data, str):
        return "value"
    if hasattr(type(data), "__fspath__") or (hasattr(data, "save") and hasattr(data, "size")):
        return "image"
    if hasattr(data, "to_dict") and hasattr(data, "columns"):
        return "table"
    if _dimensions(data) > 1:
        return "image"
    if mapping_of(data) is not None:
        raise _unsaid(data, _types_of_keys(data))
    given = placed(data, "data")
    row = list(given[:1000]) if isinstance(given, list | tuple | range) else [given]
    if row and all(mapping_of(item) is not None for item in row):
        return "table"
    if all(isinstance(placed(item, "data"), int | float) for item in row):
        return "line"
    raise _unsaid(data, "line (numbers), table (dicts), heatmap (rows of numbers with their names)")


def _dimensions(data: Any) -> int:
    try:
        return len(getattr(data, "shape", ()))
    except FAULTS:
        return 0


def _types_of_keys(data: Any) -> str:
    keys = {key for key in data if isinstance(key, str)}
    if keys & {"steps", "step", "values", "value"}:
        return "heatmap" if "categories" in keys else "line or value"
    if "per_image_eval" in keys:
        return "evaluation"
    if keys >= {"x", "y"}:
        return "heatmap" if "z" in keys else "bar or line"
    return "table or labelmap"


def _unsaid(data: Any, types: str) -> InvalidLog:
    return refuse("type", f"one that fits these data: {types}", data)
