"""Bytes by their sha256, who needs them, and uploads on their way."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from sightline_server.store.metadata import Time, metadata

blob = Table(
    "blob",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("created", Time, nullable=False),
    # Whoever announces bytes that are here is about to refer to them: the grace period of `gc` counts from then.
    Column("announced", Time, nullable=False),
)

upload = Table(
    "upload",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("part_size", Integer, nullable=False),
    Column("announced", Time, nullable=False),
    Index(None, "sha256", "size", unique=True),  # the same file again goes on where the last try stopped
)

#: What an image log shows: only these are served as pictures, and `gc` keeps them.
blob_reference = Table(
    "blob_reference",
    metadata,
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Index(None, "sha256"),
)
