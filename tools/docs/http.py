"""The page of the HTTP interface, from the server's OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sightline_server import openapi
from sightline_server.app import create_app
from sightline_server.settings import Settings

from tools.docs.markdown import code, table

_HEAD = """# HTTP

Everything that the pages and the SDK do goes over this interface, and the server describes it itself as OpenAPI at
`/schema/openapi.json`. Send a key as `Authorization: Bearer sl_...`. Bodies and answers are JSON unless another kind
stands there; a number that JSON cannot say is the text `NaN`, `Infinity` or `-Infinity`; times are seconds since the
epoch. A refusal is a [Problem](#problem) with one of the [codes](errors.md).

"""


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document of a server that is never started."""
    with TemporaryDirectory() as folder:
        return openapi.of(create_app(Settings(data=Path(folder), home=Path(folder))))


def page() -> str:
    """Every route by capability, then every record that travels."""
    by_tag: dict[str, list[str]] = {}
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(method, path, operation))
    routes = (f"## {tag.capitalize()}\n\n" + "\n".join(operations) for tag, operations in by_tag.items())
    records = (_record(name, schema) for name, schema in sorted(document()["components"]["schemas"].items()))
    return "\n".join([_HEAD, *routes, "## Records\n", *records])


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    asked = [
        (code(one["name"]), one["in"], _kind(one["schema"]), "required" if one["required"] else _default(one["schema"]))
        for one in operation.get("parameters", ())
    ]
    body, answers = operation.get("requestBody"), operation["responses"]
    lines = [f"- Body: {_content(body)}"] if body else []
    lines += [f"- {status}: {_content(answer)}" for status, answer in answers.items() if status != "4XX"]
    parts = [f"### `{method.upper()} {path}`\n", operation["description"] + "\n", *lines, ""]
    return "\n".join([*parts, table(("parameter", "in", "type", ""), asked)])


def _content(said: dict[str, Any]) -> str:
    kinds = [
        _kind(content["schema"]) if media == "application/json" else code(media)
        for media, content in said.get("content", {}).items()
    ]
    return " or ".join(kinds) or "nothing"


def _record(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", ())
    rows = [
        (code(field), _kind(kind), kind.get("description", "") or ("" if field in required else "optional"))
        for field, kind in schema.get("properties", {}).items()
    ]
    about = schema.get("description", "").partition("\n")[0]
    return "\n".join([f"### {name}\n", f"{about}\n" if about else "", table(("field", "type", ""), rows)])


def _kind(schema: dict[str, Any]) -> str:
    return " or ".join(dict.fromkeys(_kinds(schema)))


def _kinds(schema: dict[str, Any]) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield f"[{name}](#{name.lower()})"
    elif "enum" in schema:
        yield from (code(str(value)) for value in schema["enum"])
    elif alternatives := schema.get("oneOf") or schema.get("anyOf"):
        yield from (_kind(one) for one in alternatives)
    elif schema.get("type") == "array":
        yield f"list of {_kind(schema.get('items', {}))}"
    elif isinstance(schema.get("additionalProperties"), dict):
        yield f"object of {_kind(schema['additionalProperties'])}"
    else:
        yield schema.get("format") or schema.get("type") or "anything"


def _default(schema: dict[str, Any]) -> str:
    default = schema.get("default")
    return "" if default in (None, "") else code(default if isinstance(default, str) else json.dumps(default))
