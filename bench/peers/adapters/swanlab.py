"""SwanLab, local mode. Its reader is the dashboard; here the points in its files are counted."""

from __future__ import annotations

import glob
import json
import os

from .base import Base, Values, without

NO_READER = "local runs are read by its dashboard only"


class Peer(Base):
    TITLE = "SwanLab (local)"
    ENVIRONMENT = "swanlab"
    DIST = "swanlab"
    PACKAGE = "swanlab"
    POINTS = 20_000
    PATIENCE_S = 60  # finish() writes what log() queued, 1 to 10 ms a call
    NOT_MEASURED = without(series=NO_READER, table=NO_READER)

    def start(self, run: str) -> None:
        import swanlab

        self.swanlab = swanlab
        swanlab.init(project="bench", experiment_name=run, logdir=self.folder, mode="local")

    def log(self, values: Values, step: int) -> None:
        self.swanlab.log(values, step=step)

    def finish(self) -> None:
        self.swanlab.finish()

    def series(self, run: str, name: str) -> list[float]:
        """The files of a series lie in a folder named by the order in which it appeared, from 1."""
        files = glob.glob(self.path("run-*", "logs", str(int(name.removeprefix("m")) + 1), "*.log"))
        values = []
        for path in sorted(files, key=lambda path: int(os.path.basename(path).removesuffix(".log"))):
            with open(path) as lines:
                values += [json.loads(line)["data"] for line in lines if line.endswith("\n")]
        return values

    def server(self, port: int) -> tuple[list[str], str]:
        return [self.tool("swanlab"), "watch", self.folder, "--host", "127.0.0.1", "--port", str(port)], "/"
