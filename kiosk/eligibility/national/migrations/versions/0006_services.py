"""Let several services on one database share open challenges and the requests they admit."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "challenge",
        sa.Column("facility", sa.String(10), primary_key=True),
        sa.Column("value", sa.String(64), primary_key=True),
        sa.Column("until", sa.DateTime, nullable=False),
    )
    op.create_index("ix_challenge_until", "challenge", ["until"])
    op.create_table(
        "allowance",
        sa.Column("facility", sa.String(10), primary_key=True),
        sa.Column("left", sa.Float, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("allowance")
    op.drop_table("challenge")
