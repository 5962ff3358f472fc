"""Attacks: a server that takes its time does not slow a training down."""

from collections.abc import Callable
from pathlib import Path

from tests.faults.proxy import proxy_to
from tests.faults.training import run_sightline, start_training, wait_until
from tests.running_server import RunningServer


def test_every_answer_takes_two_seconds(
    steady: RunningServer, machine: dict[str, str], stored_steps: Callable[[str], list[int]], tmp_path: Path
) -> None:
    with proxy_to(steady.port) as proxy:
        proxy.delay = 2.0
        script = start_training(tmp_path, {**machine, "SIGHTLINE_URL": proxy.url}, steps=2000, pause=0.001)
        assert script.wait() == 0, script.warnings()
        assert script.finished()
    wait_until(lambda: run_sightline(machine, "sync").returncode == 0)
    assert stored_steps(script.experiment()) == list(range(2000))


def test_a_training_goes_on_while_an_answer_is_held_back(
    steady: RunningServer, machine: dict[str, str], stored_steps: Callable[[str], list[int]], tmp_path: Path
) -> None:
    with proxy_to(steady.port) as proxy:
        proxy.hold.clear()
        script = start_training(tmp_path, {**machine, "SIGHTLINE_URL": proxy.url}, steps=3000, pause=0.001)
        wait_until(lambda: proxy.held > 0)
        script.wait_for_step(len(script.returned()) + 1000)
        assert proxy.held == 1, "it waits for the first answer, and the training does not wait for it"
        proxy.hold.set()
        assert script.wait() == 0, script.warnings()
    assert script.warnings().count("goes on to disk") == 0
    wait_until(lambda: run_sightline(machine, "sync").returncode == 0)
    assert stored_steps(script.experiment()) == list(range(3000))
