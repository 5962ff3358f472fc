"""DVCLive without Git: metrics only. It has no reader; its TSV files are its documented format, so these are read."""

from __future__ import annotations

import csv

from .base import Base, Values, without


class Peer(Base):
    TITLE = "DVCLive"
    ENVIRONMENT = "dvclive"
    DIST = "dvclive"
    PACKAGE = "dvclive"
    POINTS = 20_000
    NOT_MEASURED = without(table="its run table needs a Git repository", server="no server")

    def environment(self) -> dict[str, str]:
        return {"DVC_NO_ANALYTICS": "1"}

    def start(self, run: str) -> None:
        from dvclive import Live

        self.live = Live(self.path(run), save_dvc_exp=False, report=None, dvcyaml=None)

    def log(self, values: Values, step: int) -> None:
        self.live.step = step
        for name, value in values.items():
            self.live.log_metric(name, value)
        self.live.next_step()

    def finish(self) -> None:
        self.live.end()

    def series(self, run: str, name: str) -> list[float]:
        with open(self.path(run, "plots", "metrics", f"{name}.tsv"), newline="") as rows:
            return [float(row[name]) for row in csv.DictReader(rows, delimiter="\t")]
