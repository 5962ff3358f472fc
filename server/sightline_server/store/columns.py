"""A column of a chunk as bytes: 8-byte words, little-endian, as what they differ by from a guess.

Words of even spacing (steps, times) differ from their straight line; words that are alike (values) from the first one,
bit by bit, so that they keep their exact bits. A column that is as guessed ends with its guess. Of the others, the
eight byte planes of the differences (all first bytes, then all second ones, ...) are looked at, because neighbours
share their high bytes: planes of zeros are left out, planes of noise stay as they are, the others are deflated. Planes
of noise side by side stay together as numbers of 2, 4 or 8 bytes: reading them is one copy instead of one a plane.

    8 bytes     the first word; then the spacing, 8 bytes
    1 byte      a bit a plane: it is not all zeros; then 1 byte: it is noise
    planes      those of noise (in a column of few words: all), the largest numbers first, then the others deflated
"""

from __future__ import annotations

import struct
import zlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.int64]

_HEAD = struct.Struct("<qqBB")
_LEVEL = 1
#: Of fewer words nothing is deflated: what it would save of a chunk that is soon sealed is not worth its time.
_FEWEST = 2048
#: Words that are looked at to tell noise.
_SAMPLE = 512
_WIDEST = 2**62
_BYTE_OF_PLANE = np.arange(8) * 256


def words_of(column: NDArray[np.int64] | NDArray[np.float64]) -> Words:
    """The same bits as integers; the same memory where it is in one piece."""
    return np.ascontiguousarray(column).view("<i8")


def pack_spaced(words: Words) -> bytes:
    """A column of rising numbers. Differences may wrap around at 64 bits: the sums of `read_spaced` wrap back."""
    if not len(words):
        return _deflated(words, 0, 0)
    first, last = int(words[0]), int(words[-1])
    spacing = max(-_WIDEST, min(_WIDEST, (last - first) // max(len(words) - 1, 1)))
    off = np.empty_like(words)
    off[0] = 0
    np.subtract(words[1:], words[:-1], out=off[1:])
    off[1:] -= spacing
    return _deflated(off << 1 ^ off >> 63, first, spacing)  # small numbers of either sign have zeros in front


def read_spaced(column: memoryview, into: Words) -> Words:
    """Fill `into` (contiguous), and give it back."""
    first, spacing, used = _inflate(column, into)
    if not used:
        into[:] = np.arange(len(into))
        into *= spacing
        into += first
        return into
    off = (into.view(np.uint64) >> np.uint64(1)).view(np.int64)
    off ^= -(into & 1)
    off[1:] += spacing
    off[0] = first
    return np.cumsum(off, out=into)


def pack_alike(words: Words) -> bytes:
    """A column of floats that share their sign, their exponent or more."""
    first = int(words[0]) if len(words) else 0
    return _deflated(words ^ first, first, 0)


def read_alike(column: memoryview, into: Words) -> None:
    """Fill `into` (contiguous)."""
    first, _, _ = _inflate(column, into)
    into ^= first


def _deflated(words: Words, first: int, spacing: int) -> bytes:
    bits = int(np.bitwise_or.reduce(words.view(np.uint64))).to_bytes(8, "little")
    used = sum(1 << plane for plane in range(8) if bits[plane])
    noise = used & _noise(words) if used and len(words) >= _FEWEST else used
    raw = [words.view(f"<u{size}")[first_byte // size :: 8 // size].tobytes() for size, first_byte in _numbers(noise)]
    others = b"".join(words.view(np.uint8)[plane::8].tobytes() for plane in _planes(used & ~noise))
    return b"".join((_HEAD.pack(first, spacing, used, noise), *raw, zlib.compress(others, _LEVEL) if others else b""))


def _noise(words: Words) -> int:
    """A bit a plane: its bytes are spread so evenly that deflating would only cost time."""
    sample = words.view(np.uint8).reshape(-1, 8)[:: max(len(words) // _SAMPLE, 1)]
    counts = np.bincount((sample + _BYTE_OF_PLANE).ravel(), minlength=256 * 8).reshape(8, 256)
    pairs = np.einsum("ij,ij->i", counts, counts) - len(sample)
    return int(np.packbits(pairs * 200 < len(sample) ** 2, bitorder="little")[0])


def _inflate(column: memoryview, words: Words) -> tuple[int, int, int]:
    """Fill `words`, and give (the first one, spacing, a bit a plane that is not all zeros)."""
    first, spacing, used, noise = _HEAD.unpack_from(column)
    if used != 0xFF:
        words[:] = 0
    at, count = _HEAD.size, len(words)
    for size, first_byte in _numbers(noise):
        words.view(f"<u{size}")[first_byte // size :: 8 // size] = np.frombuffer(column, f"<u{size}", count, at)
        at += size * count
    if others := _planes(used & ~noise):
        inflated = np.frombuffer(zlib.decompress(column[at:]), np.uint8).reshape(-1, count)
        for row, plane in zip(inflated, others, strict=True):
            words.view(np.uint8)[plane::8] = row
    return first, spacing, used


@cache
def _planes(bits: int) -> tuple[int, ...]:
    return tuple(plane for plane in range(8) if bits >> plane & 1)


@cache
def _numbers(planes: int) -> tuple[tuple[int, int], ...]:
    """(bytes, first byte) of the largest aligned numbers that these planes make up."""
    found = []
    for size in (8, 4, 2, 1):
        for first in range(0, 8, size):
            number = (1 << size) - 1 << first
            if planes & number == number:
                found.append((size, first))
                planes &= ~number
    return tuple(found)
