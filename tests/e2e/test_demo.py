"""The demo from its printed address to the comparison: what the pages show is what its scripts logged."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.demo import PROJECT, VARIANTS, Demo
from tests.e2e.visitor import Visitor

CLASSES = ("RBC", "WBC", "Platelets")


@pytest.fixture
def visitor(visit: Visit, demo: Demo) -> Visitor:
    return visit(demo)


def shown(value: float) -> str:
    """A metric as the pages write one between 0.001 and 10."""
    return f"{value:.3f}"


def test_the_printed_address_signs_in_and_shows_the_project(visit: Visit, demo: Demo) -> None:
    visitor = visit(demo, signed_in=False)
    visitor.page.goto(demo.address)
    expect(visitor.projects.row(PROJECT)).to_be_visible()
    assert visitor.shell.address() == "/"
    visitor.projects.enter(PROJECT)
    expect(visitor.experiments.rows()).to_have_count(3)


def _cell(truth: str | None, predicted: str | None, count: int) -> str:
    if truth is None:
        return f"predicted {predicted} where nothing is: {count}" if predicted else "nothing, missed: not counted"
    return f"truth {truth}, predicted {predicted}: {count}" if predicted else f"truth {truth}, missed: {count}"


def test_the_table_has_every_training_with_its_numbers(visitor: Visitor, demo: Demo) -> None:
    table = visitor.experiments
    table.open(PROJECT)
    expect(table.rows()).to_have_count(3)
    assert sorted(table.names()) == sorted(VARIANTS)
    for name in VARIANTS:
        read = demo.experiment(name)
        expect(table.cell(name, "Status")).to_have_text("success")
        for log in ("accuracy", "loss"):
            expect(table.cell(name, log)).to_have_text(shown(read.summary[log]))
            assert table.sparkline(name, log).count("L") >= 10
        expect(table.cell(name, "augmentation")).to_have_text(str(read.parameters["augmentation"]).lower())


def test_the_summary_says_what_a_client_reads(visitor: Visitor, demo: Demo) -> None:
    for name in VARIANTS:
        read = demo.experiment(name)
        visitor.experiment.open(PROJECT, read.id)
        for log in ("accuracy", "loss"):
            series = read.get_log(log).data
            assert read.summary[log] == series["values"][-1]
            best = (max if log == "accuracy" else min)(series["values"])
            expect(visitor.experiment.logs.summary(log)).to_contain_text(shown(read.summary[log]))
            expect(visitor.experiment.logs.summary(log)).to_contain_text(
                f"best {shown(best)} at epoch {series['steps'][series['values'].index(best)]}"
            )


def test_the_curves_of_loss_and_accuracy_are_drawn(visitor: Visitor, demo: Demo) -> None:
    visitor.experiment.open(PROJECT, demo.experiment("baseline").id)
    logs = visitor.experiment.logs
    assert logs.curve_colours("accuracy") > 10
    assert logs.curve_colours("loss") > 10
    series = demo.experiment("baseline").get_log("loss").data
    rows = logs.show_as_table("loss")
    expect(rows).to_have_count(len(series["steps"]) + 1)
    expect(rows.last).to_have_text(re.compile(rf"^{series['steps'][-1]}\s*{shown(series['values'][-1])}$"))


def test_the_three_splits_are_bars(visitor: Visitor, demo: Demo) -> None:
    read = demo.experiment("baseline")
    visitor.experiment.open(PROJECT, read.id)
    for name in ("train-split", "eval-split", "test-split"):
        logged = read.get_log(name).data
        assert logged["x"] == list(CLASSES)
        bars = visitor.experiment.logs.bars(name)
        assert bars == {label: f"{count:,}" for label, count in zip(logged["x"], logged["y"], strict=True)}
        images = f"{len(logged['image_list'])} images"
        expect(visitor.experiment.logs.card(name)).to_contain_text(images)


def test_the_confusion_matrix_has_the_logged_cells(visitor: Visitor, demo: Demo) -> None:
    read = demo.experiment("finer-input")
    values = read.get_log("confusion-matrix").data["values"]
    visitor.experiment.open(PROJECT, read.id)
    said = visitor.experiment.logs.matrix_words("confusion-matrix")
    names = [*CLASSES, None]
    expected = [_cell(truth, found, values[r][c]) for r, truth in enumerate(names) for c, found in enumerate(names)]
    assert said == expected
    right, everything = sum(values[at][at] for at in range(len(CLASSES))), sum(map(sum, values))
    assert right / everything == pytest.approx(read.summary["accuracy"])


def test_pictures_carry_boxes_and_go_back_in_time(visitor: Visitor, demo: Demo) -> None:
    read = demo.experiment("baseline")
    name = next(log.name for log in read.logs() if log.type == "image")
    visitor.experiment.open(PROJECT, read.id)
    logs = visitor.experiment.logs
    newest = read.get_log(name)
    card = logs.reveal(name)
    expect(card.get_by_test_id("box")).to_have_count(len(newest.data["boxes"]))
    slider = logs.version_slider(name)
    expect(card).to_contain_text(re.compile(r"epoch 20\b"))
    slider.press("Home")
    expect(card).to_contain_text(re.compile(r"epoch 1\b"))
    first = read.get_log(name, version=1)
    expect(card.get_by_test_id("box")).to_have_count(len(first.data["boxes"]))
    slider.press("ArrowRight")
    expect(card).to_contain_text(re.compile(r"epoch 5\b"))


def test_the_labelmap_is_not_drawn(visitor: Visitor, demo: Demo) -> None:
    read = demo.experiment("baseline")
    assert read.get_log("labelmap").data == {"1": "RBC", "2": "WBC", "3": "Platelets"}
    visitor.experiment.open(PROJECT, read.id)
    logs = visitor.experiment.logs
    logs.reveal("confusion-matrix")
    expect(logs.section("Top level")).to_contain_text(
        f"{sum('/' not in log.name and log.name != 'labelmap' for log in read.logs())} logs"
    )
    expect(logs.card("labelmap")).to_have_count(0)


def test_files_are_in_their_slots_and_come_back_whole(visitor: Visitor, demo: Demo, tmp_path: Path) -> None:
    read = demo.experiment("augmented")
    visitor.experiment.open(PROJECT, read.id, "/files")
    files = visitor.experiment.files
    for name in ("config", "model-latest"):
        expect(files.slot(name)).to_contain_text("version 1")
    for name in ("checkpoint-data-latest", "checkpoint-index-latest"):
        expect(files.slot(name)).to_contain_text("nothing stored")
    model = files.download("model-latest", tmp_path / "model.onnx").read_bytes()
    assert hashlib.sha256(model).hexdigest() == read.get_file("model-latest").sha256
    expect(files.details("model-latest")).to_contain_text("ONNX")
    files.select("config")
    expect(files.details("config")).to_contain_text('"augmentation": true')


def test_the_console_has_what_the_training_printed(visitor: Visitor, demo: Demo) -> None:
    visitor.experiment.open(PROJECT, demo.experiment("baseline").id, "/console")
    console = visitor.experiment.console
    accuracy, loss = (demo.experiment("baseline").summary[name] for name in ("accuracy", "loss"))
    expect(console.lines).to_contain_text(f"epoch 20/20: loss {loss:.3f}, accuracy {accuracy:.3f}")
    console.search("epoch 7/")
    expect(console.matches).to_contain_text("epoch 7/20")
    expect(console.matches).not_to_contain_text("epoch 8/20")


def test_two_selected_experiments_are_compared(visitor: Visitor, demo: Demo) -> None:
    first, second = demo.experiment("baseline"), demo.experiment("finer-input")
    visitor.experiments.open(PROJECT)
    visitor.experiments.select(first.name, second.name)
    expect(visitor.experiments.selected).to_contain_text("2 selected")
    visitor.experiments.compare()
    comparison = visitor.comparison
    expect(comparison.heading).to_be_visible()
    expect(comparison.chart("accuracy")).to_be_visible()
    assert comparison.heads() == [f"{first.name}", f"{second.name}"] == comparison.legend("loss")
    for name in ("accuracy", "loss"):
        ours, theirs = comparison.row(name)
        assert ours.startswith(shown(first.summary[name]))
        assert theirs.startswith(shown(second.summary[name]))
    assert comparison.row("input") == [first.parameters["input"], second.parameters["input"]]
    assert comparison.row("epochs") == []
    comparison.show_all_parameters()
    assert comparison.row("epochs") == ["20", "20"]


def test_the_demo_is_found_by_name(visitor: Visitor, demo: Demo) -> None:
    visitor.projects.open()
    visitor.shell.search_for("finer")
    visitor.shell.search_hit("finer-input").click()
    expect(visitor.experiment.name).to_have_text("finer-input")
