"""Files of an experiment: list, add, download, look at, delete, restore."""

from __future__ import annotations

import time
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from litestar import Request, Response, Router, delete, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.params import FromPath, JSONBody, Parameter
from litestar.response import Stream
from sightline.errors import InvalidFile, NotFound
from sightline.names import REGISTRY, check_name, is_text
from sqlalchemy import Connection

from sightline_server.access.actor import Actor
from sightline_server.access.checked import WritableExperiment, readable_experiment, writable_experiment
from sightline_server.blobs.uploads import check_sha256
from sightline_server.files import queries, versions
from sightline_server.files.payloads import FileEntry, FileList, FileText, FileVersion, NewFile
from sightline_server.files.ranges import Unsatisfiable, read_range
from sightline_server.logs.payloads import StoredFile
from sightline_server.openapi import BinaryAnswer
from sightline_server.problems import problem
from sightline_server.store import events
from sightline_server.text import counted

Name = Annotated[str, Parameter(min_length=1, max_length=255, description="The name it was stored under")]
Version = Annotated[int | None, Parameter(ge=1, le=2**31 - 1, description="1, 2, ...; the newest when left out")]
TEXT_BYTES = 256 * 1024
HEAD_BYTES = 64
Asked = Request[Actor, Any, State]


@get("/", opt={"permission": "experiment.read"}, sync_to_thread=True)
def list_files(experiment: FromPath[UUID], request: Asked, state: State) -> FileList:
    """Every name with its versions, newest first; the reserved names are always listed, and stand first."""
    with state.store.read() as connection:
        checked = readable_experiment(connection, request.user, experiment)
        stored = queries.files(connection, checked)
    reserved = [item for item in REGISTRY if item.kind == "file"]
    entries = [FileEntry(item.name, True, item.doc, item.example, stored.pop(item.name, [])) for item in reserved]
    return FileList(entries + [FileEntry(name, False, "", "", found) for name, found in stored.items()])


@post("/", opt={"permission": "file.upload"})
async def add_file(experiment: FromPath[UUID], data: JSONBody[NewFile], request: Asked, state: State) -> FileVersion:
    """A new version of a name, from bytes that were uploaded before."""
    check_name(data.name)
    check_sha256(data.sha256)
    try:
        head = await _start(state, data.sha256, min(HEAD_BYTES, data.size))
    except FileNotFoundError:
        raise InvalidFile(f"{data.name}: its bytes (sha256 {data.sha256[:12]}) were not uploaded") from None
    stored = StoredFile(data.name, data.filename, data.sha256, data.size, time.time(), head=head.hex())

    def add(connection: Connection) -> FileVersion:
        checked = writable_experiment(connection, request.user, experiment)
        added = versions.add(connection, checked, stored)
        _changed(connection, checked)
        return added

    added: FileVersion = await state.writer.run(add)
    return added


@delete("/", opt={"permission": "file.delete"})
async def remove_file(
    experiment: FromPath[UUID], name: Name, request: Asked, state: State, version: Version = None
) -> None:
    """Take a version off the page, or with no version all of the name. `gc` frees the bytes after its grace period."""

    def remove(connection: Connection) -> None:
        checked = writable_experiment(connection, request.user, experiment)
        versions.remove(connection, request.user, checked, name, version)
        _changed(connection, checked)

    await state.writer.run(remove)


@post("/restore", opt={"permission": "file.delete"}, status_code=204)
async def restore_file(
    experiment: FromPath[UUID], name: Name, request: Asked, state: State, version: Version = None
) -> None:
    """Undo a deletion: of one version, or with no version of what the last deletion of the name took."""

    def restore(connection: Connection) -> None:
        checked = writable_experiment(connection, request.user, experiment)
        versions.restore(connection, request.user, checked, name, version)
        _changed(connection, checked)

    await state.writer.run(restore)


@get("/content", opt={"permission": "experiment.read"}, operation_class=BinaryAnswer, sync_to_thread=True)
def download(
    experiment: FromPath[UUID], name: Name, request: Asked, state: State, version: Version = None
) -> Response[Any]:
    """The bytes, as an attachment. One `Range` is honoured, so that a broken transfer can go on."""
    found = _version(state, request.user, experiment, name, version)
    tag = f'"{found.sha256}"'
    headers = {
        "Content-Disposition": disposition(found.filename),
        "Accept-Ranges": "bytes",
        "ETag": tag,
        "Cache-Control": "private, no-cache",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(None, status_code=304, headers=headers)
    asked = request.headers.get("range") if request.headers.get("if-range", tag) == tag else None
    try:
        part = read_range(asked, found.size)
    except Unsatisfiable as beyond:
        return problem(
            416, "range-not-satisfiable", f"the file has {counted(found.size, 'byte')}", {"Content-Range": str(beyond)}
        )
    start, end = part or (0, found.size)
    headers["Content-Length"] = str(end - start)
    if part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{found.size}"
    return Stream(
        state.blobs.read(found.sha256, start, end),
        status_code=206 if part else 200,
        headers=headers,
        media_type="application/octet-stream",
    )


@get("/text", opt={"permission": "experiment.read"})
async def text(
    experiment: FromPath[UUID], name: Name, request: Asked, state: State, version: Version = None
) -> FileText:
    """The first 256 KiB of a text file, to look at."""
    found = await sync_to_thread(_version, state, request.user, experiment, name, version)
    data = await _start(state, found.sha256, min(found.size, TEXT_BYTES))
    if not is_text(data):
        raise InvalidFile(f"{versions.title(name, found.version)}: {found.looks_like}, not text; download it")
    return FileText(data.decode("utf-8", "ignore"), truncated=found.size > len(data))


def _changed(connection: Connection, experiment: WritableExperiment) -> None:
    from sightline_server import arrival  # with NumPy, which a server that just started does without

    events.append(connection, experiment, "file")
    arrival.look_again(connection, experiment)


def disposition(filename: str) -> str:
    """`attachment`, with the name in ASCII for old clients and whole for the others (RFC 6266)."""
    ascii_name = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in filename)
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(filename, safe='')}"


async def _start(state: State, sha256: str, size: int) -> bytes:
    return b"".join([chunk async for chunk in state.blobs.read(sha256, 0, size)])


def _version(state: State, actor: Actor, experiment: UUID, name: str, version: int | None) -> FileVersion:
    with state.store.read() as connection:
        checked = readable_experiment(connection, actor, experiment)
        found = queries.version(connection, checked, name, version)
    if found is None:
        raise NotFound(f"no file {versions.title(name, version)!r} in this experiment")
    return found


router = Router(
    "/api/experiments/{experiment:uuid}/files",
    route_handlers=[list_files, add_file, remove_file, restore_file, download, text],
    tags=["files"],
)
