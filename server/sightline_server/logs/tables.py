"""Logs: one head row a name, the states of a log, the chunks of a line, the console."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from sightline_server.store.metadata import Json, Time, metadata

BigKey = BigInteger().with_variant(Integer, "sqlite")

#: One row a name. All that the Summary and the experiment table read; never the points.
#: `number` and `text` are the last value: a finite number in `number`, anything else ("NaN", a text) in `text`.
log = Table(
    "log",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=False),  # given by the writer: it is alone
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), nullable=False),
    Column("project_id", Integer, nullable=False),
    Column("name", String(255), nullable=False),
    Column("type", String(16), nullable=False),
    Column("position", Integer, nullable=False),  # order of first arrival
    Column("treated_as", String(255)),
    Column("versions", Integer, nullable=False),
    Column("updated", Time, nullable=False),
    Column("number", Double),
    Column("text", Text),
    Column("step", Double),
    Column("count", BigInteger, nullable=False, default=0),
    Column("first_step", Double),
    Column("whole_steps", Boolean, nullable=False, default=True),
    Column("last_time", Time),
    Column("min", Double),
    Column("min_step", Double),
    Column("max", Double),
    Column("max_step", Double),
    Column("non_finite", BigInteger, nullable=False, default=0),
    Column("next_chunk", Integer, nullable=False, default=1),
    Column("small_points", Integer, nullable=False, default=0),  # in chunks that are closed but not sealed
    UniqueConstraint("experiment_id", "name"),
    Index(None, "project_id", "name"),
    Index(None, "project_id", "treated_as"),
)

#: The last values of an experiment's lines and values once more, for who reads those of a whole project: JSON members
#: ('"loss":0.5,"name":"NaN"'), those of a number of logs by their position in one row.
latest = Table(
    "latest",
    metadata,
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("members", Json, nullable=False),
)

#: A state of a log that is not a line.
log_version = Table(
    "log_version",
    metadata,
    Column("log_id", ForeignKey("log.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("step", Double),
    Column("time", Time, nullable=False),
    Column("data", Json, nullable=False),
)

#: Points of a line. `generation` counts up when a series is overwritten; the earlier ones stay readable as history.
#: Generation -1 holds points that a later wall time replaced. Number 0 is the open chunk; those without a pyramid are
#: small ones that wait to be sealed together. The sealed chunks of a generation never overlap in steps.
chunk = Table(
    "chunk",
    metadata,
    Column("log_id", ForeignKey("log.id", ondelete="CASCADE"), primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("first_step", Double, nullable=False),
    Column("last_step", Double, nullable=False),
    Column("count", Integer, nullable=False),
    Column("coarse", LargeBinary),  # the pyramid: few points
    Column("fine", LargeBinary),  # the pyramid: more of them
    Column("sketch", LargeBinary),  # of the open chunk only: the sparkline of the whole series
    Column("data", LargeBinary, nullable=False),
)

console = Table(
    "console",
    metadata,
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True),
    Column("first", Integer, primary_key=True),  # number of the first line in here
    Column("count", Integer, nullable=False),
    Column("stream", String(8), nullable=False),
    Column("time", Time, nullable=False),
    Column("text", Text, nullable=False),
)
