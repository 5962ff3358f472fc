"""Freeing what is no longer used: look first, then do it."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Router, get, post
from litestar.datastructures import State
from litestar.params import Parameter

from sightline_server.access.actor import Actor
from sightline_server.storage.collect import GRACE
from sightline_server.storage.payloads import Collection

Age = Annotated[float, Parameter(ge=0, le=1e10, description="Seconds since it was deleted or announced")]


@get("/gc", opt={"permission": "storage.collect"}, sync_to_thread=True)
def look(state: State, older_than: Age = GRACE) -> Collection:
    """What a collection would free; nothing is changed."""
    looked: Collection = state.collector.look(older_than)
    return looked


@post("/gc", opt={"permission": "storage.collect"}, status_code=200, sync_to_thread=True)
def collect(request: Request[Actor, Any, State], state: State, older_than: Age = GRACE) -> Collection:
    """Free it, for good."""
    collected: Collection = state.collector.collect(request.user, older_than)
    return collected


router = Router("/api", route_handlers=[look, collect], tags=["server"])
