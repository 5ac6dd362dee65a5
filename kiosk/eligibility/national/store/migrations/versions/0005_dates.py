"""Let tickets be of one month, and take the 高齢受給者証 from the person's age."""

import json
from calendar import monthrange
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

HELD = sa.table("insurance", sa.column("id", sa.BigInteger), sa.column("details", sa.JSON))


def upgrade() -> None:
    """Remove what a ticket's and a person's dates say already, and end each ticket in its month."""
    connection, text = op.get_bind(), sa.cast(HELD.c.details, sa.Text)
    named = sa.or_(text.contains('"tickets"'), text.contains('"elderly"'))
    for row in connection.execute(sa.select(HELD).where(named)).all():
        details = row.details if isinstance(row.details, dict) else json.loads(row.details)
        details.pop("elderly", None)
        for ticket in details.get("tickets", ()):
            _shorten(ticket)
        changed = sa.update(HELD).where(HELD.c.id == row.id).values(details=details or None)
        connection.execute(changed)


def _shorten(ticket: dict[str, Any]) -> None:
    ticket.pop("month", None)
    year, month = int(ticket["start"][:4]), int(ticket["start"][5:7])
    ticket["end"] = min(ticket["end"], f"{year}-{month:02}-{monthrange(year, month)[1]:02}")


def downgrade() -> None:
    """Nothing: an earlier program reads these details too, but for the month of a ticket."""
