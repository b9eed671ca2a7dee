"""Alembic's entry: runs on the connection that hub.store.migration hands over."""

from alembic import context

from hub.store.migration import is_ours
from hub.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_object=is_ours,
    compare_type=True,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
