"""Host, Origin and Sec-Fetch-Site: what a stranger's page can make a browser send."""

from pathlib import Path

import pytest
from sightline_server.access.door import allowed_hosts
from sightline_server.settings import Settings

from tests.server.serving import Served, serving


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:7410", "localhost:80", "LOCALHOST", "[::1]:7410", "[::1]"])
def test_loopback_names_come_in(served: Served, host: str) -> None:
    assert served.stranger.get("/api/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "", "[::1", "evil.example:80", "0.0.0.0", "@"],
)
def test_a_rebound_name_meets_no_route(served: Served, host: str) -> None:
    for path in ("/api/health", "/", "/api/nothing"):
        refused = served.client.get(path, headers={"host": host})
        assert (refused.status_code, refused.json()["code"]) == (421, "wrong-host")


def test_configured_names_come_in(tmp_path: Path) -> None:
    with serving(tmp_path, hosts=("sightline.example",)) as served:
        assert served.stranger.get("/api/health", headers={"host": "Sightline.Example:443"}).status_code == 200
        assert served.stranger.get("/api/health", headers={"host": "example"}).status_code == 421


def test_an_address_that_it_listens_on_is_its_name(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, home=tmp_path, host="192.168.7.7")
    assert "192.168.7.7" in allowed_hosts(settings)
    assert "0.0.0.0" not in allowed_hosts(Settings(data=tmp_path, home=tmp_path, host="0.0.0.0"))


@pytest.mark.parametrize("site", ["cross-site", "same-site", "bogus"])
def test_another_sites_page_changes_nothing(fresh: Served, site: str) -> None:
    refused = fresh.client.post("/api/keys", json={"name": "x"}, headers={"sec-fetch-site": site})
    assert (refused.status_code, refused.json()["code"]) == (403, "cross-origin")
    assert fresh.client.get("/api/keys").json() == []


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8888", "https://127.0.0.1", "null", "http://evil.example", ""])
def test_another_origin_changes_nothing(served: Served, origin: str) -> None:
    refused = served.client.post("/api/keys", json={"name": "x"}, headers={"origin": origin})
    assert (refused.status_code, refused.json()["code"]) == (403, "cross-origin")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://127.0.0.1"},
        {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_our_own_pages_and_programs_do(served: Served, headers: dict[str, str]) -> None:
    assert served.client.post("/api/keys", json={"name": "x"}, headers=headers).status_code == 201


def test_a_link_from_elsewhere_opens_a_page(served: Served) -> None:
    assert served.client.get("/api/health", headers={"sec-fetch-site": "cross-site"}).status_code == 200


@pytest.mark.parametrize("path", ["/api/health", "/", "/api/nothing", "/assets/none.js", "/api/keys"])
def test_every_answer_has_the_safety_headers(served: Served, path: str) -> None:
    headers = served.stranger.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'self'"
