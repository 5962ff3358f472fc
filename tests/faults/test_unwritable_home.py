"""Attacks: where SIGHTLINE_HOME cannot be written, what a script logs goes another way, and it says which."""

import re
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
import sightline

from tests.faults.small_disk import filled, small_disk
from tests.faults.training import Training, run_script, run_sightline, start_training
from tests.running_server import RunningServer, free_port, start_server

StoredSteps = Callable[[str], list[int]]
SPARE = re.compile(r"cannot be written \((.+)\): journals are kept in (\S+) instead")


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """A temporary directory of the test's own."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    return folder


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Inside this block nobody, root included, can write on the disk that is mounted at `folder`."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)


def spare_of(script: Training) -> tuple[str, Path]:
    """Why not SIGHTLINE_HOME, and the folder that the script named instead."""
    (found,) = SPARE.findall(script.warnings())
    return found[0], Path(found[1])


def test_a_file_in_its_place(
    steady: RunningServer, stored_steps: StoredSteps, machine: dict[str, str], tmp_path: Path, temporary: Path
) -> None:
    Path(machine["SIGHTLINE_HOME"]).write_text("no folder")
    script = start_training(tmp_path, {**machine, "TMPDIR": str(temporary)}, steps=300)
    assert script.wait() == 0, script.warnings()
    assert stored_steps(script.experiment()) == list(range(300))
    assert f"{steady.url}/p/faults/e/{script.experiment()}" in script.warnings()
    reason, spare = spare_of(script)
    assert reason == "Not a directory"
    assert spare.parent == temporary
    assert list(temporary.iterdir()) == [], "the server has everything: nothing is left to be kept"


def test_a_read_only_folder_from_which_the_server_is_found(tmp_path: Path, temporary: Path) -> None:
    with small_disk(tmp_path / "server" / "home", "8m") as home, start_server(tmp_path / "server") as server:
        environment = server.environment(TMPDIR=str(temporary))
        with read_only(home):
            script = start_training(tmp_path, environment)
            script.wait_for_step(300)
            _, spare = spare_of(script)
            assert stat.S_IMODE(spare.stat().st_mode) == 0o700
            script.kill()
            synced = run_sightline({**environment, "SIGHTLINE_HOME": str(spare)}, "sync")
            assert synced.returncode == 0, synced.stdout + synced.stderr
            returned = script.returned()
            data = sightline.Client(server.url, server.key).experiment(script.experiment()).get_log("loss").data
            assert data["steps"][: len(returned)] == returned


def test_no_room_at_the_start(
    stored_steps: StoredSteps, machine: dict[str, str], tmp_path: Path, temporary: Path
) -> None:
    with small_disk(tmp_path / "home", "1m") as home, filled(home):
        script = start_training(tmp_path / "scripts", {**machine, "TMPDIR": str(temporary)}, steps=300)
        assert script.wait() == 0, script.warnings()
        assert spare_of(script)[0] == "No space left on device"
        assert stored_steps(script.experiment()) == list(range(300))


def test_what_waits_is_sent_by_the_command_that_the_script_names(
    stored_steps: StoredSteps, machine: dict[str, str], tmp_path: Path, temporary: Path
) -> None:
    Path(machine["SIGHTLINE_HOME"]).write_text("no folder")
    nowhere = {"SIGHTLINE_URL": f"http://127.0.0.1:{free_port()}", "SIGHTLINE_FLUSH_SECONDS": "0.5"}
    script = start_training(tmp_path, {**machine, **nowhere, "TMPDIR": str(temporary)}, steps=300)
    assert script.wait() == 0, script.warnings()
    _, spare = spare_of(script)
    assert f"`SIGHTLINE_HOME={spare} sightline sync` sends them" in script.warnings()
    synced = run_sightline({**machine, "SIGHTLINE_HOME": str(spare)}, "sync")
    assert synced.returncode == 0, synced.stdout + synced.stderr
    assert stored_steps(script.experiment()) == list(range(300))


NOWHERE = """
import os, sys, tempfile
import sightline
tempfile.tempdir = os.environ["SIGHTLINE_HOME"]    # a file
experiment = sightline.init(project="faults", name="nowhere", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
for step in range(300):
    experiment.log("loss", float(step), step=step)
experiment.finish()
os.write(1, b"finished\\n")
"""


@pytest.mark.parametrize("mode", ["online", "offline"])
def test_where_nothing_at_all_can_be_written_no_address_is_named(
    machine: dict[str, str], tmp_path: Path, mode: str
) -> None:
    Path(machine["SIGHTLINE_HOME"]).write_text("no folder")
    script = run_script(tmp_path / "scripts", {**machine, "SIGHTLINE_MODE": mode}, NOWHERE)
    assert script.finished(), script.warnings()
    first, last = script.warnings().splitlines()
    assert first.startswith(f"sightline: nothing is recorded: {machine['SIGHTLINE_HOME']} cannot be written (")
    assert "nor a temporary folder" in first
    assert first.endswith("set SIGHTLINE_HOME to another folder")
    assert "records could not be written" in last
    assert "http" not in script.warnings()


CHILDREN = """
import multiprocessing, os
import sightline

def work(experiment, number):
    experiment.log(f"loss-{number}", float(number), step=number)

if __name__ == "__main__":
    experiment = sightline.init(project="faults", name="children", system=False, console=False, git=False)
    os.write(1, f"id {experiment.id}\\n".encode())
    for number, method in enumerate(("fork", "spawn")):
        child = multiprocessing.get_context(method).Process(target=work, args=(experiment, number))
        child.start()
        child.join()
    experiment.finish()
    os.write(1, b"finished\\n")
"""


def test_children_use_the_same_folder(
    steady: RunningServer, machine: dict[str, str], tmp_path: Path, temporary: Path
) -> None:
    Path(machine["SIGHTLINE_HOME"]).write_text("no folder")
    (tmp_path / "children.py").write_text(CHILDREN)
    command = f"import runpy; runpy.run_path({str(tmp_path / 'children.py')!r}, run_name='__main__')"
    script = run_script(tmp_path, {**machine, "TMPDIR": str(temporary)}, command)
    assert script.finished(), script.warnings()
    spare_of(script)
    read = sightline.Client(steady.url, steady.key).experiment(script.experiment())
    assert {log.name for log in read.logs()} == {"loss-0", "loss-1"}
    assert list(temporary.iterdir()) == []


def test_a_stored_folder_never_takes_the_key_along(
    steady: RunningServer, machine: dict[str, str], tmp_path: Path, temporary: Path
) -> None:
    """The home that cannot be written can still be read, and its key must not travel."""
    with small_disk(tmp_path / "code" / "home", "1m") as home:
        (home / "config.json").write_text('{"api_key": "sl_secret"}')
        (tmp_path / "code" / "train.py").write_text("import sightline")
        storing = """
import os, sys
import sightline
experiment = sightline.init(project="faults", name="code", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
experiment.store("code", sys.argv[1])
experiment.finish()
"""
        environment = {**machine, "SIGHTLINE_HOME": str(home), "TMPDIR": str(temporary)}
        with read_only(home):
            script = run_script(tmp_path / "scripts", environment, storing, str(tmp_path / "code"))
    spare_of(script)
    stored = sightline.Client(steady.url, steady.key).experiment(script.experiment()).get_file("code")
    with ZipFile(stored.download(tmp_path / "back")) as archive:
        assert archive.namelist() == ["train.py"]
