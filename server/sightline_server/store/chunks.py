"""Points as bytes: a chunk holds three columns, packed so that a point of a usual curve needs 8 bytes or fewer.

    byte 0      version (1)
    byte 1      bit 0: steps are whole; bit 1: columns are compressed
    4 bytes     number of points, little-endian; then the lengths of the three columns, 4 bytes each
    columns     steps, values, times

Columns are 8-byte words, little-endian. In a compressed chunk a column is what it differs by from a guess: whole steps
and times (in microseconds) from even spacing, values from the first one, bit by bit, so that they keep their exact
bits. These words are then split into their eight byte planes (all first bytes, then all second ones, ...), because
neighbours share their high bytes: planes of zeros are left out, planes of noise stay as they are, the others are
deflated.

    8 bytes     the first word; then the spacing, 8 bytes
    1 byte      a bit a plane: it is not all zeros; then 1 byte: it is noise
    planes      those of noise (in a chunk of few points: all), then the others deflated
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
_COLUMN = struct.Struct("<qqBB")
_WHOLE, _COMPRESSED = 1, 2
_MICROSECOND = 1e6
_LEVEL = 1
#: Of fewer points nothing is deflated: what it would save of a chunk that is soon sealed is not worth its time.
_FEWEST = SEALED // 2
#: Bytes of a plane that are looked at to tell noise.
_SAMPLE = 512
_WIDEST = 2**62
_BYTE_OF_PLANE = np.arange(8)[:, None] * 256

Words = NDArray[np.int64]


def pack(points: Points, *, compress: bool) -> bytes:
    """The bytes of a chunk. Without `compress` it is cheap to write and read: right for an open chunk."""
    whole = points.steps.dtype == np.int64
    if compress:
        steps = _spaced(_words(points.steps)) if whole else _alike(points.steps)
        times = _spaced(np.rint(points.times * _MICROSECOND).astype(np.int64))
        columns = [steps, _alike(points.values), times]
    else:
        columns = [_words(column).tobytes() for column in points]
    flags = (_WHOLE if whole else 0) | (_COMPRESSED if compress else 0)
    return _HEAD.pack(VERSION, flags, points.size, *map(len, columns)) + b"".join(columns)


def unpack(data: bytes) -> Points:
    """The points of a chunk. Raises ValueError for a version that is not ours."""
    version, flags, count, *lengths = _HEAD.unpack_from(data)
    if version != VERSION:
        raise ValueError(f"chunk of version {version}: this program reads version {VERSION}")
    whole = bool(flags & _WHOLE)
    first = _HEAD.size
    second, third = first + lengths[0], first + lengths[0] + lengths[1]
    if not flags & _COMPRESSED:
        steps = np.frombuffer(data, "<i8" if whole else "<f8", count, first)
        return Points(steps, np.frombuffer(data, "<f8", count, second), np.frombuffer(data, "<f8", count, third))
    view = memoryview(data)
    steps = _from_spaced(view[first:second], count) if whole else _from_alike(view[first:second], count)
    times = _from_spaced(view[third : third + lengths[2]], count)
    return Points(steps, _from_alike(view[second:third], count), times / _MICROSECOND)


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


def _spaced(words: Words) -> bytes:
    """A column of rising numbers. Differences may wrap around at 64 bits: the sums of `_from_spaced` wrap back."""
    if not len(words):
        return _deflated(words, 0, 0)
    first, last = int(words[0]), int(words[-1])
    spacing = max(-_WIDEST, min(_WIDEST, (last - first) // max(len(words) - 1, 1)))
    off = np.empty_like(words)
    off[0] = 0
    np.subtract(words[1:], words[:-1], out=off[1:])
    off[1:] -= spacing
    return _deflated(off << 1 ^ off >> 63, first, spacing)  # small numbers of either sign have zeros in front


def _from_spaced(column: memoryview, count: int) -> Words:
    folded, first, spacing = _inflated(column, count)
    if not count:
        return folded
    off = (folded.view(np.uint64) >> np.uint64(1)).view(np.int64) ^ -(folded & 1) if folded.any() else folded
    off[1:] += spacing
    off[0] = first
    return np.cumsum(off)


def _alike(column: Steps | Floats) -> bytes:
    """A column of floats that share their sign, their exponent or more."""
    words = _words(column)
    first = int(words[0]) if len(words) else 0
    return _deflated(words ^ first, first, 0)


def _from_alike(column: memoryview, count: int) -> Floats:
    words, first, _ = _inflated(column, count)
    return (words ^ first).view(np.float64)


def _deflated(words: Words, first: int, spacing: int) -> bytes:
    used = int(np.bitwise_or.reduce(words.view(np.uint64))).to_bytes(8, "little")
    kept = [index for index in range(8) if used[index]]
    if not kept:
        return _COLUMN.pack(first, spacing, 0, 0)
    planes = np.ascontiguousarray(words.astype("<i8", copy=False).view(np.uint8).reshape(-1, 8).T[kept])
    noise = _is_noise(planes) if len(words) >= _FEWEST else np.ones(len(kept), bool)
    flags = (sum(1 << index for index in kept), sum(1 << index for index, raw in zip(kept, noise, strict=True) if raw))
    raw, others = planes[noise].tobytes(), planes[~noise].tobytes()
    return _COLUMN.pack(first, spacing, *flags) + raw + (zlib.compress(others, _LEVEL) if others else b"")


def _is_noise(planes: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Of each plane: whether its bytes are spread so evenly that deflating would only cost time."""
    sample = planes[:, :: max(planes.shape[1] // _SAMPLE, 1)]
    planes_seen, seen = sample.shape
    counts = np.bincount((sample + _BYTE_OF_PLANE[:planes_seen]).ravel(), minlength=256 * planes_seen)
    counts = counts.reshape(planes_seen, 256)
    pairs = np.einsum("ij,ij->i", counts, counts) - seen
    return np.asarray(pairs * 200 < seen * seen)


def _inflated(column: memoryview, count: int) -> tuple[Words, int, int]:
    first, spacing, used, noise = _COLUMN.unpack_from(column)
    if not used:
        return np.zeros(count, np.int64), first, spacing
    words = np.zeros((count, 8), np.uint8)
    end = _COLUMN.size + count * noise.bit_count()
    raw = iter(np.frombuffer(column[_COLUMN.size : end], np.uint8).reshape(-1, count))
    others = iter(np.frombuffer(zlib.decompress(column[end:]) if used != noise else b"", np.uint8).reshape(-1, count))
    for index in range(8):
        if used >> index & 1:
            words[:, index] = next(raw if noise >> index & 1 else others)
    return words.reshape(-1).view("<i8"), first, spacing
