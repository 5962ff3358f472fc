"""ClearML, offline. Its reader is its server; here the points in the session's file are counted."""

from __future__ import annotations

import glob
import json

from .base import Base, Client, Values, without

NO_READER = "offline sessions are read by the server only"


class Peer(Base):
    TITLE = "ClearML (offline)"
    ENVIRONMENT = "clearml"
    DIST = "clearml"
    PACKAGE = "clearml"
    PATIENCE_S = 30  # close() of an offline task took from 6 s to more than 300 s
    POINTS = 5000  # about 300 points/s
    NOT_MEASURED = without(series=NO_READER, table=NO_READER, server="the server is a set of container images")

    def environment(self) -> dict[str, str]:
        return {"CLEARML_OFFLINE_MODE": "1", "CLEARML_LOG_LEVEL": "ERROR", "CLEARML_CACHE_DIR": self.folder}

    def start(self, run: str) -> None:
        from clearml import Task

        self.task = Task.init(project_name="bench", task_name=run, auto_connect_frameworks=False)
        self.logger = self.task.get_logger()

    def log(self, values: Values, step: int) -> None:
        for name, value in values.items():
            self.logger.report_scalar(name, name, value, iteration=step)

    def finish(self) -> None:
        self.task.close()

    def series(self, run: str, name: str) -> list[float]:
        values = []
        for path in glob.glob(self.path("offline", "*", "metrics.jsonl")):
            with open(path) as batches:
                for batch in batches:
                    values += [entry["value"] for entry in _entries(batch) if entry.get("metric") == name]
        return values


def _entries(batch: str) -> list[Client]:
    try:
        return list(json.loads(batch))
    except ValueError:  # the line that a crash cut
        return []
