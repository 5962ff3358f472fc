"""A sparkline that grows with its series: at most 20 buckets of neighbours, each with its low and its high."""

from __future__ import annotations

import struct
import sys
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sightline_server.store.points import Floats

BUCKETS = 20
_HEAD = struct.Struct("<QI")  # points of a bucket; points in the last one


class Sketch:
    """Buckets of `stride` points each; the pair of a bucket is in the order in which its extremes came."""

    def __init__(self, data: bytes | None = None) -> None:
        """data: what `pack` gave; None starts an empty one."""
        self._stride, self._filled = _HEAD.unpack_from(data) if data else (1, 1)
        flat = _little(array("d", data[_HEAD.size :])) if data else array("d")
        self._pairs: list[tuple[float, float]] = list(zip(flat[::2], flat[1::2], strict=True))

    def pack(self) -> bytes:
        """Its bytes: at most 340."""
        flat = array("d", [value for pair in self._pairs for value in pair])
        return _HEAD.pack(self._stride, self._filled) + _little(flat).tobytes()

    def extend(self, values: Floats) -> None:
        """Take further points, in the order of the series. Those that are not finite leave no mark."""
        values = values[abs(values) < float("inf")]
        while (len(self._pairs) - 1) * self._stride + self._filled + len(values) > BUCKETS * self._stride:
            self._double()
        start = 0
        while start < len(values):
            if not self._pairs or self._filled == self._stride:
                self._pairs.append(_pair(values[start : start + self._stride]))
                self._filled = min(self._stride, len(values) - start)
                start += self._filled
            else:
                part = values[start : start + self._stride - self._filled]
                self._pairs[-1] = _joined(self._pairs[-1], _pair(part))
                self._filled += len(part)
                start += len(part)

    def values(self) -> list[float]:
        """At most 40 values to draw from left to right."""
        if self._stride == 1:
            return [low for low, _ in self._pairs]
        return [value for pair in self._pairs for value in pair]

    def _double(self) -> None:
        pairs = self._pairs
        if len(pairs) % 2 == 0 and pairs:
            self._filled += self._stride
        self._pairs = [_joined(pairs[i], pairs[i + 1]) for i in range(0, len(pairs) - 1, 2)] + pairs[len(pairs) & ~1 :]
        if not pairs:
            self._filled *= 2
        self._stride *= 2


def _pair(values: Floats) -> tuple[float, float]:
    low, high = int(values.argmin()), int(values.argmax())
    first, second = min(low, high), max(low, high)
    return float(values[first]), float(values[second])


def _joined(left: tuple[float, float], right: tuple[float, float]) -> tuple[float, float]:
    both = (*left, *right)
    low, high = both.index(min(both)), both.index(max(both))
    return both[min(low, high)], both[max(low, high)]


def _little(floats: array[float]) -> array[float]:
    """Between this machine's order of bytes and little-endian."""
    if sys.byteorder == "big":
        floats.byteswap()
    return floats
