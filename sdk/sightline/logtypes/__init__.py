"""The eight log types: what is accepted, and the one canonical form that is stored.

    value       0.91 | "resnet50"
    line        {"steps": [...] | None, "values": [...]}
    bar         {"x": [names], "y": [numbers], "image_list": [...]?}
    heatmap     {"categories": [N names], "values": [[...]], "background": bool}
                | {"x": [names], "y": [names], "z": [[...]]}
    table       {"columns": [...], "rows": [...] | None, "data": [[...]], "flat": True?}
    image       {"file": {"sha256", "size", "width", "height", "format"}, "caption", "boxes": [...], "masks": [...]}
    labelmap    {"0": "car"}
    evaluation  the per-image results behind a confusion matrix

A number that JSON cannot say is the text "NaN", "Infinity" or "-Infinity". A reader is a module with the name of its
type; it raises InvalidLog and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sightline.errors import InvalidLog, UnknownType
from sightline.logtypes import _infer, bar, evaluation, heatmap, image, labelmap, line, table, value
from sightline.logtypes._describe import describe

LOG_TYPES = ("value", "line", "bar", "heatmap", "table", "image", "labelmap", "evaluation")

_READERS: dict[str, Callable[..., Any]] = {
    "value": value.read,
    "line": line.read,
    "bar": bar.read,
    "heatmap": heatmap.read,
    "table": table.read,
    "image": image.read,
    "labelmap": labelmap.read,
    "evaluation": evaluation.read,
}


def read(type: str, name: str, data: Any, **extras: Any) -> Any:
    """The canonical form of `data`, read as `type` (one of LOG_TYPES, in lower case).

    `name` is only for the message. `extras`: `step` for a line; `caption`, `boxes` and `masks` for an image, whose
    answer is a pair: the canonical form and the bytes of the file to store.
    Raises InvalidLog, whose `at` is the path to the fault, such as "values[3]".
    """
    try:
        return _READERS[type](data, **extras)
    except InvalidLog as fault:
        raise InvalidLog(name, fault.at, fault.expected, fault.got) from None


def infer(name: str, data: Any) -> str:
    """The type that the data themselves say. Raises InvalidLog with the types that would do."""
    try:
        return _infer.infer(data)
    except InvalidLog as fault:
        raise InvalidLog(name, fault.at, fault.expected, fault.got) from None


def parse_type(given: Any) -> str:
    """A type as scripts write it: a text in any letter case, or a member of an enum. Raises UnknownType."""
    for text in (given, getattr(given, "value", None), getattr(given, "name", None)):
        if isinstance(text, str) and text.lower() in LOG_TYPES:
            return text.lower()
    raise UnknownType(f"type: expected one of {', '.join(LOG_TYPES)}, got {describe(given)}")


__all__ = [
    "LOG_TYPES", "bar", "describe", "evaluation", "heatmap", "image", "infer", "labelmap", "line", "parse_type",
    "read", "table", "value",
]  # fmt: skip
