"""Stored chunks of a line into points."""

from __future__ import annotations

from collections.abc import Iterable

from sightline.errors import Conflict

from sightline_server.store.chunks import ForeignChunk, unpack_all
from sightline_server.store.points import Points


def points_of(name: str, stored: Iterable[tuple[int, bytes]]) -> Points:
    """The points of these chunks (number, bytes) of the line `name`, one after the other.

    Raises Conflict for a chunk that another version of the server wrote.
    """
    numbered = list(stored)
    try:
        return unpack_all([data for _, data in numbered])
    except ForeignChunk as foreign:
        raise Conflict(f"{name}: chunk {numbered[foreign.place][0]}: {foreign}") from None
