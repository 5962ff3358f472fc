"""MLflow on SQLite with its documented asynchronous logging."""

from __future__ import annotations

from . import mlflow_sqlite

SAME = ("ingest", "ingest_full", "series", "table", "server")


class Peer(mlflow_sqlite.Peer):
    TITLE = "MLflow (sqlite, async)"
    PATIENCE_S = 60  # finish() sends what log() queued, about 6 ms a call
    SYNCHRONOUS = False
    NOT_MEASURED = dict.fromkeys(SAME, "as MLflow (sqlite)")

    def finish(self) -> None:
        self.mlflow.flush_async_logging()
        self.mlflow.end_run()
