"""`loss`: what the training brings down."""

from __future__ import annotations

from sightline.names._definition import Reserved, Summarise

LOSS = Reserved(
    name="loss",
    kind="data",
    types=("line", "value"),
    aliases=("test/loss", "val/loss", "eval/loss", "validation/loss", "train/loss", "*/loss"),
    effects=(Summarise(better="lower"),),
    shows=("summary", "comparison", "logs.line"),
    doc="Its last value stands in the Summary, in the experiment table and in every comparison. Lower is better.",
    example='experiment.log("loss", 0.42)',
)
