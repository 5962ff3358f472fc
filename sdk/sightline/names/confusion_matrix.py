"""`confusion-matrix`: which class was taken for which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline._counted import counted
from sightline.names._definition import Context, Finding, Reserved

_BACKGROUND = frozenset({"background", "nothing", "none"})


def check(matrix: dict[str, Any], context: Context) -> Iterator[Finding]:
    """A size that does not fit the labelmap."""
    categories = matrix.get("categories")
    if context.labelmap is None or categories is None:
        return
    named = [name for name in categories if name.lower() not in _BACKGROUND]
    known = len(context.labelmap)
    if known in (len(named), len(categories)):
        return
    missing = [name for name in context.labelmap.values() if name not in categories]
    evidence = f"The labelmap names {known}" + (f"; {', '.join(missing[:3])} not in the matrix" if missing else "")
    yield Finding(
        code="matrix-size",
        severity="warning",
        title=f"confusion-matrix has {counted(len(categories), 'category', 'categories')}, the labelmap {known}",
        detail=f"{evidence}: rows and columns cannot be told apart by class number.",
        names=("confusion-matrix", "labelmap"),
        subject="confusion-matrix",
        fix='experiment.log("confusion-matrix", {"categories": list(labelmap.values()), "values": matrix})',
    )


CONFUSION_MATRIX = Reserved(
    name="confusion-matrix",
    kind="data",
    types=("heatmap",),
    aliases=("confusion", "confusion_matrix", "**/confusion-matrix", "**/confusion_matrix"),
    check=check,
    shows=("logs.heatmap",),
    doc="Row = truth, column = prediction; with background last where it has one row and column more than classes.",
    example='experiment.log("confusion-matrix", {"categories": ["RBC", "WBC"], "values": [[50, 3], [2, 40]]})',
)
