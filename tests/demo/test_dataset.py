"""The pictures: what is read from a VOC folder, and what ships with the demo."""

from pathlib import Path

import numpy as np
import pytest

from demo import dataset

BCCD = Path(__file__).parents[1] / "data" / "bccd"


def test_it_reads_a_pictures_boxes():
    picture = dataset.read_picture(BCCD, "BloodImage_00000")
    assert (picture.name, picture.width, picture.height) == ("BloodImage_00000.jpg", 640, 480)
    assert picture.boxes[0].tolist() == [260, 177, 491, 376]
    assert dataset.CLASSES[picture.labels[0]] == "WBC"
    np.testing.assert_allclose(picture.fractions[0], [260 / 640, 177 / 480, 491 / 640, 376 / 480], rtol=1e-6)


def test_it_leaves_out_a_box_without_area():
    text = (BCCD / "Annotations" / "BloodImage_00338.xml").read_text()
    picture = dataset.read_picture(BCCD, "BloodImage_00338")
    assert len(picture.labels) == text.count("<object>") - 1


def test_it_refuses_an_unknown_class(tmp_path):
    (tmp_path / "Annotations").mkdir()
    text = (BCCD / "Annotations" / "BloodImage_00000.xml").read_text().replace("WBC", "mast cell")
    (tmp_path / "Annotations" / "a.xml").write_text(text)
    with pytest.raises(ValueError, match="mast cell"):
        dataset.read_picture(tmp_path, "a")


def test_it_scales_boxes_with_the_picture():
    pictures = dataset.read_split("train", BCCD)
    batch = dataset.load(pictures, (160, 120))
    assert batch.pixels.shape == (len(pictures), 120, 160, 3)
    count = len(pictures[0].labels)
    np.testing.assert_allclose(batch.boxes[0, :count], pictures[0].boxes / 4, rtol=1e-6)
    assert (batch.labels[0, count:] == -1).all()


def test_augmentation_moves_boxes_with_their_objects():
    pixels = np.zeros((1, 120, 160, 3), np.uint8)
    pixels[0, 40:60, 50:90] = 200
    boxes = np.asarray([[[50, 40, 90, 60]]], np.float32)
    for seed in range(20):
        varied = dataset.augment(dataset.Batch(pixels, boxes, np.zeros((1, 1), np.int64)), np.random.default_rng(seed))
        rows, columns = np.nonzero(varied.pixels[0, :, :, 0] > 100)
        around = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
        np.testing.assert_allclose(varied.boxes[0, 0], around, atol=1.5)


def test_augmentation_drops_an_object_that_left_the_picture():
    boxes = np.asarray([[[150, 0, 170, 30], [50, 40, 90, 60]]], np.float32)
    batch = dataset.Batch(np.zeros((1, 120, 160, 3), np.uint8), boxes, np.zeros((1, 2), np.int64))
    lost = [dataset.augment(batch, np.random.default_rng(seed)).labels[0].tolist() for seed in range(30)]
    assert any(labels[0] == -1 for labels in lost)
    assert all(labels[1] == 0 for labels in lost)


def test_the_subset_is_small_and_has_its_licence():
    files = [file for file in dataset.DATA.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) <= 6_000_000
    assert "MIT License" in (dataset.DATA / "LICENSE").read_text()
    assert "Shenggan/BCCD_Dataset" in (dataset.DATA / "README.md").read_text()


def test_the_subsets_splits_are_whole_and_apart():
    splits = {name: dataset.read_split(name) for name in ("train", "val", "test")}
    assert {name: len(pictures) for name, pictures in splits.items()} == {"train": 130, "val": 40, "test": 40}
    names = [picture.name for pictures in splits.values() for picture in pictures]
    assert len(set(names)) == len(names) == len(list((dataset.DATA / "JPEGImages").iterdir()))
    for pictures in splits.values():
        assert set(np.concatenate([picture.labels for picture in pictures])) == {0, 1, 2}
        assert all(picture.path.is_file() for picture in pictures)
