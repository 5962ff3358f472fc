"""The detector learns, says the same for the same seed, and its export answers as it does."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from PIL import Image

from demo.dataset import load, read_split
from demo.detector import Detector, Settings
from demo.evaluation import overlaps
from demo.export import check, export
from demo.pictures import overlay

BCCD = Path(__file__).parents[1] / "data" / "bccd"
SMALL = Settings(input="160x120", width=16, epochs=12, batch=2, learning_rate=0.01, augmentation=True, seed=3)


@pytest.fixture(scope="module")
def pictures():
    return read_split("val", BCCD)


@pytest.fixture(scope="module")
def batch(pictures):
    return load(pictures, SMALL.size)


@pytest.fixture(scope="module")
def trained(batch):
    """A detector after a few epochs on four pictures, and its losses."""
    detector = Detector(replace(SMALL, augmentation=False))
    return detector, [detector.train(batch)["loss"] for _ in range(SMALL.epochs)]


@pytest.fixture(scope="module")
def model(trained, tmp_path_factory):
    return export(trained[0].weights, SMALL.size, tmp_path_factory.mktemp("export") / "model.onnx")


def test_it_learns(trained):
    losses = trained[1]
    assert losses[-1] < 0.6 * losses[0]


def test_the_same_seed_gives_the_same_losses(batch):
    runs = []
    for _ in range(2):
        detector = Detector(SMALL)
        runs.append([detector.train(batch) for _ in range(2)])
    assert runs[0] == runs[1]


def test_another_seed_gives_other_losses(batch):
    assert Detector(SMALL).train(batch) != Detector(replace(SMALL, seed=4)).train(batch)


def test_detections_are_ordered_and_inside_the_picture(trained, batch):
    for found in trained[0].detect(batch.pixels):
        assert len(found.scores) > 0
        assert (np.diff(found.scores) <= 0).all()
        assert found.boxes.min() >= 0
        assert found.boxes.max() <= 1


def test_the_export_answers_as_the_trainer(trained, batch, model):
    assert check(model, batch.pixels, trained[0].detect(batch.pixels)) < 1e-4


def test_the_check_notices_another_network(batch, model):
    with pytest.raises(ValueError, match="expected the trainer's answers"):
        check(model, batch.pixels, Detector(SMALL).detect(batch.pixels))


def test_the_export_takes_pictures_of_any_size(trained, pictures, batch, model):
    session = onnxruntime.InferenceSession(str(model))
    with Image.open(pictures[0].path) as image:
        whole = np.asarray(image.convert("RGB"))[None]
    boxes, scores, classes, count = (output[0] for output in session.run(None, {"image": whole}))
    assert (boxes.shape, scores.shape, classes.shape) == ((100, 4), (100,), (100,))
    count = int(count)
    assert (scores[count:] == 0).all()
    found = trained[0].detect(batch.pixels[:1])[0]
    # onnxruntime rounds a little differently while it scales, so near ties can change places: compare the surest.
    best = overlaps(boxes[:count][:, [1, 0, 3, 2]], found.boxes[:3]).max(axis=0)
    assert best.min() > 0.9
    assert scores[0] == pytest.approx(found.scores[0], abs=0.02)


def test_an_overlay_tells_found_from_missed(trained, pictures, batch):
    picture = pictures[1]
    boxes = overlay(picture, trained[0].detect(batch.pixels)[1], confidence=0.3)
    outcomes = [box["outcome"] for box in boxes]
    assert outcomes.count("truth") + outcomes.count("fn") == len(picture.labels)
    assert outcomes.count("truth") >= outcomes.count("tp")
    assert all(("score" in box) == (box["outcome"] in ("tp", "fp")) for box in boxes)


def test_an_overlay_without_detections_misses_all(pictures, trained, batch):
    found = trained[0].detect(batch.pixels)[0]
    boxes = overlay(pictures[0], found, confidence=1.1)
    assert [box["outcome"] for box in boxes] == ["fn"] * len(pictures[0].labels)
