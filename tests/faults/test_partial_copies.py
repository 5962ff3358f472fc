"""Attacks: what a script copied when it was killed goes with its journals, and never while somebody copies."""

import os
import signal
from pathlib import Path

import pytest
import sightline

from tests.faults.training import run_sightline, start_script, start_training, wait_until
from tests.running_server import RunningServer

SIZE = 200 << 20
STORING = """
import os, sys
import sightline
experiment = sightline.init(project="faults", name="storing", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
experiment.log("loss", 0.5, step=0)
if len(sys.argv) > 2:
    child = os.fork()
    if child:
        os.write(1, b"%d\\n" % child)
        os.waitpid(child, 0)
        os._exit(0)
experiment.store("weights", sys.argv[1])
os._exit(0)
"""


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A large file of holes, whose copy takes a while."""
    path = tmp_path / "weights.bin"
    with path.open("wb") as file:
        file.truncate(SIZE)
    return path


def copies(home: Path) -> list[Path]:
    return [path for path in home.glob("journal/*/files/*") if path.stat().st_size]


def test_a_killed_store_leaves_nothing_after_a_sync(
    steady: RunningServer, machine: dict[str, str], tmp_path: Path, weights: Path
) -> None:
    home = Path(machine["SIGHTLINE_HOME"])
    script = start_script(tmp_path / "scripts", {**machine, "SIGHTLINE_MODE": "offline"}, STORING, str(weights))
    wait_until(lambda: bool(copies(home)))
    script.kill()
    assert [path.stat().st_size < SIZE for path in copies(home)] == [True]
    assert run_sightline(machine, "sync").returncode == 0
    assert list(home.glob("journal/*")) == []
    assert sightline.Client(steady.url, steady.key).experiment(script.experiment()).files() == []


def test_nor_after_the_next_script(machine: dict[str, str], tmp_path: Path, weights: Path) -> None:
    home = Path(machine["SIGHTLINE_HOME"])
    script = start_script(tmp_path / "scripts", machine, STORING, str(weights))
    wait_until(lambda: bool(copies(home)))
    script.kill()
    following = start_training(tmp_path / "scripts", machine)
    wait_until(lambda: not (home / "journal" / script.experiment()).exists())
    following.kill()


def test_a_copy_in_the_making_is_left_to_the_child_that_makes_it(
    steady: RunningServer, machine: dict[str, str], tmp_path: Path, weights: Path
) -> None:
    home = Path(machine["SIGHTLINE_HOME"])
    environment = {**machine, "SIGHTLINE_MODE": "offline"}
    script = start_script(tmp_path / "scripts", environment, STORING, str(weights), "in a child")
    wait_until(lambda: bool(copies(home)))
    child = int(script.output.read_text().split()[2])
    os.kill(child, signal.SIGSTOP)
    try:
        script.kill()
        assert run_sightline(machine, "sync").returncode == 0
        assert len(copies(home)) == 1
    finally:
        os.kill(child, signal.SIGCONT)
    wait_until(lambda: not Path(f"/proc/{child}").exists())
    assert run_sightline(machine, "sync").returncode == 0
    (stored,) = sightline.Client(steady.url, steady.key).experiment(script.experiment()).files()
    assert stored.size == SIZE
    assert not list(home.rglob("files/*"))
