"""The store on both databases: each test that asks for one runs twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sightline_server import schema
from sightline_server.store.engine import Store
from sightline_server.store.writer import Writer

from tests.server import postgres
from tests.server.recorder import Recorder
from tests.server.serving import Served, serving

assert schema.metadata.tables  # imported for all tables to be known


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """A PostgreSQL cluster of this test session's own."""
    if reason := postgres.why_not():
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with postgres.cluster() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    with empty_database(request, tmp_path) as address:
        yield address


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A whole server for tests that only look, on either database: those of one file share it."""
    folder = tmp_path_factory.mktemp("shared")
    with empty_database(request, folder) as address, serving(folder, database=address) as served:
        yield served


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """A store with the newest schema."""
    store = Store(database)
    store.prepare()
    yield store
    store.close()


@pytest.fixture
def writer(store: Store) -> Iterator[Writer]:
    """The store's running writer."""
    with Writer(store).running() as writer:
        yield writer


@pytest.fixture
def recorder(store: Store, writer: Writer) -> Recorder:
    """A script that has opened an experiment."""
    recorder = Recorder(store, writer)
    recorder.open()
    return recorder


@contextmanager
def empty_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Of the kind that the fixture's parameter names."""
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'sightline.db'}"
    else:
        with postgres.database(request.getfixturevalue("postgres_address")) as address:
            yield address


@pytest.fixture
def served(database: str, tmp_path: Path) -> Iterator[Served]:
    """A whole server, on either database."""
    with serving(tmp_path, database=database) as served:
        yield served
