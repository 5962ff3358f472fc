"""The one MetaData that every capability's `tables.py` adds its tables to."""

from sqlalchemy import Double, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Seconds since the epoch.
Time: TypeEngine[float] = Double()
#: JSON as text, encoded and decoded by msgspec: the same bytes on both databases, and never parsed on the way.
Json: TypeEngine[str] = Text()

__all__ = ["Json", "Table", "Time", "metadata"]
