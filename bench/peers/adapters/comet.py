"""Comet, offline. Its reader is the hosted service; here the points in its archive are counted."""

from __future__ import annotations

import glob
import json
import zipfile
from collections.abc import Iterator

from .base import Base, Values, without

NO_READER = "offline archives are read by the hosted service only"


class Peer(Base):
    TITLE = "Comet (offline)"
    ENVIRONMENT = "comet"
    DIST = "comet_ml"
    PACKAGE = "comet_ml"
    NOT_MEASURED = without(series=NO_READER, table=NO_READER, server="hosted service")

    def environment(self) -> dict[str, str]:
        """It keeps messages in TMPDIR until the archive is made."""
        return {"COMET_LOGGING_CONSOLE": "ERROR", "TMPDIR": self.folder}

    def start(self, run: str) -> None:
        import comet_ml

        config = comet_ml.ExperimentConfig(offline_directory=self.folder, name=run)
        self.experiment = comet_ml.start(project_name="bench", online=False, experiment_config=config)

    def log(self, values: Values, step: int) -> None:
        if len(values) == 1:
            ((name, value),) = values.items()
            self.experiment.log_metric(name, value, step=step)
        else:
            self.experiment.log_metrics(values, step=step)

    def finish(self) -> None:
        self.experiment.end()

    def series(self, run: str, name: str) -> list[float]:
        values = []
        for line in self._messages():
            message = json.loads(line) if line.endswith(b"\n") else {}  # a crash cuts the last line
            metric = message.get("payload", {}).get("metric", {})
            if metric.get("metricName") == name:
                values.append(metric["metricValue"])
        return values

    def _messages(self) -> Iterator[bytes]:
        """Of the archive, or of the folder that it would have been made from."""
        for path in glob.glob(self.path("*.zip")):
            with zipfile.ZipFile(path) as archive:
                if "messages.json" in archive.namelist():
                    yield from archive.open("messages.json")
        for path in glob.glob(self.path("*", "messages.json")):
            with open(path, "rb") as lines:
                yield from lines
