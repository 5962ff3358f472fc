"""Sessions and keys on the wire."""

from msgspec import Struct

from sightline_server.access.policy import Role


class SignIn(Struct, forbid_unknown_fields=True):
    token: str


class SessionState(Struct):
    actor: str  # "you", or a key's name
    role: Role
    server: str  # version
    local: bool  # bound to loopback


class OneTimeToken(Struct):
    token: str
    address: str  # the page that signs in with it


class NewKey(Struct, forbid_unknown_fields=True):
    name: str
    role: Role = "editor"


class KeyRow(Struct):
    id: str
    name: str
    role: Role
    prefix: str  # first characters, to recognise it
    created: float
    last_used: float | None


class KeyCreated(Struct):
    key: str  # shown once, stored hashed
    row: KeyRow
