"""The automatic comparison, in its first form."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Router, get
from litestar.datastructures import State
from litestar.params import QueryParameter

from sightline_server.access.actor import Actor
from sightline_server.access.checked import readable_experiment
from sightline_server.comparison.payloads import Comparison
from sightline_server.comparison.side_by_side import compare

Chosen = Annotated[list[UUID], QueryParameter(name="e", min_items=1, max_items=200)]


@get("/compare", opt={"permission": "experiment.read"}, sync_to_thread=True)
def comparison(e: Chosen, request: Request[Actor, Any, State], state: State) -> Comparison:
    """Headlines and parameters of the chosen experiments side by side, in the order asked for."""
    with state.store.read() as connection:
        checked = [readable_experiment(connection, request.user, one) for one in dict.fromkeys(e)]
        return compare(connection, checked)


router = Router("/api", route_handlers=[comparison], tags=["comparison"])
