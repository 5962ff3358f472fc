"""A server that speaks the wire protocol and nothing else, for faults that a real one cannot be made to have.

It reads batches with the real payloads, numbers them as the real server does, and can lose answers, refuse or stall.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec
from sightline_server.logs.payloads import Batch, Console, Facts, Log, Open, Points, StoredFile


class Wire:
    """`faults`: what happens to the next batches, one each: a status, "lose the answer", or seconds to stall."""

    def __init__(self, port: int = 0) -> None:
        self.faults: deque[int | float | str] = deque()
        self.next: dict[str, int] = {}
        self.records: list[tuple[str, Any]] = []
        self.uploads: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.beats = 0
        self.uploading: dict[str, bytearray] = {}
        self.part_size = 1 << 20
        self._server = _Server(("127.0.0.1", port), _handler(self))
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def points(self, name: str) -> list[tuple[Any, Any]]:
        """(step, value) of a line in the order of arrival."""
        found: list[tuple[Any, Any]] = []
        for _, record in self.records:
            if isinstance(record, Points) and record.name == name:
                steps = record.steps or [None] * len(record.values)
                if record.replace:
                    found.clear()
                found += zip(steps, record.values, strict=True)
        return found

    def of_kind(self, kind: type) -> list[Any]:
        return [record for _, record in self.records if isinstance(record, kind)]

    def log(self, name: str) -> Log:
        found: list[Log] = [record for record in self.of_kind(Log) if record.name == name]
        return found[-1]

    def store(self, batch: Batch) -> tuple[int, dict[str, Any]]:
        expected = self.next.get(batch.writer, 0)
        if batch.first + batch.lines <= expected:
            return 200, {"next": batch.first + batch.lines, "set_aside": [], "findings": [], "names": {}}
        if batch.first != expected:
            return 409, {"code": "resend-from", "detail": "", "next": expected}
        for record in batch.records:
            if isinstance(record, StoredFile):
                assert record.sha256 in self.uploads
            self.records.append((batch.writer, record))
        self.next[batch.writer] = expected + batch.lines
        return 200, {"next": self.next[batch.writer], "set_aside": [], "findings": [], "names": {}}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients are killed in these tests."""


def _handler(wire: Wire) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *arguments: Any) -> None:
            """Quiet."""

        def do_PUT(self) -> None:
            _, _, _, upload, _, number = self.path.split("/")
            body = self._body()
            wire.requests.append(self.path)
            start = (int(number) - 1) * wire.part_size
            wire.uploading[upload][start : start + len(body)] = body
            self._answer(204, None)

        def do_POST(self) -> None:
            body = self._body()
            wire.requests.append(self.path)
            if self.path == "/api/batches":
                self._batch(msgspec.json.decode(body, type=Batch))
            elif self.path.endswith("/heartbeat"):
                wire.beats += 1
                self._answer(204, None)
            elif self.path == "/api/uploads":
                self._declare(json.loads(body))
            else:
                self._complete(self.path.split("/")[3])

        def _batch(self, batch: Batch) -> None:
            fault = wire.faults.popleft() if wire.faults else None
            if isinstance(fault, float):
                time.sleep(fault)
            elif isinstance(fault, int):
                self._answer(fault, {"code": "told-to", "detail": "told to refuse"})
                return
            status, answer = wire.store(batch)
            if fault == "lose the answer":
                self.close_connection = True
                return
            self._answer(status, answer)

        def _declare(self, declared: dict[str, Any]) -> None:
            sha256, size = declared["sha256"], declared["size"]
            wire.uploading.setdefault(sha256, bytearray(size))
            parts = [
                {"number": 1 + start // wire.part_size, "offset": start, "size": min(wire.part_size, size - start),
                 "url": f"/api/uploads/{sha256}/parts/{1 + start // wire.part_size}", "present": False}
                for start in range(0, size, wire.part_size)
            ]  # fmt: skip
            complete = sha256 in wire.uploads
            self._answer(
                201,
                {"id": sha256, "complete": complete, "part_size": wire.part_size, "parts": [] if complete else parts},
            )

        def _complete(self, upload: str) -> None:
            data = bytes(wire.uploading[upload])
            if hashlib.sha256(data).hexdigest() != upload:
                self._answer(422, {"code": "checksum-mismatch", "detail": "other bytes"})
                return
            wire.uploads[upload] = data
            self._answer(200, {"sha256": upload, "size": len(data)})

        def _body(self) -> bytes:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            return gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body

        def _answer(self, status: int, answer: dict[str, Any] | None) -> None:
            body = b"" if answer is None else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


__all__ = ["Console", "Facts", "Log", "Open", "Points", "StoredFile", "Wire"]
