"""Sightline records experiments of computer vision.

    import sightline

    experiment = sightline.init(project="blood-cells", name="fcn-1", parameters={"lr": 1e-3})
    experiment.log("loss", 0.42, step=3)
    experiment.store("model-latest", "export/model.onnx")

Public: this module, `sightline.errors`, and `sightline.names` for packages that add a reserved name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sightline._client import Client
    from sightline._experiment import Experiment, init

__version__ = "0.1.0"
__all__ = ["Client", "Experiment", "__version__", "init"]

# Recording and reading load on first use: the server and the command line need neither to start.
_HOMES = {"Client": "_client", "Experiment": "_experiment", "init": "_experiment"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f"sightline.{_HOMES[name]}"), name)
    return found
