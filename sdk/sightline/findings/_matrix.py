"""The confusion matrix against the evaluation: which way it lies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline._counted import plural
from sightline.findings._view import View
from sightline.names import Finding, confusion_matrix, evaluation


def orientation(view: View) -> Iterator[Finding]:
    """A matrix whose columns, and not its rows, add up to the true objects; or one in which neither does."""
    matrix, results = (view.data_of(name) for name in (confusion_matrix.CONFUSION_MATRIX, evaluation.EVALUATION))
    if matrix is None or results is None:
        return
    log, cells = matrix
    totals = _true_objects(results[1], cells.get("categories"))
    counts = _counts(cells)
    if totals is None or counts is None:
        return
    rows = [sum(row) for row in counts][: len(totals)]
    columns = [sum(column) for column in zip(*counts, strict=True)][: len(totals)]
    if rows == totals:
        return
    if columns == totals:
        yield _finding("matrix-orientation", log, "fits the evaluation the other way round", _transposed(rows, totals))
    elif cells["background"]:
        yield _finding(
            "matrix-totals", log, "counts other objects than the evaluation", _differing(cells, rows, totals)
        )


def _finding(code: str, log: str, fact: str, detail: str) -> Finding:
    return Finding(
        code=code,
        severity="warning",
        title=f"{log} {fact}",
        detail=detail,
        names=(log, evaluation.EVALUATION.name),
        subject=log,
        fix=f'experiment.log("{log}", {{"categories": categories, "values": [list(row) for row in zip(*values)]}})'
        if code == "matrix-orientation"
        else "",
    )


def _transposed(rows: list[float], totals: list[float]) -> str:
    here, there = (", ".join(f"{number:g}" for number in numbers[:5]) for numbers in (rows, totals))
    return f"Rows add up to {here}; columns to {there}, the true objects. A row should be one true class."


def _differing(cells: dict[str, Any], rows: list[float], totals: list[float]) -> str:
    at = next(index for index, (here, there) in enumerate(zip(rows, totals, strict=True)) if here != there)
    here = f"{rows[at]:g} {plural(rows[at], 'object')} in the matrix"
    return f"{cells['categories'][at]}: {here}, {totals[at]:g} in the evaluation."


def _counts(cells: dict[str, Any]) -> list[list[float]] | None:
    """The cells as numbers; None where they are no counts (shares, NaN)."""
    rows = cells.get("values")
    if rows is None or any(isinstance(cell, str) or cell != int(cell) for row in rows for cell in row):
        return None
    return [list(row) for row in rows]


def _true_objects(results: dict[str, Any], categories: list[str] | None) -> list[float] | None:
    """True objects per category of the matrix; None where the evaluation does not name them all, or gives none."""
    totals = results.get("total_objects")
    if totals is None:
        images = [image["nb_objects"] for image in results["per_image_eval"] if image.get("nb_objects")]
        totals = [sum(column) for column in zip(*images, strict=True)]
    for names in (results.get("labels"), results["categories"]):
        by_name = dict(zip(names or (), totals, strict=False))
        if categories and len(by_name) == len(categories) and all(name in by_name for name in categories):
            return [by_name[name] for name in categories]
    return None
