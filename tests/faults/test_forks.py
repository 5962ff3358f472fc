"""Attacks: writer, journal, thread and lock belong to one process; a child never sends its parent's records."""

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest
import sightline

from tests.running_server import RunningServer

LOADERS = """
import multiprocessing, sys
import sightline

def load(number):
    experiment.log(f"loader-{number}/items", float(number), step=0)
    for step in range(1, 200):
        experiment.log(f"loader-{number}/items", float(step), step=step)
    return number

if __name__ == "__main__":
    experiment = sightline.init(project="faults", name="forks", system=False, console=False)
    print("id", experiment.id, flush=True)
    for step in range(500):
        experiment.log("loss", float(step), step=step)
    with multiprocessing.get_context("fork").Pool(4) as pool:
        for step in range(500, 1000):
            experiment.log("loss", float(step), step=step)
        pool.map(load, range(4), chunksize=1)
        pool.close()
        pool.join()
    for step in range(1000, 1500):
        experiment.log("loss", float(step), step=step)
    experiment.finish()
"""


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system does not fork")
def test_forked_loaders_log_beside_their_parent(server: RunningServer, tmp_path: Path) -> None:
    script = tmp_path / "train.py"
    script.write_text(LOADERS)
    environment = server.environment()
    done = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    subprocess.run([sys.executable, "-m", "sightline", "sync"], env=environment, check=True, capture_output=True)
    experiment = sightline.Client(server.url, server.key).experiment(done.stdout.split()[1])
    assert [int(step) for step in experiment.get_log("loss").data["steps"]] == list(range(1500))
    for number in range(4):
        assert len(experiment.get_log(f"loader-{number}/items").data["steps"]) == 200
    assert experiment.status == "success"
