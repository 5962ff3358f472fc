"""Matching and counting, against answers that others computed."""

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from demo.evaluation import Found, Truth, evaluate

ANSWERS = Path(__file__).parents[1] / "data" / "detection"
MICRO = json.loads((ANSWERS / "micro.json").read_text())
WITHOUT_CROWD = [case for case in MICRO if not any(truth["iscrowd"] for truth in case["truth"]["annotations"])]
POINTS = json.loads((ANSWERS / "expected.json").read_text())["operating_points"]


@pytest.mark.parametrize("case", WITHOUT_CROWD, ids=lambda case: case["name"])
def test_it_counts_each_small_case_as_by_hand(case):
    result = evaluate(*read_coco(case["truth"], case["detections"]), case["iou"], case["confidence"])
    assert result.matrix.tolist() == case["matrix"]


@pytest.mark.parametrize("point", POINTS, ids=lambda point: f"iou{point['iou']}-confidence{point['confidence']}")
def test_it_agrees_on_159_pictures(point):
    truth, detections = (json.loads((ANSWERS / f"{name}.json").read_text()) for name in ("truth", "detections"))
    result = evaluate(*read_coco(truth, detections), point["iou"], point["confidence"])
    assert result.matrix.tolist() == point["matrix"]
    assert result.images == point["per_image"]
    for row in result.per_class():
        expected = point["per_class"][row["class"]]
        assert [row[key] for key in ("precision", "recall", "F1")] == pytest.approx(
            [expected[key] for key in ("precision", "recall", "f1")]
        )
    if "filename_matrix" in point:
        assert [[sorted(cell) for cell in row] for row in result.cells] == point["filename_matrix"]


def test_accuracy_is_the_diagonal_over_the_sum():
    truth = Truth("a.png", np.asarray([[0, 0, 10, 10], [20, 0, 30, 10]]), np.asarray([0, 1]))
    found = Found(np.asarray([[0, 0, 10, 10], [50, 50, 60, 60]]), np.asarray([0.9, 0.8]), np.asarray([0, 0]))
    result = evaluate([truth], [found], ["x", "y"])
    assert result.matrix.tolist() == [[1, 0, 0], [0, 0, 1], [1, 0, 0]]
    assert result.accuracy == pytest.approx(1 / 3)


def test_nothing_at_all_is_an_accuracy_of_zero():
    assert evaluate([], [], ["x"]).accuracy == 0.0


def test_its_log_is_what_the_platform_reads():
    truth = Truth("a.png", np.asarray([[0.0, 0.0, 0.5, 0.25]]), np.asarray([1]))
    found = Found(np.asarray([[0.0, 0.0, 0.5, 0.25], [0, 0, 1, 1]]), np.asarray([0.9, 0.1]), np.asarray([1, 0]))
    log = evaluate([truth], [found], ["x", "y"]).results()
    assert log["per_image_eval"] == [
        {
            "filename": "a.png",
            "nb_objects": [0, 1],
            "nb_preds": [0, 1],
            "TP": [0, 1],
            "FP": [0, 0],
            "FN": [0, 0],
            "bbox": [[0.0, 0.0, 0.25, 0.5]],
            "classes": [2],
        }
    ]
    assert log["filename_matrix"][1][1] == ["a.png"]
    assert log["total_objects"] == [0, 1]
    assert log["metrics"] == {"iou": 0.5, "confidence": 0.5}


def read_coco(truth, detections):
    """Truths, founds and class names, in the order of the images and of the category ids."""
    classes = sorted(truth["categories"], key=lambda category: category["id"])
    number = {category["id"]: index for index, category in enumerate(classes)}
    true, found = defaultdict(list), defaultdict(list)
    for item in truth["annotations"]:
        true[item["image_id"]].append(item)
    for item in detections:
        found[item["image_id"]].append(item)
    truths, founds = [], []
    for image in truth["images"]:
        mine, guesses = true[image["id"]], found[image["id"]]
        truths.append(Truth(image["file_name"], corners(mine), labels(mine, number)))
        founds.append(
            Found(corners(guesses), np.asarray([item["score"] for item in guesses], float), labels(guesses, number))
        )
    return truths, founds, [category["name"] for category in classes]


def corners(items):
    boxes = [[x, y, x + width, y + height] for x, y, width, height in (item["bbox"] for item in items)]
    return np.asarray(boxes, np.float64).reshape(-1, 4)


def labels(items, number):
    return np.asarray([number[item["category_id"]] for item in items], np.int64)
