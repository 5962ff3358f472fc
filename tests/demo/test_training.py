"""The detector learns, says the same for the same seed, and its export answers as it does."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import onnxruntime
import pytest
from PIL import Image

from demo.dataset import load, read_split
from demo.detector import Detector, Settings
from demo.evaluation import Found, overlaps
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


@pytest.mark.parametrize("confidence", [0.05, 0.3, 1.1])  # 1.1: no detection is as sure
def test_an_overlay_has_every_annotated_cell_and_every_kept_prediction(trained, pictures, batch, confidence):
    for picture, found in zip(pictures, trained[0].detect(batch.pixels), strict=True):
        boxes = overlay(picture, found, confidence=confidence)
        annotated = annotations(picture.name)
        assert [(box["label"], box["box"]) for box in of(boxes, "truth")] == annotated
        kept = [score for score in found.scores.tolist() if score >= confidence]
        assert [box["score"] for box in of(boxes, "tp", "fp")] == pytest.approx(kept, abs=1e-4)
        missed = [(box["label"], box["box"]) for box in of(boxes, "fn")]
        assert [cell for cell in annotated if cell in missed] == missed
        assert all("score" not in box for box in of(boxes, "truth", "fn"))


def test_an_overlay_tells_found_from_missed(pictures):
    picture = pictures[1]
    found = Found(picture.fractions[:2], np.asarray([0.9, 0.5]), np.asarray([picture.labels[0], picture.labels[1] ^ 1]))
    boxes = overlay(picture, found)
    assert [box["outcome"] for box in of(boxes, "tp", "fp")] == ["tp", "fp"]
    assert [(box["label"], box["box"]) for box in of(boxes, "fn")] == annotations(picture.name)[2:]


def of(boxes, *outcomes):
    return [box for box in boxes if box["outcome"] in outcomes]


def annotations(name):
    """Class and corners of each cell, as the file beside the picture says; not of a box without area."""
    root = ElementTree.parse(BCCD / "Annotations" / f"{Path(name).stem}.xml").getroot()
    cells = []
    for item in root.iter("object"):
        sides = [float(item.findtext(f"bndbox/{side}")) for side in ("xmin", "ymin", "xmax", "ymax")]
        if sides[:2] != sides[2:]:
            cells.append((item.findtext("name"), sides))
    return cells
