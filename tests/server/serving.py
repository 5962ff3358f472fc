"""A whole server inside the test's process, for tests that look at its rows and folders, too."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from litestar import Litestar
from litestar.testing import TestClient
from sightline_server.access.policy import Role
from sightline_server.app import create_app
from sightline_server.settings import Settings

ADDRESS = "http://127.0.0.1"


@dataclass
class Served:
    """`client` has all rights; `stranger` sends neither a key nor a cookie."""

    app: Litestar
    settings: Settings
    client: httpx.Client
    stranger: httpx.Client

    def with_key(self, role: Role, name: str = "script") -> dict[str, str]:
        """Headers of a new API key."""
        made = self.client.post("/api/keys", json={"name": name, "role": role})
        assert made.status_code == 201, made.text
        return {"authorization": f"Bearer {made.json()['key']}"}

    def experiment(self, project: str = "p", name: str = "first") -> str:
        """The id of a new experiment, recorded as a script would."""
        made = str(uuid.uuid4())
        opened = {"kind": "open", "time": time.time(), "project": project, "name": name}
        self.record(made, [opened])
        return made

    def record(self, experiment: str, records: list[dict[str, Any]]) -> httpx.Response:
        """Send records of a writer of their own."""
        if records[0]["kind"] != "open":
            opened = {"kind": "open", "time": time.time(), "project": "p", "name": "first"}
            records = [opened, *records]
        batch = {"writer": str(uuid.uuid4()), "experiment": experiment, "first": 0}
        sent = self.client.post("/api/batches", json={**batch, "lines": len(records), "records": records})
        assert sent.status_code == 200, sent.text
        return sent

    def upload(self, data: bytes) -> str:
        """The sha256 under which the server now has these bytes."""
        sha256 = hashlib.sha256(data).hexdigest()
        upload = self.client.post("/api/uploads", json={"size": len(data), "sha256": sha256}).json()
        for part in upload["parts"]:
            start = part["offset"]
            assert self.client.put(part["url"], content=data[start : start + part["size"]]).status_code == 204
        if not upload["complete"]:
            assert self.client.post(f"/api/uploads/{upload['id']}/complete").status_code == 200
        return sha256

    def store(self, experiment: str, name: str, data: bytes, filename: str = "file.bin") -> dict[str, Any]:
        """A version of a file; the server's answer."""
        about = {"name": name, "filename": filename, "sha256": self.upload(data), "size": len(data)}
        added = self.client.post(f"/api/experiments/{experiment}/files", json=about)
        assert added.status_code == 201, added.text
        answer: dict[str, Any] = added.json()
        return answer

    def show_image(self, experiment: str, data: bytes, name: str = "sample") -> str:
        """Log these bytes as an image; their sha256."""
        sha256 = self.upload(data)
        file = {"sha256": sha256, "size": len(data), "width": 4, "height": 4, "format": "png"}
        image: dict[str, Any] = {"file": file, "caption": None, "boxes": [], "masks": []}
        answer = self.record(experiment, [{"kind": "log", "name": name, "type": "image", "data": image, "time": 1.0}])
        assert answer.json()["set_aside"] == []
        return sha256


@contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[Served]:
    """A server with its data under `folder`."""
    chosen = Settings(data=folder / "data", home=folder / "home", **settings)
    app = create_app(chosen)
    with (
        TestClient(app, base_url=ADDRESS) as client,
        httpx.Client(transport=Beside(client), base_url=ADDRESS) as stranger,
    ):
        client.headers["authorization"] = f"Bearer {app.state.identities.make_local_key()}"
        yield Served(app, chosen, client, stranger)


class Beside(httpx.BaseTransport):
    """Reaches the same running application, for a client with cookies of its own."""

    def __init__(self, client: TestClient[Litestar]) -> None:
        self._inner = client._transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._inner.handle_request(request)
