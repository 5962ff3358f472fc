"""In front of every route: is the request meant for this server, and did this server's own page make it?

A page of another site can make a browser send requests to 127.0.0.1, and with a rebound name even read the answers.
So the Host must be a name of ours, and a request that changes something must not come from another origin. Ports are
origins of their own but not sites of their own: "same-site" is a stranger, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from litestar.enums import ScopeType

from sightline_server.problems import encode_problem

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Message, Receive, Scope, Send

    from sightline_server.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
WILDCARDS = frozenset({"0.0.0.0", "::", ""})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_PAGES = frozenset({"same-origin", "none"})


class Door:
    """The ASGI application behind it sees only requests that passed; every answer leaves with the safety headers."""

    def __init__(self, inside: ASGIApp, settings: Settings, connect: Iterable[str] = ()) -> None:
        """`connect`: origins that the pages may send to besides our own, such as the object store's."""
        self._inside = inside
        self._hosts = allowed_hosts(settings)
        self._headers = safety_headers(connect)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._inside(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self.refusal(scope["method"], scope["scheme"], headers)
        if refusal:
            await _refuse(send, self._headers, *refusal)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                more = [pair for pair in self._headers if pair[0] not in present]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await self._inside(scope, receive, send_guarded)

    def refusal(self, method: str, scheme: str, headers: dict[str, str]) -> tuple[int, str, str] | None:
        """(status, code, detail) when the request must not come in. Header names are in lower case."""
        host = headers.get("host", "")
        if host_name(host) not in self._hosts:
            return 421, "wrong-host", f"this server is not called {host[:200]!r}; start it with --allow-host NAME"
        if method in SAFE_METHODS:
            return None
        site = headers.get("sec-fetch-site")
        if site is not None and site not in OWN_PAGES:
            return 403, "cross-origin", f"a page of another origin ({site[:40]}) may not change anything here"
        origin = headers.get("origin")
        if origin is not None and origin != f"{scheme}://{host}":
            return 403, "cross-origin", f"a page of another origin ({origin[:200]}) may not change anything here"
        return None


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """Names, in lower case and without a port, that a request may be addressed to."""
    own = set() if settings.host in WILDCARDS else {bracketed(settings.host.lower())}
    return LOOPBACK | own | {host_name(name) for name in settings.hosts}


def host_name(host: str) -> str:
    """`example.org:7410` -> `example.org`, `[::1]:7410` -> `[::1]`; "" where it is neither."""
    if host.startswith("["):
        return host[: host.find("]") + 1].lower()
    return host.partition(":")[0].lower()


def bracketed(address: str) -> str:
    """An IPv6 address as an address line writes it."""
    return f"[{address}]" if ":" in address and not address.startswith("[") else address


def safety_headers(connect: Iterable[str] = ()) -> list[tuple[bytes, bytes]]:
    """Of every answer. No inline script, no stranger's frame; styles may be inline, as the component library needs."""
    policy = "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            " ".join(("connect-src 'self'", *connect)),
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
    return [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-frame-options", b"DENY"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]


async def _refuse(send: Send, headers: list[tuple[bytes, bytes]], status: int, code: str, detail: str) -> None:
    body = encode_problem(status, code, detail)
    about: list[Any] = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": [*about, *headers]})
    await send({"type": "http.response.body", "body": body, "more_body": False})
