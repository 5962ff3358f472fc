"""What the platform noticed. (experiment, code, subject) is one finding: the same again updates it."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from sightline_server.store.metadata import Json, Time, metadata

finding = Table(
    "finding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), nullable=False),
    Column("code", String(64), nullable=False),
    Column("subject", String(512), nullable=False),
    Column("severity", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("names", Json, nullable=False),
    Column("fix", Text, nullable=False),
    Column("created", Time, nullable=False),
    Column("dismissed", Boolean, nullable=False, default=False),
    Column("lasting", Boolean, nullable=False),  # of a refusal: no examination takes it back
    UniqueConstraint("experiment_id", "code", "subject"),
)
