"""Alembic's entry: runs the migrations over the connection it is given."""

from alembic import context

from kiosk.eligibility.national.store import tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=tables.metadata)
with context.begin_transaction():
    context.run_migrations()
