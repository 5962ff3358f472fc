"""The database as one SQLite file, whichever database it is; and such a file as a database again."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import Connection, MetaData, Table, create_engine, func, insert, inspect, select
from sqlalchemy.pool import NullPool

from sightline_server.storage.manifest import BackupProblem

if TYPE_CHECKING:
    from pathlib import Path

    from sightline_server.store.engine import Store

#: Who is signed in, and who could: a restored server asks everybody anew.
SECRETS = ("session", "one_time_token")
_REVISION = "alembic_version"
#: Rows on their way at once: a row of points has up to some 100 kB.
ROWS = 200
_INSTRUCTIONS = 100_000
#: (what is being done, how much of it is done, how much it is in all)
Progress = Callable[[str, int, int], None]


def take(store: Store, target: Path, progress: Progress) -> None:
    """Write one consistent state of a database that is in use to the new file `target`. Raises BackupProblem."""
    if store.is_sqlite:
        _vacuum(str(store.url.database), target, progress)
    else:
        _copy_out(store, target, progress)
    _settle(target)


def check(store: Store) -> None:
    """Whether there is a database at all. Raises BackupProblem."""
    if store.is_sqlite and not os.path.isfile(str(store.url.database)):
        where = "name the server's folder with --data, or its PostgreSQL with --database"
        raise BackupProblem(f"no database {store.url.database}; {where}")


def remove(database: Path) -> None:
    """The file, and what SQLite left beside it when it was killed."""
    for ending in ("", "-journal", "-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


def revision_of(snapshot: Path) -> str:
    """The schema's. Raises sqlite3.DatabaseError when it is no database of ours."""
    with closing(sqlite3.connect(snapshot)) as connection:
        return str(connection.execute(f"SELECT version_num FROM {_REVISION}").fetchone()[0])


def blobs_of(snapshot: Path) -> list[tuple[str, int]]:
    """(sha256, bytes) of all that the server had."""
    with closing(sqlite3.connect(snapshot)) as connection:
        return connection.execute("SELECT sha256, size FROM blob ORDER BY sha256").fetchall()


def counts_of(snapshot: Path) -> tuple[int, int]:
    """Projects and experiments that are not deleted."""
    with closing(sqlite3.connect(snapshot)) as connection:
        tables = ("project", "experiment")
        found = [connection.execute(f"SELECT count(*) FROM {name} WHERE deleted IS NULL").fetchone() for name in tables]
    return found[0][0], found[1][0]


def load(snapshot: Path, connection: Connection, progress: Progress) -> None:
    """Fill an empty PostgreSQL database in the caller's transaction. `snapshot` has the newest schema."""
    from sightline_server.schema import metadata
    from sightline_server.store.migrations.upgrade import upgrade

    upgrade(connection)
    with create_engine(f"sqlite:///{snapshot}", poolclass=NullPool).connect() as source:
        _copy(source, connection, metadata.sorted_tables, progress)
    for table in metadata.sorted_tables:
        _go_on_counting(connection, table)


def is_empty(connection: Connection) -> bool:
    """Whether the database has no table yet."""
    return not inspect(connection).get_table_names()


def _vacuum(source: str, target: Path, progress: Progress) -> None:
    """One reading transaction: in WAL mode nobody waits for it, and what was deleted is not in the copy."""
    expected = os.path.getsize(source)

    def tell() -> None:
        progress("database", min(target.stat().st_size if target.exists() else 0, expected), expected)

    with closing(sqlite3.connect(f"file:{quote(source)}?mode=ro", uri=True, timeout=30)) as connection:
        connection.set_progress_handler(tell, _INSTRUCTIONS)
        connection.execute("VACUUM INTO ?", (str(target),))


def _copy_out(store: Store, target: Path, progress: Progress) -> None:
    """Table by table, in one snapshot of PostgreSQL's (the store's readers are REPEATABLE READ)."""
    from sightline_server.store.migrations.upgrade import upgrade

    with store.read() as source, create_engine(f"sqlite:///{target}", poolclass=NullPool).begin() as copy:
        tables = MetaData()
        tables.reflect(source)
        if _REVISION not in tables.tables:
            raise BackupProblem(f"no Sightline server has used the database {store.url!r} yet")
        upgrade(copy, source.execute(select(tables.tables[_REVISION].c.version_num)).scalar_one())
        kept = [table for table in tables.sorted_tables if table.name not in (*SECRETS, _REVISION)]
        _copy(source, copy, kept, progress)


def _copy(source: Connection, target: Connection, tables: Iterable[Table], progress: Progress) -> None:
    tables = list(tables)
    total = sum(source.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
    done = 0
    for table in tables:
        found = source.execution_options(yield_per=ROWS).execute(select(table)).mappings()
        for rows in found.partitions():
            target.execute(insert(table), [dict(row) for row in rows])
            done += len(rows)
            progress("rows of the database", done, total)


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Rows came with their numbers: the next one must not be given twice."""
    column = table.autoincrement_column
    if column is not None:
        last = select(func.coalesce(func.max(column), 1), func.max(column).is_not(None)).subquery()
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
        connection.execute(select(func.setval(sequence, *last.c)))


def _settle(target: Path) -> None:
    """One file without a log beside it, nobody signed in, whole, and on the disk. Raises BackupProblem."""
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA secure_delete = ON")
        for name in SECRETS:
            connection.execute(f"DELETE FROM {name}")
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise BackupProblem(f"the database is damaged: {found}")
    with target.open("rb") as file:
        os.fsync(file.fileno())
