"""Findings of an experiment, and their dismissal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, patch
from litestar.datastructures import State
from litestar.params import FromPath, JSONBody
from sightline.errors import NotFound
from sqlalchemy import Connection

from sightline_server.access.actor import Actor
from sightline_server.access.checked import readable_experiment, writable_experiment
from sightline_server.findings import queries
from sightline_server.findings.payloads import Dismissal, FindingList, FindingRow
from sightline_server.store import events

Asked = Request[Actor, Any, State]


@get("/", opt={"permission": "experiment.read"}, sync_to_thread=True)
def list_findings(experiment: FromPath[UUID], request: Asked, state: State) -> FindingList:
    """What the platform noticed: worst first, dismissed ones at the end."""
    with state.store.read() as connection:
        rows = queries.rows(connection, readable_experiment(connection, request.user, experiment))
    return FindingList(rows, sum(row.dismissed for row in rows))


@patch("/{id:int}", opt={"permission": "experiment.write"})
async def dismiss(
    experiment: FromPath[UUID], id: FromPath[int], data: JSONBody[Dismissal], request: Asked, state: State
) -> FindingRow:
    """Dismiss a finding, or take that back."""

    def change(connection: Connection) -> FindingRow:
        checked = writable_experiment(connection, request.user, experiment)
        row = queries.dismiss(connection, checked, id, data.dismissed) if id < 2**31 else None
        if row is None:
            raise NotFound(f"no finding {id} in this experiment")
        events.append(connection, checked, "finding")
        return row

    changed: FindingRow = await state.writer.run(change)
    return changed


router = Router(
    "/api/experiments/{experiment:uuid}/findings", route_handlers=[list_findings, dismiss], tags=["findings"]
)
