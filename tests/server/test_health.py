"""Health, the registry and the server's own metrics."""

from collections.abc import Iterator

import pytest
from sightline.names import REGISTRY

from tests.server.serving import Served, serving


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("health")) as running:
        yield running


def test_it_says_that_it_lives(one: Served) -> None:
    assert one.stranger.get("/api/health").json()["status"] == "ok"


def test_the_registry_is_served_whole(one: Served) -> None:
    rows = one.client.get("/api/names").json()
    assert [row["name"] for row in rows] == [reserved.name for reserved in REGISTRY]
    assert all(row["doc"] and row["example"] for row in rows)


def test_requests_are_counted_by_their_route(one: Served) -> None:
    for _ in range(3):
        one.client.get("/api/projects/none/experiments")
    text = one.client.get("/metrics").text
    line = 'sightline_requests_total{method="GET",route="/api/projects/{project}/experiments",status="404"} 3.0'
    assert line in text
    assert "sightline_writer_waiting" in text
    assert "sightline_live_streams 0.0" in text
    assert 'sightline_request_seconds_bucket{le="+Inf"}' in text
    assert "process_resident_memory_bytes" in text


def test_metrics_are_not_for_everyone(one: Served) -> None:
    assert one.stranger.get("/metrics").status_code == 401
