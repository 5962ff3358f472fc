"""The built documentation under /docs/: what the repository's folder `docs` says, for this version, without a network.

It holds nothing of the server's data, so that somebody who cannot sign in may read how to.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from litestar import HttpMethod, Request, Response, route
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from sightline.errors import NotFound

from sightline_server.static_files import answer_with, file_in

START = "/docs/index.html"
NOT_BUILT = (
    "The docs of this server were not built. In the repository, run `make docs`; an installed wheel brings them.\n"
)


@route(
    ["/docs", "/docs/{path:path}"],
    http_method=[HttpMethod.GET, HttpMethod.HEAD],
    opt={"permission": "public"},
    include_in_schema=False,
)
async def docs(request: Request[Any, Any, State], state: State) -> Response[bytes]:
    """A file of the docs; their first page for the bare address."""
    name = request.path_params.get("path", "").strip("/")
    if not name:
        # Links between the pages are relative, so that the first one needs its whole address.
        return Response(b"", status_code=307, headers={"Location": START})
    accepts, known = request.headers.get("accept-encoding", ""), request.headers.get("if-none-match", "")
    return await sync_to_thread(_answer, state.settings.docs, name, accepts, known)


def _answer(root: Path, name: str, accepts: str, known: str) -> Response[bytes]:
    file = file_in(root, name)
    if file is not None:
        return answer_with(file, accepts, known)
    if not (root / "index.html").is_file():
        return Response(NOT_BUILT.encode(), status_code=503, media_type="text/plain")
    raise NotFound(f"no such page of the docs: {name[:200]}; they begin at {START}")
