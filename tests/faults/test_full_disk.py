"""Attacks: on a full disk, of either side, the training goes on, a person is told, and nothing acknowledged is lost."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sightline

from tests.faults.training import run_sightline, start_training
from tests.running_server import RunningServer, start_server


def mount_small(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip(f"a small disk needs the right to mount a tmpfs: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    yield from mount_small(tmp_path / "disk", "3m")


SCRIPT = """
import os, sys, time
import sightline
experiment = sightline.init(project="faults", name="full", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
for step in range(1000):
    experiment.log("loss", float(step), step=step)
filler, ballast = sys.argv[1], 0
with open(filler, "wb") as file:                      # somebody else fills the disk
    try:
        while True:
            ballast += file.write(b"x" * 4096); file.flush()
    except OSError:
        pass
for step in range(1000, 4000):
    experiment.log("loss", float(step), step=step)    # no room: held in memory
os.write(1, b"went on\\n")
os.unlink(filler)                                     # room again
for step in range(4000, 5000):
    experiment.log("loss", float(step), step=step)
    time.sleep(0.0005)
experiment.finish()
os.write(1, b"finished\\n")
"""


def test_the_scripts_disk_is_full_for_a_while(tmp_path: Path, small_disk: Path) -> None:
    with start_server(tmp_path / "server") as server:
        environment = {**server.environment(), "SIGHTLINE_HOME": str(small_disk), "SIGHTLINE_MODE": "offline"}
        script = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(small_disk / "filler")],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert script.returncode == 0, script.stderr
        assert "went on" in script.stdout
        assert "finished" in script.stdout
        assert "Traceback" not in script.stderr
        told = [line for line in script.stderr.splitlines() if "disk" in line or "space" in line]
        assert told, script.stderr
        online = {
            **environment,
            "SIGHTLINE_MODE": "online",
            "SIGHTLINE_URL": server.url,
            "SIGHTLINE_API_KEY": server.key,
        }
        assert run_sightline(online, "sync").returncode == 0
        experiment = script.stdout.split()[1]
        data = sightline.Client(server.url, server.key).experiment(experiment).get_log("loss").data
        assert [int(step) for step in data["steps"]] == list(range(5000))


@pytest.fixture
def cramped(tmp_path: Path) -> Iterator[RunningServer]:
    """A server whose data lie on a disk of 3 MB."""
    folder = tmp_path / "server"
    folder.mkdir()
    for data in mount_small(folder / "data", "3m"):
        with start_server(folder) as running:
            yield running
        assert data.exists()


def test_the_servers_disk_is_full_for_a_while(cramped: RunningServer, tmp_path: Path) -> None:
    environment = cramped.environment()
    script = start_training(tmp_path / "scripts", environment, steps=1_000_000, pause=0.001)
    script.wait_for_step(1500)
    filler = cramped.data / "filler"
    with filler.open("wb") as file:
        try:
            while True:
                file.write(os.urandom(4096))
                file.flush()
        except OSError:
            pass
    script.wait_for_step(len(script.returned()) + 3000)
    assert cramped.process.poll() is None, cramped.log()
    filler.unlink()
    script.kill()
    deadline = time.monotonic() + 60
    while (synced := run_sightline(environment, "sync")).returncode != 0:
        assert time.monotonic() < deadline, synced.stdout + synced.stderr
        time.sleep(0.5)
    returned = script.returned()
    data = sightline.Client(cramped.url, cramped.key).experiment(script.experiment()).get_log("loss").data
    assert [int(step) for step in data["steps"]][: len(returned)] == returned
