"""Attacks: a batch whose answer got lost is stored once."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.proxy import LossyProxy
from tests.faults.training import run_sightline, start_training
from tests.running_server import RunningServer


@pytest.fixture
def proxy(server: RunningServer) -> Iterator[LossyProxy]:
    between = LossyProxy(server.port)
    yield between
    between.close()


def test_stored_but_never_heard_of(
    proxy: LossyProxy, server: RunningServer, stored_steps: Callable[[str], list[int]], tmp_path: Path
) -> None:
    through = {**server.environment(), "SIGHTLINE_URL": proxy.url, "SIGHTLINE_API_KEY": server.key}
    script = start_training(tmp_path, through, steps=4000, pause=0.002)
    for step in range(200, 4000, 400):
        script.wait_for_step(step)
        proxy.lose_answers = 1
    assert script.wait() == 0, script.warnings()
    deadline = time.monotonic() + 60
    while run_sightline(server.environment(), "sync").returncode != 0:
        assert time.monotonic() < deadline
    assert proxy.lost >= 1
    assert stored_steps(script.experiment()) == list(range(4000))
