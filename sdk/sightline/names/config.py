"""`config`: the configuration of the training packages."""

from __future__ import annotations

from sightline.names._definition import Reserved

CONFIG = Reserved(
    name="config",
    kind="file",
    shows=("files",),
    doc="The training configuration: pipeline.config, YAML or JSON.",
    example='experiment.store("config", "config/pipeline.config")',
)
