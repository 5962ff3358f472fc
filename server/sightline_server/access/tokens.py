"""One-time sign-in tokens."""

from __future__ import annotations

import time

from sqlalchemy import Connection

from sightline_server.access import queries
from sightline_server.access.policy import Role
from sightline_server.access.secrets import digest


def issue(connection: Connection, token: str, role: Role, *, seconds: float) -> None:
    """Let this token sign one browser in, within so many seconds."""
    queries.add_token(connection, digest(token), role, time.time() + seconds)
