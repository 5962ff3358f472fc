"""Sightline records experiments of computer vision.

    import sightline

    experiment = sightline.init(project="blood-cells", name="fcn-1", parameters={"lr": 1e-3})
    experiment.log("loss", 0.42, step=3)
    experiment.store("model-latest", "export/model.onnx")

Public: this module, `sightline.errors`, and `sightline.names` for packages that add a reserved name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sightline._experiment import Experiment, init

if TYPE_CHECKING:
    from sightline._client import Client

__version__ = "0.1.0"
__all__ = ["Client", "Experiment", "__version__", "init"]


def __getattr__(name: str) -> Any:
    if name == "Client":  # reading needs more imports than recording: only for who reads
        from sightline._client import Client

        return Client
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
