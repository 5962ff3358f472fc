"""Attacks: writer, journal, thread and lock belong to one process; a child never sends its parent's records."""

import multiprocessing
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sightline

from tests.faults.training import run_script, run_sightline
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


IMPORTING = """
import importlib.abc, os, signal, sys, threading, time
import sightline

class Slow(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1] and threading.current_thread() is not threading.main_thread():
            importing.set()
            time.sleep(0.3)                     # a thread of Sightline's is in the middle of it

importing = threading.Event()
for name in [name for name in sys.modules if name == sys.argv[1] or name.startswith(sys.argv[1] + ".")]:
    del sys.modules[name]
sys.meta_path.insert(0, Slow())
experiment = sightline.init(project="faults", name="importing", console=False)
os.write(1, f"id {experiment.id}\\n".encode())
experiment.log("loss", 0.0, step=0)
assert importing.wait(30)
child = os.fork()
if child == 0:
    signal.alarm(60)                            # hanging for ever is what this is about
    __import__(sys.argv[1])
    for step in range(100):
        experiment.log("from-child", float(step), step=step)
    experiment.finish()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
experiment.finish()
os.write(1, b"finished\\n")
"""


@pytest.mark.parametrize("module", ["http.client", "shlex"])
def test_a_fork_while_a_thread_imports(
    steady: RunningServer, machine: dict[str, str], tmp_path: Path, module: str
) -> None:
    script = run_script(tmp_path, machine, IMPORTING, module)
    assert script.finished(), script.warnings()
    experiment = sightline.Client(steady.url, steady.key).experiment(script.experiment())
    assert experiment.get_log("from-child").data["steps"] == list(range(100))
    assert experiment.status == "success"


#: A child that outlives its parent, and never logs.
OUTLIVING = """
import os, time
import sightline
experiment = sightline.init(project="faults", name="outlived", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
experiment.log("loss", 0.0, step=0)
if os.fork() == 0:
    time.sleep(60)
    os._exit(0)
for step in range(1, 500):
    experiment.log("loss", float(step), step=step)
os.kill(os.getpid(), 9)
"""


def test_a_child_that_outlives_its_parent_holds_nothing_back(
    machine: dict[str, str], stored_steps: Callable[[str], list[int]], tmp_path: Path
) -> None:
    script = run_script(tmp_path, machine, OUTLIVING)
    assert script.process.returncode == -signal.SIGKILL
    synced = run_sightline(machine, "sync")
    assert synced.returncode == 0, synced.stdout + synced.stderr
    assert stored_steps(script.experiment()) == list(range(500))
