"""Canonical data back as Python: numbers that JSON can't carry are floats again, a flat table is its dict."""

from __future__ import annotations

from typing import Any

_NOT_FINITE = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


def python_data(type: str, canonical: Any) -> Any:
    """What a script gets for `canonical`, the stored form of a log of this type (any but line)."""
    reader = _READERS.get(type)
    return canonical if reader is None else reader(canonical)


def number(value: Any) -> Any:
    """0.5 -> 0.5, "NaN" -> nan; anything else (a text, None) as it is."""
    return _NOT_FINITE.get(value, value) if isinstance(value, str) else value


def _numbers(values: Any) -> Any:
    return [_numbers(item) for item in values] if isinstance(values, list) else number(values)


def _bar(canonical: dict[str, Any]) -> dict[str, Any]:
    return {**canonical, "y": _numbers(canonical["y"])}


def _heatmap(canonical: dict[str, Any]) -> dict[str, Any]:
    return {key: _numbers(value) if key in ("values", "z") else value for key, value in canonical.items()}


def _table(canonical: dict[str, Any]) -> dict[str, Any]:
    rows = _numbers(canonical["data"])
    if canonical.get("flat"):
        return dict(zip(canonical["columns"], rows[0], strict=True))
    return {"columns": canonical["columns"], "rows": canonical.get("rows"), "data": rows}


_READERS = {"value": number, "bar": _bar, "heatmap": _heatmap, "table": _table}
