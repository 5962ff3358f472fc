"""Random secrets, and what is stored of them.

Every secret here is 256 random bits, so that a plain SHA-256 is as hard to turn round as a slow hash would be, and a
request with a key costs a microsecond. (Passwords, which people choose, would need a slow one; there are none.)
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

KEY_PREFIX = "sl_"
#: Characters of a key that are stored readable: enough to find and recognise it, worth 48 of its 256 + 48 bits.
PREFIX_LENGTH = len(KEY_PREFIX) + 8


def new_secret() -> str:
    """43 characters, 256 random bits, safe in addresses."""
    return secrets.token_urlsafe(32)


def new_key() -> str:
    """An API key: `sl_`, 8 characters to find it by, and 256 random bits."""
    return f"{KEY_PREFIX}{secrets.token_urlsafe(6)}{new_secret()}"


def prefix_of(key: str) -> str:
    return key[:PREFIX_LENGTH]


def digest(secret: str) -> str:
    """64 hex digits: what the database holds."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def same(stored: str, given: str) -> bool:
    """Whether two digests are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(stored, given)
