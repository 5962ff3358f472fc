"""`accuracy`: the share of right answers."""

from __future__ import annotations

from sightline.names._definition import Reserved, Summarise

ACCURACY = Reserved(
    name="accuracy",
    kind="data",
    types=("line", "value"),
    aliases=("test/accuracy", "val/accuracy", "eval/accuracy", "validation/accuracy", "train/accuracy", "*/accuracy"),
    effects=(Summarise(better="higher"),),
    shows=("summary", "comparison", "logs.line"),
    doc="Its last value stands in the Summary, in the experiment table and in every comparison. Higher is better.",
    example='experiment.log("accuracy", 0.91)',
)
