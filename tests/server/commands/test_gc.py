"""`sightline gc`: a dry run first, then for good; with and without a running server."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sightline_server.commands._arguments import age

from tests.running_server import RunningServer, start_server
from tests.server.serving import Served, serving


def gc(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sightline", "gc", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def counts(found: dict[str, Any]) -> tuple[int, ...]:
    return tuple(found[name] for name in ("projects", "experiments", "file_versions", "blobs", "uploads"))


@pytest.fixture
def cluttered(tmp_path: Path) -> tuple[Served, Path]:
    """A data folder with something of everything that may go, and something that must stay."""
    with serving(tmp_path) as served:
        kept, deleted = served.experiment(), served.experiment(name="deleted")
        shared = b"shared by both"
        for experiment in (kept, deleted):
            served.store(experiment, "weights", shared)
        served.store(kept, "weights", b"second version")
        served.store(deleted, "weights", b"only here")
        served.show_image(kept, b"a picture that stays")
        served.show_image(deleted, b"a picture that goes")
        served.upload(b"nobody refers to this")
        unfinished = b"x" * 100
        about = {"size": 100, "sha256": hashlib.sha256(unfinished).hexdigest()}
        part = served.client.post("/api/uploads", json=about).json()["parts"][0]
        assert served.client.put(part["url"], content=unfinished).status_code == 204
        assert served.client.delete(f"/api/experiments/{kept}/files?name=weights&version=2").status_code == 204
        assert served.client.delete(f"/api/experiments/{deleted}").status_code == 204
    return served, tmp_path


def blobs(data: Path) -> set[bytes]:
    return {path.read_bytes() for path in (data / "blobs").rglob("*") if path.is_file()}


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "SIGHTLINE_HOME": str(folder / "home"), "SIGHTLINE_DATA": str(folder / "data")}


def test_without_a_server_it_looks_and_then_frees(cluttered: tuple[Served, Path]) -> None:
    served, folder = cluttered
    before = blobs(served.settings.data)
    looked = gc(environment(folder), "--older-than", "0", "--json")
    assert looked.returncode == 0, looked.stderr
    assert json.loads(looked.stdout)["done"] is False
    # Three versions: the deleted one, and both of the deleted experiment.
    assert counts(json.loads(looked.stdout)) == (0, 1, 3, 4, 1)
    assert blobs(served.settings.data) == before
    freed = gc(environment(folder), "--older-than", "0", "--yes", "--json")
    assert counts(json.loads(freed.stdout)) == (0, 1, 3, 4, 1)
    assert json.loads(freed.stdout)["bytes"] == sum(map(len, before)) - len(b"shared by botha picture that stays")
    assert blobs(served.settings.data) == {b"shared by both", b"a picture that stays"}
    again = gc(environment(folder), "--older-than", "0", "--yes")
    assert again.stdout == "Nothing to free.\n"


def test_what_was_deleted_lately_stays(cluttered: tuple[Served, Path]) -> None:
    served, folder = cluttered
    before = blobs(served.settings.data)
    assert gc(environment(folder), "--yes").stdout == "Nothing to free.\n"
    assert blobs(served.settings.data) == before


def test_bytes_that_a_crash_left_are_found(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        served.store(served.experiment(), "kept", b"kept")
    orphan = served.settings.data / "blobs" / "sha256" / "ab" / ("ab" * 32)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"orphan")
    freed = json.loads(gc(environment(tmp_path), "--older-than", "0", "--yes", "--json").stdout)
    assert (freed["blobs"], freed["bytes"]) == (1, 6)
    assert blobs(served.settings.data) == {b"kept"}


def test_through_a_running_server(cluttered: tuple[Served, Path]) -> None:
    _, folder = cluttered
    with start_server(folder) as server:
        looked = gc(server.environment(), "--older-than", "0")
        assert "Nothing was changed; add --yes to free it." in looked.stdout
        assert "experiment deleted" in looked.stdout
        assert "1 experiment, 3 file versions, 4 blobs, 1 upload: " in looked.stdout
        freed = gc(server.environment(), "--older-than", "0", "--yes")
        assert freed.stdout.endswith("Freed.\n")
        assert blobs(server.data) == {b"shared by both", b"a picture that stays"}


def test_a_folder_that_another_server_uses_is_left_alone(server: RunningServer, tmp_path: Path) -> None:
    (server.home / "server.json").rename(tmp_path / "server.json")
    refused = gc(
        {**server.environment(), "SIGHTLINE_HOME": str(tmp_path / "none")}, "--data", str(server.data), "--yes"
    )
    (tmp_path / "server.json").rename(server.home / "server.json")
    assert refused.returncode == 1
    assert "in use by another server" in refused.stderr


def test_no_folder_is_one_line(tmp_path: Path) -> None:
    refused = gc(environment(tmp_path), "--data", str(tmp_path / "none"))
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize(("text", "seconds"), [("7d", 604_800), ("12h", 43_200), ("0", 0), ("2", 172_800), ("30s", 30)])
def test_an_age_is_read(text: str, seconds: float) -> None:
    assert age(text) == seconds


def test_a_freed_picture_is_forgotten(tmp_path: Path) -> None:
    from tests.server.blobs.test_images import picture

    with serving(tmp_path) as served:
        experiment = served.experiment()
        sha256 = served.show_image(experiment, picture())
        assert served.client.get(f"/api/experiments/{experiment}/images/{sha256}").status_code == 200
        assert len(list((served.settings.data / "cache").rglob("*.webp"))) == 1
        served.client.delete(f"/api/experiments/{experiment}")
        assert served.client.post("/api/gc?older_than=0").json()["blobs"] == 1
        assert list((served.settings.data / "cache").rglob("*.webp")) == []


def test_bytes_being_uploaded_again_are_not_freed(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        sha256 = served.upload(b"coming back")
        with served.app.state.blobs.making(sha256):
            assert served.client.post("/api/gc?older_than=0").json()["blobs"] == 1
            assert blobs(served.settings.data) == {b"coming back"}
        assert served.client.post("/api/gc?older_than=0").status_code == 200
        assert blobs(served.settings.data) == set()
