"""A backup and `gc` exclude each other: what a snapshot refers to must be there until it is copied.

On SQLite the lock is on the database's folder, on PostgreSQL it is the database's own, which every server and every
machine sees. Either goes with its process, however that ends.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sightline.errors import Conflict
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

if TYPE_CHECKING:
    from sightline_server.store.engine import Store

#: The same number in every program that works on a PostgreSQL database.
BACKUP_LOCK = 0x51_6874_6C6A
_BUSY = "a backup is being made, which needs what would be freed; try again when it has ended"


@contextmanager
def keeping(store: Store) -> Iterator[None]:
    """Nothing is freed inside this block. Waits until a collection that runs has ended."""
    if store.is_sqlite:
        with _folder(store) as descriptor:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            yield
        return
    engine = create_engine(store.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock_shared(:key)"), {"key": BACKUP_LOCK})
        try:
            yield
        finally:  # the server notices a closed connection only a moment later
            connection.execute(text("SELECT pg_advisory_unlock_shared(:key)"), {"key": BACKUP_LOCK})


@contextmanager
def freeing(store: Store) -> Iterator[None]:
    """No backup begins inside this block. Raises Conflict while one is being made."""
    if store.is_sqlite:
        with _folder(store) as descriptor:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Conflict(_BUSY) from None
            yield
        return
    with store.read() as connection:
        if not connection.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": BACKUP_LOCK}).scalar_one():
            raise Conflict(_BUSY)
        yield


@contextmanager
def _folder(store: Store) -> Iterator[int]:
    descriptor = os.open(os.path.dirname(str(store.url.database)) or ".", os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)  # a child that was forked a moment ago may still have it open
        os.close(descriptor)
