"""Questions to a server's HTTP interface: an address and a query in, decoded JSON out, problems as errors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sightline import errors
from sightline._transport import Connection, Reply

QueryValue = str | int | float | bool | Sequence[str] | None


class Api:
    """One server as a program sees it. Keeps its connection open; not for two threads at once."""

    def __init__(self, url: str, api_key: str) -> None:
        self._connection = Connection(url, api_key)
        self.url = self._connection.url

    def get(self, path: str, query: Mapping[str, QueryValue] | None = None) -> Any:
        """The decoded answer. Raises errors.Unreachable, NotFound, Unauthorized, ...: what the server said."""
        return json.loads(self.ask("GET", path, query).body)

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, QueryValue] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """The whole answer, for headers and for bytes that are not JSON. Raises what `get` raises."""
        reply = self._connection.request(method, path + encoded(query or {}), headers=dict(headers or {}))
        if reply.status >= 400:
            raise problem(reply, self.url)
        return reply

    def close(self) -> None:
        """Close the connection. A later question opens a new one."""
        self._connection.close()

    def __del__(self) -> None:
        # A reader that was only looked at and dropped must not leave its socket to the collector, which warns of it.
        self._connection.close()


def encoded(query: Mapping[str, QueryValue]) -> str:
    """ "?q=a%20b&name=x&name=y": a list is a repeated name, None is left out; empty for nothing."""
    from urllib.parse import quote, urlencode

    given = [(name, _text(value)) for name, value in query.items() if value is not None]
    return "?" + urlencode(given, doseq=True, quote_via=quote) if given else ""


def problem(reply: Reply, url: str) -> errors.SightlineError:
    """The error that a refusal (application/problem+json) stands for."""
    try:
        said = json.loads(reply.body)
        code, detail = str(said["code"]), str(said["detail"])
    except (ValueError, KeyError, TypeError):
        return errors.Unreachable(f"{url}: answered {reply.status}, and not as a Sightline server does")
    if reply.status == 401:
        detail = f"{url}: the API key is missing or not valid; `sightline login {url}` keeps another"
    return errors.from_problem(code, detail, reply.status)


def _text(value: QueryValue) -> str | list[str]:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int, float)) else [str(item) for item in value or ()]
