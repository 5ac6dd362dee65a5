"""Add consents given away from the reader, claims, and what their pages keep."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables, and to each consent the visit it belongs to."""
    _visits()
    _pages()
    with op.batch_alter_table("consent") as batch:
        batch.add_column(sa.Column("visit_id", ID, nullable=True))
        batch.create_foreign_key(op.f("fk_consent_visit_id"), "visit", ["visit_id"], ["id"])


def _visits() -> None:
    """Consents that are given away from the reader, and claims of care."""
    op.create_table(
        "visit",
        sa.Column("id", ID, nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("use", sa.String(length=12), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("method", sa.String(length=8), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("prescription", sa.String(length=1), nullable=True),
        sa.Column("cancelled", sa.DateTime(), nullable=True),
        sa.Column("cancelled_by", sa.String(length=1), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visit_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("reference", name=op.f("uq_visit_reference")),
    )
    op.create_index(op.f("ix_visit_facility_person_id"), "visit", ["facility", "person_id"])
    op.create_table(
        "care",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_care_person_id")),
        sa.PrimaryKeyConstraint("facility", "person_id", "month", name=op.f("pk_care")),
    )


def _pages() -> None:
    """Addresses of facilities, devices with the app, and clients of the online care API."""
    op.create_table(
        "visit_page",
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("facility", name=op.f("pk_visit_page")),
        sa.UniqueConstraint("key", name=op.f("uq_visit_page_key")),
    )
    op.create_table(
        "device",
        sa.Column("id", ID, nullable=False),
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("issued", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=True),
        sa.Column("key_hash", sa.String(length=64), nullable=True),
        sa.Column("activated", sa.DateTime(), nullable=True),
        sa.Column("voided", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_device_code_hash")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_device_key_hash")),
    )
    op.create_table(
        "care_client",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("callback", sa.String(length=400), nullable=False),
        sa.Column("webhook", sa.String(length=400), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_client")),
    )
    op.create_table(
        "booking",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("client", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("use", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("told", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["client"], ["care_client.id"], name=op.f("fk_booking_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
    )


def downgrade() -> None:
    """Drop what `upgrade` added."""
    with op.batch_alter_table("consent") as batch:
        batch.drop_constraint(op.f("fk_consent_visit_id"), type_="foreignkey")
        batch.drop_column("visit_id")
    for table in ("booking", "care_client", "device", "visit_page", "care", "visit"):
        op.drop_table(table)
