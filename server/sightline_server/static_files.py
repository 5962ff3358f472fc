"""Built files as answers: compressed, with a tag, and never from outside their folder."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

from litestar import Response

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


def file_in(root: Path, name: str) -> Path | None:
    """The file that an address names inside the folder."""
    if not name or "\0" in name or len(name) > 1000:
        return None
    file = (root / name).resolve()
    return file if file.is_relative_to(root.resolve()) and file.is_file() else None


def answer_with(file: Path, accepts: str, known: str, cache: str = "no-cache") -> Response[bytes]:
    """The file. `accepts`, `known`: the request's Accept-Encoding and If-None-Match. Blocks."""
    stat = file.stat()
    encoding = _encoding(file, accepts)
    tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}-{encoding}"'
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding", "ETag": tag}
    media_type = MEDIA_TYPES.get(file.suffix, "application/octet-stream")
    if known == tag:
        return Response(b"", status_code=304, headers=headers, media_type=media_type)
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(_content(file, stat.st_mtime_ns, encoding), headers=headers, media_type=media_type)


def _encoding(file: Path, accepts: str) -> str:
    """Brotli where the build left it beside the file, else gzip; "" for what is dense already or a plain reader."""
    if file.suffix in DENSE:
        return ""
    if "br" in accepts and _brotli(file).is_file():
        return "br"
    return "gzip" if "gzip" in accepts else ""


def _brotli(file: Path) -> Path:
    return file.with_name(f"{file.name}.br")


@lru_cache(maxsize=256)
def _content(file: Path, _changed: int, encoding: str) -> bytes:
    if encoding == "br":
        return _brotli(file).read_bytes()
    data = file.read_bytes()
    return gzip.compress(data, 6, mtime=0) if encoding else data
