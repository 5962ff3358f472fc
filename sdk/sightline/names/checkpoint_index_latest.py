"""`checkpoint-index-latest`: the index file of a TensorFlow checkpoint, one half of a pair."""

from __future__ import annotations

from sightline.names._definition import PairCheckpoint, Reserved

CHECKPOINT_INDEX_LATEST = Reserved(
    name="checkpoint-index-latest",
    kind="file",
    effects=(PairCheckpoint(other="checkpoint-data-latest"),),
    shows=("files",),
    doc="The index file of a checkpoint, one half of a pair with checkpoint-data-latest. Both are needed to resume.",
    example='experiment.store("checkpoint-index-latest", "checkpoint/ckpt-12.index")',
)
