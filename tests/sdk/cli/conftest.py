"""Experiments recorded on this machine, for commands to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running_script import run_script

TRAINING = """
import sightline
nothing = dict(git=False, command=False, packages=False, host=False, system=False, console=False)
given = dict(parameters={"lr": 1e-3}, tags=["baseline"], mode="offline")
with sightline.init("cells", "fcn-1", **given, **nothing) as experiment:
    for step in range(5):
        experiment.log({"loss": 0.5 / (step + 1), "accuracy": 0.8 + step / 50}, step=step)
    experiment.log("confusion-matrix", {"categories": ["a", "b"], "values": [[1, 2, 3]]})
    experiment.store("config", "pipeline.config")
"""


@pytest.fixture
def recorded(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A SIGHTLINE_HOME with one ended experiment, cells/fcn-1, that no server has."""
    monkeypatch.chdir(home.parent)
    (home.parent / "pipeline.config").write_text("model {}")
    done = run_script(TRAINING, home)
    assert done.code == 0, done.err
    return home
