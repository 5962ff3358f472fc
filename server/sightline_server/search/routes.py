"""The search box of every page."""

from __future__ import annotations

from typing import Annotated

from litestar import Router, get
from litestar.datastructures import State
from litestar.params import Parameter

from sightline_server.experiments.payloads import SearchHit
from sightline_server.search import queries

Text = Annotated[str, Parameter(max_length=255, description="Part of a name; letter case does not matter")]


@get("/search", opt={"permission": "search"}, sync_to_thread=True)
def search(q: Text, state: State) -> list[SearchHit]:
    """Projects, experiments, logs and files whose name contains the text. Nothing for one that no name can have."""
    if not q.strip() or "\0" in q:
        return []
    with state.store.read() as connection:
        return queries.search(connection, q.strip())


router = Router("/api", route_handlers=[search], tags=["search"])
