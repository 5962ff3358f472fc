"""Attacks: a training never stops, fails or hangs because of the network, and says so once."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.training import run_sightline, start_training
from tests.running_server import RunningServer, free_port


@pytest.fixture
def silent_address() -> Iterator[str]:
    """Takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        kept: list[socket.socket] = []

        def take() -> None:
            while True:
                try:
                    kept.append(listener.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        for connection in kept:
            connection.close()


def test_nobody_listens(server: RunningServer, stored_steps: Callable[[str], list[int]], tmp_path: Path) -> None:
    environment = server.environment()
    nowhere = {**environment, "SIGHTLINE_URL": f"http://127.0.0.1:{free_port()}", "SIGHTLINE_API_KEY": "sl_none"}
    script = start_training(tmp_path, {**nowhere, "SIGHTLINE_FLUSH_SECONDS": "0.5"}, steps=300)
    assert script.wait() == 0, script.warnings()
    assert script.finished()
    assert "Traceback" not in script.warnings()
    assert len([line for line in script.warnings().splitlines() if "no answer" in line]) == 1
    assert run_sightline(environment, "sync").returncode == 0
    assert stored_steps(script.experiment()) == list(range(300))


def test_a_server_that_never_answers(
    silent_address: str, server: RunningServer, stored_steps: Callable[[str], list[int]], tmp_path: Path
) -> None:
    environment = server.environment()
    hanging = {**environment, "SIGHTLINE_URL": silent_address, "SIGHTLINE_API_KEY": "sl_none"}
    script = start_training(tmp_path, {**hanging, "SIGHTLINE_FLUSH_SECONDS": "0.5"}, steps=300)
    assert script.wait() == 0, script.warnings()
    assert script.finished()
    assert run_sightline(environment, "sync").returncode == 0
    assert stored_steps(script.experiment()) == list(range(300))


READING = """
import os, sightline
experiment = sightline.init(project="p", name="reading", system=False, console=False, git=False)
for step in range(3):
    experiment.log("loss", 1 / (step + 1), step=step)
    assert experiment.summary["loss"] == 1 / (step + 1)
    assert experiment.get_log("loss").data["steps"] == list(range(step + 1))
print("read", flush=True)
os._exit(0)
"""


@pytest.mark.parametrize("url", ["", f"http://127.0.0.1:{free_port()}"], ids=["no server", "nobody listens"])
def test_reading_in_a_script_waits_for_no_server_that_takes_nothing(url: str, tmp_path: Path) -> None:
    waits = {"SIGHTLINE_HOME": str(tmp_path), "SIGHTLINE_FLUSH_SECONDS": "3600", "SIGHTLINE_API_KEY": "sl_none"}
    script = [sys.executable, "-c", READING]
    ended = subprocess.run(script, env={**os.environ, **waits, "SIGHTLINE_URL": url}, capture_output=True, text=True)
    assert ended.stdout == "read\n", ended.stderr
