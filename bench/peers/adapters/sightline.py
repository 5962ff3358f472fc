"""Ours, with no server: what a script records is read from its journal."""

from __future__ import annotations

from .base import Base, Client, Table, Values, without

PROJECT = "bench"


class Peer(Base):
    TITLE = "Sightline (offline)"
    ENVIRONMENT = "sightline"
    DIST = "sightline"
    PACKAGE = "sightline"
    NOT_MEASURED = without(server="measured as Sightline (server)")

    def environment(self) -> dict[str, str]:
        return {"SIGHTLINE_HOME": self.folder, "SIGHTLINE_MODE": "offline"}

    def load(self) -> None:
        """With recording, which `import sightline` alone leaves for later."""
        from sightline import init

        self.init = init

    def start(self, run: str) -> None:
        self.load()
        self.experiment = self.init(project=PROJECT, name=run)

    def log(self, values: Values, step: int) -> None:
        if len(values) == 1:
            ((name, value),) = values.items()
            self.experiment.log(name, value, step=step)
        else:
            self.experiment.log(values, step=step)

    def finish(self) -> None:
        self.experiment.finish()

    def series(self, run: str, name: str) -> list[float]:
        return self.all_series(run, [name])[name]

    def all_series(self, run: str, names: list[str]) -> dict[str, list[float]]:
        experiment = self._project().experiment(run)
        return {name: experiment.get_log(name).data["values"] for name in names}

    def last_values(self) -> Table:
        return {one.name: one.values for one in self._project().last_values().values()}

    def _project(self) -> Client:
        from sightline import Client

        return Client().project(PROJECT)
