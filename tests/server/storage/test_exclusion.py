"""What a backup needs is not freed under it, on either database."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sightline.errors import Conflict
from sightline_server.storage.backup import back_up
from sightline_server.storage.exclusion import freeing, keeping
from sightline_server.storage.manifest import BackupProblem
from sightline_server.store.engine import Store

from tests.server.serving import Served


def test_nothing_is_freed_while_a_backup_is_made(served: Served, tmp_path: Path) -> None:
    served.upload(b"nobody refers to this")
    answers: list[int] = []

    def collect(what: str, _done: int, _total: int) -> None:
        if what == "bytes of files":
            answers.append(served.client.post("/api/gc?older_than=0").status_code)

    made = back_up(served.settings, tmp_path / "backup", collect)
    assert answers == [409]
    assert (made.files, made.missing) == (1, [])
    freed = served.client.post("/api/gc?older_than=0")
    assert (freed.status_code, freed.json()["blobs"]) == (200, 1)


def test_a_look_at_what_would_be_freed_disturbs_nobody(served: Served) -> None:
    with keeping(served.app.state.store):
        assert served.client.get("/api/gc?older_than=0").status_code == 200


def test_a_backup_waits_for_a_collection(store: Store) -> None:
    begun = threading.Event()

    def keep() -> None:
        with keeping(store):
            begun.set()

    with freeing(store):
        thread = threading.Thread(target=keep)
        thread.start()
        assert not begun.wait(0.3)
    thread.join()
    assert begun.is_set()


def test_two_backups_at_once_are_fine_and_end_one_by_one(store: Store) -> None:
    with keeping(store):
        with keeping(store):
            pass
        with pytest.raises(Conflict, match="backup"), freeing(store):
            pass
    with freeing(store):
        pass


def test_one_folder_takes_one_backup_at_a_time(served: Served, tmp_path: Path) -> None:
    served.upload(b"bytes")
    refused: list[str] = []

    def again(what: str, _done: int, _total: int) -> None:
        with pytest.raises(BackupProblem) as problem:
            back_up(served.settings, tmp_path / "backup", lambda *_: None)
        refused.append(f"{what}: {problem.value}")

    back_up(served.settings, tmp_path / "backup", again)
    assert refused
    assert all("another backup is being written there" in one for one in refused)
