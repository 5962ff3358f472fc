"""Weights & Biases, offline. Read back with its own `wandb leet inspect`, a new process each time."""

from __future__ import annotations

import glob
import json
import subprocess

from .base import Base, Values, without


class Peer(Base):
    TITLE = "W&B (offline)"
    ENVIRONMENT = "wandb"
    DIST = "wandb"
    PACKAGE = "wandb"
    NOT_MEASURED = without(
        table="offline runs have no table; it lives in the hosted service",
        server="the server is a container image, not a package",
    )

    def environment(self) -> dict[str, str]:
        return {"WANDB_MODE": "offline", "WANDB_SILENT": "true", "WANDB_ERROR_REPORTING": "false"}

    def start(self, run: str) -> None:
        import wandb

        self.run = wandb.init(project="bench", id=run, dir=self.folder)

    def log(self, values: Values, step: int) -> None:
        self.run.log(values, step=step)

    def finish(self) -> None:
        self.run.finish()

    def series(self, run: str, name: str) -> list[float]:
        return self.all_series(run, [name])[name]

    def all_series(self, run: str, names: list[str]) -> dict[str, list[float]]:
        (path,) = glob.glob(self.path("wandb", "offline-run-*", f"run-{run}.wandb"))
        shown = subprocess.run([self.tool("wandb"), "leet", "inspect", "--json", path], stdout=subprocess.PIPE)
        records = map(json.loads, shown.stdout.splitlines())
        items = [record["history"]["item"] for record in records if record.get("type") == "history"]
        return {name: [item[name] for item in items if name in item] for name in names}
