"""Attacks: what the server acknowledged is kept when it is killed; scripts go on, and catch up."""

import random
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.training import run_sightline, start_training
from tests.running_server import RunningServer

SCRIPTS = 8
KILLS = 20


def test_twenty_kills_of_the_server_under_eight_scripts(
    server: RunningServer, stored_steps: Callable[[str], list[int]], tmp_path: Path
) -> None:
    moments = random.Random(7)
    environment = server.environment()
    scripts = [start_training(tmp_path / "scripts", environment, f"run-{n}", pause=0.005) for n in range(SCRIPTS)]
    experiments = [script.experiment() for script in scripts]
    for _ in range(KILLS):
        time.sleep(moments.uniform(0.1, 1.0))
        server.restart()
    for script in scripts:
        script.wait_for_step(len(script.returned()) + 20)  # none of them was stopped
        script.kill()
    synced = run_sightline(environment, "sync")
    assert synced.returncode == 0, synced.stdout + synced.stderr
    for script, experiment in zip(scripts, experiments, strict=True):
        returned, stored = script.returned(), stored_steps(experiment)
        assert stored[: len(returned)] == returned
        assert len(set(stored)) == len(stored)


def test_a_running_script_catches_up_by_itself(
    server: RunningServer, stored_steps: Callable[[str], list[int]], tmp_path: Path
) -> None:
    script = start_training(tmp_path / "scripts", server.environment(), steps=2000, pause=0.005)
    script.wait_for_step(100)
    server.kill()
    script.wait_for_step(600)
    server.start()
    assert script.wait() == 0, script.warnings()
    assert script.finished()
    run_sightline(server.environment(), "sync")
    assert stored_steps(script.experiment()) == list(range(2000))
