"""Files that a person stores and fetches by hand."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import sightline
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.recording import record, recording
from tests.running_server import RunningServer


def test_a_file_is_stored_by_the_button_and_again_as_its_next_version(
    server: RunningServer, visit: Visit, tmp_path: Path
) -> None:
    experiment = record(server, "files", "by-hand")
    visitor = visit(server)
    visitor.experiment.open("files", experiment, "/files")
    files = visitor.experiment.files
    first, second = tmp_path / "weights.bin", tmp_path / "weights-2.bin"
    first.write_bytes(os.urandom(9_000_000))
    second.write_bytes(os.urandom(1_000))
    files.store(first, "my-weights")
    expect(files.slot("my-weights")).to_contain_text("version 1")
    files.store_version("my-weights", second)
    expect(files.slot("my-weights")).to_contain_text("version 2")
    expect(files.versions).to_have_count(3)
    with sightline.Client(server.url, server.key) as client:
        stored = client.experiment(experiment).get_file("my-weights@1")
        assert stored.sha256 == hashlib.sha256(first.read_bytes()).hexdigest()
    fetched = files.download("my-weights", tmp_path / "fetched")
    assert fetched.read_bytes() == second.read_bytes()


def test_a_reserved_slot_is_filled_by_hand(server: RunningServer, visit: Visit, tmp_path: Path) -> None:
    experiment = record(server, "files", "slots")
    visitor = visit(server)
    visitor.experiment.open("files", experiment, "/files")
    files = visitor.experiment.files
    config = tmp_path / "pipeline.json"
    config.write_text('{"learning_rate": 0.003}')
    files.store(config, "config")
    files.select("config")
    expect(files.details("config")).to_contain_text('{"learning_rate": 0.003}')
    expect(files.slot("config")).to_contain_text("version 1")


def test_a_deleted_version_comes_back_by_the_toast(server: RunningServer, visit: Visit, tmp_path: Path) -> None:
    with recording(server, "files", "undo") as experiment:
        for number in (1, 2):
            stored = tmp_path / f"notes-{number}.txt"
            stored.write_text(f"note {number}")
            experiment.store("notes", stored)
    visitor = visit(server)
    visitor.experiment.open("files", experiment.id, "/files")
    files = visitor.experiment.files
    files.delete_version("notes", 2)
    expect(files.slot("notes")).to_contain_text("version 1")
    expect(files.versions).to_have_count(2)
    files.undo()
    expect(files.slot("notes")).to_contain_text("version 2")
    expect(files.details("notes")).to_contain_text("note 2")
    expect(files.versions).to_have_count(3)
