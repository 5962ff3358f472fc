"""A backup is the same whatever the server's database and file store are, so that it moves from one to the other."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sightline_server import schema
from sightline_server.settings import Settings
from sightline_server.storage.backup import back_up
from sightline_server.storage.restore import check, restore
from sightline_server.storage.snapshot import SECRETS
from sightline_server.store.engine import Store
from sightline_server.store.migrations import NEWEST
from sightline_server.store.migrations.upgrade import configuration, upgrade
from sqlalchemy import create_engine, select, text

from tests.server import postgres
from tests.server.serving import Served, serving

Rows = dict[str, list[tuple[Any, ...]]]


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody looks at the progress."""


@contextmanager
def empty(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Settings]:
    """Settings of a server of this kind that was never started."""
    settings = Settings(data=folder / "data", home=folder / "home")
    if kind == "sqlite":
        yield settings
        return
    with postgres.database(request.getfixturevalue("postgres_address")) as address:
        yield dataclasses.replace(settings, database=address)


def fill(served: Served) -> None:
    """Something in nearly every table, and of every kind of value."""
    experiment, deleted = served.experiment(), served.experiment(name="deleted")
    served.store(experiment, "weights", b"bytes")
    served.store(experiment, "nothing", b"")
    served.show_image(experiment, b"picture")
    served.store(deleted, "weights", b"other bytes")
    values = [float(step) ** 0.5 for step in range(5000)]
    points = {"steps": list(range(5000)), "values": values, "times": [1e9 + step for step in range(5000)]}
    served.record(experiment, [{"kind": "points", "name": "loss", **points}])
    served.record(experiment, [{"kind": "points", "name": "odd", "steps": [0, 1.5], "values": ["NaN", "Infinity"],
                                "times": [1.0, 2.0]}])  # fmt: skip
    served.record(experiment, [{"kind": "log", "name": "note", "type": "value", "data": "täg ☃", "time": 1.0}])
    served.with_key("viewer")
    assert served.client.delete(f"/api/experiments/{deleted}").status_code == 204


def rows_of(settings: Settings) -> Rows:
    store = Store(settings.database)
    with store.read() as connection:
        tables = [table for table in schema.metadata.sorted_tables if table.name not in SECRETS]
        found = {table.name: sorted(map(tuple, connection.execute(select(table))), key=repr) for table in tables}
    store.close()
    return found


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
@pytest.mark.parametrize("source", ["sqlite", "postgresql"])
def test_every_row_and_file_arrives(source: str, target: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    with empty(source, request, tmp_path / "one") as first, empty(target, request, tmp_path / "two") as second:
        with serving(tmp_path / "one", database=first.database) as served:
            fill(served)
            back_up(first, backup, quiet)
        expected = rows_of(first)
        check(second, backup)
        restore(second, backup, quiet)
        assert {name: len(rows) for name, rows in expected.items() if rows}.keys() >= {
            "log",
            "chunk",
            "api_key",
            "blob",
        }
        assert rows_of(second) == expected
        with serving(tmp_path / "two", database=second.database) as served:  # and it goes on from there
            experiment = served.experiment(project="new")
            served.store(experiment, "weights", b"bytes")
            content = served.client.get(f"/api/experiments/{experiment}/files/content?name=weights")
            assert content.content == b"bytes"
            assert served.client.delete(f"/api/experiments/{experiment}").status_code == 204


def test_a_database_in_use_is_not_filled(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    with serving(tmp_path / "one") as served:
        fill(served)
    back_up(served.settings, tmp_path / "backup", quiet)
    with empty("postgresql", request, tmp_path / "two") as settings:
        engine = create_engine(settings.database)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE mine (number integer)"))
        with pytest.raises(Exception, match="not empty"):
            check(settings, tmp_path / "backup")
        engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize(
    "revision", [one.revision for one in ScriptDirectory.from_config(configuration()).walk_revisions()]
)
def test_an_old_schema_is_backed_up_as_it_is_and_restored_as_the_newest(
    kind: str, revision: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    with empty(kind, request, tmp_path / "one") as old:
        old.data.mkdir(parents=True)
        engine = create_engine(old.database)
        with engine.begin() as connection:
            upgrade(connection, revision)
            connection.execute(
                text("INSERT INTO project (id, name, description, created, experiments) VALUES (7, 'old', '', 1.5, 0)")
            )
        engine.dispose()
        back_up(old, tmp_path / "backup", quiet)
        new = Settings(data=tmp_path / "two" / "data", home=tmp_path)
        restore(new, tmp_path / "backup", quiet)
        store = Store(new.database)
        with store.read() as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == NEWEST
            assert connection.execute(text("SELECT id, name FROM project")).all() == [(7, "old")]
        store.close()


def test_files_leave_a_bucket_and_come_into_one(s3: dict[str, Any], tmp_path: Path) -> None:
    large = bytes(range(256)) * 80_000
    with serving(tmp_path / "one", presign=False, **s3) as served:
        experiment = served.experiment()
        served.store(experiment, "weights", large)
        served.store(experiment, "nothing", b"")
        made = back_up(served.settings, tmp_path / "backup", quiet)
        assert (made.files, made.missing) == (2, [])
        assert back_up(served.settings, tmp_path / "backup", quiet).copied == 0
    elsewhere = {**s3, "blobs": "s3://bucket/elsewhere"}
    new = Settings(data=tmp_path / "two" / "data", home=tmp_path, **elsewhere)
    restore(new, tmp_path / "backup", quiet)
    assert not (new.data / "blobs").exists()
    with serving(tmp_path / "two", presign=False, **elsewhere) as served:
        for name, data in (("weights", large), ("nothing", b"")):
            found = served.client.get(f"/api/experiments/{experiment}/files/content?name={name}")
            assert found.content == data


def test_an_interrupted_restore_can_be_done_again(tmp_path: Path) -> None:
    with serving(tmp_path / "one") as served:
        fill(served)
    back_up(served.settings, tmp_path / "backup", quiet)
    new = Settings(data=tmp_path / "two" / "data", home=tmp_path)

    def stop(what: str, _done: int, _total: int) -> None:
        raise KeyboardInterrupt(what)

    with pytest.raises(KeyboardInterrupt):
        restore(new, tmp_path / "backup", stop)
    assert not (new.data / "sightline.db").exists()
    check(new, tmp_path / "backup")
    restore(new, tmp_path / "backup", quiet)
    assert rows_of(new) == rows_of(served.settings)
