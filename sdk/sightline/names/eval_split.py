"""`eval-split`: the images that the model is judged on in training."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.names._definition import Context, Finding, IndexSplit, Reserved
from sightline.names._splits import check_split


def check(bars: dict[str, Any], context: Context) -> Iterator[Finding]:
    """The checks of a split."""
    return check_split("eval-split", bars, context)


EVAL_SPLIT = Reserved(
    name="eval-split",
    kind="data",
    types=("bar",),
    aliases=("val-split", "validation-split", "val/objects_distribution"),
    check=check,
    effects=(IndexSplit(split="eval"),),
    shows=("logs.bar", "split-badge"),
    doc="The images that the model is judged on in training: a bar per class, and a hash that tells who shares them.",
    example='experiment.log("eval-split", {"x": ["RBC", "WBC"], "y": [12, 1], "image_list": ["eval-1.jpg"]})',
)
