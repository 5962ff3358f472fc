"""Trackio, local. Series and table are read with the functions behind its command line: its `Api` has none for them."""

from __future__ import annotations

import sys

from .base import Base, Table, Values

PROJECT = "bench"


class Peer(Base):
    TITLE = "Trackio"
    ENVIRONMENT = "trackio"
    DIST = "trackio"
    PACKAGE = "trackio"

    def environment(self) -> dict[str, str]:
        return {"TRACKIO_DIR": self.folder, "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}

    def start(self, run: str) -> None:
        import trackio

        self.trackio = trackio
        trackio.init(project=PROJECT, name=run)

    def log(self, values: Values, step: int) -> None:
        self.trackio.log(values, step=step)

    def finish(self) -> None:
        self.trackio.finish()

    def series(self, run: str, name: str) -> list[float]:
        from trackio.sqlite_storage import SQLiteStorage

        return [row["value"] for row in SQLiteStorage.get_metric_values(PROJECT, run, name)]

    def last_values(self) -> Table:
        from trackio.sqlite_storage import SQLiteStorage

        wanted = [{"run": run["name"], "run_id": run["id"]} for run in SQLiteStorage.get_run_records(PROJECT)]
        rows = {entry["run"]: entry["logs"][-1] for entry in SQLiteStorage.get_logs_batch(PROJECT, wanted)}
        return {run: {name: value for name, value in row.items() if name != "timestamp"} for run, row in rows.items()}

    def server(self, port: int) -> tuple[list[str], str]:
        where = f"open_browser=False, block_thread=True, host='127.0.0.1', server_port={port}"
        return [sys.executable, "-c", f"import trackio; trackio.show({where})"], "/"
