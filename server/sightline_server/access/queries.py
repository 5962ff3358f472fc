"""Sessions, tokens and keys as rows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from sightline_server.access.payloads import KeyRow
from sightline_server.access.policy import Role
from sightline_server.access.tables import api_key, one_time_token, session


@dataclass(frozen=True, slots=True)
class StoredKey:
    id: str
    name: str
    role: Role
    digest: str
    last_used: float | None


def add_token(connection: Connection, digest: str, role: Role, expires: float) -> None:
    connection.execute(insert(one_time_token).values(digest=digest, role=role, expires=expires))


def take_token(connection: Connection, digest: str, now: float) -> Role | None:
    """The role of a token that nobody used before; it is gone afterwards. Late ones go with it."""
    found = connection.execute(
        select(one_time_token.c.role).where(one_time_token.c.digest == digest, one_time_token.c.expires > now)
    ).scalar_one_or_none()
    connection.execute(
        delete(one_time_token).where((one_time_token.c.digest == digest) | (one_time_token.c.expires <= now))
    )
    return found


def add_session(connection: Connection, digest: str, role: Role, now: float, expires: float) -> None:
    connection.execute(delete(session).where(session.c.expires <= now))
    connection.execute(insert(session).values(digest=digest, role=role, created=now, expires=expires))


def session_role(connection: Connection, digest: str, now: float) -> Role | None:
    query = select(session.c.role).where(session.c.digest == digest, session.c.expires > now)
    return connection.execute(query).scalar_one_or_none()


def end_session(connection: Connection, digest: str) -> None:
    connection.execute(delete(session).where(session.c.digest == digest))


def add_key(connection: Connection, row: KeyRow, digest: str) -> None:
    values = {"id": row.id, "name": row.name, "role": row.role, "prefix": row.prefix, "created": row.created}
    connection.execute(insert(api_key).values(digest=digest, **values))


def keys(connection: Connection) -> list[KeyRow]:
    """All keys, the oldest first."""
    columns = (api_key.c.id, api_key.c.name, api_key.c.role, api_key.c.prefix, api_key.c.created, api_key.c.last_used)
    rows = connection.execute(select(*columns).order_by(api_key.c.created, api_key.c.id))
    return [KeyRow(row.id, row.name, row.role, row.prefix, row.created, row.last_used) for row in rows]


def stored_key(connection: Connection, prefix: str) -> StoredKey | None:
    columns = (api_key.c.id, api_key.c.name, api_key.c.role, api_key.c.digest, api_key.c.last_used)
    row = connection.execute(select(*columns).where(api_key.c.prefix == prefix)).one_or_none()
    return StoredKey(*row) if row else None


def touch_key(connection: Connection, id: str, now: float) -> None:
    connection.execute(update(api_key).where(api_key.c.id == id).values(last_used=now))


def remove_key(connection: Connection, id: str) -> str | None:
    """The name of the key that was removed; None when there was no such key."""
    name = connection.execute(select(api_key.c.name).where(api_key.c.id == id)).scalar_one_or_none()
    connection.execute(delete(api_key).where(api_key.c.id == id))
    return name
