"""Experiments: the row, and what the table of experiments shows beside it."""

from sqlalchemy import Boolean, Column, Double, ForeignKey, Index, Integer, String, Table, Text

from sightline_server.store.metadata import Json, Time, metadata

experiment = Table(
    "experiment",
    metadata,
    Column("id", String(36), primary_key=True),  # uuid, made by the SDK
    Column("project_id", ForeignKey("project.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, ... in the project
    Column("slot", Integer, nullable=False),
    Column("name", String(255), nullable=False),
    Column("status", String(16), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("pinned", Boolean, nullable=False, default=False),
    Column("archived", Boolean, nullable=False, default=False),
    Column("created", Time, nullable=False),
    Column("started", Time, nullable=False),
    Column("ended", Time),
    Column("last_seen", Time, nullable=False),  # by the server's clock: the last sign of life
    Column("last_record", Time, nullable=False),  # by the script's clock: the newest that it sent
    Column("deleted", Time),
    Column("dataset", String(255)),
    Column("notes", Text, nullable=False, default=""),
    Column("logs", Integer, nullable=False, default=0),
    Column("console_lines", Integer, nullable=False, default=0),
    Index(None, "project_id", "created"),
    Index(None, "project_id", "name"),
    Index(None, "status", "last_seen"),
)

#: What the SDK captured; apart from the row, because a diff can be long.
facts = Table(
    "facts",
    metadata,
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True),
    Column("facts", Json, nullable=False),
    Column("diff", Text, nullable=False, default=""),
)

tag = Table(
    "tag",
    metadata,
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(255), primary_key=True),
    Column("position", Integer, nullable=False),
)

#: `number` for sorting and comparing (a bool is 0 or 1), `text` for reading and searching, `value` exactly as it came.
parameter = Table(
    "parameter",
    metadata,
    Column("project_id", Integer, nullable=False),
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(255), primary_key=True),
    Column("number", Double),
    Column("text", Text, nullable=False),
    Column("value", Json, nullable=False),
    Index(None, "project_id", "name"),
)

#: Which log stands in the Summary under a reserved name.
headline = Table(
    "headline",
    metadata,
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(255), primary_key=True),
    Column("log", String(255), nullable=False),
    Column("better", String(8), nullable=False),
)

#: Index -> class name, as the experiment's label map has it.
class_names = Table(
    "class_names",
    metadata,
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True),
    Column("names", Json, nullable=False),
)

#: How many images each split has, a hash over all of them, how many are in two splits, and how many the model learnt
#: from are in the test and in the eval split.
split_badge = Table(
    "split_badge",
    metadata,
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True),
    Column("project_id", Integer, nullable=False),
    Column("train", Integer, nullable=False),
    Column("test", Integer, nullable=False),
    Column("eval", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("leaks", Integer, nullable=False),
    Column("test_leaks", Integer, nullable=False),
    Column("eval_leaks", Integer, nullable=False),
    Index(None, "project_id", "hash"),
)

#: One process's journal, and how far it was committed.
writer = Table(
    "writer",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("experiment_id", ForeignKey("experiment.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("process", Integer, nullable=False),
    Column("next_line", Integer, nullable=False),
    Column("last_seen", Time, nullable=False),
    Column("set_aside", Integer, nullable=False, default=0),
    Column("ended", Boolean, nullable=False, default=False),
)

#: A record that could not be stored as it is: kept whole, never sent again.
set_aside = Table(
    "set_aside",
    metadata,
    Column("writer_id", ForeignKey("writer.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("code", String(64), nullable=False),
    Column("detail", Text, nullable=False),
    Column("record", Json, nullable=False),
)

#: What was answered to a batch, where it was more than "stored": the same batch is answered the same again.
answer = Table(
    "answer",
    metadata,
    Column("writer_id", ForeignKey("writer.id", ondelete="CASCADE"), primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("lines", Integer, nullable=False),
    Column("body", Json, nullable=False),
)
