"""The whole OpenAPI document against a real server: no input makes a 5xx, and every answer is a documented one."""

from __future__ import annotations

import hashlib
import time
import uuid
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sightline_server import openapi
from sightline_server.app import create_app
from sightline_server.settings import Settings

from tests.running_server import RunningServer

PROJECT = "fuzzed"
#: A stream has no end to wait for; tests/server/test_live.py listens to it.
STREAMS = "/api/events"
EXAMPLES = 20
WATCHED: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def operations() -> dict[str, APIOperation[Any, Any, Any, Any]]:
    """Every operation of the document, by its method and path."""
    nowhere = Path("/nonexistent")
    document = openapi.of(create_app(Settings(data=nowhere, home=nowhere)))
    found = (result.ok() for result in schemathesis.openapi.from_dict(document).get_all_operations())  # type: ignore[union-attr]  # an invalid document raises
    return {operation.label: operation for operation in found if operation.path != STREAMS}


OPERATIONS = operations()


@pytest.fixture(scope="module")
def known(server: RunningServer) -> dict[str, str]:
    """Path parameters that name things which are there."""
    session = requests.Session()
    session.headers["authorization"] = f"Bearer {server.key}"
    experiment, now = str(uuid.uuid4()), time.time()
    upload = b"some bytes"
    sha256 = hashlib.sha256(upload).hexdigest()
    image: dict[str, Any] = {"file": {"sha256": sha256, "size": 10, "width": 1, "height": 1, "format": "png"}}
    image |= {"caption": None, "boxes": [], "masks": []}
    records: list[dict[str, Any]] = [
        {"kind": "open", "time": now, "project": PROJECT, "name": "first", "parameters": {"lr": 0.1}},
        {"kind": "points", "name": "loss", "steps": [0, 1], "values": [1.0, "NaN"], "times": [now, now]},
        {"kind": "log", "name": "note", "type": "value", "data": "text", "time": now},
        {"kind": "log", "name": "sample", "type": "image", "data": image, "time": now},
        {"kind": "console", "stream": "stdout", "lines": ["hello"], "time": now},
    ]
    declared = session.post(f"{server.url}/api/uploads", json={"size": 10, "sha256": sha256}).json()
    session.put(server.url + declared["parts"][0]["url"], data=upload).raise_for_status()
    session.post(f"{server.url}/api/uploads/{declared['id']}/complete").raise_for_status()
    batch: dict[str, Any] = {"writer": str(uuid.uuid4()), "experiment": experiment, "first": 0}
    batch |= {"lines": len(records), "records": records}
    session.post(f"{server.url}/api/batches", json=batch).raise_for_status()
    half = session.post(f"{server.url}/api/uploads", json={"size": 10, "sha256": "1" * 64}).json()
    return {"experiment": experiment, "project": PROJECT, "sha256": sha256, "id": half["id"], "number": "1"}


@pytest.mark.parametrize("label", OPERATIONS)
@pytest.mark.parametrize("mode", GenerationMode)
def test_no_input_makes_a_server_error(
    server: RunningServer, known: dict[str, str], label: str, mode: GenerationMode
) -> None:
    operation = OPERATIONS[label]
    headers = {"authorization": f"Bearer {server.key}"}

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case[Any]) -> None:
        check(case, case.call(base_url=server.url, headers=headers, timeout=30))
        named = {name: known[name] for name in case.path_parameters or {} if name in known}
        if named and operation.method != "delete":
            case.path_parameters = {**case.path_parameters, **named}
            check(case, case.call(base_url=server.url, headers=headers, timeout=30))

    try:
        ask()
    except Unsatisfiable:
        pytest.skip(f"{label} takes nothing that could be {mode.value}")


def check(case: schemathesis.Case[Any], response: Any) -> None:
    case.validate_response(response, checks=WATCHED)


def test_the_server_noticed_nothing(server: RunningServer) -> None:
    assert "Traceback" not in server.log()
    assert "request failed" not in server.log()
