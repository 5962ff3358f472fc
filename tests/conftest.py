"""Fixtures for every test: a real server, and an empty SIGHTLINE_HOME."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.running_server import RunningServer, start_server

# A busy machine is no reason to fail: no test of ours asserts a time.
hypothesis.settings.register_profile("sightline", deadline=None)
hypothesis.settings.load_profile("sightline")

# A shell that starts the tests in the background lets them ignore Ctrl-C, and their children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A running server of this test file's own. Its tests share it, so each takes a project name of its own."""
    with start_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty SIGHTLINE_HOME, in this process's environment too; no other setting of the machine is seen."""
    for name in ("URL", "API_KEY", "MODE", "STRICT", "FLUSH_SECONDS"):
        monkeypatch.delenv(f"SIGHTLINE_{name}", raising=False)
    folder = tmp_path / "sightline-home"
    folder.mkdir()
    monkeypatch.setenv("SIGHTLINE_HOME", str(folder))
    return folder
