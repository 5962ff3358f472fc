"""`test-split`: the images that the model is judged on at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.names._definition import Context, Finding, IndexSplit, Reserved
from sightline.names._splits import check_split


def check(bars: dict[str, Any], context: Context) -> Iterator[Finding]:
    """The checks of a split."""
    return check_split("test-split", bars, context)


TEST_SPLIT = Reserved(
    name="test-split",
    kind="data",
    types=("bar",),
    aliases=("test/objects_distribution",),
    check=check,
    effects=(IndexSplit(split="test"),),
    shows=("logs.bar", "split-badge"),
    doc="The images that the model is judged on at the end: a bar per class, and a hash that tells who shares them.",
    example='experiment.log("test-split", {"x": ["RBC", "WBC"], "y": [12, 1], "image_list": ["test-1.jpg"]})',
)
