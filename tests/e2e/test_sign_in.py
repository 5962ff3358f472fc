"""Signing in and out."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.recording import record
from tests.running_server import RunningServer


@pytest.fixture
def token(server: RunningServer) -> str:
    """A fresh one-time token."""
    request = urllib.request.Request(
        f"{server.url}/api/session/token", method="POST", headers={"Authorization": f"Bearer {server.key}"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return str(json.loads(answer.read())["token"])


def test_the_address_that_the_server_prints_signs_in_and_leaves_no_token_behind(
    server: RunningServer, visit: Visit
) -> None:
    visitor = visit(server, signed_in=False)
    visitor.sign_in.open(server.token)
    visitor.page.wait_for_url(f"{server.url}/")
    expect(visitor.shell.side).to_be_visible()


def test_a_used_token_says_so(server: RunningServer, visit: Visit, token: str) -> None:
    first, second = visit(server, signed_in=False), visit(server, signed_in=False)
    first.sign_in.open(token)
    expect(first.shell.side).to_be_visible()
    second.expect_refusal(401)
    second.sign_in.open(token)
    expect(second.sign_in.token).to_have_accessible_description(re.compile("used"))
    expect(second.page.get_by_role("main")).to_contain_text("sightline ui")


def test_a_wrong_token_is_refused_and_a_right_one_then_works(server: RunningServer, visit: Visit, token: str) -> None:
    visitor = visit(server, signed_in=False)
    visitor.expect_refusal(401)
    visitor.sign_in.open()
    visitor.sign_in.submit("not-a-token")
    expect(visitor.sign_in.token).to_have_attribute("aria-invalid", "true")
    visitor.sign_in.paste(f"{server.url}/sign-in#token={token}")
    expect(visitor.shell.side).to_be_visible()


def test_without_a_session_every_address_leads_to_the_sign_in(server: RunningServer, visit: Visit) -> None:
    experiment = record(server, "closed", "one")
    visitor = visit(server, signed_in=False)
    visitor.expect_refusal(401)
    for path in ("/", "/p/closed", f"/p/closed/e/{experiment}", "/settings"):
        visitor.page.goto(f"{server.url}{path}")
        expect(visitor.sign_in.heading).to_be_visible()
        expect(visitor.page.get_by_text("closed")).to_have_count(0)


def test_signing_out_ends_the_session(server: RunningServer, visit: Visit) -> None:
    visitor = visit(server)
    visitor.projects.open()
    visitor.expect_refusal(401)
    visitor.shell.sign_out()
    expect(visitor.sign_in.heading).to_be_visible()
    visitor.page.goto(server.url)
    expect(visitor.sign_in.heading).to_be_visible()


def test_an_owner_makes_a_key_and_lets_another_browser_in(server: RunningServer, visit: Visit) -> None:
    owner, guest = visit(server), visit(server, signed_in=False)
    owner.settings.open()
    assert owner.settings.make_key("gpu box").startswith("sl_")
    key = owner.settings.keys.filter(has_text="gpu box")
    expect(key).to_be_visible()
    guest.page.goto(owner.settings.make_address())
    expect(guest.shell.side).to_be_visible()
    owner.settings.revoke("gpu box", sure=False)
    expect(key).to_be_visible()
    owner.settings.revoke("gpu box", sure=True)
    expect(key).to_have_count(0)
