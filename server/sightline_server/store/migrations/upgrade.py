"""Run the migrations on an open connection, inside its transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sightline.errors import Conflict
from sqlalchemy import Connection


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file: where the migrations are, and the connection to run them on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the schema to `revision`. The caller's transaction holds all of it, or nothing.

    Raises Conflict when the schema is of a newer version than this program.
    """
    try:
        command.upgrade(configuration(connection), revision)
    except CommandError as problem:
        if not isinstance(problem.__cause__, ResolutionError):
            raise
        raise Conflict(
            "the database is of a newer version: install that version of sightline-server, or restore an older backup"
        ) from None
