"""The built single-page app: every address that is no route of ours is one of its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from litestar import HttpMethod, Request, Response, route
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from sightline.errors import NotFound

from sightline_server.static_files import answer_with, file_in

FOR_EVER = "public, max-age=31536000, immutable"
NOT_BUILT = (
    "The pages of this server were not built. In the repository, run `make page`; an installed wheel brings them.\n"
    "Programs can use the server all the same: its HTTP interface is described at /schema/openapi.json\n"
)


@route(
    ["/", "/{path:path}"],
    http_method=[HttpMethod.GET, HttpMethod.HEAD],
    opt={"permission": "public"},
    include_in_schema=False,
)
async def page(request: Request[Any, Any, State], state: State) -> Response[bytes]:
    """A file of the app, or its index for every address that the app reads itself."""
    accepts, known = request.headers.get("accept-encoding", ""), request.headers.get("if-none-match", "")
    return await sync_to_thread(
        _answer, state.settings.page, request.path_params.get("path", "").strip("/"), accepts, known
    )


def _answer(root: Path, name: str, accepts: str, known: str) -> Response[bytes]:
    file = file_in(root, name)
    if file is None and (name.startswith("assets/") or not (root / "index.html").is_file()):
        if name.startswith("assets/"):
            raise NotFound(f"no such asset: {name[:200]}")
        return Response(NOT_BUILT.encode(), status_code=503, media_type="text/plain")
    cache = FOR_EVER if name.startswith("assets/") and file else "no-cache"
    return answer_with(file or root / "index.html", accepts, known, cache)
