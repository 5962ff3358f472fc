"""Neptune Scale, offline. Its reader is the hosted service; here the operations of its local file are decoded with the
package's own message classes."""

from __future__ import annotations

import glob
import sqlite3

from .base import Base, Values, without

NO_READER = "offline files are read by the hosted service only"
ROWS = "select operation from run_operations where operation_type = 0 order by sequence_id"


class Peer(Base):
    TITLE = "Neptune Scale (offline)"
    ENVIRONMENT = "neptune"
    DIST = "neptune-scale"
    PACKAGE = "neptune_scale"
    NOT_MEASURED = without(series=NO_READER, table=NO_READER, server="hosted service")

    def environment(self) -> dict[str, str]:
        return {"NEPTUNE_LOGGER_LEVEL": "error"}

    def start(self, run: str) -> None:
        from neptune_scale import Run

        self.run = Run(project="bench/bench", run_id=run, mode="offline", log_directory=self.folder)

    def log(self, values: Values, step: int) -> None:
        self.run.log_metrics(values, step=step)

    def finish(self) -> None:
        self.run.close()

    def series(self, run: str, name: str) -> list[float]:
        from neptune_api.proto.neptune_pb.ingest.v1.common_pb2 import UpdateRunSnapshot

        (path,) = glob.glob(self.path("*", "run_operations.sqlite3"))
        appended = [UpdateRunSnapshot.FromString(blob).append for (blob,) in sqlite3.connect(path).execute(ROWS)]
        return [points[name].float64 for points in appended if name in points]
