"""Pictures of the dataset as the evaluation and the log want them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .dataset import CLASSES, Picture
from .evaluation import Found, Truth, match


def truth_of(picture: Picture) -> Truth:
    """Its boxes in fractions of the picture."""
    return Truth(picture.name, picture.fractions, picture.labels)


def count_objects(pictures: Sequence[Picture]) -> list[int]:
    """How many objects of each class are on the pictures."""
    labels = np.concatenate([picture.labels for picture in pictures])
    counts: list[int] = np.bincount(labels, minlength=len(CLASSES)).tolist()
    return counts


def overlay(picture: Picture, found: Found, iou: float = 0.5, confidence: float = 0.5) -> list[dict[str, Any]]:
    """Boxes to lay over the picture, in its pixels: the found (tp, fp), the missed (fn), and the truth of the found."""
    pairs = match(truth_of(picture), found, iou, confidence)
    scale = np.asarray([picture.width, picture.height] * 2)
    boxes = [
        _box(picture.boxes[index], picture.labels[index], "fn" if index in pairs.missed else "truth")
        for index in range(len(picture.labels))
    ]
    for detection, truth in zip(pairs.kept, pairs.truth_of, strict=True):
        right = truth >= 0 and picture.labels[truth] == found.labels[detection]
        box = _box(found.boxes[detection] * scale, found.labels[detection], "tp" if right else "fp")
        boxes.append({**box, "score": round(float(found.scores[detection]), 4)})
    return boxes


def _box(corners: Any, label: int, outcome: str) -> dict[str, Any]:
    rounded = [round(float(corner), 1) for corner in corners]
    return {"box": rounded, "label": CLASSES[label], "outcome": outcome}
