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
    """Boxes to lay over the picture, in its pixels: all annotated (truth), the found (tp, fp) and the missed (fn).

    A missed one is there twice, as truth and as fn: each outcome is a layer of its own. Found are those whose score is
    at least `confidence`, best first; `iou` and `confidence` are 0..1.
    """
    pairs = match(truth_of(picture), found, iou, confidence)
    scale = np.asarray([picture.width, picture.height] * 2)
    truths = range(len(picture.labels))
    boxes = [
        _box(picture.boxes[index], picture.labels[index], outcome)
        for outcome, indices in (("truth", truths), ("fn", pairs.missed))
        for index in indices
    ]
    for detection, truth in zip(pairs.kept, pairs.truth_of, strict=True):
        right = truth >= 0 and picture.labels[truth] == found.labels[detection]
        box = _box(found.boxes[detection] * scale, found.labels[detection], "tp" if right else "fp")
        boxes.append({**box, "score": round(float(found.scores[detection]), 4)})
    return boxes


def _box(corners: Any, label: int, outcome: str) -> dict[str, Any]:
    rounded = [round(float(corner), 1) for corner in corners]
    return {"box": rounded, "label": CLASSES[label], "outcome": outcome}
