"""Boxes and masks that lie over an image, as data."""

from __future__ import annotations

from typing import Any

from sightline._counted import counted
from sightline.errors import InvalidLog
from sightline.logtypes._foreign import FAULTS, array_of, mapping_of
from sightline.logtypes._runlengths import counts_of_bytes, counts_of_text
from sightline.logtypes._scalars import Number, finite, label, numbers, placed, refuse, sequence

#: The most that one image carries, and the longest label or caption, in characters.
MOST_BOXES, MOST_MASKS, LONGEST_TEXT = 100_000, 1000, 10_000
_OUTCOMES = ("truth", "tp", "fp", "fn")
_SIDES = "xmin, ymin, xmax, ymax in pixels"


def boxes_of(given: Any, width: int, height: int) -> list[dict[str, Any]]:
    """Boxes over an image of `width` x `height` pixels: {"box", "label", "score", "outcome"} each.

    Accepts such dicts, or the four numbers of each. A box may reach over the border. Raises InvalidLog at "boxes[i]".
    """
    return [_box(item, at, width, height) for item, at in _items(given, "boxes", MOST_BOXES)]


def masks_of(given: Any, width: int, height: int) -> list[dict[str, Any]]:
    """Masks of `width` x `height` pixels: {"size": [h, w], "counts": run lengths by column, "label", "score"} each.

    Accepts arrays in which the object is not zero, dicts {"mask": array, ...}, and COCO run lengths, compressed ones
    too. Raises InvalidLog at "masks[i]".
    """
    return [_mask(item, at, width, height) for item, at in _items(given, "masks", MOST_MASKS)]


def short(given: str, at: str) -> str:
    """The text itself. Raises InvalidLog at `at` when it is longer than LONGEST_TEXT."""
    if len(given) > LONGEST_TEXT:
        raise InvalidLog("", at, f"at most {LONGEST_TEXT:,} characters", f"{len(given):,}")
    return given


def _items(given: Any, at: str, most: int) -> list[tuple[Any, str]]:
    """Each with its place, as the script wrote it: a single dict stands at `at` itself."""
    if mapping_of(given) is not None:
        return [(given, at)]
    items = sequence(given, at, at)
    if len(items) > most:
        raise InvalidLog("", at, f"at most {most:,} {at}", f"{len(items):,}")
    return [(item, f"{at}[{index}]") for index, item in enumerate(items)]


def _box(given: Any, at: str, width: int, height: int) -> dict[str, Any]:
    entry, place = _entry(given, at, "box", ("box", "label", "score", "outcome"))
    sides = _sides(entry["box"], place, width, height)
    return {"box": sides, **_facts(entry, at), "outcome": _outcome(entry.get("outcome"), at)}


def _sides(given: Any, at: str, width: int, height: int) -> list[Number]:
    sides = numbers(given, at)
    if len(sides) != 4:
        raise InvalidLog("", at, _SIDES, counted(len(sides), "number"))
    if any(isinstance(side, str) for side in sides):
        raise InvalidLog("", at, f"{_SIDES}, finite", ", ".join(map(str, sides)))
    xmin, ymin, xmax, ymax = (float(side) for side in sides)
    if xmax < xmin or ymax < ymin:
        raise InvalidLog("", at, _SIDES, f"{sides[0]}, {sides[1]}, {sides[2]}, {sides[3]}: max before min")
    if max(xmax, ymax) <= 1 < max(width, height) and not all(side.is_integer() for side in (xmin, ymin, xmax, ymax)):
        raise InvalidLog("", at, _SIDES, "fractions of the image")
    return sides


def _mask(given: Any, at: str, width: int, height: int) -> dict[str, Any]:
    entry, place = _entry(given, at, "mask", ("mask", "size", "counts", "label", "score"))
    if "counts" in entry:
        counts = _given_counts(entry, at, width, height)
    else:
        counts = _drawn_counts(entry["mask"], place, width, height)
    return {"size": [height, width], "counts": counts, **_facts(entry, at)}


def _entry(given: Any, at: str, main: str, known: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """A dict and the place of its key `main`; or what stands there alone, in its own place."""
    entry = mapping_of(given)
    if entry is None:
        return {main: given}, at
    for key in entry:
        if key not in known:
            raise refuse(at, f"the keys {', '.join(known)}", key)
    if main not in entry and "counts" not in entry:
        raise refuse(at, f'the key "{main}"', entry)
    return entry, f"{at}.{main}"


def _facts(entry: dict[str, Any], at: str) -> dict[str, Any]:
    where = f"{at}.label"
    name, score = placed(entry.get("label"), where), entry.get("score")
    if name is not None:
        is_index = isinstance(name, int) and not isinstance(name, bool)
        name = int(name) if is_index else short(label(name, where), where)
    return {"label": name, "score": None if score is None else finite(score, f"{at}.score")}


def _outcome(given: Any, at: str) -> str | None:
    if given is None:
        return None
    if isinstance(given, str) and given.lower() in _OUTCOMES:
        return given.lower()
    raise refuse(f"{at}.outcome", " or ".join(_OUTCOMES), given)


def _drawn_counts(given: Any, at: str, width: int, height: int) -> list[int]:
    try:
        array = array_of(given)
        drawn = None if array is None else (array != 0)
        if drawn is not None and tuple(drawn.shape) == (height, width):
            return counts_of_bytes(drawn.T.tobytes())
    except FAULTS as fault:
        raise InvalidLog(
            "", at, f"{height} x {width} numbers", f"a mask that cannot be read ({type(fault).__name__})"
        ) from None
    if drawn is not None:
        raise InvalidLog("", at, f"an array of shape {(height, width)}, as the image", f"shape {tuple(drawn.shape)}")
    rows = [numbers(row, f"{at}[{index}]") for index, row in enumerate(sequence(given, at, "rows"))]
    if len(rows) != height or any(len(row) != width for row in rows):
        raise InvalidLog(
            "", at, f"{counted(height, 'row')} of {counted(width, 'number')}, as the image", counted(len(rows), "row")
        )
    return counts_of_bytes(bytes(row[column] != 0 for column in range(width) for row in rows))


def _given_counts(entry: dict[str, Any], at: str, width: int, height: int) -> list[int]:
    size = sequence(entry.get("size"), f"{at}.size", "height and width")
    if size != [height, width]:
        raise InvalidLog("", f"{at}.size", f"[{height}, {width}], as the image", str(size)[:40])
    given, place = entry["counts"], f"{at}.counts"
    counts = counts_of_text(given) if isinstance(given, str | bytes) else numbers(given, place)
    if counts is None or any(type(count) is not int or count < 0 for count in counts):
        raise refuse(place, "COCO run lengths", given)
    whole = [int(count) for count in counts]
    if sum(whole) != height * width:
        raise InvalidLog("", place, f"run lengths that sum up to {height * width}", str(sum(whole)))
    return whole
