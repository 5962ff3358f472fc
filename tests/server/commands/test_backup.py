"""`sightline backup` and `restore`: a real server under real scripts, then another one on what was restored."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sightline
from sightline.cli import main
from sightline.errors import NotFound
from sightline_server.store.engine import Store
from sqlalchemy import text

from tests.faults.training import Training, kill_all, start_script, wait_until
from tests.running_script import Ended
from tests.running_script import sightline as command
from tests.running_server import RunningServer, start_server
from tests.server import postgres
from tests.server.serving import serving

SCRIPT = """
import os, sys, time
import numpy as np
import sightline
name, folder = sys.argv[1], sys.argv[2]
experiment = sightline.init(project="backed-up", name=name, system=False, console=False, git=False, strict=True)
os.write(1, f"id {experiment.id}\\n".encode())
path = os.path.join(folder, name + ".weights")
step = 0
while True:
    experiment.log("loss", float(step), step=step)
    if step % 100 == 0:
        experiment.log("sample", np.full((4, len(name), 3), step % 256, np.uint8), step=step)
        with open(path, "wb") as file:
            file.write(b"%s %d" % (name.encode(), step))
        experiment.store("weights", path)
    os.write(1, b"%d\\n" % step)
    step += 1
    time.sleep(0.002)
"""


@dataclass
class Place:
    """Where a server's data are: a folder, and on PostgreSQL a database."""

    folder: Path
    database: str | None

    @property
    def arguments(self) -> list[str]:
        named = ["--database", self.database] if self.database else []
        return ["--data", str(self.folder / "data"), *named]

    def serve(self) -> RunningServer:
        return start_server(self.folder, postgres=self.database)

    def store(self) -> Store:
        return Store(self.database or f"sqlite:///{self.folder / 'data' / 'sightline.db'}")


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """Where the first server is, and an empty place of the same kind."""
    if request.param == "sqlite":
        yield Place(tmp_path / "first", None), Place(tmp_path / "second", None)
        return
    address = request.getfixturevalue("postgres_address")
    with postgres.database(address) as first, postgres.database(address) as second:
        yield Place(tmp_path / "first", first), Place(tmp_path / "second", second)


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    yield
    kill_all()


def start_scripts(server: RunningServer, folder: Path) -> list[Training]:
    folder.mkdir()
    return [start_script(folder, server.environment(), SCRIPT, name, str(folder)) for name in ("one", "second")]


def stored(server: RunningServer, experiment: str) -> list[float]:
    """The values of `loss` that this server has, by step; each of them is its step."""
    with sightline.Client(server.url, server.key) as client:
        log = client.experiment(experiment).get_log("loss").data
    assert log["steps"] == log["values"], "a point without its value"
    values: list[float] = log["values"]
    return values


def has_points(server: RunningServer, experiment: str, count: int, files: int = 0) -> bool:
    """Whether so many points arrived, and so many versions of `weights`, which have their own way to the server."""
    try:
        if len(stored(server, experiment)) < count:
            return False
        with sightline.Client(server.url, server.key) as client:
            return not files or client.experiment(experiment).get_file("weights").version >= files
    except NotFound:  # nothing of it arrived yet
        return False


def check_files(server: RunningServer, experiment: str, folder: Path) -> int:
    """Download every version of `weights`: their number."""
    with sightline.Client(server.url, server.key) as client:
        reader = client.experiment(experiment)
        newest = reader.get_file("weights").version
        for version in range(1, newest + 1):
            entry = reader.get_file(f"weights@{version}")
            data = entry.download(folder / str(version)).read_bytes()
            assert hashlib.sha256(data).hexdigest() == entry.sha256
            assert data == f"{reader.name} {(version - 1) * 100}".encode()
    return newest


def check_rows(place: Place) -> None:
    """Head rows agree with chunks, and every file and picture has its blob."""
    store = place.store()
    with store.read() as connection:
        torn = text(
            "SELECT log.name, log.count, sum(chunk.count) FROM log JOIN chunk ON chunk.log_id = log.id"
            " AND chunk.generation = log.versions - 1 GROUP BY log.id, log.name, log.count"
            " HAVING log.count != sum(chunk.count) OR log.step != max(chunk.last_step)"
        )
        assert connection.execute(torn).all() == []
        for table in ("file_version", "blob_reference"):
            lost = text(f"SELECT count(*) FROM {table} WHERE sha256 NOT IN (SELECT sha256 FROM blob)")
            assert connection.execute(lost).scalar_one() == 0
    store.close()


def test_a_live_server_is_backed_up_and_restored(places: tuple[Place, Place], tmp_path: Path) -> None:
    first, second = places
    backup = tmp_path / "backup"
    with first.serve() as server:
        scripts = start_scripts(server, tmp_path / "scripts")
        experiments = [script.experiment() for script in scripts]
        for experiment in experiments:
            wait_until(lambda experiment=experiment: has_points(server, experiment, 500, 5))
        before = {experiment: stored(server, experiment) for experiment in experiments}
        made = command("backup", *first.arguments, "--to", str(backup), "--json", home=tmp_path / "none")
        assert made.code == 0, made.err
        assert json.loads(made.out)["experiments"] == 2
        for experiment in experiments:  # nobody was stopped, and nothing stands still
            wait_until(lambda experiment=experiment: has_points(server, experiment, len(before[experiment]) + 500))
        restored = command("restore", str(backup), *second.arguments, home=tmp_path / "none")
        assert restored.code == 0, restored.err
        with second.serve() as other:
            check_rows(second)
            for experiment in experiments:
                there = stored(other, experiment)
                assert there[: len(before[experiment])] == before[experiment]
                assert there == [float(step) for step in range(len(there))]
                assert check_files(other, experiment, tmp_path / experiment) >= 5
            assert other.log().count("Traceback") == 0
        check_rows(first)


def test_a_restored_server_gets_from_a_running_script_the_points_that_it_lacks(tmp_path: Path) -> None:
    first, second = Place(tmp_path / "first", None), Place(tmp_path / "second", None)
    backup = tmp_path / "backup"
    with first.serve() as server:
        script = start_scripts(server, tmp_path / "scripts")[0]
        experiment = script.experiment()
        wait_until(lambda: has_points(server, experiment, 300))
        assert command("backup", *first.arguments, "--to", str(backup), home=tmp_path / "none").code == 0
        wait_until(lambda: has_points(server, experiment, 1000))
        server.kill()
        assert command("restore", str(backup), *second.arguments, home=tmp_path / "none").code == 0
        server.data = tmp_path / "second" / "data"
        server.start()
        assert len(stored(server, experiment)) < 1000
        wait_until(lambda: has_points(server, experiment, 1500))
        script.kill()
        there = stored(server, experiment)
        assert there == [float(step) for step in range(len(there))]


# --- a server that has ended ---


FILES = 60


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with many files."""
    with serving(tmp_path_factory.mktemp("original")) as served:
        experiment = served.experiment()
        for number in range(FILES):
            served.store(experiment, "weights", b"%d" % number * 100_000)
        assert served.client.post("/api/session/token").status_code in (200, 201)
    return served.settings.data


@pytest.fixture
def filled(original: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(original, tmp_path / "server" / "data"))


def here(*arguments: str) -> Ended:
    """The same command in this process, which has no second to spare for every one of many."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    return Ended(code, out.getvalue(), err.getvalue())


def back_up(data: Path, folder: Path, *more: str) -> Ended:
    return here("backup", "--data", str(data), "--to", str(folder), *more)


def restore(folder: Path, data: Path, *more: str) -> Ended:
    return here("restore", str(folder), "--data", str(data), *more)


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return found


def said(ended: Ended) -> str:
    """The one line that says why; a slow machine may have shown progress before it."""
    *before, last = ended.err.splitlines()
    assert not [line for line in before if not line.startswith(("database: ", "bytes of files: "))]
    return last


def files_in(folder: Path) -> dict[str, str]:
    """Path inside the folder -> sha256."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def named(folder: Path) -> dict[str, str]:
    """The same, as the manifest says it; itself left out."""
    found = manifest(folder)
    blobs = {f"blobs/sha256/{file['sha256'][:2]}/{file['sha256']}": file["sha256"] for file in found["files"]}
    return {found["database"]["path"]: found["database"]["sha256"], **blobs}


def kill_one(folder: Path, data: Path) -> None:
    """Start a backup and kill it as soon as a file is in the folder."""
    process = subprocess.Popen([sys.executable, "-m", "sightline", "backup", "--data", str(data), "--to", str(folder)])
    while not list(folder.glob("blobs/sha256/*/*")):
        assert process.poll() is None
        time.sleep(0.001)
    process.kill()
    process.wait()


def test_the_manifest_names_what_is_there_and_nothing_else(filled: Path, tmp_path: Path) -> None:
    made = back_up(filled, tmp_path / "backup")
    assert made.code == 0, made.err
    there = files_in(tmp_path / "backup")
    assert there.pop("manifest.json")
    assert there == named(tmp_path / "backup")
    assert len(there) == FILES + 1


def test_a_killed_backup_is_none_and_the_next_one_completes_it(filled: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    kill_one(backup, filled)
    refused = restore(backup, tmp_path / "new")
    assert refused.code == 1
    assert "never finished" in said(refused)
    assert not (tmp_path / "new").exists()
    assert back_up(filled, backup).code == 0
    there = files_in(backup)
    del there["manifest.json"]
    assert there == named(backup), "pieces of the killed one are gone"
    assert restore(backup, tmp_path / "new").code == 0


def test_a_killed_second_backup_leaves_the_first_one_whole(filled: Path, tmp_path: Path) -> None:
    backup, second = tmp_path / "backup", tmp_path / "second"
    assert back_up(filled, second).code == 0
    everything = manifest(second)
    with closing(sqlite3.connect(filled / "sightline.db")) as connection:
        connection.execute("DELETE FROM blob")
        connection.commit()
    assert back_up(filled, backup).code == 0
    assert manifest(backup)["files"] == []
    first = manifest(backup)
    with closing(sqlite3.connect(filled / "sightline.db")) as connection:
        rows = [(file["sha256"], file["size"]) for file in everything["files"]]
        connection.executemany("INSERT INTO blob VALUES (?, ?, 0, 0)", rows)
        connection.commit()
    kill_one(backup, filled)
    assert manifest(backup) == first
    assert restore(backup, tmp_path / "new").code == 0
    assert not list((tmp_path / "new").glob("blobs/**/*"))


def test_a_second_backup_copies_what_is_new_and_lets_go_of_what_went(filled: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    assert back_up(filled, backup).code == 0
    kept = {path: path.stat().st_mtime_ns for path in backup.glob("blobs/sha256/*/*")}
    with closing(sqlite3.connect(filled / "sightline.db")) as connection:
        gone = connection.execute("SELECT sha256 FROM blob LIMIT 1").fetchone()[0]
        connection.execute("DELETE FROM blob WHERE sha256 = ?", (gone,))
        connection.commit()
    again = back_up(filled, backup, "--json")
    assert (json.loads(again.out)["files"], json.loads(again.out)["copied"]) == (FILES - 1, 0)
    there = {path: path.stat().st_mtime_ns for path in backup.glob("blobs/sha256/*/*")}
    assert there == {path: time for path, time in kept.items() if path.name != gone}
    assert len(list(backup.glob("database*"))) == 1


def damage_a_file(backup: Path) -> None:
    blob = next(backup.glob("blobs/sha256/*/*"))
    blob.write_bytes(bytes([blob.read_bytes()[0] ^ 1]) + blob.read_bytes()[1:])


def damage_the_database(backup: Path) -> None:
    database = next(backup.glob("database*"))
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)


def lose_a_file(backup: Path) -> None:
    next(backup.glob("blobs/sha256/*/*")).unlink()


def cut_the_manifest(backup: Path) -> None:
    place = backup / "manifest.json"
    place.write_bytes(place.read_bytes()[:-100])


def point_elsewhere(backup: Path) -> None:
    found = manifest(backup)
    found["database"]["path"] = "../server/data/sightline.db"
    (backup / "manifest.json").write_text(json.dumps(found))


def name_a_file_elsewhere(backup: Path) -> None:
    found = manifest(backup)
    found["files"][0]["sha256"] = "../../../script/file"
    (backup / "manifest.json").write_text(json.dumps(found))


@pytest.mark.parametrize(
    "harm",
    [damage_a_file, damage_the_database, lose_a_file, cut_the_manifest, point_elsewhere, name_a_file_elsewhere],
)
def test_a_damaged_backup_is_refused(harm: Callable[[Path], None], filled: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    assert back_up(filled, backup).code == 0
    harm(backup)
    refused = restore(backup, tmp_path / "new")
    assert refused.code == 1
    assert "damaged" in said(refused)
    assert not (tmp_path / "new" / "sightline.db").exists()
    assert back_up(filled, backup).code == 0  # a new one mends it
    assert restore(backup, tmp_path / "new").code == 0


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [("sightline-backup", 2, "format 2"), ("database.revision", "9999", "newer Sightline")],
)
def test_a_backup_of_a_newer_program_is_refused(
    place: str, value: object, words: str, filled: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    assert back_up(filled, backup).code == 0
    found = manifest(backup)
    *folder, last = place.split(".")
    (found[folder[0]] if folder else found)[last] = value
    (backup / "manifest.json").write_text(json.dumps(found))
    refused = restore(backup, tmp_path / "new")
    assert refused.code == 1
    assert words in said(refused)


def test_one_of_a_kind_is_said_as_one(tmp_path: Path) -> None:
    with serving(tmp_path / "server") as served:
        served.store(served.experiment(), "weights", b"1")
    made = back_up(served.settings.data, tmp_path / "backup")
    assert ": 1 project, 1 experiment, 1 file (1 B; 1 of them copied now), as of " in made.out
    (stored,) = (tmp_path / "backup" / "blobs").rglob("*/" + "?" * 64)
    again = restore(tmp_path / "backup", tmp_path / "restored")
    assert ": 1 project, 1 experiment, 1 file (1 B), as of " in again.out
    stored.unlink()
    damaged = restore(tmp_path / "backup", tmp_path / "other")
    assert said(damaged).endswith(f": damaged: 1 file, the first is {stored.name}")


def test_what_the_server_lost_itself_is_said(filled: Path, tmp_path: Path) -> None:
    lost = next(filled.glob("blobs/sha256/*/*"))
    lost.unlink()
    made = back_up(filled, tmp_path / "backup")
    assert made.code == 1
    assert lost.name in said(made)
    restored = restore(tmp_path / "backup", tmp_path / "new", "--json")
    assert restored.code == 0
    assert (json.loads(restored.out)["files"], json.loads(restored.out)["missing"]) == (FILES - 1, [lost.name])


def test_nobody_is_signed_in_after_a_restore(filled: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled / "sightline.db")) as connection:
        assert connection.execute("SELECT count(*) FROM one_time_token").fetchone()[0] > 0
        digest = connection.execute("SELECT digest FROM one_time_token").fetchone()[0]
    assert back_up(filled, tmp_path / "backup").code == 0
    database = next((tmp_path / "backup").glob("database*"))
    assert digest.encode() not in database.read_bytes()
    assert database.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["backup", "--data", "none", "--to", "new"], "no database"),
        (["backup", "--data", "data", "--to", "other"], "not empty, and no backup"),
        (["backup", "--data", "data", "--to", "new", "--database", "postgresql+psycopg://x@127.0.0.1:1/x"], "refused"),
        (["restore", "other", "--data", "new"], "no manifest.json"),
        (["restore", "none", "--data", "new"], "no manifest.json"),
        (["restore", "backup", "--data", "other"], "not empty"),
    ],
)
def test_what_cannot_be_is_one_line(arguments: list[str], words: str, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine").write_text("mine")
    with serving(tmp_path):
        assert back_up(tmp_path / "data", tmp_path / "backup").code == 0
    placed = [
        str(tmp_path / word) if word in ("none", "data", "new", "other", "backup") else word for word in arguments
    ]
    refused = here(arguments[0], *placed[1:])
    assert refused.code == 1
    assert words in said(refused)
    assert files_in(tmp_path / "other").keys() == {"mine"}
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("address", ["nonsense", "postgresql+missing://x"])
def test_an_address_that_is_none_is_wrong_use(address: str, tmp_path: Path) -> None:
    with serving(tmp_path):
        pass
    refused = here("backup", "--data", str(tmp_path / "data"), "--to", str(tmp_path / "new"), "--database", address)
    assert refused.code == 2
    assert "expected postgresql+psycopg://" in said(refused)
    assert not (tmp_path / "new").exists()
