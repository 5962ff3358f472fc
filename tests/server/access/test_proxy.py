"""Behind a proxy with TLS, as docs/operations/proxy.md sets it up: what it must pass on."""

from collections.abc import Iterator

import httpx
import pytest

from tests.running_server import RunningServer, start_server

NAME = "sightline.example.org"
PAGE = {"Host": NAME, "Origin": f"https://{NAME}"}  # what a browser sends from the server's own page


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with start_server(tmp_path_factory.mktemp("named"), "--allow-host", NAME) as running:
        yield running


def test_a_proxy_that_says_the_scheme_signs_in_with_a_cookie_for_https(named: RunningServer) -> None:
    answer = httpx.post(
        f"{named.url}/api/session", json={"token": named.token}, headers={**PAGE, "X-Forwarded-Proto": "https"}
    )
    assert answer.status_code == 204, answer.text
    assert "Secure" in answer.headers["set-cookie"]


def test_without_the_scheme_a_change_looks_like_one_of_another_site(named: RunningServer) -> None:
    answer = httpx.post(f"{named.url}/api/session", json={"token": "any"}, headers=PAGE)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross-origin")


def test_a_name_that_was_not_allowed_is_refused(named: RunningServer) -> None:
    answer = httpx.get(f"{named.url}/api/health", headers={"Host": "other.example.org"})
    assert (answer.status_code, answer.json()["code"]) == (421, "wrong-host")
