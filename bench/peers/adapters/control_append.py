"""Control: the least that a log call can do whose point survives the process, one JSON line and one write."""

from __future__ import annotations

import json
import os

from .base import Base, Table, Values, without


class Peer(Base):
    TITLE = "control: json + write"
    ENVIRONMENT = "control"
    PACKAGE = "json"
    NOT_MEASURED = without(server="no server")

    def start(self, run: str) -> None:
        self.file = os.open(self.path(f"{run}.jsonl"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def log(self, values: Values, step: int) -> None:
        os.write(self.file, json.dumps([step, values]).encode() + b"\n")

    def finish(self) -> None:
        os.close(self.file)

    def series(self, run: str, name: str) -> list[float]:
        with open(self.path(f"{run}.jsonl"), "rb") as lines:
            return [json.loads(line)[1][name] for line in lines]

    def last_values(self) -> Table:
        table: Table = {}
        for file in os.listdir(self.folder):
            with open(self.path(file), "rb") as lines:
                for line in lines:
                    table.setdefault(file.removesuffix(".jsonl"), {}).update(json.loads(line)[1])
        return table
