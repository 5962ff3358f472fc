"""Who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from litestar import Request
from litestar.datastructures import State

from sightline_server.access.policy import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """`name`: "you" for a person who signed in, else the key's name. `key`: whether it came with an API key."""

    name: str
    role: Role
    key: bool


async def current_actor(request: Request[Actor, Any, State]) -> Actor:
    """For handlers that ask for `actor`: whom the guard let in."""
    return request.user
