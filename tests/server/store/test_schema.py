import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sightline.errors import Conflict
from sightline_server import schema
from sightline_server.store.engine import Store
from sightline_server.store.migrations import NEWEST
from sightline_server.store.migrations.upgrade import configuration, upgrade
from sqlalchemy import Connection, inspect, text


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, schema.metadata))


def outline(connection: Connection) -> dict[str, object]:
    """What is in the database, column by column: types, keys and indices."""
    seen = inspect(connection)
    indices = {name: seen.get_indexes(name) for name in seen.get_table_names()}
    return {
        name: {
            "columns": {column["name"]: (str(column["type"]), column["nullable"]) for column in seen.get_columns(name)},
            "key": seen.get_pk_constraint(name)["constrained_columns"],
            "foreign": sorted(str((key["constrained_columns"], key["referred_table"], key["options"]))
                              for key in seen.get_foreign_keys(name)),
            "unique": sorted(str(one["column_names"]) for one in seen.get_unique_constraints(name)),
            "indices": sorted(str((one["name"], one["column_names"], bool(one["unique"]))) for one in indices[name]),
        }
        for name in seen.get_table_names()
        if name != "alembic_version"
    }  # fmt: skip


def test_the_migrations_lead_to_the_tables_of_the_program(database: str) -> None:
    migrated = Store(database)
    with migrated.write() as connection:
        upgrade(connection)
        found = outline(connection)
        assert differences(connection) == []
        connection.rollback()
    migrated.prepare()
    with migrated.read() as connection:
        assert outline(connection) == found
        assert differences(connection) == []
    migrated.close()


def test_the_newest_revision_is_the_one_that_the_program_names() -> None:
    assert ScriptDirectory.from_config(configuration()).get_heads() == [NEWEST]


def test_a_prepared_database_is_left_alone(store: Store) -> None:
    store.prepare()
    with store.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [NEWEST]


def test_a_database_of_a_newer_version_is_refused_and_left_alone(store: Store) -> None:
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    with pytest.raises(Conflict, match="of a newer version"):
        store.prepare()
    with store.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == ["9999"]


def test_a_start_does_not_load_alembic(database: str) -> None:
    program = (
        "import sys; from sightline_server import schema; from sightline_server.store.engine import Store;"
        f"store = Store({database!r}); store.prepare(); store.prepare(); store.close(); print('alembic' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
