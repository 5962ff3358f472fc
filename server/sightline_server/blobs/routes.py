"""Uploads, and pictures of an experiment's logs."""

from __future__ import annotations

from typing import Annotated, Any, cast
from uuid import UUID

from litestar import Request, Response, Router, get, post, put
from litestar.datastructures import State
from litestar.params import FromPath, JSONBody, Parameter, PathParameter

from sightline_server.access.actor import Actor
from sightline_server.access.checked import readable_experiment
from sightline_server.blobs import images
from sightline_server.blobs.payloads import Completed, Declaration, Upload
from sightline_server.blobs.uploads import LARGEST_PART, Uploads
from sightline_server.openapi import BinaryBody

PartNumber = Annotated[int, PathParameter(ge=1, le=10_000)]
Width = Annotated[int | None, Parameter(ge=16, le=4096, description="Pixels; never more than the picture has")]


@post("/uploads", opt={"permission": "file.upload"}, status_code=200)
async def declare(data: JSONBody[Declaration], state: State) -> Upload:
    """Announce bytes by size and sha256: where to send their parts. Bytes that are here already need none."""
    return await uploads(state).declare(data)


@get("/uploads/{id:uuid}", opt={"permission": "file.upload"})
async def upload_state(id: FromPath[UUID], state: State) -> Upload:
    """The parts that came so far, to go on after a break."""
    return await uploads(state).state(str(id))


@put(
    "/uploads/{id:uuid}/parts/{number:int}",
    opt={"permission": "file.upload"},
    status_code=204,
    request_max_body_size=LARGEST_PART,
    operation_class=BinaryBody,
)
async def put_part(id: FromPath[UUID], number: PartNumber, request: Request[Actor, Any, State], state: State) -> None:
    """The bytes of one part. The same part again replaces it."""
    await uploads(state).put_part(str(id), number, request.body)


@post("/uploads/{id:uuid}/complete", opt={"permission": "file.upload"}, status_code=200)
async def complete(id: FromPath[UUID], state: State) -> Completed:
    """Verify the sha256 of all parts together, and keep the bytes. Again: the same answer."""
    return await uploads(state).complete(str(id))


@get(
    "/experiments/{experiment:uuid}/images/{sha256:str}",
    opt={"permission": "experiment.read"},
    media_type="image/webp",
    sync_to_thread=True,
)
def image(
    experiment: FromPath[UUID],
    sha256: FromPath[str],
    request: Request[Actor, Any, State],
    state: State,
    width: Width = None,
) -> Response[bytes]:
    """A picture that an image log of this experiment names, encoded anew as WebP, at most `width` pixels wide."""
    with state.store.read() as connection:
        checked = readable_experiment(connection, request.user, experiment)
        images.check_shown(connection, checked, sha256)
    tag = f'"{sha256}-{width or "full"}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=31536000, immutable"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers, media_type="image/webp")
    return Response(state.pictures.encoded(sha256, width), headers=headers, media_type="image/webp")


def uploads(state: State) -> Uploads:
    return cast("Uploads", state.uploads)


router = Router("/api", route_handlers=[declare, upload_state, put_part, complete, image], tags=["files"])
