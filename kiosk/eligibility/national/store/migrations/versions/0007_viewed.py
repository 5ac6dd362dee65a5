"""Let the history tell apart what a look-up of information was answered with."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; look-ups before it stay without: nothing tells what they were answered."""
    with op.batch_alter_table("inquiry") as table:
        table.add_column(sa.Column("viewed", sa.String(16)))


def downgrade() -> None:
    """Remove the column."""
    with op.batch_alter_table("inquiry") as table:
        table.drop_column("viewed")
