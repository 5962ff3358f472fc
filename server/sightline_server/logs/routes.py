"""Logs: batches on their way in; lists, states, series and the console on their way out.

What works with arrays is imported on use (`upkeep` sees to it early): a server answers before NumPy is there.
"""

from __future__ import annotations

import asyncio
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery, Parameter, QueryParameter
from sightline.errors import TooLarge
from sqlalchemy import Connection

from sightline_server.access.actor import Actor
from sightline_server.access.checked import readable_experiment, recordable_experiment
from sightline_server.bodies import check_media_type
from sightline_server.experiments import recording
from sightline_server.logs import console, deletion, listing
from sightline_server.logs.payloads import (
    LARGEST_BATCH,
    Answer,
    Axis,
    ConsolePage,
    LogList,
    LogState,
    PackedSeries,
    SeriesList,
)
from sightline_server.openapi import BatchBody

MOST_SERIES = 200
Asked = Request[Actor, Any, State]
Names = Annotated[list[str], QueryParameter(name="name", max_items=200)]
Experiments = Annotated[list[UUID], QueryParameter(name="experiment", min_items=1, max_items=200)]
Offset = Annotated[int, Parameter(ge=0, le=2**31 - 1)]
Limit = Annotated[int, Parameter(ge=1, le=10_000)]
Search = Annotated[str, Parameter(max_length=1000)]
Width = Annotated[int, Parameter(ge=1, le=10_000, description="Pixels: about four points of each are given at most")]
Smoothing = Annotated[float, Parameter(ge=0, lt=1, description="Weight of what came before; 0 for none")]


@post(
    "/batches",
    opt={"permission": "experiment.log"},
    status_code=200,
    request_max_body_size=LARGEST_BATCH,
    operation_class=BatchBody,
)
async def take_batch(request: Asked, state: State) -> Answer:
    """Store consecutive lines of one journal: once, as a whole, and answered after the commit."""
    from sightline_server import arrival
    from sightline_server.logs import batches, ingest

    check_media_type(request)
    body = await request.body()
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    batch = await asyncio.to_thread(batches.decode, body, encoding)

    def commit(connection: Connection) -> Answer:
        checked = recordable_experiment(connection, request.user, batch.experiment)
        answer = ingest.commit(connection, checked, batch, arrival.apply)
        return msgspec.structs.replace(answer, findings=answer.findings + deletion.told(connection, checked))

    answer: Answer = await state.writer.run(commit)
    return answer


@get("/experiments/{experiment:uuid}/logs", opt={"permission": "experiment.read"}, sync_to_thread=True)
def list_logs(
    experiment: FromPath[UUID], request: Asked, state: State, q: Search = "", offset: Offset = 0, limit: Limit = 1000
) -> LogList:
    """Logs in the order of their first arrival, without their data. `q`: those whose name contains it."""
    with state.store.read() as connection:
        checked = readable_experiment(connection, request.user, experiment)
        return listing.logs(connection, checked, q, offset, limit)


@get("/experiments/{experiment:uuid}/log", opt={"permission": "experiment.read"}, sync_to_thread=True)
def log_state(
    experiment: FromPath[UUID],
    name: Search,
    request: Asked,
    state: State,
    version: Annotated[int | None, Parameter(ge=1, le=2**31 - 1)] = None,
    step: FromQuery[float | None] = None,
) -> LogState:
    """The newest state of a log that is not a line; or that of a version, or the newest at a step."""
    with state.store.read() as connection:
        checked = readable_experiment(connection, request.user, experiment)
        return listing.state(connection, checked, name, version, step)


@get("/series", opt={"permission": "experiment.read"}, sync_to_thread=True)
def series(
    request: Asked,
    state: State,
    experiment: Experiments,
    name: Names,
    start: FromQuery[float | None] = None,
    end: FromQuery[float | None] = None,
    axis: FromQuery[Axis] = "step",
    width: Width = 600,
    smoothing: Smoothing = 0.0,
) -> SeriesList:
    """Each experiment's lines of these names, reduced to the width of a plot without losing an extreme."""
    from sightline_server.logs import reading

    if len(experiment) * len(name) > MOST_SERIES:
        raise TooLarge(f"experiment, name: expected at most {MOST_SERIES} series, got {len(experiment) * len(name)}")
    window = reading.Window(start, end, axis, width, smoothing)
    found: list[Any] = []
    with state.store.read() as connection:
        for asked in dict.fromkeys(experiment):
            checked = readable_experiment(connection, request.user, asked)
            origin = recording.started(connection, checked)
            found += reading.series(connection, checked, name, window._replace(origin=origin))
    return SeriesList(found)


@get("/experiments/{experiment:uuid}/points", opt={"permission": "experiment.read"}, sync_to_thread=True)
def points(experiment: FromPath[UUID], name: Names, request: Asked, state: State) -> Response[list[PackedSeries]]:
    """Whole series, for programs: every point, exactly. With `Accept: application/octet-stream` as plain bytes."""
    from sightline_server.logs import packing, reading

    with state.store.read() as connection:
        checked = readable_experiment(connection, request.user, experiment)
        lines = reading.whole(connection, checked, name)
    if request.headers.get("accept") == packing.BINARY:
        plain: Any = packing.as_bytes(lines)
        return Response(plain, media_type=packing.BINARY)
    return Response(packing.as_json(lines))


@get("/experiments/{experiment:uuid}/console", opt={"permission": "experiment.read"}, sync_to_thread=True)
def console_lines(
    experiment: FromPath[UUID], request: Asked, state: State, after: Offset = 0, limit: Limit = 1000, q: Search = ""
) -> ConsolePage:
    """What the script printed, from line number `after` on; with `q` the lines that contain it."""
    with state.store.read() as connection:
        checked = readable_experiment(connection, request.user, experiment)
        known = recording.find(connection, checked)
        return console.page(connection, checked, after, limit, q, known.console_lines if known else 0)


router = Router(
    "/api",
    route_handlers=[take_batch, list_logs, log_state, series, points, console_lines],
    tags=["logs"],
)
