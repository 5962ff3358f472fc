"""An array of pixels as a PNG file, with nothing but the array's own methods and zlib."""

from __future__ import annotations

from struct import pack
from typing import Any
from zlib import compress, crc32

from sightline.errors import InvalidLog
from sightline.logtypes._foreign import FAULTS
from sightline.logtypes._scalars import refuse

_COLOURS = {1: 0, 3: 2, 4: 6}  # channels -> PNG colour type: grey, RGB, RGBA
_SHAPE = "H x W, H x W x 3 or H x W x 4"
_MOST_PIXELS = 2**28


def png_of(array: Any) -> bytes:
    """The PNG of a NumPy array: H x W, H x W x 1, x 3 or x 4; integers 0..255, floats 0..1, or booleans.

    Raises InvalidLog at "data" for another shape or range, and for an array without pixels.
    """
    shape = tuple(array.shape)
    channels = shape[2] if len(shape) == 3 else 1
    if len(shape) not in (2, 3) or channels not in _COLOURS:
        hint = " (channels last)" if len(shape) == 3 and shape[0] in _COLOURS else ""
        raise InvalidLog("", "data", _SHAPE + hint, f"an array of shape {shape}")
    height, width = shape[:2]
    if not 0 < height * width <= _MOST_PIXELS:
        raise InvalidLog("", "data", f"1 to {_MOST_PIXELS} pixels", f"an array of shape {shape}")
    try:
        pixels = _bytes_of(array).reshape((height, width * channels))
        return _file(width, height, _COLOURS[channels], _filtered(pixels))
    except FAULTS as fault:
        raise refuse("data", "an array of numbers", f"{array.dtype} ({type(fault).__name__})") from None


def _bytes_of(array: Any) -> Any:
    """The array as uint8."""
    kind = array.dtype.kind
    if str(array.dtype) == "uint8":
        return array
    if kind == "b":
        return array.astype("uint8") * 255
    if kind == "c":
        raise InvalidLog("", "data", "an array of real numbers", str(array.dtype))
    lowest, highest = float(array.min()), float(array.max())
    if kind in "iu":
        if lowest < 0 or highest > 255:
            raise InvalidLog("", "data", "whole numbers 0..255", f"{lowest:g} to {highest:g}")
        return array.astype("uint8")
    if not (lowest >= 0 and highest <= 1):  # a NaN fails too
        raise InvalidLog("", "data", "floats 0..1, or uint8", f"{lowest:g} to {highest:g}")
    return (array.astype("float32") * 255 + 0.5).astype("uint8")


def _filtered(pixels: Any) -> bytes:
    """Rows as PNG wants them: each after the byte of its filter, here the difference to the row above (2)."""
    above = (pixels[1:] - pixels[:-1]).tobytes()  # uint8 wraps around, as the filter does
    width = pixels.shape[1]
    rows = [b"\0", pixels[0].tobytes()]
    for start in range(0, len(above), width):
        rows += (b"\x02", above[start : start + width])
    return b"".join(rows)


def _file(width: int, height: int, colours: int, rows: bytes) -> bytes:
    head = pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", compress(rows, 4)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + name + body + pack(">I", crc32(name + body)) for name, body in chunks
    )
