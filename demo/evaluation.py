"""How good detections are: who matches whom, and the matrix of truth against prediction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Found:
    """The detections of one picture.

    boxes: (n, 4) as xmin, ymin, xmax, ymax, in the same unit as the truth's. scores: (n,) 0..1. labels: (n,).
    """

    boxes: Floats
    scores: Floats
    labels: Integers


@dataclass(frozen=True)
class Truth:
    """The annotated boxes of one picture, like Found without scores. `name` is the file's name."""

    name: str
    boxes: Floats
    labels: Integers


@dataclass(frozen=True)
class Match:
    """Detections of one picture paired with truths.

    kept: indices of the detections with enough confidence, best score first. truth_of: for each of these the index of
    its truth, or -1. missed: indices of the truths that no detection took.
    """

    kept: Integers
    truth_of: Integers
    missed: Integers


def match(truth: Truth, found: Found, iou: float = 0.5, confidence: float = 0.5) -> Match:
    """Pair detections with truths, best score first (equal scores: in the order given).

    Each detection takes, among the truths that are still free, whatever their class, the one that it overlaps most, if
    that is at least `iou` (equal overlap: the first). Both thresholds are inclusive, 0..1.
    """
    order = np.argsort(-found.scores, kind="stable")
    kept = order[found.scores[order] >= confidence]
    overlap = overlaps(found.boxes[kept], truth.boxes)
    free = np.ones(len(truth.boxes), bool)
    truth_of = np.full(len(kept), -1, np.int64)
    for row, candidates in enumerate(overlap):
        candidates = np.where(free, candidates, -1.0)
        if candidates.size and candidates.max() >= iou:
            truth_of[row] = candidates.argmax()
            free[truth_of[row]] = False
    return Match(kept, truth_of, np.flatnonzero(free))


def overlaps(a: Floats, b: Floats) -> NDArray[np.float64]:
    """Intersection over union of every box of `a` (n, 4) with every box of `b` (m, 4): (n, m)."""
    a, b = a.astype(np.float64)[:, None], b.astype(np.float64)[None]
    sides = np.maximum(np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2]), 0.0)
    shared = sides[..., 0] * sides[..., 1]
    union = _area(a) + _area(b) - shared
    ratio: NDArray[np.float64] = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    return ratio


@dataclass(frozen=True)
class Evaluation:
    """Many pictures' matches counted.

    matrix: (N + 1, N + 1), row = truth, column = prediction; the last column counts missed objects, the last row
    detections of nothing. images: TP, FP, FN of each class by file name. cells[truth][prediction]: the file names.
    """

    classes: Sequence[str]
    iou: float
    confidence: float
    matrix: Integers
    truths: Sequence[Truth]
    founds: Sequence[Found]
    images: dict[str, dict[str, list[int]]]
    cells: list[list[list[str]]]

    @property
    def accuracy(self) -> float:
        """The matrix's diagonal over its sum, background included: 0..1."""
        total = int(self.matrix.sum())
        return float(np.trace(self.matrix)) / total if total else 0.0

    def per_class(self) -> list[dict[str, float | int | str | None]]:
        """Objects, precision, recall and F1 of each class; None where nothing can be divided."""
        diagonal, rows, columns = (part.tolist() for part in _sums(self.matrix))
        return [
            {
                "class": name,
                "objects": rows[index],
                "precision": _ratio(diagonal[index], columns[index]),
                "recall": _ratio(diagonal[index], rows[index]),
                "F1": _ratio(2 * diagonal[index], rows[index] + columns[index]),
            }
            for index, name in enumerate(self.classes)
        ]

    def heatmap(self) -> dict[str, Any]:
        """What `confusion-matrix` takes."""
        return {"categories": list(self.classes), "values": self.matrix.tolist()}

    def results(self) -> dict[str, Any]:
        """What `evaluation` takes: boxes (fractions of the picture) as ymin, xmin, ymax, xmax; classes count from 1."""
        return {
            "categories": [str(index + 1) for index in range(len(self.classes))],
            "labels": list(self.classes),
            "total_objects": self.matrix[:-1].sum(axis=1).tolist(),
            "per_image_eval": [self._image(*pair) for pair in zip(self.truths, self.founds, strict=True)],
            "filename_matrix": self.cells,
            "metrics": {"iou": self.iou, "confidence": self.confidence},
        }

    def _image(self, truth: Truth, found: Found) -> dict[str, Any]:
        kept = found.scores >= self.confidence
        count = len(self.classes)
        return {
            "filename": truth.name,
            "nb_objects": np.bincount(truth.labels, minlength=count).tolist(),
            "nb_preds": np.bincount(found.labels[kept], minlength=count).tolist(),
            **self.images[truth.name],
            "bbox": found.boxes[kept][:, [1, 0, 3, 2]].astype(np.float64).round(5).tolist(),
            "classes": (found.labels[kept] + 1).tolist(),
        }


def evaluate(
    truths: Sequence[Truth], founds: Sequence[Found], classes: Sequence[str], iou: float = 0.5, confidence: float = 0.5
) -> Evaluation:
    """Match every picture and count. `truths` and `founds` are in the same order."""
    count = len(classes)
    matrix = np.zeros((count + 1, count + 1), np.int64)
    images: dict[str, dict[str, list[int]]] = {}
    cells: list[list[list[str]]] = [[[] for _ in range(count + 1)] for _ in range(count + 1)]
    for truth, found in zip(truths, founds, strict=True):
        mine = _counted(truth, found, match(truth, found, iou, confidence), count)
        matrix += mine
        diagonal, rows, columns = _sums(mine)
        images[truth.name] = {
            "TP": diagonal.tolist(),
            "FP": (columns - diagonal).tolist(),
            "FN": (rows - diagonal).tolist(),
        }
        for row, column in np.argwhere(mine):
            cells[row][column].append(truth.name)
    return Evaluation(classes, iou, confidence, matrix, truths, founds, images, cells)


def _counted(truth: Truth, found: Found, pairs: Match, count: int) -> Integers:
    """One picture's matrix: (count + 1, count + 1)."""
    mine = np.zeros((count + 1, count + 1), np.int64)
    # Index -1 of the labels with `count` appended is the background.
    rows = np.append(truth.labels, count)[pairs.truth_of]
    np.add.at(mine, (rows, found.labels[pairs.kept]), 1)
    mine[:count, count] = np.bincount(truth.labels[pairs.missed], minlength=count)
    return mine


def _sums(matrix: Integers) -> tuple[Integers, Integers, Integers]:
    """Diagonal, row sums and column sums of the classes, without the background's own."""
    return np.diag(matrix)[:-1], matrix.sum(axis=1)[:-1], matrix.sum(axis=0)[:-1]


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _area(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1]), np.float64)
