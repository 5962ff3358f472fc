"""TensorBoard: written with tensorboardX (no torch), read with EventAccumulator."""

from __future__ import annotations

import os

from .base import Base, Client, Table, Values


class Peer(Base):
    TITLE = "TensorBoard (tensorboardX)"
    ENVIRONMENT = "tensorboard"
    DIST = "tensorboardX"
    PACKAGE = "tensorboardX"

    def start(self, run: str) -> None:
        from tensorboardX import SummaryWriter

        self.writer = SummaryWriter(self.path(run))

    def log(self, values: Values, step: int) -> None:
        for name, value in values.items():
            self.writer.add_scalar(name, value, step)

    def finish(self) -> None:
        self.writer.close()

    def series(self, run: str, name: str) -> list[float]:
        return self.all_series(run, [name])[name]

    def all_series(self, run: str, names: list[str]) -> dict[str, list[float]]:
        events = self._events(run)
        return {name: [event.value for event in events.Scalars(name)] for name in names}

    def last_values(self) -> Table:
        table = {}
        for run in os.listdir(self.folder):
            events = self._events(run)
            table[run] = {name: events.Scalars(name)[-1].value for name in events.Tags()["scalars"]}
        return table

    def server(self, port: int) -> tuple[list[str], str]:
        where = ["--logdir", self.folder, "--host", "127.0.0.1", "--port", str(port)]
        return [self.tool("tensorboard"), *where], "/"

    def _events(self, run: str) -> Client:
        from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

        return EventAccumulator(self.path(run), {"scalars": 0}).Reload()  # 0: keep all
