"""Pictures: as files of six formats, as PIL images, as arrays; with boxes and masks as data."""

from __future__ import annotations

import hashlib
import io
import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sightline import logtypes
from sightline.errors import InvalidLog
from sightline.logtypes._headers import header_of

PHOTO = Path(__file__).parents[2] / "data" / "bccd" / "JPEGImages" / "BloodImage_00007.jpg"
FORMATS = {"png": "PNG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP", "bmp": "BMP", "tiff": "TIFF"}


def picture(width: int = 9, height: int = 8, mode: str = "RGB") -> Image.Image:
    pixels = np.arange(width * height * 3, dtype="uint8").reshape(height, width, 3)
    return Image.fromarray(pixels).convert(mode)


def encoded(kind: str, image: Image.Image, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, format=FORMATS[kind], **options)
    return file.getvalue()


def read(data: Any, **extras: Any) -> dict[str, Any]:
    canonical, content = logtypes.read("image", "sample", data, **extras)
    assert canonical["file"]["sha256"] == hashlib.sha256(content).hexdigest()
    assert canonical["file"]["size"] == len(content)
    decoded = Image.open(io.BytesIO(content))
    assert (canonical["file"]["width"], canonical["file"]["height"]) == decoded.size
    result: dict[str, Any] = canonical
    return result


def decoded(data: Any) -> Any:
    return np.asarray(Image.open(io.BytesIO(logtypes.read("image", "sample", data)[1])))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("size", [(1, 1), (9, 8), (300, 2)])
def test_a_file_is_known_by_its_first_bytes(kind: str, size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "picture.of-no-known-ending"
    path.write_bytes(encoded(kind, picture(*size)))
    for data in (path, str(path), path.read_bytes()):
        assert read(data)["file"]["format"] == kind
    assert logtypes.infer("sample", path) == "image"


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("webp", "RGB", {"lossless": True}),
        ("webp", "RGBA", {}),
        ("jpeg", "RGB", {"progressive": True}),
        ("jpeg", "L", {}),
        ("png", "P", {}),
        ("tiff", "L", {}),
        ("bmp", "L", {}),
        ("jpeg", "RGB", {"exif": b"Exif\0\0" + b"x" * 3000}),
    ],
)
def test_variants_of_a_format_have_their_size_read(kind: str, mode: str, options: dict[str, Any]) -> None:
    content = encoded(kind, picture(37, 21, mode), **options)
    assert header_of(content) == (kind, 37, 21)


@given(st.sampled_from(sorted(FORMATS)), st.integers(0, 200), st.binary(max_size=3))
def test_a_cut_file_says_the_truth_or_nothing_and_a_changed_one_never_fails(kind: str, at: int, other: bytes) -> None:
    content = encoded(kind, picture())
    assert header_of(content[:at]) in (None, header_of(content))
    changed = header_of(content[:at] + other + content[at + len(other) :])
    assert changed is None or (changed.width > 0 and changed.height > 0)


@given(st.binary(max_size=200))
def test_any_bytes_are_an_image_or_refused(content: bytes) -> None:
    with pytest.raises(InvalidLog, match="expected a PNG, JPEG, GIF, WebP, BMP or TIFF"):
        logtypes.read("image", "sample", content)


@pytest.mark.parametrize("shape", [(8, 9), (8, 9, 1), (8, 9, 3), (8, 9, 4), (1, 1), (1, 70, 3), (70, 1)])
def test_an_array_is_stored_pixel_by_pixel(shape: tuple[int, ...]) -> None:
    pixels = np.random.default_rng(5).integers(0, 256, shape, dtype="uint8")
    assert (decoded(pixels) == pixels.reshape(shape[:2] if shape[2:] == (1,) else shape)).all()
    assert (decoded(pixels.astype("int64")) == decoded(pixels)).all()
    assert (decoded(pixels / 255) == decoded(pixels)).all()
    assert (decoded((pixels / 255).astype("float32")) == decoded(pixels)).all()
    assert (decoded(pixels[::-1]) == decoded(pixels)[::-1]).all()
    assert read(pixels)["file"]["format"] == "png"


def test_a_mask_of_booleans_is_black_and_white() -> None:
    assert decoded(np.array([[True, False]])).tolist() == [[255, 0]]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (np.zeros((3, 8, 9)), r"H x W x 4 \(channels last\), got an array of shape \(3, 8, 9\)"),
        (np.zeros((8,)), r"an array of shape \(8,\)"),
        (np.zeros((2, 2, 3, 1)), "an array of shape"),
        (np.full((2, 2), np.nan), "floats 0..1, or uint8, got nan to nan"),
        (np.full((2, 2), -1), "whole numbers 0..255, got -1 to -1"),
        (np.full((2, 2), 300), "whole numbers 0..255, got 300 to 300"),
        (np.full((2, 2), "x"), "data: expected an array of numbers"),
        (np.full((2, 2), 1j), "data: expected"),
        (None, "expected a path, a PIL image or an array"),
        (5, "expected a path, a PIL image or an array"),
        ("\0", r"a path to an image, got no path \('\\x00'\)"),
        ("", "a path to an image"),
        ("/", r"something else \('/'\)"),
        ("/dev/zero", r"something else \('/dev/zero'\)"),
    ],
)
def test_what_is_no_picture_is_refused(data: Any, message: str) -> None:
    with pytest.raises(InvalidLog, match=message):
        logtypes.read("image", "sample", data)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InvalidLog, match="something else"):
        logtypes.read("image", "sample", tmp_path / "pipe")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "F", "I;16"])
def test_a_pil_image_saves_itself(mode: str) -> None:
    image = Image.new(mode, (9, 8)) if mode in ("I;16", "LA") else picture(mode=mode)
    assert read(image)["file"]["format"] == "png"
    assert logtypes.infer("sample", image) == "image"


def test_boxes_come_in_pixels_with_what_is_known_of_them() -> None:
    boxes = [{"box": [10, 20, 100.5, 90], "label": "WBC", "score": np.float32(0.5), "outcome": "TP"}, [0, 0, 1, 1]]
    assert read(PHOTO, boxes=boxes, caption="worst of the epoch") == {
        "file": {
            "sha256": hashlib.sha256(PHOTO.read_bytes()).hexdigest(),
            "size": 20919,
            "width": 640,
            "height": 480,
            "format": "jpeg",
        },
        "caption": "worst of the epoch",
        "boxes": [
            {"box": [10, 20, 100.5, 90], "label": "WBC", "score": 0.5, "outcome": "tp"},
            {"box": [0, 0, 1, 1], "label": None, "score": None, "outcome": None},
        ],
        "masks": [],
    }
    assert read(PHOTO, boxes=np.array([[1, 2, 3, 4]]))["boxes"][0]["box"] == [1, 2, 3, 4]
    assert read(PHOTO, boxes={"box": [1, 2, 3, 4], "label": np.int64(7)})["boxes"][0]["label"] == 7


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        ([[1, 2, 3]], r"boxes\[0\]: expected xmin, ymin, xmax, ymax in pixels, got 3 numbers"),
        ([[5, 2, 3, 4]], "max before min"),
        ([[0.1, 0.2, 0.5, 0.6]], "got fractions of the image"),
        ([[0, 0, float("inf"), 1]], "finite, got 0, 0, Infinity, 1"),
        ([{"box": [1, 2, 3, 4], "lable": "x"}], "expected the keys box, label, score, outcome, got 'lable'"),
        ([{"label": "x"}], 'expected the key "box"'),
        (
            [{"box": [1, 2, 3, 4], "outcome": "good"}],
            r"boxes\[0\]\.outcome: expected truth or tp or fp or fn, got 'good'",
        ),
        ([{"box": [1, 2, 3, 4], "score": float("nan")}], r"boxes\[0\]\.score: expected a finite number, got NaN"),
        ([{"box": [1, 2, 3, 4], "score": "NaN"}], r"boxes\[0\]\.score: expected a finite number, got NaN"),
        ([{"box": [1, 2, 3, 4], "label": ["x"]}], r"boxes\[0\]\.label: expected a name"),
        ([{"box": [1, 2, 3, 4]}, {"box": [1, 2, 3, "4 px"]}], r"boxes\[1\]\.box\[3\]: expected a number, got '4 px'"),
        ([[1, 2, 3, "4 px"]], r"boxes\[0\]\[3\]: expected a number, got '4 px'"),
        ({"box": [1, 2, 3]}, r"boxes\.box: expected xmin"),
        ({"box": [1, 2, 3, 4], "score": np.float32("inf")}, r"boxes\.score: expected a finite number, got Infinity"),
        (5, "boxes: expected a list of boxes"),
        ("WBC", "boxes: expected a list of boxes"),
    ],
)
def test_a_bad_box_is_refused(boxes: Any, message: str) -> None:
    with pytest.raises(InvalidLog, match=message):
        logtypes.read("image", "sample", PHOTO, boxes=boxes)


def drawn(mask: dict[str, Any]) -> Any:
    height, width = mask["size"]
    bits = [index % 2 for index, count in enumerate(mask["counts"]) for _ in range(count)]
    return np.array(bits, "uint8").reshape(width, height).T


@given(st.data())
def test_a_mask_is_run_lengths_down_the_columns(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 6))
    bits = data.draw(st.lists(st.integers(0, 1), min_size=height * width, max_size=height * width))
    mask = np.array(bits, "uint8").reshape(height, width)
    image = np.zeros((height, width), "uint8")
    for given_mask in (
        mask,
        mask.astype(bool),
        mask * 255,
        mask.tolist(),
        {"mask": mask, "label": "cell", "score": 0.5},
    ):
        (found,) = logtypes.read("image", "sample", image, masks=[given_mask])[0]["masks"]
        assert (drawn(found) == mask).all()
        assert sum(found["counts"]) == height * width
        again = logtypes.read("image", "sample", image, masks=[found])[0]["masks"]
        assert again == [found]


def test_coco_run_lengths_are_read_compressed_too() -> None:
    image, counts = np.zeros((10, 20), "uint8"), [5, 7, 100, 1, 87]
    found = logtypes.read("image", "sample", image, masks=[{"size": [10, 20], "counts": compressed(counts)}])[0][
        "masks"
    ]
    assert found == [{"size": [10, 20], "counts": counts, "label": None, "score": None}]


def compressed(counts: list[int]) -> str:
    """COCO's own way to write run lengths, after its description in `maskApi.c`."""
    text = ""
    for index, count in enumerate(counts):
        rest = count - counts[index - 2] if index > 2 else count
        more = True
        while more:
            bits, rest = rest & 0x1F, rest >> 5
            more = rest != (-1 if bits & 0x10 else 0)
            text += chr((bits | 0x20 if more else bits) + 48)
    return text


@pytest.mark.parametrize(
    ("mask", "message"),
    [
        (
            np.zeros((2, 2)),
            r"masks\[0\]: expected an array of shape \(480, 640\), as the image, got shape \(2, 2\)",
        ),
        ([[0, 1]], "480 rows of 640 numbers"),
        ({"size": [480, 640], "counts": [1]}, "sum up to 307200, got 1"),
        ({"size": [480, 640], "counts": [-1, 307201]}, "COCO run lengths"),
        ({"size": [480, 640], "counts": "\x01"}, "COCO run lengths"),
        ({"size": [640, 480], "counts": [307200]}, r"\[480, 640\], as the image"),
        ({"mask": np.zeros((480, 640)), "score": math.nan}, r"masks\[0\]\.score: expected a finite number, got NaN"),
        ({"mask": np.zeros((2, 2))}, r"masks\[0\]\.mask: expected an array of shape"),
        ({"size": [480], "counts": [1]}, r"masks\[0\]\.size: expected \[480, 640\], as the image, got \[480\]$"),
        ({"label": "x"}, 'the key "mask"'),
    ],
)
def test_a_bad_mask_is_refused(mask: Any, message: str) -> None:
    with pytest.raises(InvalidLog, match=message):
        logtypes.read("image", "sample", PHOTO, masks=[mask])


@pytest.mark.parametrize(
    ("extras", "message"),
    [
        ({"caption": "c" * 10_001}, "caption: expected at most 10,000 characters, got 10,001"),
        ({"boxes": [{"box": [0, 0, 1, 1], "label": "l" * 10_001}]}, "label: expected at most 10,000 characters"),
        ({"boxes": [[0, 0, 1, 1]] * 100_001}, "boxes: expected at most 100,000 boxes, got 100,001"),
        ({"masks": [np.ones((2, 2), "uint8")] * 1001}, "masks: expected at most 1,000 masks, got 1,001"),
    ],
)
def test_what_a_server_would_not_keep_is_refused_at_the_call(extras: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidLog, match=message):
        logtypes.read("image", "sample", np.zeros((2, 2, 3), "uint8"), **extras)
