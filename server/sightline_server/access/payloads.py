"""Sessions and keys on the wire."""

from msgspec import Struct


class SignIn(Struct, forbid_unknown_fields=True):
    token: str


class SessionState(Struct):
    actor: str                   # "you", or a key's name
    role: str                    # "owner" | "editor" | "viewer"
    server: str                  # version
    local: bool                  # bound to loopback


class OneTimeToken(Struct):
    token: str
    address: str                 # the page that signs in with it


class NewKey(Struct, forbid_unknown_fields=True):
    name: str
    role: str = "editor"


class KeyRow(Struct):
    id: str
    name: str
    role: str
    prefix: str                  # first characters, to recognise it
    created: float
    last_used: float | None


class KeyCreated(Struct):
    key: str                     # shown once, stored hashed
    row: KeyRow
