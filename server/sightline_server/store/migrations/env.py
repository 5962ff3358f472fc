"""Alembic runs this. The connection is always given: migrations run in the server's own transaction."""

from alembic import context

from sightline_server.store.metadata import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
