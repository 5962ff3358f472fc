"""Versions of files: each row points at bytes in blobs."""

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Index, Integer, String, Table

from sightline_server.store.metadata import Time, metadata

file_version = Table(
    "file_version",
    metadata,
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(255), primary_key=True),
    Column("version", Integer, primary_key=True),  # 1, 2, ...; a number is never given twice
    Column("filename", String(255), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("head", String(128), nullable=False),  # the first 64 bytes, hex
    Column("folder", Boolean, nullable=False),
    Column("step", Double),
    Column("created", Time, nullable=False),
    Column("deleted", Time),
    Index(None, "sha256"),
)
