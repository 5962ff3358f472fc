"""MLflow with no server: the client writes the SQLite store itself."""

from __future__ import annotations

import time

from .base import Base, Table, Values

BATCH = 1000  # the most metrics that one log_batch takes


class Peer(Base):
    TITLE = "MLflow (sqlite)"
    ENVIRONMENT = "mlflow"
    DIST = "mlflow"
    PACKAGE = "mlflow"
    SYNCHRONOUS: bool | None = None  # the default

    def environment(self) -> dict[str, str]:
        return {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_TRACKING_URI": self._uri()}

    def start(self, run: str) -> None:
        import mlflow

        self.mlflow = mlflow
        self.active = mlflow.start_run(run_name=run)

    def log(self, values: Values, step: int) -> None:
        if len(values) == 1:
            ((name, value),) = values.items()
            self.mlflow.log_metric(name, value, step=step, synchronous=self.SYNCHRONOUS)
        else:
            self.mlflow.log_metrics(values, step=step, synchronous=self.SYNCHRONOUS)

    def bulk(self, columns: dict[str, list[float]], steps: list[int]) -> None:
        from mlflow.entities import Metric

        client, now, run = self.mlflow.MlflowClient(), int(time.time() * 1000), self.active.info.run_id
        for name, values in columns.items():
            for at in range(0, len(steps), BATCH):
                part = zip(steps[at : at + BATCH], values[at : at + BATCH], strict=True)
                client.log_batch(run, metrics=[Metric(name, value, now, step) for step, value in part])

    def finish(self) -> None:
        self.mlflow.end_run()

    def series(self, run: str, name: str) -> list[float]:
        import mlflow

        (found,) = mlflow.search_runs(filter_string=f"run_name = '{run}'", output_format="list")
        history = mlflow.MlflowClient().get_metric_history(found.info.run_id, name)
        return [point.value for point in sorted(history, key=lambda point: point.step)]

    def last_values(self) -> Table:
        import mlflow

        return {run.info.run_name: run.data.metrics for run in mlflow.search_runs(output_format="list")}

    def server(self, port: int) -> tuple[list[str], str]:
        store = ["--backend-store-uri", self._uri(), "--default-artifact-root", self.path("artifacts")]
        where = ["--host", "127.0.0.1", "--port", str(port)]
        return [self.tool("mlflow"), "server", *store, *where], "/health"

    def _uri(self) -> str:
        return "sqlite:///" + self.path("mlflow.db")
