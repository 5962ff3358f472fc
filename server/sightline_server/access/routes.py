"""Signing in and out, and API keys."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID, uuid4

from litestar import Request, Response, Router, delete, get, post
from litestar.datastructures import Cookie, State
from litestar.params import FromPath, JSONBody
from sightline.errors import InvalidName, NotFound, Unauthorized
from sqlalchemy import Connection

from sightline_server import __version__
from sightline_server.access import audit, queries
from sightline_server.access.actor import Actor
from sightline_server.access.identities import COOKIE, LONGEST_SECRET
from sightline_server.access.payloads import KeyCreated, KeyRow, NewKey, OneTimeToken, SessionState, SignIn
from sightline_server.access.policy import Role
from sightline_server.access.secrets import digest, new_key, new_secret, prefix_of
from sightline_server.access.tokens import issue

SESSION_SECONDS = 30 * 86_400
Asked = Request[Actor, Any, State]


@post("/session", opt={"permission": "public"}, status_code=204)
async def sign_in(data: JSONBody[SignIn], request: Asked, state: State) -> Response[None]:
    """Turn a one-time token into a session: the answer sets its cookie."""
    if not 0 < len(data.token) <= LONGEST_SECRET:
        raise Unauthorized("this sign-in link was used already, or is too old: ask for a new one")
    secret, now = new_secret(), time.time()

    def begin(connection: Connection) -> Role | None:
        role = queries.take_token(connection, digest(data.token), now)
        if role is not None:
            queries.add_session(connection, digest(secret), role, now, now + SESSION_SECONDS)
            audit.record(connection, Actor("you", role, key=False), "session.begun", role)
        return role

    if await state.writer.run(begin) is None:
        raise Unauthorized("this sign-in link was used already, or is too old: ask for a new one")
    return Response(None, status_code=204, cookies=[_cookie(request, secret, SESSION_SECONDS)])


@get("/session", opt={"permission": "session.read"}, sync_to_thread=False)
def who_am_i(request: Asked, state: State) -> SessionState:
    """Who the server takes the sender for."""
    return SessionState(request.user.name, request.user.role, __version__, state.settings.local)


@delete("/session", opt={"permission": "session.read"}, status_code=204)
async def sign_out(request: Asked, state: State) -> Response[None]:
    """End this session. A key stays as it is."""
    secret = request.cookies.get(COOKIE, "")
    if secret and not request.user.key:

        def end(connection: Connection) -> None:
            queries.end_session(connection, digest(secret))
            audit.record(connection, request.user, "session.ended", request.user.role)

        await state.writer.run(end)
        state.identities.forget()
    return Response(None, status_code=204, cookies=[_cookie(request, "", 0)])


@post("/session/token", opt={"permission": "session.invite"}, status_code=201)
async def invite(request: Asked, state: State) -> OneTimeToken:
    """A link that signs one browser in, once, within ten minutes."""
    token = new_secret()

    def add(connection: Connection) -> None:
        issue(connection, token, "owner", seconds=600)
        audit.record(connection, request.user, "token.issued", "owner")

    await state.writer.run(add)
    return OneTimeToken(token, f"{str(request.base_url).rstrip('/')}/sign-in#token={token}")


@get("/keys", opt={"permission": "key.manage"}, sync_to_thread=True)
def list_keys(state: State) -> list[KeyRow]:
    """All API keys, the oldest first; never the keys themselves."""
    with state.store.read() as connection:
        return queries.keys(connection)


@post("/keys", opt={"permission": "key.manage"})
async def create_key(data: JSONBody[NewKey], request: Asked, state: State) -> KeyCreated:
    """A new API key. It is shown once, in this answer; the server keeps its hash."""
    name = data.name.strip()
    if not 0 < len(name) <= 255 or not name.isprintable():
        raise InvalidName(f"key name: expected 1 to 255 printable characters, got {data.name[:40]!r}")
    key = new_key()
    row = KeyRow(str(uuid4()), name, data.role, prefix_of(key), time.time(), None)

    def add(connection: Connection) -> None:
        queries.add_key(connection, row, digest(key))
        audit.record(connection, request.user, "key.created", row.id, f"{row.name} ({row.role})")

    await state.writer.run(add)
    return KeyCreated(key, row)


@delete("/keys/{id:uuid}", opt={"permission": "key.manage"}, status_code=204)
async def revoke_key(id: FromPath[UUID], request: Asked, state: State) -> None:
    """Revoke a key: the next request with it is refused."""

    def remove(connection: Connection) -> None:
        name = queries.remove_key(connection, str(id))
        if name is None:
            raise NotFound(f"no key {id}")
        audit.record(connection, request.user, "key.revoked", str(id), name)

    await state.writer.run(remove)
    state.identities.forget()


def _cookie(request: Asked, value: str, seconds: int) -> Cookie:
    return Cookie(
        key=COOKIE,
        value=value,
        max_age=seconds,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )


router = Router(
    "/api", route_handlers=[sign_in, who_am_i, sign_out, invite, list_keys, create_key, revoke_key], tags=["access"]
)
