"""`image`: a picture as a file, with boxes and masks beside it as data, never burnt in."""

from __future__ import annotations

import os
from hashlib import sha256
from stat import S_ISREG
from typing import Any

from sightline.errors import InvalidLog
from sightline.logtypes._foreign import FAULTS, array_of
from sightline.logtypes._headers import Header, header_of
from sightline.logtypes._overlays import LONGEST_TEXT, MOST_BOXES, MOST_MASKS, boxes_of, masks_of, short
from sightline.logtypes._pixels import png_of
from sightline.logtypes._scalars import refuse, text

_SHAPE = "a path, a PIL image or an array (H x W, H x W x 3, H x W x 4; uint8, or floats 0..1)"
_LARGEST = 256 * 2**20  # bytes of a file


def read(data: Any, caption: Any = None, boxes: Any = None, masks: Any = None) -> tuple[dict[str, Any], bytes]:
    """The canonical form, and the bytes of the file that it names by its sha256.

    data: a path to a PNG, JPEG, GIF, WebP, BMP or TIFF, or its bytes; a PIL image; an array (then stored as PNG).
    boxes: dicts {"box": [xmin, ymin, xmax, ymax] in pixels, "label"?, "score"?, "outcome"?}, or just the four numbers.
    masks: arrays of the image's height and width, or dicts {"mask": array} or {"size": [h, w], "counts": COCO run
    lengths} with "label"? and "score"?. A label is a text or a class number, an outcome truth, tp, fp or fn.
    """
    content = _content(data)
    header = header_of(content)
    if header is None:
        raise InvalidLog("", "data", "a PNG, JPEG, GIF, WebP, BMP or TIFF", _source(data, "another kind of file"))
    canonical = {
        "file": {"sha256": sha256(content).hexdigest(), "size": len(content), **_facts(header)},
        "caption": None if caption is None else short(text(caption, "caption"), "caption"),
        "boxes": [] if boxes is None else boxes_of(boxes, header.width, header.height),
        "masks": [] if masks is None else masks_of(masks, header.width, header.height),
    }
    return canonical, content


def _facts(header: Header) -> dict[str, Any]:
    return {"width": header.width, "height": header.height, "format": header.format}


def _content(data: Any) -> bytes:
    if isinstance(data, str) or hasattr(type(data), "__fspath__"):
        return _file(data)
    if isinstance(data, bytes | bytearray | memoryview):
        return bytes(data)
    try:
        if hasattr(data, "save") and hasattr(data, "mode"):
            return _saved(data)
        array = array_of(data)
    except FAULTS as fault:
        got = f"{refuse('', '', data).got} that cannot be read ({type(fault).__name__})"
        raise InvalidLog("", "data", _SHAPE, got) from None
    if array is None:
        raise refuse("data", _SHAPE, data)
    return png_of(array)


def _file(path: Any) -> bytes:
    try:
        facts = os.stat(path)  # a pipe or a device would be read for ever
        if not S_ISREG(facts.st_mode) or facts.st_size > _LARGEST:
            expected = f"a path to an image of at most {_LARGEST >> 20} MiB"
            raise InvalidLog("", "data", expected, _source(path, "something else"))
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or "no path"
        raise InvalidLog("", "data", "a path to an image", _source(path, reason.lower())) from None


def _source(data: Any, what: str) -> str:
    is_path = isinstance(data, str) or hasattr(type(data), "__fspath__")
    return f"{what} ({refuse('', '', os.fspath(data)).got})" if is_path else what


def _saved(picture: Any) -> bytes:
    """A PIL image as PNG; one whose pixels PNG cannot hold as RGB first."""
    from io import BytesIO

    file = BytesIO()
    as_png = picture if picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16") else picture.convert("RGB")
    as_png.save(file, format="PNG")
    return file.getvalue()


__all__ = ["LONGEST_TEXT", "MOST_BOXES", "MOST_MASKS", "read"]
