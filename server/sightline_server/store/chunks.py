"""Points as bytes: a chunk holds three columns, packed so that a point of a usual curve needs 8 bytes or fewer.

    byte 0      version (1)
    byte 1      bit 0: steps are whole; bit 1: columns are compressed
    4 bytes     number of points, little-endian; then the lengths of the three columns, 4 bytes each
    columns     steps, values, times

Columns are 8-byte words, little-endian. In a compressed chunk whole steps become differences of differences and times
differences in microseconds; values keep their exact bits. Each column is then split into its eight byte planes (all
first bytes, then all second ones, ...), because neighbours share their high bytes: planes of noise stay as they are,
the others are deflated.
"""

from __future__ import annotations

import struct
import zlib
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sightline_server.store.points import Floats, Points, Steps, join

VERSION = 1
#: Points of a sealed chunk.
SEALED = 4096
_HEAD = struct.Struct("<BBIIII")
_WHOLE, _COMPRESSED = 1, 2
_MICROSECOND = 1e6
_LEVEL = 1

Words = NDArray[np.int64]


def pack(points: Points, *, compress: bool) -> bytes:
    """The bytes of a chunk. Without `compress` it is cheap to write and read: right for an open chunk."""
    whole = points.steps.dtype == np.int64
    if compress:
        steps = _twice_differing(points.steps) if whole else _words(points.steps)
        times = _differing(np.rint(points.times * _MICROSECOND).astype(np.int64))
        columns = [_deflate(column) for column in (steps, _words(points.values), times)]
    else:
        columns = [_words(column).tobytes() for column in points]
    flags = (_WHOLE if whole else 0) | (_COMPRESSED if compress else 0)
    return _HEAD.pack(VERSION, flags, points.size, *map(len, columns)) + b"".join(columns)


def unpack(data: bytes) -> Points:
    """The points of a chunk. Raises ValueError for a version that is not ours."""
    version, flags, count, *lengths = _HEAD.unpack_from(data)
    if version != VERSION:
        raise ValueError(f"chunk of version {version}: this program reads version {VERSION}")
    ends = np.cumsum([_HEAD.size, *lengths]).tolist()
    columns = [memoryview(data)[start:end] for start, end in pairwise(ends)]
    if not flags & _COMPRESSED:
        steps = np.frombuffer(columns[0], "<i8" if flags & _WHOLE else "<f8")
        return Points(steps, np.frombuffer(columns[1], "<f8"), np.frombuffer(columns[2], "<f8"))
    steps, values, times = (_inflate(column, count) for column in columns)
    read = _sum_twice(steps) if flags & _WHOLE else steps.view(np.float64)
    return Points(read, values.view(np.float64), np.cumsum(times) / _MICROSECOND)


def unpack_all(chunks: list[bytes]) -> Points:
    """The points of several chunks, one after the other."""
    return join([unpack(data) for data in chunks])


def split(points: Points) -> list[Points]:
    """Parts of at most `SEALED` points and about the same size."""
    count = -(-points.size // SEALED)
    bounds = np.linspace(0, points.size, count + 1).astype(int)
    return [points.part(slice(start, end)) for start, end in pairwise(bounds)]


def _words(column: Steps | Floats) -> Words:
    return np.ascontiguousarray(column).view("<i8")


def _differing(words: Words) -> Words:
    differences = words.copy()
    differences[1:] -= words[:-1]
    return differences


def _twice_differing(words: NDArray[np.int64] | NDArray[np.float64]) -> Words:
    return _differing(_differing(words.astype(np.int64, copy=False)))


def _sum_twice(words: Words) -> Words:
    return np.cumsum(np.cumsum(words))


def _deflate(column: Words) -> bytes:
    """One byte that tells which planes are noise and stay as they are, those planes, then the others deflated."""
    planes = np.ascontiguousarray(column.astype("<i8", copy=False).view(np.uint8).reshape(-1, 8).T)
    noise = [_is_noise(plane) for plane in planes]
    flags = sum(1 << index for index, plane_is_noise in enumerate(noise) if plane_is_noise)
    return bytes([flags]) + planes[noise].tobytes() + zlib.compress(planes[~np.array(noise)].tobytes(), _LEVEL)


def _is_noise(plane: NDArray[np.uint8]) -> bool:
    """Whether its bytes are spread so evenly that deflating would only cost time."""
    counts = np.bincount(plane, minlength=256)
    return bool(np.dot(counts, counts) * 200 < len(plane) * len(plane))


def _inflate(column: memoryview, count: int) -> Words:
    noise = [bool(column[0] >> index & 1) for index in range(8)]
    end = 1 + count * sum(noise)
    raw = iter(np.frombuffer(column[1:end], np.uint8).reshape(-1, count))
    others = iter(np.frombuffer(zlib.decompress(column[end:]), np.uint8).reshape(-1, count))
    words = np.empty((count, 8), np.uint8)
    for index, plane_is_noise in enumerate(noise):
        words[:, index] = next(raw if plane_is_noise else others)
    return words.reshape(-1).view("<i8")
