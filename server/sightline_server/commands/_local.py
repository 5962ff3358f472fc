"""Asking the server that runs on this machine."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from sightline_server.commands._published import Published


class NoAnswer(Exception):
    """It did not answer, or refused. Its text is one line."""


def ask(server: Published, method: str, path: str, *, seconds: float = 30.0) -> Any:
    """The decoded JSON answer; None for an empty one. Raises NoAnswer."""
    request = urllib.request.Request(
        f"{server.url}{path}",
        method=method,
        headers={"Authorization": f"Bearer {server.key}", "Accept": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy has no business on this machine
    try:
        with opener.open(request, timeout=seconds) as answer:
            body = answer.read()
    except urllib.error.HTTPError as refusal:
        with refusal:
            raise NoAnswer(f"{server.url}: {_detail(refusal.read())}") from None
    except OSError as problem:
        raise NoAnswer(f"{server.url}: {getattr(problem, 'reason', problem)}") from None
    return json.loads(body) if body else None


def answers(server: Published) -> bool:
    """Whether it is there, and takes the key."""
    try:
        ask(server, "GET", "/api/session", seconds=3.0)
    except NoAnswer:
        return False
    return True


def _detail(body: bytes) -> str:
    try:
        return str(json.loads(body)["detail"])
    except (ValueError, KeyError, TypeError):
        return "refused"
