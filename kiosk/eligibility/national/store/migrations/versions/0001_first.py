"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""SQLite counts up by itself only what it calls an integer."""


def upgrade() -> None:
    """Create every table."""
    _asked()
    _persons()
    _insured()
    _received()


def _asked() -> None:
    """Create the tables of requests and answers."""
    op.create_table(
        "answer",
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("facility", "key", name=op.f("pk_answer")),
    )
    op.create_table(
        "batch",
        sa.Column("number", KEY, nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_batch")),
        sa.UniqueConstraint("request", name=op.f("uq_batch_request")),
    )
    op.create_table(
        "facility",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("token_hash", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_facility")),
    )
    op.create_table(
        "inquiry",
        sa.Column("id", KEY, nullable=False),
        sa.Column("request", sa.String(length=64), nullable=True),
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("validity", sa.String(length=1), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("request", name=op.f("uq_inquiry_request")),
    )
    op.create_index(op.f("ix_inquiry_facility_at"), "inquiry", ["facility", "at"])
    op.create_index(
        op.f("ix_inquiry_person_id_facility_at"),
        "inquiry",
        ["person_id", "facility", "at"],
        unique=False,
    )


def _persons() -> None:
    """Create the tables of persons and cards."""
    op.create_table(
        "person",
        sa.Column("id", KEY, nullable=False),
        sa.Column("persona", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kana", sa.String(length=100), nullable=False),
        sa.Column("name_of_other", sa.String(length=100), nullable=True),
        sa.Column("kana_of_other", sa.String(length=100), nullable=True),
        sa.Column("birth", sa.Date(), nullable=False),
        sa.Column("sex", sa.SmallInteger(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("post", sa.String(length=8), nullable=False),
        sa.Column("registered", sa.Boolean(), nullable=False),
        sa.Column("withheld", sa.Boolean(), nullable=False),
        sa.Column("subsidy", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("persona", name=op.f("uq_person_persona")),
    )
    op.create_table(
        "card",
        sa.Column("serial", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_card_person_id")),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_card")),
    )


def _insured() -> None:
    """Create the tables of insurances and consents."""
    op.create_table(
        "consent",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("treatment", sa.String(length=1), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(
        op.f("ix_consent_person_id_facility"), "consent", ["person_id", "facility"], unique=False
    )
    op.create_table(
        "insurance",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("search", sa.BigInteger(), nullable=False),
        sa.Column("insurer_number", sa.String(length=8), nullable=False),
        sa.Column("insurer_name", sa.String(length=100), nullable=False),
        sa.Column("symbol", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("branch", sa.String(length=2), nullable=False),
        sa.Column("relation", sa.SmallInteger(), nullable=False),
        sa.Column("classification", sa.String(length=2), nullable=False),
        sa.Column("burden", sa.String(length=3), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_insurance_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insurance")),
    )
    op.create_index(op.f("ix_insurance_person_id"), "insurance", ["person_id"])
    op.create_index(op.f("ix_insurance_search"), "insurance", ["search"])


def _received() -> None:
    """Create the tables of 照会番号 and receptions."""
    op.create_table(
        "link",
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_link_person_id")),
        sa.PrimaryKeyConstraint("facility", "number", name=op.f("pk_link")),
    )
    op.create_index(
        op.f("ix_link_facility_person_id"), "link", ["facility", "person_id"], unique=False
    )
    op.create_table(
        "reception",
        sa.Column("id", KEY, nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("facility", sa.String(length=10), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("method", sa.String(length=8), nullable=False),
        sa.Column("certificate", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("validity", sa.String(length=1), nullable=True),
        sa.Column("prescription", sa.String(length=1), nullable=True),
        sa.Column("subsidy", sa.Boolean(), nullable=True),
        sa.Column("file", sa.String(length=200), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reception_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception")),
        sa.UniqueConstraint("reference", name=op.f("uq_reception_reference")),
    )
    op.create_index(op.f("ix_reception_facility_at"), "reception", ["facility", "at"])
    op.create_index(op.f("ix_reception_state"), "reception", ["state"])


def downgrade() -> None:
    """Drop every table."""
    op.drop_index(op.f("ix_reception_state"), table_name="reception")
    op.drop_index(op.f("ix_reception_facility_at"), table_name="reception")
    op.drop_table("reception")
    op.drop_index(op.f("ix_link_facility_person_id"), table_name="link")
    op.drop_table("link")
    op.drop_index(op.f("ix_insurance_search"), table_name="insurance")
    op.drop_index(op.f("ix_insurance_person_id"), table_name="insurance")
    op.drop_table("insurance")
    op.drop_index(op.f("ix_consent_person_id_facility"), table_name="consent")
    op.drop_table("consent")
    op.drop_table("card")
    op.drop_table("person")
    op.drop_index(op.f("ix_inquiry_person_id_facility_at"), table_name="inquiry")
    op.drop_index(op.f("ix_inquiry_facility_at"), table_name="inquiry")
    op.drop_table("inquiry")
    op.drop_table("facility")
    op.drop_table("batch")
    op.drop_table("answer")
