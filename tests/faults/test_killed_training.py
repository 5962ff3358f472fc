"""Attacks: what `log()` returned from is kept, and arrives once, when the script is killed."""

import random
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.training import run_sightline, start_training, wait_until
from tests.running_server import RunningServer

KILLS = 50


def test_fifty_killed_trainings_lose_and_double_nothing(
    server: RunningServer, stored_steps: Callable[[str], list[int]], tmp_path: Path
) -> None:
    moments = random.Random(5)
    environment = server.environment()
    killed = []
    for number in range(KILLS):
        training = start_training(tmp_path / "scripts", environment, f"run-{number}")
        training.wait_for_step(0)
        time.sleep(moments.uniform(0, 0.6))
        training.kill()
        killed.append(training)
    synced = run_sightline(environment, "sync")
    assert synced.returncode == 0, synced.stdout + synced.stderr
    for training in killed:
        returned, stored = training.returned(), stored_steps(training.experiment())
        assert stored[: len(returned)] == returned
        assert len(stored) - len(returned) <= 1, "at most the call that the kill interrupted"
        assert len(set(stored)) == len(stored)


def test_a_killed_training_is_sent_by_the_next_one(
    server: RunningServer, stored_steps: Callable[[str], list[int]], tmp_path: Path
) -> None:
    environment = server.environment()
    server.kill()
    first = start_training(tmp_path, environment, "first")
    first.wait_for_step(200)
    first.kill()
    server.start()
    following = start_training(tmp_path, environment, "second")
    following.wait_for_step(0)
    wait_until(lambda: not (server.home / "journal" / first.experiment()).exists())
    following.kill()
    returned = first.returned()
    assert stored_steps(first.experiment())[: len(returned)] == returned
