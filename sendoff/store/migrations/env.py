"""Runs migrations inside the transaction that `store.schema.upgrade` has opened."""

from alembic import context

from sendoff.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
context.run_migrations()
