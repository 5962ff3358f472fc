"""Points as bytes: a chunk holds three columns, packed so that a point of a usual curve needs 8 bytes or fewer.

    byte 0      version (1)
    byte 1      bit 0: steps are whole; bit 1: columns are compressed
    4 bytes     number of points, little-endian; then the lengths of the three columns, 4 bytes each
    columns     steps, values, times: 8-byte words, or what `columns` makes of them

Of a compressed chunk, whole steps and times (in microseconds) are columns of even spacing, values are alike.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from sightline_server.store import columns
from sightline_server.store.columns import words_of
from sightline_server.store.points import Points, Steps

VERSION = 1
#: Points of a sealed chunk, at most. More of them would be faster to read, and a late point writes them anew.
SEALED = 16_384
_OURS = bytes([VERSION])
_HEAD = struct.Struct("<BBIIII")
_WHOLE, _COMPRESSED = 1, 2
_MICROSECOND = 1e6


class ForeignChunk(ValueError):
    """A chunk of another version. `place`: which one of those that were to be read, from 0 on."""

    def __init__(self, place: int, version: int | None) -> None:
        got = "no bytes" if version is None else str(version)
        super().__init__(f"expected version {VERSION}, got {got}; start the server that wrote it")
        self.place, self.version = place, version


def pack(points: Points, *, compress: bool) -> bytes:
    """The bytes of a chunk. Without `compress` it is cheap to write and read: for open chunks and pyramids."""
    whole = points.steps.dtype == np.int64
    if compress:
        steps = words_of(points.steps)
        times = np.rint(points.times * _MICROSECOND).astype(np.int64)
        packed = [
            columns.pack_spaced(steps) if whole else columns.pack_alike(steps),
            columns.pack_alike(words_of(points.values)),
            columns.pack_spaced(times),
        ]
    else:
        packed = [words_of(column).tobytes() for column in points]
    flags = (_WHOLE if whole else 0) | (_COMPRESSED if compress else 0)
    return _HEAD.pack(VERSION, flags, points.size, *map(len, packed)) + b"".join(packed)


def unpack(data: bytes) -> Points:
    """The points of a chunk. Raises ForeignChunk."""
    return unpack_all([data])


def unpack_all(chunks: Sequence[bytes]) -> Points:
    """The points of several chunks, one after the other. Whole steps stay int64 only if all chunks have them.

    Raises ForeignChunk.
    """
    heads = [_head(data, place) for place, data in enumerate(chunks)]
    count = sum(head.points for head in heads)
    all_whole = all(head.whole for head in heads)
    steps: Steps = np.empty(count, np.int64) if all_whole else np.empty(count)
    points = Points(steps, np.empty(count), np.empty(count))
    end = 0
    for head, data in zip(heads, chunks, strict=True):
        start, end = end, end + head.points
        _read(head, memoryview(data), points.part(slice(start, end)))
    return points


def split(points: Points) -> list[Points]:
    """Parts of at most `SEALED` points and about the same size."""
    count = -(-points.size // SEALED)
    bounds = np.linspace(0, points.size, count + 1).astype(int)
    return [points.part(slice(start, end)) for start, end in pairwise(bounds)]


class _Head(NamedTuple):
    whole: bool
    compressed: bool
    points: int
    lengths: tuple[int, ...]


def _head(data: bytes, place: int) -> _Head:
    if data[:1] != _OURS:
        raise ForeignChunk(place, data[0] if data else None)
    _, flags, count, *lengths = _HEAD.unpack_from(data)
    return _Head(bool(flags & _WHOLE), bool(flags & _COMPRESSED), count, tuple(lengths))


def _read(head: _Head, data: memoryview, into: Points) -> None:
    """The points of one chunk, written into arrays of their length."""
    ends = list(accumulate(head.lengths, initial=_HEAD.size))
    packed = [data[start:end] for start, end in pairwise(ends)]
    if not head.compressed:
        for column, array, kind in zip(packed, into, ("<i8" if head.whole else "<f8", "<f8", "<f8"), strict=True):
            array[:] = np.frombuffer(column, kind)
        return
    steps, values, times = packed
    if not head.whole:
        columns.read_alike(steps, words_of(into.steps))
    elif into.steps.dtype == np.int64:
        columns.read_spaced(steps, words_of(into.steps))
    else:
        into.steps[:] = columns.read_spaced(steps, np.empty(head.points, np.int64))
    columns.read_alike(values, words_of(into.values))
    np.divide(columns.read_spaced(times, words_of(into.times)), _MICROSECOND, out=into.times)
