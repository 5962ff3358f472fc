"""Attacks: on a full disk, of either side, the training goes on, a person is told, and nothing acknowledged is lost."""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import sightline

from tests.faults.small_disk import filled, small_disk
from tests.faults.training import Training, run_script, run_sightline, start_script, start_training, wait_until
from tests.running_server import RunningServer, start_server

FILLING = """
import os, sys, time
import sightline
experiment = sightline.init(project="faults", name="full", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
for step in range(1000):
    experiment.log("loss", float(step), step=step)
filler = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)
try:                                                  # somebody else fills the disk
    while os.write(filler, b"x" * 64):
        pass
except OSError:
    pass
for step in range(1000, 4000):
    experiment.log("loss", float(step), step=step)    # no room: held in memory
os.write(1, b"went on\\n")
os.ftruncate(filler, 0)                               # room again
for step in range(4000, 5000):
    experiment.log("loss", float(step), step=step)
    time.sleep(0.0005)
experiment.finish()
os.write(1, b"finished\\n")
"""


def test_the_scripts_disk_is_full_for_a_while(server: RunningServer, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "3m") as home:
        environment = {**server.environment(), "SIGHTLINE_HOME": str(home), "SIGHTLINE_MODE": "offline"}
        script = run_script(tmp_path / "scripts", environment, FILLING, str(home / "filler"))
        assert script.process.returncode == 0, script.warnings()
        assert "went on" in script.output.read_text()
        assert script.finished()
        assert [line for line in script.warnings().splitlines() if "No space left" in line], script.warnings()
        assert "Traceback" not in script.warnings()
        online = {"SIGHTLINE_MODE": "online", "SIGHTLINE_URL": server.url, "SIGHTLINE_API_KEY": server.key}
        assert run_sightline({**environment, **online}, "sync").returncode == 0
        data = sightline.Client(server.url, server.key).experiment(script.experiment()).get_log("loss").data
        assert data["steps"] == list(range(5000))


ON_ONE_DISK = """
import os, tempfile
import sightline
tempfile.tempdir = os.environ["SIGHTLINE_HOME"]    # temporary files lie on the same disk
experiment = sightline.init(project="faults", name="full", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
for step in range(50):
    experiment.log("loss", float(step), step=step)
experiment.finish()
os.write(1, b"finished\\n")
"""


def test_a_script_that_starts_and_ends_on_a_full_disk(server: RunningServer, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1m") as home:
        environment = {**server.environment(), "SIGHTLINE_HOME": str(home), "SIGHTLINE_MODE": "offline"}
        with filled(home):
            script = run_script(tmp_path / "scripts", environment, ON_ONE_DISK)
        assert script.finished(), script.warnings()
        assert "lost" in script.warnings()
        assert "Traceback" not in script.warnings()
        assert list(home.rglob("*.journal")) == [], "an empty file would be named by every later sync"


@pytest.fixture
def cramped(tmp_path: Path) -> Iterator[RunningServer]:
    """A server whose data lie on a disk of 16 MB."""
    with small_disk(tmp_path / "server" / "data", "16m"), start_server(tmp_path / "server") as running:
        yield running


STORING = """
import os, sys, time
import sightline
experiment = sightline.init(project="faults", name="storing", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
for step in range(int(sys.argv[2])):
    experiment.log("loss", float(step), step=step)
    os.write(1, b"%d\\n" % step)
    if step == 300:
        experiment.store("weights", sys.argv[1])
    time.sleep(0.002)
experiment.finish()
os.write(1, b"finished\\n")
"""


def test_the_servers_disk_is_full_for_a_while(cramped: RunningServer, tmp_path: Path) -> None:
    environment = cramped.environment()
    weights = tmp_path / "weights.bin"
    weights.write_bytes(os.urandom(2_000_000))
    script = start_script(tmp_path / "scripts", environment, STORING, str(weights), "5000")
    wait_until(lambda: any(lines > 100 for lines in _mark(cramped, script).values()))
    with filled(cramped.data):
        wait_until(lambda: "no room" in script.warnings())
        script.wait_for_step(len(script.returned()) + 500)
        acknowledged = _mark(cramped, script)
        assert cramped.process.poll() is None, cramped.log()
        assert len(_stored(cramped, script)) <= max(acknowledged.values()), "half of a batch must not be stored"
    assert script.wait() == 0, script.warnings()
    assert len([line for line in script.warnings().splitlines() if "no room" in line]) == 1, script.warnings()
    wait_until(lambda: run_sightline(environment, "sync").returncode == 0)
    assert _stored(cramped, script) == list(range(5000))
    (stored,) = sightline.Client(cramped.url, cramped.key).experiment(script.experiment()).files()
    assert stored.size == 2_000_000
    assert stored.download(tmp_path / "back").read_bytes() == weights.read_bytes()


def test_a_script_that_starts_while_the_servers_disk_is_full(cramped: RunningServer, tmp_path: Path) -> None:
    environment = {**cramped.environment(), "SIGHTLINE_FLUSH_SECONDS": "1"}
    with filled(cramped.data):
        script = start_training(tmp_path / "scripts", environment, steps=300)
        assert script.wait() == 0, script.warnings()
        assert "no room" in script.warnings()
        with pytest.raises(sightline.errors.NotFound):
            sightline.Client(cramped.url, cramped.key).experiment(script.experiment())
        assert run_sightline(environment, "sync").returncode == 1
        assert _answer(cramped, "/api/health")[0] == 200
        status, problem = _answer(cramped, "/api/projects", {"name": "no-room"})
        assert (status, problem["code"]) == (507, "disk-full")
    synced = run_sightline(environment, "sync")
    assert synced.returncode == 0, synced.stdout + synced.stderr
    assert _stored(cramped, script) == list(range(300))


def _mark(server: RunningServer, script: Training) -> dict[str, int]:
    """Writer -> lines that a server has acknowledged."""
    marks = (server.home / "journal" / script.experiment()).glob("*.ack")
    return {mark.stem: json.loads(mark.read_text())["next"] for mark in marks}


def _stored(server: RunningServer, script: Training) -> list[int]:
    return list(sightline.Client(server.url, server.key).experiment(script.experiment()).get_log("loss").data["steps"])


def _answer(server: RunningServer, path: str, body: object = None) -> tuple[int, dict[str, object]]:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {server.key}", "Content-Type": "application/json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(server.url + path, data, headers), timeout=60) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read())
