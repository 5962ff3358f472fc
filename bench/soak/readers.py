"""Who looks while others write: a page that asks for all it shows, and a stream of events."""

from __future__ import annotations

import http.client
import json
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from tests.running_server import RunningServer

PAUSE = 0.2


@dataclass
class Looked:
    """`seconds` of each answer, `failed` ones by what they said (no answer is none: the server was killed)."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    events: int = 0
    backwards: int = 0


class Readers:
    """Two threads from `start` to `stop`."""

    def __init__(self, server: RunningServer) -> None:
        self.looked = Looked()
        self._url, self._over = server.url, threading.Event()
        self._key = server.key
        self._key = self._made_key()  # the one that a server leaves for this machine ends with its process
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._pages, self._stream)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(30)

    def _made_key(self) -> str:
        request = self._request("/api/keys")
        request.data = json.dumps({"name": "reader", "role": "viewer"}).encode()
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return str(json.loads(answer.read())["key"])

    def _pages(self) -> None:
        while not self._over.wait(PAUSE):
            try:
                self._look()
            except (OSError, http.client.HTTPException, ValueError):
                continue  # the server was killed in between

    def _look(self) -> None:
        """What the pages of a project and of its newest experiment ask for."""
        self._get("/api/projects")
        self._get("/api/search?q=writer")
        page = self._get("/api/projects/soak/experiments?limit=50")
        for row in (page or {}).get("experiments", [])[:1]:
            one = f"/api/experiments/{row['id']}"
            for path in (one, f"{one}/logs", f"{one}/log?name=attention", f"{one}/files", f"{one}/findings"):
                self._get(path)
            self._get(f"/api/series?experiment={row['id']}&name=loss&width=600")

    def _get(self, path: str) -> Any:
        begun = time.perf_counter()
        try:
            with urllib.request.urlopen(self._request(path), timeout=60) as answer:
                body = answer.read()
        except urllib.error.HTTPError as refusal:
            with refusal:
                if refusal.code != 404:  # of a project or log that has not arrived yet
                    self.looked.failed.append(f"{refusal.code} {path}")
            return None
        self.looked.seconds.append(time.perf_counter() - begun)
        return json.loads(body)

    def _stream(self) -> None:
        last = 0
        while not self._over.is_set():
            try:
                with urllib.request.urlopen(self._request("/api/events", last), timeout=20) as answer:
                    for line in answer:
                        if line.startswith(b"id:"):
                            number = int(line[3:])
                            self.looked.backwards += number <= last
                            self.looked.events, last = self.looked.events + 1, number
                        if self._over.is_set():
                            return
            except (OSError, http.client.HTTPException):
                self._over.wait(PAUSE)

    def _request(self, path: str, last_event: int = 0) -> urllib.request.Request:
        headers = {"Authorization": f"Bearer {self._key}"}
        if last_event:
            headers["Last-Event-ID"] = str(last_event)
        return urllib.request.Request(self._url + path, headers=headers)
