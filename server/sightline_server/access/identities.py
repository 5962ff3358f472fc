"""From the secret in a request to the actor who sent it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from litestar.concurrency import sync_to_thread

from sightline_server.access import queries
from sightline_server.access.actor import Actor
from sightline_server.access.secrets import digest, new_key, prefix_of, same

if TYPE_CHECKING:
    from litestar.connection import ASGIConnection
    from sqlalchemy import Connection

    from sightline_server.store.engine import Store
    from sightline_server.store.writer import Writer

COOKIE = "sightline_session"
#: Seconds for which an answer is remembered, so that a stream of batches does not ask the database each time. A key
#: that another server process revoked works this much longer; one revoked here stops at once.
REMEMBERED = 5.0
MOST_REMEMBERED = 1000
#: Seconds between two notes that a key is in use.
NOTED = 60.0
LONGEST_SECRET = 200


class Identities:
    """Knows the database's sessions and keys, and one key of this process: the local user's, never stored."""

    def __init__(self, store: Store, writer: Writer) -> None:
        self._store, self._writer = store, writer
        self._known: dict[str, tuple[float, Actor]] = {}
        self._noting: set[asyncio.Task[None]] = set()
        self._local = ""

    def make_local_key(self) -> str:
        """A key with all rights for programs of this user on this machine; it ends with the process."""
        key = new_key()
        self._local = digest(key)
        return key

    async def actor(self, connection: ASGIConnection[Any, Any, Any, Any]) -> Actor | None:
        """Who sent this; None for nobody we know. A key wins over a cookie."""
        secret, is_key = secret_of(connection)
        if not secret or len(secret) > LONGEST_SECRET:
            return None
        given = digest(secret)
        if is_key and self._local and same(self._local, given):
            return Actor("local", "owner", key=True)
        now = time.time()
        remembered = self._known.get(given)
        if remembered and remembered[0] > now and remembered[1].key == is_key:
            return remembered[1]
        found = await sync_to_thread(self._find, secret, given, is_key, now)
        if found is None:
            return None
        actor, to_note = found
        self._remember(given, actor, now)
        if to_note is not None:
            self._note(to_note, now)
        return actor

    def forget(self) -> None:
        """Ask the database again: something was revoked."""
        self._known.clear()

    def _find(self, secret: str, given: str, is_key: bool, now: float) -> tuple[Actor, str | None] | None:
        """The actor, and the key whose use is worth a note."""
        with self._store.read() as connection:
            if not is_key:
                role = queries.session_role(connection, given, now)
                return (Actor("you", role, key=False), None) if role else None
            key = queries.stored_key(connection, prefix_of(secret))
            if key is None or not same(key.digest, given):
                return None
            stale = key.last_used is None or now - key.last_used > NOTED
            return Actor(key.name, key.role, key=True), key.id if stale else None

    def _remember(self, given: str, actor: Actor, now: float) -> None:
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[given] = (now + REMEMBERED, actor)

    def _note(self, id: str, now: float) -> None:
        """Beside the request: nobody waits for it."""

        def touch(connection: Connection) -> None:
            queries.touch_key(connection, id, now)

        task = asyncio.create_task(self._writer.run(touch))
        self._noting.add(task)
        task.add_done_callback(self._noting.discard)


def secret_of(connection: ASGIConnection[Any, Any, Any, Any]) -> tuple[str, bool]:
    """The secret of a request ("" without one), and whether it is an API key."""
    scheme, _, given = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return given.strip(), True
    return connection.cookies.get(COOKIE, ""), False
