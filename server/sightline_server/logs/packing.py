"""Whole series for programs: every point, exactly, NaN among them. As JSON, or as bytes for who wants them fast."""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec
import numpy as np

from sightline_server.logs.heads import Head
from sightline_server.logs.payloads import PackedSeries
from sightline_server.store.points import Points, Steps

#: A client that accepts this gets `as_bytes`.
BINARY = "application/octet-stream"
_LENGTH = struct.Struct("<I")


class Whole(NamedTuple):
    """A line and all its points."""

    head: Head
    points: Points


def as_json(lines: Sequence[Whole]) -> list[PackedSeries]:
    """Columns in base64."""
    return [
        PackedSeries(
            name=line.head.name,
            count=line.points.size,
            steps=_base64(line.points.steps),
            values=_base64(line.points.values),
            times=_base64(line.points.times),
            step_type=_step_type(line.points),
        )
        for line in lines
    ]


def as_bytes(lines: Sequence[Whole]) -> bytes:
    """Of each line: the length of its description (4 bytes, little-endian), {"name", "count", "step_type"} as JSON,
    then steps (int64 where their type is "int", else float64), values and times (float64), little-endian."""
    parts: list[bytes | memoryview] = []
    for head, points in lines:
        about = {"name": head.name, "count": points.size, "step_type": _step_type(points)}
        described = msgspec.json.encode(about)
        parts += [_LENGTH.pack(len(described)), described, *map(_words, points)]
    return b"".join(parts)


def _step_type(points: Points) -> Literal["int", "float"]:
    return "int" if points.steps.dtype == np.int64 else "float"


def _base64(column: Steps) -> str:
    return b64encode(_words(column)).decode()


def _words(column: Steps) -> memoryview:
    """8 bytes a number, as it is stored: whole steps beyond 2**53 are no float64."""
    return column.astype(column.dtype.newbyteorder("<"), copy=False).data
