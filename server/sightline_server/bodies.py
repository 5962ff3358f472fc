"""JSON bodies on their way in: they say that they are JSON, and no name comes twice in one object (RFC 8259)."""

from __future__ import annotations

import json
from typing import Any

from litestar import Request
from litestar.exceptions import HTTPException, SerializationException
from sightline.errors import InvalidRequest

JSON = "application/json"


class StrictRequest(Request[Any, Any, Any]):
    """The one way in which routes get a decoded body."""

    async def json(self) -> Any:
        """The decoded body. Raises InvalidRequest, or what `check_media_type` raises."""
        check_media_type(self)
        check_names(await self.body())
        try:
            return await super().json()
        except SerializationException as fault:
            raise InvalidRequest(f"body: {fault}") from None


def check_media_type(request: Request[Any, Any, Any]) -> None:
    """Raises HTTPException, status 415, unless the body is said to be JSON."""
    given = request.headers.get("content-type", "")
    if given.partition(";")[0].strip().lower() != JSON:
        raise HTTPException(status_code=415, detail=f"Content-Type: expected {JSON}, got {given[:100] or 'none'}")


def check_names(body: bytes) -> None:
    """Raises InvalidRequest for an object with a name that comes twice: two readers could take it for two things.

    The decoder of the payloads keeps the last one and says nothing. This second pass is for bodies that people and
    small programs make. Batches are left out: there it costs 5 to 25 times the decoding, and no mapping of a script
    can hold a name twice.
    """
    try:
        json.loads(body, object_pairs_hook=_refuse_twins, parse_int=len, strict=False)
    except (ValueError, RecursionError):
        return  # the decoder of the payloads says better what is wrong with it


def _refuse_twins(pairs: list[tuple[str, Any]]) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise InvalidRequest(f"body: expected each name once in an object, got {name[:80]!r} twice")
        seen.add(name)
