"""Attacks: a batch whose answer got lost, or was replaced on its way, is stored once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sightline

from tests.faults.proxy import LossyProxy, http_answer, proxy_to
from tests.faults.training import run_script, run_sightline, start_training, wait_until
from tests.running_server import RunningServer


@pytest.fixture
def proxy(steady: RunningServer) -> Iterator[LossyProxy]:
    with proxy_to(steady.port) as between:
        yield between


def test_stored_but_never_heard_of(
    proxy: LossyProxy, machine: dict[str, str], stored_steps: Callable[[str], list[int]], tmp_path: Path
) -> None:
    script = start_training(tmp_path, {**machine, "SIGHTLINE_URL": proxy.url}, steps=4000, pause=0.002)
    for step in range(200, 4000, 400):
        script.wait_for_step(step)
        proxy.lose_answers = 1
    assert script.wait() == 0, script.warnings()
    wait_until(lambda: run_sightline(machine, "sync").returncode == 0)
    assert proxy.lost >= 5
    assert stored_steps(script.experiment()) == list(range(4000))


BUSY = http_answer("503 Service Unavailable", b"<html>upstream is busy</html>", "text/html", "Retry-After: 0.2")

#: Without steps: a point that was stored twice would be seen.
ORDERED = """
import os, time
import sightline
experiment = sightline.init(project="faults", name="ordered", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
for value in range(2000):
    experiment.log("loss", float(value))
    time.sleep(0.001)
experiment.finish()
"""


@pytest.mark.parametrize(
    "instead",
    [
        [BUSY, BUSY],
        [http_answer("502 Bad Gateway", b"<html><h1>502 Bad Gateway</h1></html>")],
        [http_answer("200 OK", b"<html>please log in to the hotel's network</html>")],
        [http_answer("200 OK", b'{"status": "ok"}', "application/json")],
        [b"SSH-2.0-OpenSSH_9.6\r\n"],
        [b"\0" * 1000],
        [http_answer("302 Found", b"", "text/html", "Location: https://login.example.org/")],
    ],
    ids=["503-twice", "502-page", "200-page", "200-json", "other-protocol", "zeros", "redirect"],
)
def test_stored_and_then_something_else_is_heard(
    proxy: LossyProxy, machine: dict[str, str], steady: RunningServer, tmp_path: Path, instead: list[bytes]
) -> None:
    proxy.instead.extend(instead)
    script = run_script(tmp_path, {**machine, "SIGHTLINE_URL": proxy.url}, ORDERED)
    assert script.process.returncode == 0, script.warnings()
    assert "Traceback" not in script.warnings()
    assert len([line for line in script.warnings().splitlines() if "goes on to disk" in line]) == 1, script.warnings()
    wait_until(lambda: run_sightline(machine, "sync").returncode == 0)
    assert not proxy.instead
    data = sightline.Client(steady.url, steady.key).experiment(script.experiment()).get_log("loss").data
    assert data["values"] == [float(value) for value in range(2000)]
