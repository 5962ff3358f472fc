"""Experiments for the pages, recorded as a script records them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sightline

from tests.running_server import RunningServer


@contextmanager
def recording(server: RunningServer, project: str, name: str, **more: Any) -> Iterator[sightline.Experiment]:
    """An experiment on `server`, with nothing captured by itself. All of it has arrived when the block ends."""
    experiment = start(server, project, name, **more)
    try:
        yield experiment
    finally:
        experiment.finish()


def start(server: RunningServer, project: str, name: str, **more: Any) -> sightline.Experiment:
    """The same, going on until `finish()`."""
    quiet = dict.fromkeys(("git", "command", "packages", "host", "system", "console"), False)
    return sightline.init(
        project, name, url=server.url, api_key=server.key, home=server.home, quiet=True, **{**quiet, **more}
    )


def record(server: RunningServer, project: str, name: str, epochs: int = 5, **more: Any) -> str:
    """An experiment with a loss and an accuracy; returns its id. `loss` falls from 1, `accuracy` rises to under 1."""
    with recording(server, project, name, **more) as experiment:
        for epoch in range(1, epochs + 1):
            experiment.log({"loss": 1 / epoch, "accuracy": 1 - 1 / (epoch + 1)}, step=epoch)
        return experiment.id
