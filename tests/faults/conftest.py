"""What every fault needs: a server, and a look at what it has."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sightline

from tests.faults.training import kill_all
from tests.running_server import RunningServer, start_server


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    yield
    kill_all()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server of the test's own, to be killed and filled."""
    with start_server(tmp_path / "server") as running:
        yield running


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server that the tests of a file share: nothing happens to it."""
    with start_server(tmp_path_factory.mktemp("steady")) as running:
        yield running


@pytest.fixture
def machine(steady: RunningServer, tmp_path: Path) -> dict[str, str]:
    """The environment of another machine's scripts: a SIGHTLINE_HOME of its own, and the shared server's address."""
    home = {"SIGHTLINE_HOME": str(tmp_path / "home"), "SIGHTLINE_URL": steady.url, "SIGHTLINE_API_KEY": steady.key}
    return {**steady.environment(), **home}


@pytest.fixture
def stored_steps(request: pytest.FixtureRequest) -> Callable[[str], list[int]]:
    """The steps of `loss` that the server of this test has of one experiment, in its order."""
    own = "server" if "server" in request.fixturenames else "steady"
    running: RunningServer = request.getfixturevalue(own)

    def read(experiment: str) -> list[int]:
        client = sightline.Client(running.url, running.key)
        return [int(step) for step in client.experiment(experiment).get_log("loss").data["steps"]]

    return read
