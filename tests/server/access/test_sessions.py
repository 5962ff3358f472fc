"""Signing in with a one-time token, and out again."""

import re
import time

import pytest
from sightline_server.access import queries, secrets
from sightline_server.access.tokens import issue

from tests.server.serving import Served


@pytest.fixture(autouse=True)
def no_cookies(served: Served) -> None:
    served.stranger.cookies.clear()


def token_of(served: Served, seconds: float = 60.0) -> str:
    token = secrets.new_secret()
    served.app.state.writer.run_blocking(lambda connection: issue(connection, token, "owner", seconds=seconds))
    return token


def test_a_token_opens_one_session(served: Served) -> None:
    token = token_of(served)
    signed_in = served.stranger.post("/api/session", json={"token": token})
    assert signed_in.status_code == 204
    cookie = signed_in.headers["set-cookie"]
    assert re.search(r"^sightline_session=[\w-]{43};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert served.stranger.get("/api/session").json()["actor"] == "you"
    served.stranger.cookies.clear()
    again = served.stranger.post("/api/session", json={"token": token})
    assert (again.status_code, again.json()["code"]) == (401, "unauthorized")


def test_an_old_token_opens_none(served: Served) -> None:
    token = token_of(served, seconds=-1.0)
    assert served.stranger.post("/api/session", json={"token": token}).status_code == 401


def test_a_made_up_token_opens_none(served: Served) -> None:
    for token in ("", "x", "é" * 40, "y" * 100_000):
        assert served.stranger.post("/api/session", json={"token": token}).status_code == 401


def test_signing_out_ends_the_session(served: Served) -> None:
    served.stranger.post("/api/session", json={"token": token_of(served)})
    cookie = served.stranger.cookies["sightline_session"]
    assert served.stranger.get("/api/projects").status_code == 200
    assert served.stranger.delete("/api/session").status_code == 204
    stale = {"cookie": f"sightline_session={cookie}"}
    assert served.stranger.get("/api/projects", headers=stale).status_code == 401


def test_the_database_holds_no_session_secret(served: Served) -> None:
    served.stranger.post("/api/session", json={"token": token_of(served)})
    secret = served.stranger.cookies["sightline_session"]
    with served.app.state.store.read() as connection:
        assert queries.session_role(connection, secret, time.time()) is None
        assert queries.session_role(connection, secrets.digest(secret), time.time()) == "owner"


def test_an_invitation_is_a_link_that_works_once(served: Served) -> None:
    made = served.client.post("/api/session/token")
    assert made.status_code == 201
    token = made.json()["token"]
    assert made.json()["address"] == f"http://127.0.0.1/sign-in#token={token}"
    assert served.stranger.post("/api/session", json={"token": token}).status_code == 204


def test_who_asks_is_told_who_they_are(served: Served) -> None:
    state = served.client.get("/api/session").json()
    assert (state["actor"], state["role"], state["local"]) == ("local", "owner", True)
    assert served.stranger.get("/api/session").status_code == 401
