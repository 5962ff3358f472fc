"""MLflow through its tracking server on the loopback, SQLite behind it."""

from __future__ import annotations

from . import mlflow_sqlite
from .base import without


class Peer(mlflow_sqlite.Peer):
    TITLE = "MLflow (server)"
    RUNS = 200
    NEEDS_SERVER = True
    NOT_MEASURED = without(server="measured once, as MLflow (sqlite)")

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "MLFLOW_TRACKING_URI": self.url or self._uri()}
