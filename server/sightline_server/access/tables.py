"""Sessions, one-time tokens, API keys, and the record of who changed what."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from sightline_server.store.metadata import Time, metadata

session = Table(
    "session",
    metadata,
    Column("digest", String(64), primary_key=True),  # of the cookie
    Column("role", String(16), nullable=False),
    Column("created", Time, nullable=False),
    Column("expires", Time, nullable=False),
)

one_time_token = Table(
    "one_time_token",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("expires", Time, nullable=False),
)

api_key = Table(
    "api_key",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(255), nullable=False),
    Column("role", String(16), nullable=False),
    Column("prefix", String(16), nullable=False, unique=True),  # the first characters, readable
    Column("digest", String(64), nullable=False),
    Column("created", Time, nullable=False),
    Column("last_used", Time),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("time", Time, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),  # "key.created", "experiment.deleted", ...
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

Index(None, audit.c.time)
