"""`parameters`: the hyper-parameters of an experiment."""

from __future__ import annotations

from sightline.names._definition import RecordParameters, Reserved

PARAMETERS = Reserved(
    name="parameters",
    kind="data",
    types=("table",),
    effects=(RecordParameters(),),
    shows=("parameters", "comparison", "logs.table"),
    doc='The hyper-parameters: columns of the experiment table; read back by experiment.get_log("parameters").data.',
    example='experiment.log("parameters", {"lr": 0.001, "epochs": 50, "backbone": "resnet50"})',
)
