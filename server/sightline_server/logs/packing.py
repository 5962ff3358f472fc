"""Whole series for programs: every point, exactly, NaN among them. As JSON, or as bytes for who wants them fast."""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

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
            step_type="int" if line.head.whole_steps else "float",
        )
        for line in lines
    ]


def as_bytes(lines: Sequence[Whole]) -> bytes:
    """Of each line: the length of its description (4 bytes, little-endian), {"name", "count", "step_type"} as JSON,
    then steps, values and times as little-endian float64."""
    parts: list[bytes] = []
    for head, points in lines:
        kind = "int" if head.whole_steps else "float"
        described = msgspec.json.encode({"name": head.name, "count": points.size, "step_type": kind})
        parts += [_LENGTH.pack(len(described)), described, *map(_floats, points)]
    return b"".join(parts)


def _base64(column: Steps) -> str:
    return b64encode(_floats(column)).decode()


def _floats(column: Steps) -> bytes:
    return column.astype("<f8", copy=False).tobytes()
