"""HEAD for every route that has GET: the same answer without its body (RFC 9110, 9.3.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litestar.enums import ScopeType

if TYPE_CHECKING:
    from litestar.types import ASGIApp, HTTPScope, Message, Receive, ReceiveMessage, Scope, Send


class Heads:
    """The application behind it sees a GET, whose reader is gone once it has the head: a stream ends there."""

    def __init__(self, inside: ASGIApp) -> None:
        self._inside = inside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["method"] != "HEAD":
            await self._inside(scope, receive, send)
            return
        begun = False

        async def send_head(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                await send(message)

        async def receive_until_then() -> ReceiveMessage:
            return {"type": "http.disconnect"} if begun else await receive()

        # A copy: the program around us goes by the method, too.
        asked: HTTPScope = {**scope, "method": "GET"}
        await self._inside(asked, receive_until_then, send_head)
        scope["path_template"] = asked.get("path_template", "")
        await send({"type": "http.response.body", "body": b"", "more_body": False})
