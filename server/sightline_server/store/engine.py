"""The database: SQLite in WAL mode, or PostgreSQL. Readers read; only the writer commits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text

from sightline_server.store.metadata import metadata
from sightline_server.store.migrations import NEWEST

if TYPE_CHECKING:
    from sqlite3 import Connection as SqliteConnection

#: Held by the process that writes to a PostgreSQL database: the same number in every server.
WRITER_LOCK = 0x51_6874_6C69


class Store:
    """One database. Give `prepare` a chance before the first `read`.

    database: `sqlite:///path/to/file` or `postgresql+psycopg://user@host/name`.
    """

    def __init__(self, database: str) -> None:
        self.url = make_url(database)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._readers = _sqlite(database, writes=False) if self.is_sqlite else _postgresql(database, writes=False)
        self._writers = _sqlite(database, writes=True) if self.is_sqlite else _postgresql(database, writes=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state and cannot change it."""
        with self._readers.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The writer's connection, in a transaction that no other process writes beside, and that is not committed.

        For `Writer` only: what it does not commit is rolled back.
        """
        with self._writers.connect() as connection:
            self._take_turn(connection)
            yield connection

    def prepare(self) -> None:
        """Bring the schema to the newest revision. Alembic is loaded only when there is something to migrate."""
        if self.is_sqlite and self.url.database not in (None, "", ":memory:"):
            Path(str(self.url.database)).parent.mkdir(parents=True, exist_ok=True)
        with self._writers.begin() as connection:
            self._take_turn(connection)
            stored = _revision(connection)
            if stored is None:
                _create(connection)
            elif stored != NEWEST:
                from sightline_server.store.migrations.upgrade import upgrade

                upgrade(connection)

    def close(self) -> None:
        """Give the connections back; SQLite folds its log into the file."""
        self._readers.dispose()
        self._writers.dispose()

    def _take_turn(self, connection: Connection) -> None:
        """One writing transaction at a time, also over several servers: no deadlocks, and events become visible in
        the order of their numbers. SQLite does this by itself."""
        if not self.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})


def _revision(connection: Connection) -> str | None:
    """The revision that the schema has; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _create(connection: Connection) -> None:
    """The newest schema in one go; a test proves that the migrations lead to the same."""
    metadata.create_all(connection, checkfirst=False)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": NEWEST})


def _sqlite(database: str, *, writes: bool) -> Engine:
    engine = create_engine(
        database,
        pool_size=1 if writes else 8,
        max_overflow=0 if writes else 24,
        # The driver must not open transactions by itself: the events below do.
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": 30.0, "cached_statements": 256},
    )

    @event.listens_for(engine, "connect")
    def connected(connection: SqliteConnection, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout = 30000")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -8000")
        connection.execute("PRAGMA temp_store = MEMORY")
        if not writes:
            connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(database: str, *, writes: bool) -> Engine:
    options: dict[str, object] = {} if writes else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return create_engine(
        database,
        pool_size=1 if writes else 8,
        max_overflow=0 if writes else 24,
        pool_pre_ping=True,
        execution_options=options,
    )
