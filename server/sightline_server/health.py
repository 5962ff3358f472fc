"""Is it alive, how is it doing, and what do the names mean."""

from __future__ import annotations

from litestar import Response, Router, get
from litestar.datastructures import State
from msgspec import Struct
from sightline.names import REGISTRY, Surface

from sightline_server import __version__


class Health(Struct):
    status: str
    version: str


class NameRow(Struct):
    """One reserved name, as the registry defines it."""

    name: str
    kind: str  # "data" | "file"
    doc: str
    example: str
    shows: list[Surface]
    types: list[str]
    aliases: list[str]


@get("/api/health", opt={"permission": "public"}, sync_to_thread=False)
def health() -> Health:
    """Whether the server answers, and which version it is."""
    return Health("ok", __version__)


@get("/api/names", opt={"permission": "names.read"}, sync_to_thread=False)
def names() -> list[NameRow]:
    """The registry of reserved names."""
    return [
        NameRow(item.name, item.kind, item.doc, item.example, list(item.shows), list(item.types), list(item.aliases))
        for item in REGISTRY
    ]


@get("/metrics", opt={"permission": "metrics.read"}, media_type="text/plain; version=0.0.4", sync_to_thread=True)
def metrics(state: State) -> Response[bytes]:
    """The server's own metrics in Prometheus' text format."""
    return Response(state.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


router = Router("/", route_handlers=[health, names, metrics], tags=["server"])
