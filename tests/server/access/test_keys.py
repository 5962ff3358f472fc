"""API keys: made once, stored hashed, revoked at once."""

import hashlib
import sqlite3
import time

import pytest

from tests.server.serving import Served


def test_a_key_is_shown_once_and_stored_hashed(fresh: Served) -> None:
    made = fresh.client.post("/api/keys", json={"name": "ci", "role": "editor"}).json()
    key = made["key"]
    assert key.startswith("sl_")
    assert key not in fresh.client.get("/api/keys").text
    rows = sqlite3.connect(fresh.settings.data / "sightline.db").execute("SELECT * FROM api_key").fetchall()
    assert len(rows) == 1
    assert key not in str(rows)
    assert hashlib.sha256(key.encode()).hexdigest() in rows[0]
    assert made["row"]["prefix"] in rows[0]
    assert len(made["row"]["prefix"]) < len(key) / 4


def test_a_key_works_until_it_is_revoked(served: Served) -> None:
    made = served.client.post("/api/keys", json={"name": "ci"}).json()
    headers = {"authorization": f"Bearer {made['key']}"}
    assert served.stranger.get("/api/session", headers=headers).json()["actor"] == "ci"
    assert served.client.delete(f"/api/keys/{made['row']['id']}").status_code == 204
    assert served.stranger.get("/api/session", headers=headers).status_code == 401
    assert served.client.delete(f"/api/keys/{made['row']['id']}").status_code == 404


def test_a_key_with_one_wrong_character_is_nobodys(served: Served) -> None:
    key = served.client.post("/api/keys", json={"name": "ci"}).json()["key"]
    for wrong in (key[:-1], key[:-1] + ("a" if key[-1] != "a" else "b"), key + "x", "sl_", "é", "sl_" + "x" * 10_000):
        headers = {b"authorization": f"Bearer {wrong}".encode()}
        assert served.stranger.get("/api/session", headers=headers).status_code == 401, wrong


def test_the_use_of_a_key_is_noted(fresh: Served) -> None:
    headers = fresh.with_key("viewer")
    fresh.stranger.get("/api/session", headers=headers)
    deadline = time.monotonic() + 10
    while fresh.client.get("/api/keys").json()[0]["last_used"] is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * 256])
def test_a_key_needs_a_name(served: Served, name: str) -> None:
    refused = served.client.post("/api/keys", json={"name": name})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid-name")


def test_access_changes_leave_a_record(fresh: Served) -> None:
    made = fresh.client.post("/api/keys", json={"name": "ci"}).json()
    fresh.client.delete(f"/api/keys/{made['row']['id']}")
    database = sqlite3.connect(fresh.settings.data / "sightline.db")
    rows = database.execute("SELECT actor, action, subject, detail FROM audit ORDER BY number").fetchall()
    assert rows == [
        ("key local", "key.created", made["row"]["id"], "ci (editor)"),
        ("key local", "key.revoked", made["row"]["id"], "ci"),
    ]
