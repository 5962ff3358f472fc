"""Attacks: what happens to the journal's file under a running script costs nothing that `log()` returned from."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sightline

from tests.faults.training import run_script, run_sightline, start_training, wait_until
from tests.running_server import RunningServer


@pytest.mark.parametrize("mode", ["online", "offline"])
def test_deleted_under_a_running_script(
    machine: dict[str, str], stored_steps: Callable[[str], list[int]], tmp_path: Path, mode: str
) -> None:
    script = start_training(tmp_path, {**machine, "SIGHTLINE_MODE": mode})
    folder = Path(machine["SIGHTLINE_HOME"]) / "journal" / script.experiment()
    for _ in range(3):
        script.wait_for_step(len(script.returned()) + 300)
        shutil.rmtree(folder)
        wait_until(lambda: any(folder.glob("*.journal")))
    script.wait_for_step(len(script.returned()) + 300)
    script.kill()
    assert len([line for line in script.warnings().splitlines() if "was deleted while" in line]) == 1, script.warnings()
    assert "Traceback" not in script.warnings()
    synced = run_sightline(machine, "sync")
    assert synced.returncode == 0, synced.stdout + synced.stderr
    returned = script.returned()
    stored = stored_steps(script.experiment())
    assert stored[: len(returned)] == returned
    assert len(stored) - len(returned) <= 1


CLOSING = """
import os
import sightline
experiment = sightline.init(project="faults", name="closing", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
for value in range(500):
    experiment.log("loss", float(value))
os.closerange(3, 256)    # as a program does that becomes a daemon
for value in range(500, 1000):
    experiment.log("loss", float(value))
experiment.finish()
"""

BECOMING_A_DAEMON = """
import os
import sightline
experiment = sightline.init(project="faults", name="daemon", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
for value in range(500):
    experiment.log("loss", float(value))
os.closerange(3, 256)
own = [open(f"own-{number}", "w+b") for number in range(8)]    # they get the numbers that were ours
for value in range(500, 1000):
    experiment.log("loss", float(value))
experiment.finish()
assert [os.fstat(file.fileno()).st_size for file in own] == [0] * 8
os.write(1, b"finished\\n")
"""

REFUSED = """
import os, resource
import sightline
experiment = sightline.init(project="faults", name="refused", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
for value in range(1000):
    if value == 300:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))    # writes fail, the first one in the middle
    if value == 700:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    experiment.log("loss", float(value))
experiment.finish()
"""


@pytest.mark.parametrize("script", [CLOSING, REFUSED], ids=["closed-by-the-script", "refused-by-the-system"])
def test_writes_that_fail(steady: RunningServer, machine: dict[str, str], tmp_path: Path, script: str) -> None:
    """An error of the medium itself (EIO) cannot be made without a device of our own; it takes the same way."""
    done = run_script(tmp_path, {**machine, "SIGHTLINE_MODE": "offline"}, script)
    assert done.process.returncode == 0, done.warnings()
    assert len([line for line in done.warnings().splitlines() if "not writable" in line]) == 1, done.warnings()
    assert "lost" not in done.warnings().replace("lost if the process is killed", "")
    synced = run_sightline(machine, "sync")
    assert synced.returncode == 0, synced.stdout + synced.stderr
    data = sightline.Client(steady.url, steady.key).experiment(done.experiment()).get_log("loss").data
    assert data["values"] == [float(value) for value in range(1000)]


def test_a_script_that_closes_all_files_and_opens_its_own(
    steady: RunningServer, machine: dict[str, str], tmp_path: Path
) -> None:
    done = run_script(tmp_path, {**machine, "SIGHTLINE_MODE": "offline"}, BECOMING_A_DAEMON)
    assert done.finished(), done.warnings()
    run_sightline(machine, "sync")
    data = sightline.Client(steady.url, steady.key).experiment(done.experiment()).get_log("loss").data
    assert data["values"] == [float(value) for value in range(1000)]
