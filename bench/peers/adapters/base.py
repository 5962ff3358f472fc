"""What an adapter answers. Nothing here knows any tool."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping
from typing import Any, ClassVar


def without(**reasons: str) -> Mapping[str, str]:
    """Measurements that make no sense for a tool, each with the reason."""
    return reasons


class Base:
    """A tool with its data in `folder`, which is there. Writing: one run at a time. Reading: always another process."""

    TITLE: ClassVar[str]  # its name in the tables
    ENVIRONMENT: ClassVar[str]  # which environment runs it
    DIST = ""  # its distribution, for the version
    PACKAGE: ClassVar[str]  # what `load` imports
    NEEDS_SERVER = False  # written and read through its server
    POINTS = 100_000  # most points of an ingest or a series; fewer for a slow tool
    RUNS = 1000  # most runs of the table
    PATIENCE_S = 400  # the longest that one process may take
    NOT_MEASURED = without()

    def __init__(self, folder: str, url: str = "") -> None:
        """`url`: of its server, while one runs."""
        self.folder, self.url = folder, url

    def environment(self) -> dict[str, str]:
        """Documented switches for all its processes: offline, no telemetry, where its data go."""
        return {}

    def load(self) -> None:
        """Import what a script imports."""
        importlib.import_module(self.PACKAGE)

    def start(self, run: str) -> None:
        raise NotImplementedError

    def log(self, values: dict[str, float], step: int) -> None:
        """One call on the training's thread."""
        raise NotImplementedError

    def bulk(self, columns: dict[str, list[float]], steps: list[int]) -> None:
        """All points of several series, the fastest documented way."""
        for step, row in zip(steps, zip(*columns.values(), strict=True), strict=True):
            self.log(dict(zip(columns, row, strict=True)), step)

    def finish(self) -> None:
        raise NotImplementedError

    def make_readable(self) -> None:
        """A documented step between the last write and the first read, if there is one."""

    def series(self, run: str, name: str) -> list[float]:
        """Every value of one series, in the order of its steps."""
        raise NotImplementedError

    def all_series(self, run: str, names: list[str]) -> dict[str, list[float]]:
        """Several; a tool that reads a whole run at once says so here."""
        return {name: self.series(run, name) for name in names}

    def last_values(self) -> dict[str, dict[str, float]]:
        """Run -> metric -> last value, of every run."""
        raise NotImplementedError

    def server(self, port: int) -> tuple[list[str], str]:
        """The command line of its server or page, and a path that answers 200."""
        raise NotImplementedError

    def path(self, *parts: str) -> str:
        """Below its folder."""
        return os.path.join(self.folder, *parts)

    def tool(self, name: str) -> str:
        """A program of the tool's environment."""
        return os.path.join(os.path.dirname(sys.executable), name)


Values = dict[str, float]
Table = dict[str, dict[str, float]]
Client = Any  # a module or an object of the tool's own
