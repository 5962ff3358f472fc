"""Projects: the list, and their making, description, deletion and return."""

from __future__ import annotations

from typing import Any

from litestar import Request, Router, delete, get, patch, post
from litestar.datastructures import State
from litestar.params import FromPath, JSONBody
from sightline.errors import Conflict, InvalidRequest
from sqlalchemy import Connection

from sightline_server.access import audit
from sightline_server.access.actor import Actor
from sightline_server.access.checked import deleted_project, writable_project
from sightline_server.projects import queries
from sightline_server.projects.naming import check_project_name
from sightline_server.projects.overview import one, overview
from sightline_server.projects.payloads import NewProject, ProjectChange, ProjectList, ProjectRow
from sightline_server.store import events
from sightline_server.text import storable

Asked = Request[Actor, Any, State]
LONGEST_DESCRIPTION = 20_000


@get("/", opt={"permission": "project.read"}, sync_to_thread=True)
def list_projects(state: State) -> ProjectList:
    """All projects, the last active first, and what happened lately."""
    with state.store.read() as connection:
        return overview(connection)


@post("/", opt={"permission": "project.write"})
async def make_project(data: JSONBody[NewProject], state: State) -> ProjectRow:
    """A new, empty project. A script makes its own by naming it."""
    check_project_name(data.name)
    description = _description(data.description)

    def change(connection: Connection) -> ProjectRow:
        known = queries.state_of(connection, data.name)
        if known is not None:
            how = "was deleted: restore it" if known[1] is not None else "is there already"
            raise Conflict(f"project {data.name!r} {how}")
        made = queries.add(connection, data.name, description)
        events.append_project(connection, made)
        return one(connection, made)

    made: ProjectRow = await state.writer.run(change)
    return made


@patch("/{project:str}", opt={"permission": "project.write"})
async def describe(project: FromPath[str], data: JSONBody[ProjectChange], request: Asked, state: State) -> ProjectRow:
    """Change its description."""
    description = _description(data.description)

    def change(connection: Connection) -> ProjectRow:
        checked = writable_project(connection, request.user, project)
        queries.describe(connection, checked, description)
        events.append_project(connection, checked)
        return one(connection, checked)

    changed: ProjectRow = await state.writer.run(change)
    return changed


@delete("/{project:str}", opt={"permission": "project.delete"})
async def remove(project: FromPath[str], request: Asked, state: State) -> None:
    """Take it off the pages with all its experiments; it can be restored."""

    def change(connection: Connection) -> None:
        checked = writable_project(connection, request.user, project)
        audit.record(connection, request.user, "project.deleted", project)
        events.append_project(connection, checked)
        queries.mark_deleted(connection, checked)

    await state.writer.run(change)


@post("/{project:str}/restore", opt={"permission": "project.delete"}, status_code=200)
async def restore(project: FromPath[str], request: Asked, state: State) -> ProjectRow:
    """Undo its deletion: it comes back with the experiments that went with it."""

    def change(connection: Connection) -> ProjectRow:
        checked = deleted_project(connection, request.user, project)
        queries.restore(connection, checked)
        audit.record(connection, request.user, "project.restored", project)
        events.append_project(connection, checked)
        return one(connection, checked)

    restored: ProjectRow = await state.writer.run(change)
    return restored


def _description(given: str) -> str:
    if len(given) > LONGEST_DESCRIPTION:
        raise InvalidRequest(f"description: expected at most {LONGEST_DESCRIPTION} characters, got {len(given)}")
    return storable(given)


router = Router(
    "/api/projects", route_handlers=[list_projects, make_project, describe, remove, restore], tags=["projects"]
)
