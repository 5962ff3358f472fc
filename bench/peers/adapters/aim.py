"""Aim, local repository. A run is found once it is in the index, which `aim storage reindex` makes on demand."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable

from .base import Base, Client, Table, Values


class Peer(Base):
    TITLE = "Aim"
    ENVIRONMENT = "aim"
    DIST = "aim"
    PACKAGE = "aim"
    RUNS = 200

    def start(self, run: str) -> None:
        import aim

        self.run = aim.Run(repo=self.folder, experiment="bench")
        self.run.name = run

    def log(self, values: Values, step: int) -> None:
        self.run.track(values, step=step)

    def finish(self) -> None:
        self.run.close()

    def make_readable(self) -> None:
        command = [self.tool("aim"), "storage", "--repo", self.folder, "reindex", "-y"]
        subprocess.run(command, check=True, capture_output=True)

    def series(self, run: str, name: str) -> list[float]:
        from aim.storage.context import Context

        (found,) = (one for one in self._runs() if one.name == run)
        _, (values,) = found.get_metric(name, Context({})).data.view(["val"]).numpy()  # by step
        return list(values.tolist())

    def last_values(self) -> Table:
        return {
            run.name: {info["name"]: info["values"]["last"] for info in run.collect_sequence_info("metric")["metric"]}
            for run in self._runs()
        }

    def server(self, port: int) -> tuple[list[str], str]:
        where = ["--repo", self.folder, "--host", "127.0.0.1", "--port", str(port)]
        return [self.tool("aim"), "up", *where, "--yes"], "/"

    def _runs(self) -> Iterable[Client]:
        import aim

        runs: Iterable[Client] = aim.Repo(self.folder).iter_runs()
        return runs
