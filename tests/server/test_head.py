"""HEAD answers as GET does, without the body (RFC 9110, 9.3.2)."""

import http.client
import time

import pytest

from tests.running_server import RunningServer
from tests.server.serving import Served

CHANGING = {"date", "set-cookie"}


def test_every_get_route_answers_head_alike(served: Served) -> None:
    experiment = served.experiment()
    served.record(
        experiment, [{"kind": "ended", "status": "success", "time": time.time()}]
    )  # its duration stands still
    served.store(experiment, "notes", b"0123456789", "notes.txt")
    place = f"/api/experiments/{experiment}"
    addresses = {
        "/api/health": 200,
        "/api/projects": 200,
        "/api/projects/p/experiments": 200,
        place: 200,
        f"{place}/logs": 200,
        f"{place}/files/content?name=notes": 200,
        f"{place}/files/content?name=none": 404,
        "/api/nothing": 404,
    }
    for address, status in addresses.items():
        asked, looked = served.client.get(address), served.client.head(address)
        assert (asked.status_code, looked.status_code, looked.content) == (status, status, b""), address
        assert headers(looked.headers) == headers(asked.headers), address
    part = served.client.head(f"{place}/files/content?name=notes", headers={"range": "bytes=2-4"})
    assert (part.status_code, part.headers["content-range"]) == (206, "bytes 2-4/10")


def test_head_needs_the_permission_of_get(served: Served) -> None:
    assert served.stranger.head("/api/projects").status_code == served.stranger.get("/api/projects").status_code == 401


def test_a_route_without_get_has_no_head(served: Served) -> None:
    assert served.client.head("/api/batches").status_code == 405


@pytest.mark.parametrize("address", ["/api/health", "/api/events", "/api/projects"])
def test_the_connection_goes_on_after_a_head(server: RunningServer, address: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    allowed = {"authorization": f"Bearer {server.key}"}
    try:
        for method in ("HEAD", "HEAD", "GET"):
            connection.request(method, address if method == "HEAD" else "/api/health", headers=allowed)
            answer = connection.getresponse()
            assert (answer.status, bool(answer.read())) == (200, method == "GET")
    finally:
        connection.close()
    assert "Traceback" not in server.log()


def headers(given: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if name not in CHANGING}
