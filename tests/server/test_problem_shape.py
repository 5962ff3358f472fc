"""Every refusal, of every route, has the same shape."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sightline_server import openapi
from sightline_server.app import create_app
from sightline_server.settings import Settings

from tests.server.serving import Served, serving

MEMBERS = {"type", "title", "status", "code", "detail"}
NOTHING = "00000000-0000-4000-8000-000000000000"
PARAMETERS = {"id": NOTHING, "experiment": NOTHING, "number": "1", "sha256": "0" * 64, "project": "no such project"}
UNSAFE = ("POST", "PUT", "PATCH")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("shape")) as running:
        yield running


def all_routes() -> dict[tuple[str, str], dict[str, Any]]:
    """(method, path with names of things that are not there) -> operation, of the whole OpenAPI document."""
    nowhere = Path("/nonexistent")
    document = openapi.of(create_app(Settings(data=nowhere, home=nowhere)))
    methods = ("get", "post", "put", "patch", "delete")
    return {
        (method.upper(), path.replace("/findings/{id}", "/findings/1").format(**PARAMETERS)): operation
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if method in methods
    }


OPERATIONS = all_routes()
ROUTES = list(OPERATIONS)
READS_JSON = [
    route
    for route, operation in OPERATIONS.items()
    if "application/json" in operation.get("requestBody", {}).get("content", {})
]


def check(answer: Any, *statuses: int) -> None:
    assert answer.status_code in statuses, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) >= MEMBERS
    assert problem["status"] == answer.status_code
    assert problem["detail"]
    assert "\n" not in problem["detail"]
    assert "Traceback" not in answer.text


def test_the_document_names_every_route() -> None:
    assert len(ROUTES) > 35


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=lambda part: str(part))
def test_nobody_is_refused_in_that_shape(served: Served, method: str, path: str) -> None:
    if path not in ("/api/health", "/api/session") or method == "DELETE":
        check(served.stranger.request(method, path), 401)


@pytest.mark.parametrize(("method", "path"), [route for route in ROUTES if route[0] in UNSAFE], ids=str)
@pytest.mark.parametrize("body", [b"", b"not what it wants", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000])
def test_a_body_that_is_not_what_it_wants(served: Served, method: str, path: str, body: bytes) -> None:
    answer = served.client.request(method, path, content=body, headers={"content-type": "application/json"})
    if answer.status_code >= 300:
        check(answer, 400, 404, 409, 413, 415, 422)
    else:
        assert path in ("/api/gc", "/api/session/token")  # these read no body


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=lambda part: str(part))
def test_a_thing_that_is_not_there(served: Served, method: str, path: str) -> None:
    if NOTHING in path or "no such project" in path:
        answer = served.client.request(method, f"{path}?name=a&version=1")
        if method not in UNSAFE:
            check(answer, 404)


@pytest.mark.parametrize("path", sorted({path for _, path in ROUTES}))
def test_a_method_that_it_does_not_know(served: Served, path: str) -> None:
    answer = served.client.request("TRACE", path)
    check(answer, 405)
    assert answer.json()["detail"].startswith(f"TRACE {path.partition('?')[0].replace('%20', ' ')}: expected ")
    assert answer.headers["allow"]


def test_an_address_where_nothing_is(served: Served) -> None:
    answer = served.client.get("/api/nothing")
    check(answer, 404)
    assert answer.json()["detail"] == "nothing is at /api/nothing"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "body: expected JSON, got nothing"),
        (b"{", "body: Input data was truncated"),
        (b"{}", "body: Object missing required field name"),
        (b'{"name": 1}', "name: Expected str, got int"),
    ],
)
def test_what_is_wrong_with_a_body_is_said(served: Served, body: bytes, said: str) -> None:
    answer = served.client.post("/api/keys", content=body, headers={"content-type": "application/json"})
    check(answer, 400)
    assert answer.json()["detail"] == said


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "/api/keys", {"content-type": "application/xml"}),
        ("POST", "/api/keys", {"content-type": "multipart/form-data; boundary=x"}),
        ("POST", "/api/keys", {"content-type": "nonsense"}),
        ("POST", "/api/batches", {"content-encoding": "br"}),
        ("POST", "/api/batches", {"content-encoding": "gzip"}),
    ],
)
def test_a_media_type_that_it_does_not_read(served: Served, method: str, path: str, headers: dict[str, str]) -> None:
    check(served.client.request(method, path, content=b"<x/>", headers=headers), 400, 413, 415)


@pytest.mark.parametrize(("method", "path"), READS_JSON, ids=str)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/json", "", None])
def test_a_body_that_does_not_say_that_it_is_json(served: Served, method: str, path: str, kind: str | None) -> None:
    headers = {} if kind is None else {"content-type": kind}
    answer = served.client.request(method, path, content=b"{}", headers=headers)
    check(answer, 415)
    assert answer.json()["detail"] == f"Content-Type: expected application/json, got {kind or 'none'}"


def test_json_may_name_its_charset(served: Served) -> None:
    headers = {"content-type": 'Application/JSON; charset="utf-8"'}
    assert served.client.post("/api/keys", content=b'{"name": "x"}', headers=headers).status_code == 201


@pytest.mark.parametrize(("method", "path"), [route for route in READS_JSON if route[1] != "/api/batches"], ids=str)
@pytest.mark.parametrize("body", [b'{"name": 1, "name": 1}', b'{"a": [{"\\u0062": 12345678901234567890, "b": {}}]}'])
def test_a_name_that_comes_twice(served: Served, method: str, path: str, body: bytes) -> None:
    answer = served.client.request(method, path, content=body, headers={"content-type": "application/json"})
    check(answer, 400)
    assert answer.json()["detail"].endswith("' twice")


def test_a_body_that_is_too_large(served: Served) -> None:
    headers = {"content-type": "application/json"}
    check(served.client.post("/api/keys", content=b" " * (5 << 20), headers=headers), 413)
    check(served.client.post("/api/batches", content=b" " * (17 << 20), headers=headers), 413)


def test_a_failure_of_ours_says_nothing_of_its_cause(served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    (served.settings.data / "sightline.db").rename(served.settings.data / "moved.db")
    try:
        served.app.state.store.close()
        answer = served.client.get("/api/projects")
    finally:
        (served.settings.data / "sightline.db").unlink(missing_ok=True)
        (served.settings.data / "moved.db").rename(served.settings.data / "sightline.db")
        served.app.state.store.close()
    check(answer, 500)
    assert answer.json() == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "code": "internal",
        "detail": "the server failed; its log has the reason",
    }
    assert "request failed" in capfd.readouterr().err
