"""Experiments: the table, the page, changes, heartbeats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, delete, get, patch, post
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery, JSONBody, Parameter, QueryParameter
from sightline.errors import InvalidRequest, NotFound
from sqlalchemy import Connection

from sightline_server.access.actor import Actor
from sightline_server.access.checked import (
    CheckedExperiment,
    ReadableExperiment,
    WritableProject,
    deleted_experiment,
    readable_experiment,
    readable_project,
    recordable_experiment,
    writable_experiment,
    writable_project,
)
from sightline_server.experiments import changes, class_names, queries, recording
from sightline_server.experiments.last_values import last_values
from sightline_server.experiments.payloads import (
    BulkChange,
    BulkResult,
    ExperimentChange,
    ExperimentPage,
    ExperimentRow,
    ExperimentTable,
    WriterState,
)
from sightline_server.experiments.rows import rows
from sightline_server.files import versions
from sightline_server.findings import checkpoint
from sightline_server.logs.payloads import Heartbeat
from sightline_server.openapi import LastValuesAnswer
from sightline_server.projects import naming

Asked = Request[Actor, Any, State]
Text = Annotated[str, Parameter(max_length=2000)]
Columns = Annotated[list[str] | None, QueryParameter(name="columns", max_items=100)]
Names = Annotated[list[str] | None, QueryParameter(name="name", max_items=1000)]
Offset = Annotated[int, Parameter(ge=0, le=2**31 - 1)]
Limit = Annotated[int, Parameter(ge=1, le=1000)]
MOST_AT_ONCE = 10_000


@get("/projects/{project:str}/experiments", opt={"permission": "project.read"}, sync_to_thread=True)
def table(
    project: FromPath[str],
    request: Asked,
    state: State,
    columns: Columns = None,
    q: Text = "",
    order: Text = "-created",
    offset: Offset = 0,
    limit: Limit = 100,
    archived: FromQuery[bool] = False,
) -> ExperimentTable:
    """A window of the experiment table. `q`: the filter language; `order`: a field, `-` for falling."""
    with state.store.read() as connection:
        checked = readable_project(connection, request.user, project)
        fields = queries.fields_of(connection, checked)
        ids, total = queries.window(
            connection,
            checked,
            fields,
            search=q,
            order=order,
            offset=offset,
            limit=limit,
            archived=archived,
        )
        everything, running = queries.counts(connection, checked)
        return ExperimentTable(
            rows=rows(connection, ids, columns or ()),
            total=total,
            all=everything,
            running=running,
            parameters=naming.parameters(connection, checked),
            differing=naming.differing(connection, checked),
            metrics=naming.metrics(connection, checked),
            tags=queries.tags_of_project(connection, checked),
        )


@post("/projects/{project:str}/experiments/bulk", opt={"permission": "experiment.write"}, status_code=200)
async def bulk(project: FromPath[str], data: JSONBody[BulkChange], request: Asked, state: State) -> BulkResult:
    """One action on many experiments of a project, all or none."""
    ids = list(dict.fromkeys(_uuid(given) for given in data.ids))
    if len(ids) > MOST_AT_ONCE:
        raise InvalidRequest(f"ids: expected at most {MOST_AT_ONCE}, got {len(ids)}")

    def change(connection: Connection) -> BulkResult:
        inside = writable_project(connection, request.user, project)
        if data.action == "restore":
            gone = [deleted_experiment(connection, request.user, one) for one in ids]
            _all_of(connection, inside, gone)
            return BulkResult(changes.restore(connection, request.user, gone))
        checked = [writable_experiment(connection, request.user, one) for one in ids]
        _all_of(connection, inside, checked)
        return BulkResult(changes.apply_to_many(connection, request.user, checked, data))

    result: BulkResult = await state.writer.run(change)
    return result


@get(
    "/projects/{project:str}/last-values",
    opt={"permission": "project.read"},
    operation_class=LastValuesAnswer,
    sync_to_thread=True,
)
def project_last_values(project: FromPath[str], request: Asked, state: State, name: Names = None) -> Response[bytes]:
    """Experiment -> its name and the last value of each log; `name`: which logs, all lines and values without."""
    with state.store.read() as connection:
        checked = readable_project(connection, request.user, project)
        return Response(last_values(connection, checked, name or ()), media_type="application/json")


@get("/projects/{project:str}/experiments/by-name", opt={"permission": "project.read"}, sync_to_thread=True)
def by_name(project: FromPath[str], name: Text, request: Asked, state: State) -> ExperimentRow:
    """The newest experiment of that name: its row, for programs; the page has more."""
    with state.store.read() as connection:
        checked = readable_project(connection, request.user, project)
        found = queries.newest_of_name(connection, checked, name)
        if found is None:
            raise NotFound(f"no experiment {name[:255]!r} in project {project[:255]!r}")
        return rows(connection, [readable_experiment(connection, request.user, found)])[0]


@get("/experiments/{experiment:uuid}", opt={"permission": "experiment.read"}, sync_to_thread=True)
def page(experiment: FromPath[UUID], request: Asked, state: State) -> ExperimentPage:
    """What the head of an experiment's page shows."""
    with state.store.read() as connection:
        return _page(connection, readable_experiment(connection, request.user, experiment))


@patch("/experiments/{experiment:uuid}", opt={"permission": "experiment.write"})
async def change(
    experiment: FromPath[UUID], data: JSONBody[ExperimentChange], request: Asked, state: State
) -> ExperimentRow:
    """Rename it, set tags, notes, pin, archive or colour."""

    def apply(connection: Connection) -> ExperimentRow:
        checked = writable_experiment(connection, request.user, experiment)
        changes.change(connection, checked, data)
        return rows(connection, [checked])[0]

    changed: ExperimentRow = await state.writer.run(apply)
    return changed


@delete("/experiments/{experiment:uuid}", opt={"permission": "experiment.delete"})
async def remove(experiment: FromPath[UUID], request: Asked, state: State) -> None:
    """Take it off the pages; it can be restored."""

    def apply(connection: Connection) -> None:
        changes.delete(connection, request.user, [writable_experiment(connection, request.user, experiment)])

    await state.writer.run(apply)


@post("/experiments/{experiment:uuid}/restore", opt={"permission": "experiment.delete"}, status_code=200)
async def restore(experiment: FromPath[UUID], request: Asked, state: State) -> ExperimentRow:
    """Undo its deletion."""

    def apply(connection: Connection) -> ExperimentRow:
        gone = deleted_experiment(connection, request.user, experiment)
        changes.restore(connection, request.user, [gone])
        return rows(connection, [gone])[0]

    restored: ExperimentRow = await state.writer.run(apply)
    return restored


@get(
    "/experiments/{experiment:uuid}/diff",
    opt={"permission": "experiment.read"},
    media_type="text/plain",
    sync_to_thread=True,
)
def diff(experiment: FromPath[UUID], request: Asked, state: State) -> str:
    """What differed from the commit when it ran, as git shows it. Empty when nothing did."""
    with state.store.read() as connection:
        return queries.captured(connection, readable_experiment(connection, request.user, experiment))[1]


@post("/experiments/{experiment:uuid}/heartbeat", opt={"permission": "experiment.log"}, status_code=204)
async def heartbeat(experiment: FromPath[UUID], data: JSONBody[Heartbeat], request: Asked, state: State) -> None:
    """A writer lives though it has nothing to send: without a sign of life for two minutes it has crashed."""

    def beat(connection: Connection) -> None:
        checked = recordable_experiment(connection, request.user, experiment)
        recording.heartbeat(connection, checked, data.writer)

    await state.writer.run(beat)


@get("/experiments/{experiment:uuid}/writers", opt={"permission": "experiment.read"}, sync_to_thread=True)
def writers(experiment: FromPath[UUID], request: Asked, state: State) -> list[WriterState]:
    """How far each process's journal has come."""
    with state.store.read() as connection:
        return queries.writers(connection, readable_experiment(connection, request.user, experiment))


def _page(connection: Connection, id: ReadableExperiment) -> ExperimentPage:
    project, notes, logs, console_lines = queries.page_columns(connection, id)
    facts, code_diff = queries.captured(connection, id)
    row = rows(connection, [id])[0]
    return ExperimentPage(
        row=row,
        project=project,
        notes=notes,
        facts=facts,
        has_diff=bool(code_diff),
        labelmap=class_names.of(connection, id),
        logs=logs,
        files=len(versions.newest(connection, id)),
        console_lines=console_lines,
        cannot_resume="It is still running" if row.status == "running" else checkpoint.fault(connection, id),
    )


def _all_of(connection: Connection, project: WritableProject, experiments: Sequence[CheckedExperiment]) -> None:
    """Raises NotFound for an experiment of another project."""
    stranger = queries.elsewhere(connection, project, experiments)
    if stranger is not None:
        raise NotFound(f"no experiment {stranger} in this project")


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise InvalidRequest(f"ids: expected uuids, got {given[:60]!r}") from None


router = Router(
    "/api",
    route_handlers=[
        table, bulk, project_last_values, by_name, page, change, remove, restore, diff, heartbeat, writers,
    ],
    tags=["experiments"],
)  # fmt: skip
