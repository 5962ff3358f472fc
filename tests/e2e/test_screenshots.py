"""The README's pictures, from the demo. They are written only when SIGHTLINE_SCREENSHOTS=1."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.demo import PROJECT, VARIANTS, Demo

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return IMAGES if os.environ.get("SIGHTLINE_SCREENSHOTS") == "1" else tmp_path


def test_the_experiment_table(visit: Visit, demo: Demo, folder: Path) -> None:
    visitor = visit(demo)
    visitor.experiments.open(PROJECT)
    expect(visitor.experiments.rows()).to_have_count(len(VARIANTS))
    visitor.experiments.select("baseline", "finer-input")
    expect(visitor.experiments.selected).to_be_visible()
    visitor.page.mouse.move(700, 600)
    visitor.picture(folder / "experiments.png")
    assert (folder / "experiments.png").stat().st_size > 20_000


def test_an_experiment(visit: Visit, demo: Demo, folder: Path) -> None:
    visitor = visit(demo)
    visitor.experiment.open(PROJECT, demo.experiment("finer-input").id)
    logs = visitor.experiment.logs
    for name in ("accuracy", "loss", "learning-rate"):
        assert logs.curve_colours(name) > 3
    expect(logs.card("confusion-matrix").get_by_role("grid")).to_be_visible()
    visitor.page.mouse.move(1300, 850)
    visitor.picture(folder / "experiment.png")
    assert (folder / "experiment.png").stat().st_size > 20_000
