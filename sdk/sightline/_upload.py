"""The upload protocol: declare, send the missing parts, complete. A generator of requests, without a socket."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from typing import Any, NamedTuple

from sightline._transport import FilePart, Reply


class Request(NamedTuple):
    """A request that the caller is to send. Its answer is sent back in; None when the server gave none."""

    method: str
    path: str
    body: bytes | FilePart | None = None


def upload(path: str, sha256: str, size: int) -> Generator[Request, Reply | None, Reply | None]:
    """Bring the bytes of a file to the server. Returns its last answer: a status below 300 says that it has them.

    Parts that came in an earlier try are not sent again, and bytes that are there already not at all.
    """
    reply = yield _json("/api/uploads", {"size": size, "sha256": sha256})
    if reply is None or reply.status >= 300:
        return reply
    state = _decoded(reply)
    if state is None:
        return Reply(502, reply.body, reply.headers)
    if state["complete"]:
        return reply
    if not os.path.isfile(path):
        gone = {"code": "invalid-file", "detail": f"its private copy {path} was removed before it was sent"}
        return Reply(422, json.dumps(gone).encode(), {})
    for part in state["parts"]:
        if not part["present"]:
            reply = yield Request("PUT", part["url"], FilePart(path, part["offset"], part["size"]))
            if reply is None or reply.status >= 300:
                return reply
    return (yield _json(f"/api/uploads/{state['id']}/complete", {}))


def _decoded(reply: Reply) -> dict[str, Any] | None:
    """payloads.Upload, None when the reply is none: a gateway may say 200 to anything."""
    try:
        state = json.loads(reply.body)
    except ValueError:
        return None
    return state if isinstance(state, dict) and {"id", "complete", "parts"} <= set(state) else None


def _json(path: str, body: dict[str, object]) -> Request:
    return Request("POST", path, json.dumps(body).encode())
