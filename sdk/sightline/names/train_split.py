"""`train-split`: the images that the model learns from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.names._definition import Context, Finding, IndexSplit, Reserved
from sightline.names._splits import check_split


def check(bars: dict[str, Any], context: Context) -> Iterator[Finding]:
    """The checks of a split."""
    return check_split("train-split", bars, context)


TRAIN_SPLIT = Reserved(
    name="train-split",
    kind="data",
    types=("bar",),
    aliases=("train/objects_distribution",),
    check=check,
    effects=(IndexSplit(split="train"),),
    shows=("logs.bar", "split-badge"),
    doc="The images that the model learns from: a bar per class, and a hash that tells who shares them.",
    example='experiment.log("train-split", {"x": ["RBC", "WBC"], "y": [12, 1], "image_list": ["train-1.jpg"]})',
)
