"""`checkpoint-data-latest`: the data file of a TensorFlow checkpoint, one half of a pair."""

from __future__ import annotations

from sightline.names._definition import PairCheckpoint, Reserved

CHECKPOINT_DATA_LATEST = Reserved(
    name="checkpoint-data-latest",
    kind="file",
    effects=(PairCheckpoint(other="checkpoint-index-latest"),),
    shows=("files",),
    doc="The data file of a checkpoint, one half of a pair with checkpoint-index-latest. Both are needed to resume.",
    example='experiment.store("checkpoint-data-latest", "checkpoint/ckpt-12.data-00000-of-00001")',
)
