"""A team's own reserved name, `mean-iou`; and one that cannot be used, because its surface does not exist."""

from collections.abc import Iterator
from typing import Any

from sightline.names import Context, Finding, Reserved, Summarise


def check(data: Any, context: Context) -> Iterator[Finding]:
    """Values that are percents and no shares."""
    last = data["values"][-1] if isinstance(data, dict) else data
    if isinstance(last, int | float) and last > 1:
        yield Finding(
            code="mean-iou-range",
            severity="warning",
            title=f"mean-iou is {last:g}",
            detail="It is a share, 0..1: comparisons with other experiments mislead.",
            names=("mean-iou",),
            subject="mean-iou",
            fix='experiment.log("mean-iou", percent / 100)',
        )


MEAN_IOU = Reserved(
    name="mean-iou",
    kind="data",
    types=("line", "value"),
    aliases=("*/mean-iou", "miou"),
    check=check,
    effects=(Summarise(better="higher"),),
    shows=("summary", "comparison", "logs.line"),
    doc="Mean intersection over union, 0..1.",
    example='experiment.log("mean-iou", 0.71)',
)

BROKEN = MEAN_IOU._replace(name="broken", shows=("hologram",))
