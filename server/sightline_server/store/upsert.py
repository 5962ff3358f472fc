"""Insert rows, or update them where their key is there already: the one statement whose words differ by database."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.sql.dml import Insert


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write whole rows by primary key. Every row has the same columns; those that it leaves out keep their value."""
    if rows:
        connection.execute(_statement(table, tuple(rows[0]), connection.dialect.name), list(rows))


@lru_cache(maxsize=256)
def _statement(table: Table, columns: tuple[str, ...], dialect: str) -> Insert:
    keys = [column.name for column in table.primary_key]
    insert = _insert(table, dialect)
    changed = {name: insert.excluded[name] for name in columns if name not in keys}
    made: Insert
    if changed:
        made = insert.on_conflict_do_update(index_elements=keys, set_=changed)
    else:
        made = insert.on_conflict_do_nothing(index_elements=keys)
    return made


def _insert(table: Table, dialect: str) -> Any:
    """The dialect's own INSERT; only the one in use is loaded, which a start notices."""
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as sqlite_insert

        return sqlite_insert(table)
    from sqlalchemy.dialects.postgresql import insert as postgresql_insert

    return postgresql_insert(table)
