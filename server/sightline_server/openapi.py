"""The OpenAPI document: what the framework derives from the routes, and the problem that each of them can answer with.

`python -m sightline_server.openapi > openapi.json` writes it without a running server.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Response, Router
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.openapi.spec import (
    Components,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    Reference,
    RequestBody,
    Schema,
    SecurityScheme,
)
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType

from sightline_server import __version__
from sightline_server.access.identities import COOKIE
from sightline_server.experiments.payloads import LastValues
from sightline_server.logs.payloads import Batch
from sightline_server.problems import MEDIA_TYPE, problem

if TYPE_CHECKING:
    from litestar import Litestar, Request

_REFERENCE = "#/components/schemas/{name}"
BYTES = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
BINARY = {"application/octet-stream": OpenAPIMediaType(schema=BYTES)}


@dataclass
class BinaryBody(Operation):
    """A route that reads plain bytes."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(content=dict(BINARY), required=True)


@dataclass
class BinaryAnswer(Operation):
    """A route that answers with plain bytes, whole or a part of them."""

    def __post_init__(self) -> None:
        whole = OpenAPIResponse(description="All bytes", content=dict(BINARY))
        part = OpenAPIResponse(description="The range that was asked for", content=dict(BINARY))
        self.responses = {"200": whole, "206": part}


@dataclass
class BatchBody(Operation):
    """The route that reads a batch itself, because it may be compressed."""

    def __post_init__(self) -> None:
        body = OpenAPIMediaType(schema=Reference(ref=_REFERENCE.format(name="Batch")))
        self.request_body = RequestBody(content={"application/json": body}, required=True)


@dataclass
class LastValuesAnswer(Operation):
    """The route that encodes its answer itself, because it is large."""

    def __post_init__(self) -> None:
        body = OpenAPIMediaType(schema=Reference(ref=_REFERENCE.format(name="LastValues")))
        answer = OpenAPIResponse(description="By experiment", content={"application/json": body})
        self.responses = {"200": answer}


@dataclass
class EventStream(Operation):
    """A route that answers with server-sent events."""

    def __post_init__(self) -> None:
        text = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING))
        self.responses = {"200": OpenAPIResponse(description="Events", content={"text/event-stream": text})}


def document(made: dict[str, Any]) -> dict[str, Any]:
    """The framework's document with a problem answer on every operation, in one place."""
    whole: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(made))
    schemas = whole["components"].setdefault("schemas", {})
    schemas.update(msgspec.json.schema_components((Batch, LastValues), ref_template=_REFERENCE)[1])
    schemas["Problem"] = PROBLEM
    whole["components"]["responses"] = {
        "Problem": {
            "description": "Why not: a stable code and one line of text",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    }
    for operation in _operations(whole):
        answers = operation["responses"]
        for status in [status for status in answers if status.startswith(("4", "5"))]:
            del answers[status]
        answers.get("204", {}).pop("content", None)
        answers["4XX"] = {"$ref": "#/components/responses/Problem"}
    return whole


PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "the status in words"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "stable: programs go by it"},
        "detail": {"type": "string", "description": "one line: what is wrong, where, what was expected, what came"},
        "next": {"type": "integer", "description": 'of "resend-from": the journal line to go on from'},
    },
}


class _Json(OpenAPIRenderPlugin):
    """The document as JSON, and nothing else: the usual viewers load their scripts from elsewhere."""

    def __init__(self) -> None:
        super().__init__(path="/openapi.json", media_type="application/json")  # type: ignore[arg-type]  # any text will do

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        if not self._made:
            self._made.append(msgspec.json.encode(document(openapi_schema)))
        return self._made[0]

    @cached_property
    def _made(self) -> list[bytes]:
        return []


def _shaped(response: Response[Any]) -> Response[Any]:
    """The framework's own page for an unknown address under /schema, in the shape of all others."""
    return (
        problem(404, "not-found", "the document is at /schema/openapi.json")
        if response.status_code == 404
        else response
    )


def config() -> OpenAPIConfig:
    """A fresh one for each application."""
    schemes = {
        "key": SecurityScheme(type="http", scheme="bearer", description="An API key, sl_..."),
        "session": SecurityScheme(type="apiKey", security_scheme_in="cookie", name=COOKIE),
    }
    return OpenAPIConfig(
        title="Sightline",
        version=__version__,
        description="Experiments, their logs and files.",
        components=Components(security_schemes=dict(schemes)),
        security=[{"key": []}, {"session": []}],
        use_handler_docstrings=True,
        render_plugins=[_Json()],
        openapi_router=Router(
            "/schema", route_handlers=[], opt={"permission": "public"}, include_in_schema=False, after_request=_shaped
        ),
    )


def _operations(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in whole["paths"].values():
        for method in ("get", "put", "post", "delete", "patch", "head"):
            if method in path:
                yield path[method]


def of(app: Litestar) -> dict[str, Any]:
    """The whole document of an application."""
    return document(app.openapi_schema.to_schema())


def main() -> None:
    """Write it to the standard output."""
    from sightline_server.app import create_app
    from sightline_server.settings import Settings

    with TemporaryDirectory() as folder:
        made = of(create_app(Settings(data=Path(folder), home=Path(folder))))
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n")


if __name__ == "__main__":
    main()
