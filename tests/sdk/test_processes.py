"""Writer, journal, thread and lock belong to one process; the status says how it ended."""

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sightline_server.logs.payloads import Ended

from tests.sdk import scripts
from tests.sdk.wire import Console, Facts, Open, Wire


@pytest.fixture
def wire() -> Iterator[Wire]:
    server = Wire()
    yield server
    server.close()


@pytest.fixture
def env(wire: Wire, tmp_path: Path) -> dict[str, str]:
    return scripts.environment(tmp_path / "home", SIGHTLINE_URL=wire.url)


def endings(wire: Wire) -> list[tuple[str, bool, str]]:
    return [(ended.status, ended.last, ended.reason) for ended in wire.of_kind(Ended)]


FORK = """
import multiprocessing, sightline
def load(number):
    for step in range(200):
        experiment.log(f"loader-{number}", float(step), step=step)
if __name__ == "__main__":
    experiment = sightline.init("p", "n")
    for step in range(100):
        experiment.log("loss", float(step), step=step)
    with multiprocessing.get_context("fork").Pool(3) as pool:
        for step in range(100, 200):
            experiment.log("loss", float(step), step=step)
        pool.map(load, range(3), chunksize=1)
        pool.close()
        pool.join()
    for step in range(200, 300):
        experiment.log("loss", float(step), step=step)
"""


def test_forked_children_write_beside_their_parent(wire: Wire, env: dict[str, str], tmp_path: Path) -> None:
    done = scripts.run(FORK, env, tmp_path)
    assert done.returncode == 0, done.stderr
    assert [step for step, _ in wire.points("loss")] == list(range(300))
    for number in range(3):
        assert [step for step, _ in wire.points(f"loader-{number}")] == list(range(200))
    opened = wire.of_kind(Open)
    assert len({record.process for record in opened}) == len(opened) >= 2
    assert {status for status, _, _ in endings(wire)} == {"success"}
    assert [last for _, last, _ in endings(wire)].count(True) == 1
    assert not list((tmp_path / "home").rglob("*.journal"))


WORKERS = """
import multiprocessing, os, signal, sightline
def ends_at_once(experiment):
    before = signal.getsignal(signal.SIGTERM)
    if experiment is not None:
        experiment.log("from-worker", 1.0)
    return before == signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
if __name__ == "__main__":
    experiment = sightline.init("p", "n")
    ours = signal.getsignal(signal.SIGTERM)
    for given in (None, experiment):
        with multiprocessing.get_context(METHOD).Pool(1) as pool:
            print(pool.apply(ends_at_once, [given]))
    child = os.fork()
    if child == 0:
        experiment.log("from-child", 1.0)
        print(callable(signal.getsignal(signal.SIGTERM)), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
    print(signal.getsignal(signal.SIGTERM) is ours)
"""


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_a_worker_of_a_pool_dies_of_sigterm_at_once(
    wire: Wire, env: dict[str, str], tmp_path: Path, method: str
) -> None:
    """`with Pool()` ends its workers so, while they wait where Python calls no handler: one would wait for ever."""
    done = scripts.run(WORKERS.replace("METHOD", repr(method)), env, tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.split()) == ["True"] * 4
    assert wire.points("from-worker") == [(None, 1.0)]


def test_a_plain_fork_that_logs_is_delivered(wire: Wire, env: dict[str, str], tmp_path: Path) -> None:
    code = """
import os, sightline
experiment = sightline.init("p", "n")
experiment.log("loss", 0.5)
child = os.fork()
if child == 0:
    experiment.log("from-child", 1.5)
    os._exit(0)
os.waitpid(child, 0)
"""
    done = scripts.run(code, env, tmp_path)
    assert done.returncode == 0, done.stderr
    assert wire.points("from-child") == [(None, 1.5)]
    assert wire.points("loss") == [(None, 0.5)]


def test_a_child_that_only_prints_records_nothing(wire: Wire, env: dict[str, str], tmp_path: Path) -> None:
    code = """
import os, sightline
experiment = sightline.init("p", "n")
child = os.fork()
if child == 0:
    print("from the child")
    raise SystemExit
os.waitpid(child, 0)
print("from the parent")
"""
    done = scripts.run(code, env, tmp_path)
    assert "from the child" in done.stdout
    assert len(wire.of_kind(Open)) == 1
    printed = [line for record in wire.of_kind(Console) if record.stream == "stdout" for line in record.lines]
    assert printed == ["from the parent"]


def test_a_pickled_experiment_logs_from_a_spawned_process(wire: Wire, env: dict[str, str], tmp_path: Path) -> None:
    code = """
import multiprocessing, sightline
def work(experiment):
    experiment.log("from-child", 2.5, step=1)
if __name__ == "__main__":
    with sightline.init("p", "n") as experiment:
        child = multiprocessing.get_context("spawn").Process(target=work, args=(experiment,))
        child.start()
        child.join()
        assert child.exitcode == 0
        experiment.log("loss", 0.5)
"""
    done = scripts.run(code, env, tmp_path)
    assert done.returncode == 0, done.stderr
    assert wire.points("from-child") == [(1, 2.5)]
    assert endings(wire)[-1] == ("success", True, "")


def test_processes_join_one_experiment_by_its_id(wire: Wire, env: dict[str, str], tmp_path: Path) -> None:
    code = 'import sightline\ne = sightline.init("p")\nprint(e.id)\ne.log("rank", 1.0)'
    joined = "01890000-0000-7000-8000-000000000000"
    done = scripts.run(code, {**env, "SIGHTLINE_EXPERIMENT": joined}, tmp_path)
    assert done.stdout.split() == [joined]
    assert endings(wire) == [("success", False, "")]


def test_an_exception_is_the_outcome_and_a_log(wire: Wire, env: dict[str, str], tmp_path: Path) -> None:
    code = 'import sightline\ne = sightline.init("p", "n")\ne.log("loss", 0.5)\nraise ValueError("no such image")'
    done = scripts.run(code, env, tmp_path)
    assert done.returncode == 1
    assert "no such image" in done.stderr
    assert endings(wire) == [("failed", True, "ValueError: no such image")]
    assert "train.py" in wire.log("traceback").data


@pytest.mark.parametrize(
    ("end", "status"),
    [
        ("raise SystemExit(0)", "success"),
        ("raise KeyboardInterrupt", "stopped"),
        ('e.finish("failed")', "failed"),
        ("with e: raise SystemExit(3)", "failed"),
        ("import sys; sys.exit(3)", "failed"),
        ("import sys; sys.exit('no images')", "failed"),
        ("import sys; sys.exit()", "success"),
        ("import sys; sys.exit(0)", "success"),
        ("import sys\ntry: sys.exit(3)\nfinally: print('tidied up')", "failed"),
        ("import sys\ntry: sys.exit(3)\nexcept SystemExit: pass", "success"),
        ("import sys, threading\nthread = threading.Thread(target=sys.exit, args=(3,)); thread.start()", "success"),
        ("with e: pass", "success"),
    ],
)
def test_the_status_says_how_it_ended(wire: Wire, env: dict[str, str], tmp_path: Path, end: str, status: str) -> None:
    scripts.run(f'import sightline\ne = sightline.init("p", "n")\n{end}', env, tmp_path)
    assert [ending[0] for ending in endings(wire)] == [status]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it(wire: Wire, env: dict[str, str], tmp_path: Path, number: int) -> None:
    code = 'import sightline, time\ne = sightline.init("p", "n")\nprint("up", flush=True)\ntime.sleep(60)'
    process = scripts.start(code, env, tmp_path)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(2)
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode == -number
    assert [ending[0] for ending in endings(wire)] == ["stopped"]


def test_a_handler_of_the_script_stays(wire: Wire, env: dict[str, str], tmp_path: Path) -> None:
    code = """
import signal, sys, time, sightline
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
e = sightline.init("p", "n")
print("up", flush=True)
time.sleep(60)
"""
    process = scripts.start(code, env, tmp_path)
    assert process.stdout is not None
    process.stdout.readline()
    process.terminate()
    process.communicate(timeout=20)
    assert process.returncode == 7


def test_what_a_run_was_is_recorded_by_itself(wire: Wire, env: dict[str, str], tmp_path: Path) -> None:
    code = """
import sightline, sys, time
e = sightline.init("p", "n")
print("epoch 1")
sys.stdout.write("10 %\\r20 %\\r30 %\\n")
print("not good", file=sys.stderr)
sys.stdout.write("half a line")
time.sleep(3)
"""
    done = scripts.run(code, {**env, "SIGHTLINE_CAPTURE_SYSTEM": "1"}, tmp_path)
    assert "epoch 1" in done.stdout
    (facts,) = wire.of_kind(Facts)
    assert facts.facts["python"] == sys.version.split()[0]
    assert facts.facts["packages"]["numpy"]
    assert facts.facts["command"].endswith("train.py")
    assert facts.facts["host"]["cpus"] >= 1
    printed = [line for record in wire.of_kind(Console) if record.stream == "stdout" for line in record.lines]
    assert printed == ["epoch 1", "30 %", "half a line"]
    assert ["not good"] in [record.lines for record in wire.of_kind(Console) if record.stream == "stderr"]
    assert 0 <= wire.points("system/cpu")[0][1] <= 100
    assert 0 < wire.points("system/memory")[0][1] <= 100


def test_every_capture_can_be_switched_off(wire: Wire, env: dict[str, str], tmp_path: Path) -> None:
    code = """
import sightline, time
e = sightline.init("p", "n", git=False, command=False, packages=False, host=False, system=False, console=False)
print("hello")
time.sleep(1)
"""
    scripts.run(code, {**env, "SIGHTLINE_CAPTURE_GIT": "1", "SIGHTLINE_CAPTURE_SYSTEM": "1"}, tmp_path)
    (facts,) = wire.of_kind(Facts)
    assert set(facts.facts) == {"sightline"}
    assert not wire.of_kind(Console)


def test_the_dirty_tree_is_recorded(wire: Wire, env: dict[str, str], tmp_path: Path) -> None:
    import subprocess

    def git(*command: str) -> str:
        call = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", *command]
        return subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "-q")
    (tmp_path / "lr.py").write_text("lr = 1\n")
    git("add", "lr.py")
    git("commit", "-qm", "first")
    git("remote", "add", "origin", "https://me:secret@example.org/repo.git")
    (tmp_path / "lr.py").write_text("lr = 2\n")
    code = 'import sightline\ne = sightline.init("p", "n")'
    scripts.run(code, {**env, "SIGHTLINE_CAPTURE_GIT": "1"}, tmp_path)
    recorded = wire.of_kind(Facts)[0].facts["git"]
    assert recorded["commit"] == git("rev-parse", "HEAD")
    assert recorded["dirty"]
    assert "+lr = 2" in recorded["diff"]
    assert recorded["remote"] == "https://example.org/repo.git"


def test_a_server_that_starts_later_on_this_machine_is_found(wire: Wire, tmp_path: Path) -> None:
    import json
    import os

    home = tmp_path / "home"
    code = 'import sightline, time\ne = sightline.init("p", "n")\ne.log("loss", 0.5)\ntime.sleep(6)'
    process = scripts.start(code, scripts.environment(home, SIGHTLINE_QUIET="0"), tmp_path)
    time.sleep(1)
    (home / "server.json").write_text(json.dumps({"url": wire.url, "key": "", "pid": os.getpid(), "data": ""}))
    _, err = process.communicate(timeout=30)
    assert "recording offline" in err
    assert wire.points("loss") == [(None, 0.5)]
