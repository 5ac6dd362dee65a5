"""Let a 照会番号 have fifty characters, and find a symbol whichever hyphen it is written with."""

import sqlalchemy as sa
from alembic import op

from kiosk.eligibility.national.store.queries import HYPHENS, TILDES, search_key

revision = "0004"
down_revision = "0003"

HELD = sa.table(
    "insurance",
    sa.column("id", sa.BigInteger),
    sa.column("search", sa.BigInteger),
    *(sa.column(name, sa.String) for name in ("insurer_number", "symbol", "number")),
)


def upgrade() -> None:
    """Widen the column, and compute again the digests of symbols and numbers with such a sign."""
    with op.batch_alter_table("link") as link:
        link.alter_column("number", type_=sa.String(50), existing_nullable=False)
    connection = op.get_bind()
    signs = [
        column.contains(sign)
        for column in (HELD.c.symbol, HELD.c.number)
        for sign in HYPHENS + TILDES
    ]
    for row in connection.execute(sa.select(HELD).where(sa.or_(*signs))).all():
        key = search_key(row.insurer_number, row.symbol, row.number)
        connection.execute(sa.update(HELD).where(HELD.c.id == row.id).values(search=key))


def downgrade() -> None:
    """Make the column as wide as it was; the digests are those that an earlier program looks for
    only where no such sign stands.
    """
    with op.batch_alter_table("link") as link:
        link.alter_column("number", type_=sa.String(20), existing_nullable=False)
