"""`bar`: one number per name, with the images behind them where it describes a split."""

from __future__ import annotations

from typing import Any

from sightline._counted import counted
from sightline.errors import InvalidLog
from sightline.logtypes._fields import fields, need
from sightline.logtypes._scalars import label, labels, numbers, placed, refuse

_SHAPE = '{"x": [names], "y": [numbers], "image_list": [...]?}'


def read(data: Any) -> dict[str, Any]:
    """{"x": [names], "y": [numbers], "image_list": [...]?}, `x` and `y` of one length.

    `image_list` (ids or file names of images, as texts) is flat, or has one list per name of `x`. An id that stands
    twice in one list is kept once.
    """
    given = fields(data, _SHAPE, ("x", "y", "image_list"))
    names = labels(need(given, "x", "a list of names"), "x")
    heights = numbers(need(given, "y", "a list of numbers"), "y")
    if len(heights) != len(names):
        raise InvalidLog("", "y", f"{counted(len(names), 'number')}, one per name in x", str(len(heights)))
    bars: dict[str, Any] = {"x": names, "y": heights}
    if given.get("image_list") is not None:
        bars["image_list"] = _images(given["image_list"], len(names))
    return bars


def _images(given: Any, bars: int) -> list[Any]:
    given = placed(given, "image_list")
    if not isinstance(given, list | tuple | range):
        raise refuse("image_list", "a list of image ids, or one such list per bar", given)
    items = [placed(item, f"image_list[{index}]") for index, item in enumerate(given)]
    if not items or not isinstance(items[0], list | tuple):
        return _ids(items, "image_list")
    for index, item in enumerate(items):
        if not isinstance(item, list | tuple):
            raise refuse(f"image_list[{index}]", "a list of ids, as the first one is", item)
    if len(items) != bars:
        raise InvalidLog("", "image_list", f"{counted(bars, 'list')}, one per bar", str(len(items)))
    return [_ids(item, f"image_list[{index}]") for index, item in enumerate(items)]


def _ids(given: list[Any], at: str) -> list[str]:
    if all(type(item) is str and item and item.isascii() for item in given):
        return list(dict.fromkeys(given))
    return list(dict.fromkeys(_id(item, f"{at}[{index}]") for index, item in enumerate(given)))


def _id(given: Any, at: str) -> str:
    if given is None or isinstance(given, list | tuple) or (isinstance(given, str) and not given):
        raise refuse(at, "the id of an image", given)
    return label(given, at)
