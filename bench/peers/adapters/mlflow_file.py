"""MLflow's old file store. Version 3 refuses it unless a switch is set."""

from __future__ import annotations

from . import mlflow_sqlite
from .base import without


class Peer(mlflow_sqlite.Peer):
    TITLE = "MLflow (file store)"
    NOT_MEASURED = without(server="measured with the SQLite store")

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "MLFLOW_ALLOW_FILE_STORE": "true"}

    def _uri(self) -> str:
        return "file://" + self.path("mlruns")
