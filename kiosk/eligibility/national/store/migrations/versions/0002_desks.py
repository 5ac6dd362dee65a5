"""Add the desks, with the time of their last report, and the desk that owns each result."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table of desks, and to each reception its desk.

    Results that are not yet delivered belong to no desk: staff of any desk may take them over.
    """
    op.create_table(
        "desk",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("seen", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk")),
    )
    op.add_column(
        "reception", sa.Column("desk", sa.String(length=32), nullable=False, server_default="")
    )
    op.add_column("reception", sa.Column("left_desk", sa.String(length=32), nullable=True))
    op.add_column("reception", sa.Column("left_file", sa.String(length=200), nullable=True))


def downgrade() -> None:
    """Drop what `upgrade` added."""
    for column in ("left_file", "left_desk", "desk"):
        op.drop_column("reception", column)
    op.drop_table("desk")
