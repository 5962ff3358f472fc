"""`evaluation`: the results of each image, the ones behind a confusion matrix."""

from __future__ import annotations

from typing import Any

from sightline._counted import counted
from sightline.errors import InvalidLog
from sightline.logtypes._foreign import mapping_of
from sightline.logtypes._scalars import label, labels, numbers, refuse, sequence, text
from sightline.logtypes._tree import key_of, tree

_COUNTS = ("nb_objects", "nb_preds", "TP", "FP", "FN")
_OVERHANG = 0.1  # how far a predicted box may reach beyond the image, as a share of it


def read(data: Any) -> dict[str, Any]:
    """The same shape as it came, checked.

    categories: C class numbers as texts. labels: C names. total_objects: C counts. per_image_eval: a dict per image
    with its filename, C counts each of nb_objects, nb_preds, TP, FP and FN, bbox (ymin, xmin, ymax, xmax in 0..1, one
    per predicted object) and classes (one per box). filename_matrix: C x C lists of file names by truth and prediction,
    or (C+1) x (C+1) with the background last. metrics: a dict. Keys of other names are kept.
    """
    given = mapping_of(data)
    if given is None:
        raise refuse("data", '{"categories": [...], "per_image_eval": [...], ...}', data)
    for key in ("categories", "per_image_eval"):
        if given.get(key) is None:
            raise InvalidLog("", key, "a list", "none" if key in given else refuse("", "", given).got)
    categories = labels(given["categories"], "categories")
    return {key_of(key, "data"): _part(key, item, categories) for key, item in given.items()}


def _part(key: Any, given: Any, categories: list[str]) -> Any:
    if key == "categories":
        return categories
    if given is None:
        return None
    if key == "labels":
        return _as_many(labels(given, key), len(categories), key)
    if key == "total_objects":
        return _as_many(numbers(given, key), len(categories), key)
    if key == "per_image_eval":
        return _images(given, len(categories))
    if key == "filename_matrix":
        return _matrix(given, len(categories))
    return tree(given, key_of(key, "data"))


def _as_many(row: list[Any], count: int, at: str) -> list[Any]:
    if len(row) != count:
        raise InvalidLog("", at, f"{count}, one per category", str(len(row)))
    return row


def _images(given: Any, classes: int) -> list[dict[str, Any]]:
    images = enumerate(sequence(given, "per_image_eval", "images"))
    return [_image(image, f"per_image_eval[{index}]", classes) for index, image in images]


def _image(given: Any, at: str, classes: int) -> dict[str, Any]:
    image = mapping_of(given)
    if image is None:
        raise refuse(at, "a dict per image", given)
    read: dict[str, Any] = {"filename": text(image.get("filename"), f"{at}.filename")}
    for key, item in image.items():
        if key != "filename":
            read[key_of(key, at)] = _detail(key, item, f"{at}.{key_of(key, at)}", classes)
    boxes, numbers_of_classes = read.get("bbox"), read.get("classes")
    if isinstance(boxes, list) and isinstance(numbers_of_classes, list) and len(boxes) != len(numbers_of_classes):
        raise InvalidLog("", f"{at}.classes", f"{len(boxes)}, one per box", str(len(numbers_of_classes)))
    return read


def _detail(key: Any, given: Any, at: str, classes: int) -> Any:
    if key in _COUNTS:
        return _as_many(numbers(given, at), classes, at)
    if key == "bbox":
        return [_box(box, f"{at}[{index}]") for index, box in enumerate(sequence(given, at, "boxes"))]
    if key == "classes":
        return [_class(item, f"{at}[{index}]") for index, item in enumerate(sequence(given, at, "classes"))]
    return tree(given, at)


def _box(given: Any, at: str) -> list[Any]:
    sides = numbers(given, at)
    if len(sides) != 4:
        raise InvalidLog("", at, "ymin, xmin, ymax, xmax", counted(len(sides), "number"))
    for index, side in enumerate(sides):
        if isinstance(side, str) or not -_OVERHANG <= side <= 1 + _OVERHANG:
            raise InvalidLog("", f"{at}[{index}]", "ymin, xmin, ymax, xmax as fractions of the image, 0..1", str(side))
    return sides


def _matrix(given: Any, classes: int) -> list[list[list[str]]]:
    at = "filename_matrix"
    rows = sequence(given, at, "rows")
    if len(rows) not in (classes, classes + 1):
        categories = counted(classes, "category", "categories")
        expected = f"{counted(classes, 'row')} for {categories}, or {classes + 1} with background"
        raise InvalidLog("", at, expected, str(len(rows)))
    read = []
    for index, row in enumerate(rows):
        cells = sequence(row, f"{at}[{index}]", "lists of file names")
        if len(cells) != len(rows):
            raise InvalidLog("", f"{at}[{index}]", f"{counted(len(rows), 'list')}, one per row", str(len(cells)))
        read.append([labels(cell, f"{at}[{index}][{column}]") for column, cell in enumerate(cells)])
    return read


def _class(given: Any, at: str) -> int | str:
    """A class stays what it was: a number of the labelmap, or a text."""
    name = label(given, at)
    return name if isinstance(given, str) or not name.isdigit() else int(name)
