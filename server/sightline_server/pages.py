"""The built single-page app: every address that is no route of ours is one of its pages."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Any

from litestar import HttpMethod, Request, Response, route
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from sightline.errors import NotFound

MEDIA_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".txt": "text/plain",
}
#: Already compressed by their format.
DENSE = frozenset({".png", ".webp", ".woff2", ".ico"})
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
    file = _file(root, name)
    if file is None and (name.startswith("assets/") or not (root / "index.html").is_file()):
        if name.startswith("assets/"):
            raise NotFound(f"no such asset: {name[:200]}")
        return Response(NOT_BUILT.encode(), status_code=503, media_type="text/plain")
    found = file or root / "index.html"
    stat = found.stat()
    headers = {
        "Cache-Control": FOR_EVER if name.startswith("assets/") and file else "no-cache",
        "Vary": "Accept-Encoding",
    }
    encoding = _encoding(found, accepts)
    tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}-{encoding}"'
    headers["ETag"] = tag
    media_type = MEDIA_TYPES.get(found.suffix, "application/octet-stream")
    if known == tag:
        return Response(b"", status_code=304, headers=headers, media_type=media_type)
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(_content(found, stat.st_mtime_ns, encoding), headers=headers, media_type=media_type)


def _encoding(file: Path, accepts: str) -> str:
    """Brotli where the build left it beside the file, else gzip; "" for what is dense already or a plain reader."""
    if file.suffix in DENSE:
        return ""
    if "br" in accepts and _brotli(file).is_file():
        return "br"
    return "gzip" if "gzip" in accepts else ""


def _brotli(file: Path) -> Path:
    return file.with_name(f"{file.name}.br")


def _file(root: Path, name: str) -> Path | None:
    """The file that this address names inside the app's folder."""
    if not name or "\0" in name or len(name) > 1000:
        return None
    file = (root / name).resolve()
    return file if file.is_relative_to(root.resolve()) and file.is_file() else None


@lru_cache(maxsize=256)
def _content(file: Path, _changed: int, encoding: str) -> bytes:
    if encoding == "br":
        return _brotli(file).read_bytes()
    data = file.read_bytes()
    return gzip.compress(data, 6, mtime=0) if encoding else data
