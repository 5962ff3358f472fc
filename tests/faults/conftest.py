"""What every fault needs: a server, and a look at what it has."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sightline

from tests.running_server import RunningServer, start_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with start_server(tmp_path / "server") as running:
        yield running


@pytest.fixture
def stored_steps(server: RunningServer) -> Callable[[str], list[int]]:
    """The steps of `loss` that the server has of one experiment, in its order."""

    def read(experiment: str) -> list[int]:
        client = sightline.Client(server.url, server.key)
        return [int(step) for step in client.experiment(experiment).get_log("loss").data["steps"]]

    return read
