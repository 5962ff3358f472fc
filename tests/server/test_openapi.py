"""The OpenAPI document: served, written without a server, and complete."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.server.serving import Served, serving


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("openapi")) as running:
        yield running


@pytest.fixture(scope="module")
def document(one: Served) -> dict[str, Any]:
    made: dict[str, Any] = one.stranger.get("/schema/openapi.json").json()
    return made


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def test_it_is_the_same_without_a_server(document: dict[str, Any]) -> None:
    written = subprocess.run([sys.executable, "-m", "sightline_server.openapi"], capture_output=True, check=True)
    assert json.loads(written.stdout) == document


def test_every_operation_is_described_and_can_be_refused(document: dict[str, Any]) -> None:
    for label, operation in operations(document):
        assert operation["description"], label
        assert operation["responses"]["4XX"] == {"$ref": "#/components/responses/Problem"}, label
        assert any(status.startswith("2") for status in operation["responses"]), label


def test_every_operation_has_an_id_of_its_own(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, operation in operations(document)]
    assert len(set(ids)) == len(ids) > 40


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    for part in text.split('"$ref": "#/')[1:]:
        place: Any = document
        for name in part.partition('"')[0].split("/"):
            place = place[name]
        assert place


def test_ids_are_uuids_and_choices_are_enums(document: dict[str, Any]) -> None:
    path = document["paths"]["/api/experiments/{experiment}"]["get"]["parameters"][0]
    assert path["schema"] == {"type": "string", "format": "uuid"}
    assert document["components"]["schemas"]["NewKey"]["properties"]["role"]["enum"] == ["owner", "editor", "viewer"]
    assert "failed" in document["components"]["schemas"]["ExperimentRow"]["properties"]["status"]["enum"]


def test_a_batch_is_described_though_the_route_reads_it_itself(document: dict[str, Any]) -> None:
    body = document["paths"]["/api/batches"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/Batch"}
    assert document["components"]["schemas"]["Points"]["properties"]["kind"]["enum"] == ["points"]


def test_no_page_of_the_document_loads_anything_from_elsewhere(one: Served) -> None:
    for path in ("/schema", "/schema/openapi.json"):
        assert one.stranger.get(path).headers["content-type"] == "application/json"
    for path in ("/schema/redoc", "/schema/swagger", "/schema/elements"):
        assert one.stranger.get(path).status_code == 404
