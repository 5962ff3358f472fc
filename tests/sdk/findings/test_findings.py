"""What the platform notices across names, and where it keeps quiet."""

from __future__ import annotations

from typing import Any

import pytest
from sightline.findings import UNSETTLED, FileFacts, View, examine
from sightline.names import Finding

LABELMAP = {"0": "RBC", "1": "WBC"}


def found(
    logs: dict[str, Any] | None = None, files: list[FileFacts] | None = None, types: dict[str, str] | None = None
) -> dict[str, Finding]:
    """The findings by code; the types are guessed from the data of the logs."""
    logs = logs or {}
    known = {name: kind_of(data) for name, data in logs.items()} | (types or {})
    facts = {file.name: file for file in files or ()}
    view = View(logs, known, facts, labelmap=logs.get("labelmap"))
    findings = examine(view)
    assert all("\n" not in finding.title + finding.detail + finding.fix for finding in findings)
    assert all(finding.names and finding.detail.endswith((".", ")")) for finding in findings)
    return {finding.code: finding for finding in findings}


def kind_of(data: Any) -> str:
    kinds = {"image_list": "bar", "y": "bar", "categories": "heatmap", "per_image_eval": "evaluation"}
    return next((kinds[key] for key in reversed(list(data)) if key in kinds), "labelmap")


def bars(
    images: list[Any], names: tuple[str, ...] = ("RBC", "WBC"), counts: tuple[int, ...] = (2, 1)
) -> dict[str, Any]:
    return {"x": list(names), "y": list(counts), "image_list": images}


def matrix(values: list[list[float]], names: tuple[str, ...] = ("RBC", "WBC")) -> dict[str, Any]:
    return {"categories": list(names), "values": values, "background": len(values) > len(names)}


def results(totals: list[int] | None, labels: tuple[str, ...] = ("RBC", "WBC")) -> dict[str, Any]:
    image = {"filename": "7.png", "nb_objects": [50, 42]}
    given: dict[str, Any] = {"categories": ["1", "2"], "labels": list(labels), "per_image_eval": [image]}
    return given if totals is None else {**given, "total_objects": totals}


def test_nothing_is_found_in_nothing() -> None:
    assert examine(View()) == []


def test_nothing_is_found_where_all_fits() -> None:
    logs = {
        "labelmap": LABELMAP,
        "train-split": bars(["a", "b"]),
        "test-split": bars(["c"]),
        "eval-split": bars([["d"], ["d"]]),
        "confusion-matrix": matrix([[50, 3], [2, 40]]),
        "evaluation": results([53, 42]),
    }
    assert found(logs) == {}


def test_an_image_in_two_splits_is_an_error() -> None:
    leak = found({"train-split": bars([["a", "b"], ["b"]]), "val-split": bars(["b", "z"])})["split-leak"]
    assert (leak.severity, leak.title) == ("error", "An image is in two splits")
    assert leak.detail == "b: in train-split and in val-split. Results on them are not evidence."
    assert leak.names == ("train-split", "val-split")
    many = found({"train-split": bars(["a", "b"]), "test-split": bars(["b", "a"])})["split-leak"]
    assert many.title == "2 images are in two splits"
    assert many.detail.startswith("a and 1 more: ")


def test_a_split_without_images_is_noted() -> None:
    for data in ({"x": ["RBC"], "y": [1]}, {"x": ["RBC"], "y": [1], "image_list": []}, bars([[], []])):
        assert found({"val-split": data})["split-no-images"].names == ("val-split",)


def test_a_class_that_no_train_image_has_is_named() -> None:
    for split in (
        bars(["a"], counts=(2, 0)),
        bars([["a"], []]),
        bars(["a"], ("RBC",), (2,)),
        bars(["a"], ("0", "1"), (2, 0)),
    ):
        finding = found({"labelmap": LABELMAP, "train-split": split})["class-without-image"]
        assert finding.title == "No train image has WBC"
    background = {**LABELMAP, "2": "background"}
    assert "class-without-image" not in found({"labelmap": background, "train-split": bars(["a"])})
    assert "class-without-image" not in found({"labelmap": LABELMAP, "train-split": bars(["a"], ("x", "y"))})


def test_another_order_of_classes_is_named() -> None:
    finding = found({"labelmap": LABELMAP, "test-split": bars(["a"], ("WBC", "RBC"))})["split-class-order"]
    assert finding.detail == "Class 1 is WBC here and RBC in the labelmap: counts may be mixed up."
    assert "split-class-order" not in found({"labelmap": LABELMAP, "test-split": bars(["a"], ("WBC", "other"))})


@pytest.mark.parametrize(
    ("names", "fits"),
    [(("RBC", "WBC"), True), (("RBC", "WBC", "background"), True), (("RBC",), False), (("RBC", "WBC", "x"), False)],
)
def test_a_matrix_must_have_the_classes_of_the_labelmap(names: tuple[str, ...], fits: bool) -> None:
    square = matrix([[1.0] * len(names)] * len(names), names)
    assert ("matrix-size" not in found({"labelmap": LABELMAP, "confusion": square})) is fits
    if not fits:
        assert found({"labelmap": LABELMAP, "confusion": square})["matrix-size"].names == ("confusion", "labelmap")


def test_the_evaluation_tells_which_way_a_matrix_lies() -> None:
    lying = matrix([[50, 2, 6], [3, 40, 0], [7, 1, 0]])
    finding = found({"confusion-matrix": lying, "evaluation": results([60, 43])})["matrix-orientation"]
    assert finding.title == "confusion-matrix fits the evaluation the other way round"
    assert finding.detail.startswith("Rows add up to 58, 43; columns to 60, 43, the true objects.")
    assert "zip(*values)" in finding.fix


@pytest.mark.parametrize(
    ("values", "totals", "codes"),
    [
        ([[50, 3, 7], [2, 40, 1], [6, 0, 0]], [60, 43], set()),
        ([[50, 3, 7], [2, 40, 1], [6, 0, 0]], [61, 43], {"matrix-totals"}),
        ([[50, 3], [2, 40]], [99, 99], set()),
        ([[50, 0], [0, 42]], None, set()),
        ([[50, 1, 1], [0, 42, 0], [0, 0, 0]], None, {"matrix-totals"}),
        ([[0.9, 0.1], [0.25, 0.75]], [99, 99], set()),
        ([["NaN", "NaN"], [0.25, 0.75]], [99, 99], set()),
    ],
)
def test_only_counts_are_compared_with_an_evaluation(values: Any, totals: list[int] | None, codes: set[str]) -> None:
    assert set(found({"confusion-matrix": matrix(values), "evaluation": results(totals)})) == codes


def test_an_evaluation_of_other_classes_is_not_compared() -> None:
    logs = {"confusion-matrix": matrix([[1, 2], [3, 4]]), "evaluation": results([9, 9], ("bolt", "nut"))}
    assert found(logs) == {}
    assert set(found({**logs, "labelmap": LABELMAP})) == {"evaluation-labels"}


def test_two_classes_of_one_name_are_named() -> None:
    assert found({"labelmap": {"0": "cell", "4": "cell"}})["labelmap-same-name"].title == "2 classes are called cell"


def test_spellings_are_told() -> None:
    names = found(None, [FileFacts("model_latest")], {"Accuracy": "line", "val/loss": "line"})
    assert names["near-miss"].title in ("Did you mean accuracy?", "Did you mean model-latest?")
    assert names["treated-as"].title == "Treated as loss"
    assert names["treated-as"].names == ("val/loss",)
    unfit = found(None, None, {"confusion-matrix": "image"})["reserved-type"]
    assert unfit.detail.startswith("The name acts only as heatmap; as image it is shown like any other log")
    assert unfit.fix == 'experiment.log("confusion-matrix-image", data, type="image")'


DATA, INDEX = "checkpoint-data-latest", "checkpoint-index-latest"


@pytest.mark.parametrize(
    ("files", "code", "title"),
    [
        ([FileFacts(DATA, "ckpt-3.data-00000-of-00001")], "checkpoint-half", "checkpoint-index-latest is missing"),
        ([FileFacts(INDEX, "ckpt-3.index")], "checkpoint-half", "checkpoint-data-latest is missing"),
        (
            [FileFacts(DATA, "model.ckpt-3.data-00000-of-00001"), FileFacts(INDEX, "model.ckpt-30.index")],
            "checkpoint-steps",
            "The two halves of the checkpoint are of different steps",
        ),
    ],
)
def test_a_checkpoint_needs_both_halves_of_one_step(files: list[FileFacts], code: str, title: str) -> None:
    assert {code: finding.title for code, finding in found(None, files).items()} == {code: title}
    assert code in UNSETTLED


@pytest.mark.parametrize("names", [("ckpt-3.data-00000-of-00001", "ckpt-3.index"), ("a", "ckpt-3.index")])
def test_a_pair_is_quiet(names: tuple[str, str]) -> None:
    assert found(None, [FileFacts(DATA, names[0]), FileFacts(INDEX, names[1])]) == {}


@pytest.mark.parametrize(
    ("file", "title"),
    [
        (FileFacts("model-latest", "best.pt", head=b"PK\x03\x04rest"), "model-latest looks like PyTorch file"),
        (FileFacts("model-latest", "hyp.yaml", head=b"lr: 0.1\n"), "model-latest looks like YAML text"),
        (FileFacts("model-latest", "model.onnx", head=b"\x08\x07\x12\x07"), None),
        (FileFacts("model-latest", "saved_model.zip", head=b"PK\x03\x04rest"), None),
        (FileFacts("model-latest", "export", head=b"PK\x03\x04rest", folder=True), None),
        (FileFacts("model-latest", "best.pt"), None),
    ],
)
def test_a_model_that_cannot_be_deployed_is_named(file: FileFacts, title: str | None) -> None:
    finding = found(None, [file]).get("model-not-deployable")
    assert (finding.title if finding else None) == title


def test_the_worst_come_first_and_a_broken_check_stops_nothing() -> None:
    logs = {"train-split": bars(["a"]), "test-split": bars(["a"]), "labelmap": {"0": "RBC", "1": "RBC"}}
    types = {name: kind_of(data) for name, data in logs.items()} | {"evaluation": "evaluation", "LOSS": "line"}
    view = View({**logs, "evaluation": None}, types, labelmap=logs["labelmap"])
    findings = examine(view)
    order = {"error": 0, "warning": 1, "note": 2}
    assert [order[one.severity] for one in findings] == sorted(order[one.severity] for one in findings)
    broken = next(finding for finding in findings if finding.code == "check-failed")
    assert broken.title == "The check of evaluation did not run"
