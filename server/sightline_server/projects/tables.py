"""Projects, and the names that their experiments use."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from sightline_server.store.metadata import Time, metadata

project = Table(
    "project",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(255), nullable=False, unique=True),
    Column("description", Text, nullable=False, default=""),
    Column("created", Time, nullable=False),
    Column("deleted", Time),
    Column("experiments", Integer, nullable=False, default=0),  # numbers given so far
)

#: Names of line and value logs of a project: what can be a column, without looking at every experiment.
metric_name = Table(
    "metric_name",
    metadata,
    Column("project_id", ForeignKey("project.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(255), primary_key=True),
    Column("experiments", Integer, nullable=False),
)

#: Names of parameters. `differing`: of `experiments`, how many have another value than the first one had.
parameter_name = Table(
    "parameter_name",
    metadata,
    Column("project_id", ForeignKey("project.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(255), primary_key=True),
    Column("first", Text, nullable=False),
    Column("experiments", Integer, nullable=False),
    Column("differing", Integer, nullable=False),
)
