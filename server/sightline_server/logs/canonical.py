"""The server's own look at canonical data: what a writer sends is read again, and never trusted."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from sightline import logtypes
from sightline.errors import InvalidLog
from sightline.logtypes.image import LONGEST_TEXT, MOST_BOXES, MOST_MASKS

from sightline_server.text import counted

Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Side = Annotated[int, Meta(ge=1, le=1 << 20)]
Finite = Annotated[float, Meta(ge=-1e12, le=1e12)]
Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
#: What a reader adds to the canonical form of its type and does not accept itself.
_ADDED = {"table": "flat", "heatmap": "background"}


class ImageFile(Struct, forbid_unknown_fields=True):
    sha256: Hash
    size: Annotated[int, Meta(ge=1, le=1 << 40)]
    width: Side
    height: Side
    format: Annotated[str, Meta(max_length=16)]


class Box(Struct, forbid_unknown_fields=True):
    box: Annotated[list[Finite], Meta(min_length=4, max_length=4)]
    label: Text | int | None = None
    score: float | None = None
    outcome: Literal["truth", "tp", "fp", "fn"] | None = None


class Mask(Struct, forbid_unknown_fields=True):
    size: Annotated[list[Side], Meta(min_length=2, max_length=2)]
    counts: list[Annotated[int, Meta(ge=0)]]
    label: Text | int | None = None
    score: float | None = None


class Image(Struct, forbid_unknown_fields=True):
    file: ImageFile
    caption: Text | None = None
    boxes: Annotated[list[Box], Meta(max_length=MOST_BOXES)] = []
    masks: Annotated[list[Mask], Meta(max_length=MOST_MASKS)] = []


def check(name: str, type: str, data: Any) -> Any:
    """The canonical form, when `data` is in it or can be read into it. Raises InvalidLog."""
    if type == "image":
        return _image(name, data)
    added = _ADDED.get(type)
    if added is None or not isinstance(data, dict) or added not in data:
        return logtypes.read(type, name, data)
    canonical = logtypes.read(type, name, {key: value for key, value in data.items() if key != added})
    if added == "flat" and data["flat"] is True and len(canonical["data"]) == 1:
        canonical["flat"] = True
    return canonical


def _image(name: str, data: Any) -> Any:
    try:
        image = msgspec.convert(data, Image)
    except msgspec.ValidationError as fault:
        said, _, at = str(fault).partition(" - at `$.")
        raise InvalidLog(name, at.rstrip("`") or "data", "an image in its canonical form", said) from None
    for index, mask in enumerate(image.masks):
        if sum(mask.counts) != mask.size[0] * mask.size[1]:
            expected = f"run lengths of {counted(mask.size[0] * mask.size[1], 'pixel')}"
            raise InvalidLog(name, f"masks[{index}].counts", expected, f"{sum(mask.counts)}")
    return msgspec.to_builtins(image)
