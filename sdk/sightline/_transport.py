"""One kept-alive HTTP connection to one server. Heavy imports happen at the first request."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from sightline.errors import Unreachable

if TYPE_CHECKING:
    from http.client import HTTPConnection, HTTPResponse

CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 60.0
#: Bodies below this are sent as they are: compressing them costs more than it saves.
_COMPRESS_FROM = 1024
#: Nor to a server on this machine: packing and unpacking there take longer than the bytes on their way.
_THIS_MACHINE = ("http://127.0.0.1:", "http://localhost:", "http://[::1]:")
_LARGEST_ANSWER = 1 << 30


class FilePart(NamedTuple):
    """Bytes of a file as a request's body, read while they are sent."""

    path: str
    offset: int
    size: int


class Reply(NamedTuple):
    """An answer. `headers` have lower-case names."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class Connection:
    """Requests to one server, one at a time: not for two threads at once."""

    def __init__(self, url: str, api_key: str | None, answer_seconds: float = ANSWER_SECONDS) -> None:
        self.url = url.rstrip("/")
        self._key, self._answer_seconds = api_key or "", answer_seconds
        self._far = not self.url.startswith(_THIS_MACHINE)
        self._open: HTTPConnection | None = None

    def request(
        self,
        method: str,
        path: str,
        body: bytes | FilePart | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """The server's answer, whatever its status. `path` may be a whole address (then no key is sent to it).

        Raises Unreachable when there is none: refused, timed out, broken off, or not HTTP. A connection that the
        server closed while it was idle is opened again once; requests are safe to repeat.
        """
        from http.client import HTTPException

        sent = {"Accept": "application/json", **_content(body), **(headers or {})}
        foreign = path.startswith(("http://", "https://"))
        if self._far and isinstance(body, bytes) and _shrinks(body, sent):
            body, sent["Content-Encoding"] = compressed(body), "gzip"
        if self._key and not foreign:
            sent["Authorization"] = f"Bearer {self._key}"
        try:
            if foreign:
                return self._elsewhere(method, path, body, sent)
            return self._here(method, path, body, sent)
        except (OSError, HTTPException, ValueError) as error:
            self.close()
            raise Unreachable(f"{self.url}: no answer ({_reason(error)})") from None

    def close(self) -> None:
        """Close the connection. A later request opens a new one."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _here(self, method: str, path: str, body: bytes | FilePart | None, headers: dict[str, str]) -> Reply:
        from http.client import HTTPException

        if self._open is not None:
            try:
                return self._send(self._open, method, path, body, headers)
            except TimeoutError:
                raise
            except (OSError, HTTPException):
                self.close()
        self._open = connection = _connect(self.url, self._answer_seconds)
        return self._send(connection, method, path, body, headers)

    def _elsewhere(self, method: str, address: str, body: bytes | FilePart | None, headers: dict[str, str]) -> Reply:
        from urllib.parse import urlsplit

        parts = urlsplit(address)
        connection = _connect(f"{parts.scheme}://{parts.netloc}", self._answer_seconds)
        try:
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            return self._send(connection, method, target, body, headers)
        finally:
            connection.close()

    def _send(
        self,
        connection: HTTPConnection,
        method: str,
        path: str,
        body: bytes | FilePart | None,
        headers: dict[str, str],
    ) -> Reply:
        if isinstance(body, FilePart):
            with _Window(body) as window:
                connection.request(method, path, window, headers)
        else:
            connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return Reply(answer.status, _read(answer), {name.lower(): value for name, value in answer.getheaders()})


class _Window:
    """A part of a file, to be read like a file."""

    def __init__(self, part: FilePart) -> None:
        self._file = open(part.path, "rb")  # noqa: SIM115  # closed by __exit__
        self._file.seek(part.offset)
        self._left = part.size

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data

    def __enter__(self) -> _Window:
        return self

    def __exit__(self, *reason: object) -> None:
        self._file.close()


def load() -> None:
    """Import what requests need, at a moment that the caller chooses."""
    import encodings.idna  # looking up a host's name does
    import http.client
    import json
    import urllib.parse
    import zlib

    del encodings, http, json, urllib, zlib


def compressed(body: bytes) -> bytes:
    """gzip, fast and without a time stamp. The interpreter lock is free while it runs."""
    from zlib import MAX_WBITS, compressobj

    packer = compressobj(1, wbits=MAX_WBITS | 16)
    return packer.compress(body) + packer.flush()


def _shrinks(body: bytes, headers: Mapping[str, str]) -> bool:
    return len(body) >= _COMPRESS_FROM and headers.get("Content-Type") == "application/json"


def _content(body: bytes | FilePart | None) -> dict[str, str]:
    if body is None:
        return {}
    if isinstance(body, FilePart):
        return {"Content-Type": "application/octet-stream", "Content-Length": str(body.size)}
    return {"Content-Type": "application/json"}


def _connect(url: str, answer_seconds: float) -> HTTPConnection:
    from http.client import HTTPConnection, HTTPSConnection
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=CONNECT_SECONDS)
    connection.connect()
    connection.sock.settimeout(answer_seconds)
    return connection


def _read(answer: HTTPResponse) -> bytes:
    body = answer.read(_LARGEST_ANSWER)
    if not answer.isclosed():
        raise ValueError("an answer that is too long")
    return body


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timed out"
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno) if error.errno > 0 else str(error.strerror)
    return str(error) or type(error).__name__
