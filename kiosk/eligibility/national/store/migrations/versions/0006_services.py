"""Let several services on one database share open challenges and the requests they admit."""

import sqlalchemy as sa
from alembic import op

from kiosk.eligibility.national.store.queries import search_key

HELD = sa.table(
    "insurance",
    sa.column("id", sa.BigInteger),
    sa.column("search", sa.BigInteger),
    *(sa.column(name, sa.String) for name in ("insurer_number", "symbol", "number")),
)
WIDE = "﹘︱︲"
"""Signs that become a hyphen by their width only, which revision 0004 did not look for."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables, and compute again the digests that are looked for otherwise since 0004.

    Those are of an insurer's number that was padded with zeros, and of some wide hyphens.
    """
    _find_again()
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


def _find_again() -> None:
    connection, columns = op.get_bind(), HELD.c
    signs = [column.contains(sign) for column in (columns.symbol, columns.number) for sign in WIDE]
    padded = sa.and_(
        columns.insurer_number.startswith("00"), sa.func.length(columns.insurer_number) == 8
    )
    for row in connection.execute(sa.select(HELD).where(sa.or_(padded, *signs))).all():
        key = search_key(row.insurer_number, row.symbol, row.number)
        connection.execute(sa.update(HELD).where(columns.id == row.id).values(search=key))


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("allowance")
    op.drop_table("challenge")
