"""Attacks: a person deletes the experiment that a script records: it is told once, and an undo loses nothing."""

import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
import sightline

from tests.faults.training import start_training, wait_until
from tests.running_server import RunningServer


def change(server: RunningServer, method: str, path: str) -> None:
    """What a person does on the page."""
    request = urllib.request.Request(server.url + path, method=method)
    request.add_header("Authorization", f"Bearer {server.key}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status < 300


@pytest.mark.parametrize("whole_project", [False, True])
def test_an_experiment_is_deleted_under_its_script(
    server: RunningServer, stored_steps: Callable[[str], list[int]], tmp_path: Path, whole_project: bool
) -> None:
    script = start_training(tmp_path, server.environment(), steps=4000)
    experiment = script.experiment()
    path = "/api/projects/faults" if whole_project else f"/api/experiments/{experiment}"
    wait_until(lambda: arrived(server, experiment))
    change(server, "DELETE", path)
    assert not arrived(server, experiment)
    assert script.wait() == 0, script.warnings()
    assert script.finished()
    (told,) = [line for line in script.warnings().splitlines() if "deleted" in line]
    assert "warning: faults/run was deleted on the server" in told
    assert f"POST {path}/restore" in told
    change(server, "POST", f"{path}/restore")
    assert stored_steps(experiment) == list(range(4000))


def arrived(server: RunningServer, experiment: str) -> bool:
    """The server shows it."""
    try:
        return bool(sightline.Client(server.url, server.key).experiment(experiment).logs())
    except sightline.errors.NotFound:
        return False
