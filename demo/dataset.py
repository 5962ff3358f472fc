"""Pictures with boxes in Pascal VOC folders, read and made ready for the training."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

DATA = Path(__file__).parent / "data"
CLASSES = ("RBC", "WBC", "Platelets")
Boxes = NDArray[np.float32]
Labels = NDArray[np.int64]
Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Picture:
    """A picture and what is on it.

    boxes: (n, 4) as xmin, ymin, xmax, ymax in pixels of the file. labels: (n,), index into CLASSES.
    """

    path: Path
    width: int
    height: int
    boxes: Boxes
    labels: Labels

    @property
    def name(self) -> str:
        """The file's name, which is the picture's id in splits and evaluations."""
        return self.path.name

    @property
    def fractions(self) -> Boxes:
        """The boxes in fractions of the picture, 0..1."""
        return np.asarray(self.boxes / np.asarray([self.width, self.height] * 2), np.float32)


@dataclass(frozen=True)
class Batch:
    """Pictures at the detector's input size.

    pixels: (n, height, width, 3) uint8. boxes: (n, most, 4) as xmin, ymin, xmax, ymax in pixels of the input.
    labels: (n, most); -1 where a picture has fewer boxes than `most`.
    """

    pixels: Pixels
    boxes: Boxes
    labels: Labels

    def __len__(self) -> int:
        return len(self.pixels)

    def take(self, chosen: NDArray[np.int64]) -> Batch:
        """The pictures of these indices, in this order."""
        return Batch(self.pixels[chosen], self.boxes[chosen], self.labels[chosen])


def read_split(split: str, folder: Path = DATA) -> list[Picture]:
    """The pictures that `ImageSets/Main/<split>.txt` lists, in its order."""
    stems = (folder / "ImageSets" / "Main" / f"{split}.txt").read_text(encoding="utf-8").split()
    return [read_picture(folder, stem) for stem in stems]


def read_picture(folder: Path, stem: str) -> Picture:
    """One picture's annotation. A box without area is left out: nothing can match it.

    Raises ValueError for a class that is not in CLASSES.
    """
    root = ET.parse(folder / "Annotations" / f"{stem}.xml").getroot()
    boxes, labels = [], []
    for item in root.iter("object"):
        xmin, ymin, xmax, ymax = (float(_text(item, f"bndbox/{key}")) for key in ("xmin", "ymin", "xmax", "ymax"))
        if xmax > xmin and ymax > ymin:
            boxes.append((xmin, ymin, xmax, ymax))
            labels.append(_class(stem, _text(item, "name")))
    return Picture(
        path=folder / "JPEGImages" / f"{stem}.jpg",
        width=int(_text(root, "size/width")),
        height=int(_text(root, "size/height")),
        boxes=np.asarray(boxes, np.float32).reshape(-1, 4),
        labels=np.asarray(labels, np.int64),
    )


def load(pictures: Sequence[Picture], size: tuple[int, int]) -> Batch:
    """Decode the pictures at `size` (width, height), with their boxes scaled to it."""
    most = max((len(picture.labels) for picture in pictures), default=0)
    boxes = np.zeros((len(pictures), most, 4), np.float32)
    labels = np.full((len(pictures), most), -1, np.int64)
    for row, picture in enumerate(pictures):
        count = len(picture.labels)
        scale = np.asarray([size[0] / picture.width, size[1] / picture.height] * 2, np.float32)
        boxes[row, :count] = picture.boxes * scale
        labels[row, :count] = picture.labels
    return Batch(np.stack([decode(picture.path, size) for picture in pictures]), boxes, labels)


def decode(path: Path, size: tuple[int, int]) -> Pixels:
    """The picture's pixels at `size` (width, height), as (height, width, 3)."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB").resize(size, Image.Resampling.BILINEAR))


def augment(batch: Batch, random: np.random.Generator) -> Batch:
    """Each picture mirrored left-right and upside down by chance, zoomed, moved, and its light and colours varied."""
    pixels, boxes, labels = batch.pixels.copy(), batch.boxes.copy(), batch.labels.copy()
    for row in range(len(batch)):
        pixels[row], boxes[row] = _moved(pixels[row], boxes[row], random)
        gain = random.uniform(0.85, 1.15) * random.uniform(0.95, 1.05, size=3)
        pixels[row] = np.clip(pixels[row] * gain + random.uniform(-12, 12), 0, 255).astype(np.uint8)
    height, width = pixels.shape[1:3]
    kept = np.clip(boxes, 0, [width, height, width, height]).astype(np.float32)
    # A box that was cut to less than half is no longer what was annotated.
    labels[_area(kept) < 0.5 * _area(boxes)] = -1
    return Batch(pixels, kept, labels)


def _moved(pixels: Pixels, boxes: Boxes, random: np.random.Generator) -> tuple[Pixels, Boxes]:
    """Zoom 0.8..1.25 about a point near the middle, mirrored by chance; the border repeats the nearest pixel."""
    height, width = pixels.shape[:2]
    extent = np.asarray([width, height], np.float64)
    zoom = random.uniform(0.8, 1.25) * random.choice([-1.0, 1.0], size=2)
    shift = extent * random.uniform(-0.1, 0.1, size=2)
    # Where each pixel comes from: the inverse of x -> (x - middle) * zoom + middle + shift.
    columns = (np.arange(width) + 0.5 - extent[0] / 2 - shift[0]) / zoom[0] + extent[0] / 2
    rows = (np.arange(height) + 0.5 - extent[1] / 2 - shift[1]) / zoom[1] + extent[1] / 2
    columns = np.clip(np.floor(columns), 0, width - 1).astype(np.int64)
    rows = np.clip(np.floor(rows), 0, height - 1).astype(np.int64)
    corners = (boxes.reshape(-1, 2, 2) - extent / 2) * zoom + extent / 2 + shift
    ordered = np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)
    return pixels[rows][:, columns], ordered.astype(np.float32)


def _area(boxes: Boxes) -> NDArray[np.float32]:
    sides = boxes[..., 2:] - boxes[..., :2]
    return np.asarray(sides[..., 0] * sides[..., 1], np.float32)


def _class(stem: str, name: str) -> int:
    if name not in CLASSES:
        raise ValueError(f"{stem}: expected a class of {', '.join(CLASSES)}, got {name!r}")
    return CLASSES.index(name)


def _text(element: ET.Element, path: str) -> str:
    found = element.findtext(path)
    if found is None:
        raise ValueError(f"{element.tag}: expected an element {path}, found none")
    return found.strip()
