"""`evaluation`: the results of each image, the ones behind the confusion matrix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline._counted import counted
from sightline.names._definition import Context, Finding, Reserved


def check(evaluation: dict[str, Any], context: Context) -> Iterator[Finding]:
    """Classes that the labelmap does not have."""
    labels = evaluation.get("labels")
    if context.labelmap is None or not labels:
        return
    known = set(context.labelmap.values())
    unknown = [label for label in labels if label not in known]
    if unknown:
        yield Finding(
            code="evaluation-labels",
            severity="warning",
            title=f"evaluation names {counted(len(unknown), 'class', 'classes')} that the labelmap lacks",
            detail=f"{', '.join(unknown[:3])}: results of these classes cannot be matched with anything else.",
            names=("evaluation", "labelmap"),
            subject="evaluation",
            fix='experiment.log("evaluation", {**evaluation, "labels": list(labelmap.values())})',
        )


_EXAMPLE = (
    'experiment.log("evaluation", {"categories": ["1", "2"], "labels": ["bolt", "nut"], "total_objects": [2, 1], '
    '"per_image_eval": [{"filename": "7.png", "nb_objects": [2, 1], "nb_preds": [1, 0], "TP": [1, 0], "FP": [0, 0], '
    '"FN": [1, 1], "bbox": [[0.1, 0.3, 0.4, 0.5]], "classes": [1]}], "metrics": {"iou": 0.5, "confidence": 0.5}})'
)

EVALUATION = Reserved(
    name="evaluation",
    kind="data",
    types=("evaluation",),
    check=check,
    shows=("logs.evaluation",),
    doc="The results of each image, the ones behind the confusion matrix: TP, FP and FN by class, and boxes.",
    example=_EXAMPLE,
)
