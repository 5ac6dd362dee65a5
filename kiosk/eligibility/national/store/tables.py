"""Tables of the registry. Times are naive Japanese time; `migrations` holds the schema's history.

`insurance.search` is a 64-bit digest of the search terms of a check by insurance, so one narrow
index serves single and bulk checks on every database; equality is checked afterwards.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers only INTEGER keys by itself

person = Table(
    "person",
    metadata,
    Column("id", Id, primary_key=True),
    Column("persona", String(64)),
    Column("name", String(100), nullable=False),
    Column("kana", String(100), nullable=False),
    Column("name_of_other", String(100)),
    Column("kana_of_other", String(100)),
    Column("birth", Date, nullable=False),
    Column("sex", SmallInteger, nullable=False),
    Column("address", Text, nullable=False),
    Column("post", String(8), nullable=False),
    Column("registered", Boolean, nullable=False),
    Column("withheld", Boolean, nullable=False),
    Column("subsidy", Boolean, nullable=False),
    UniqueConstraint("persona"),
)

insurance = Table(
    "insurance",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("search", BigInteger, nullable=False),
    Column("insurer_number", String(8), nullable=False),
    Column("insurer_name", String(100), nullable=False),
    Column("symbol", String(20), nullable=False),
    Column("number", String(20), nullable=False),
    Column("branch", String(2), nullable=False),
    Column("relation", SmallInteger, nullable=False),
    Column("classification", String(2), nullable=False),
    Column("burden", String(3), nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("details", JSON(none_as_null=True)),
    Index(None, "person_id"),
    Index(None, "search"),
)

card = Table(
    "card",
    metadata,
    Column("serial", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("revoked", Boolean, nullable=False),
)

facility = Table(
    "facility",
    metadata,
    Column("code", String(10), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("token_hash", String(200)),
)

link = Table(
    "link",
    metadata,
    Column("facility", String(10), primary_key=True),
    Column("number", String(50), primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Index(None, "facility", "person_id"),
)

consent = Table(
    "consent",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("facility", String(10), nullable=False),
    Column("category", String(8), nullable=False),
    Column("agreed", Boolean, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("until", DateTime, nullable=False),
    Column("treatment", String(1), nullable=False),
    Column("visit_id", ForeignKey("visit.id")),
    Index(None, "person_id", "facility"),
)

desk = Table(
    "desk",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("facility", String(10), nullable=False),
    Column("name", String(100), nullable=False),
    Column("seen", DateTime, nullable=False),
)

reception = Table(
    "reception",
    metadata,
    Column("id", Id, primary_key=True),
    Column("reference", String(64), nullable=False),
    Column("facility", String(10), nullable=False),
    Column("desk", String(32), nullable=False, server_default=""),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("method", String(8), nullable=False),
    Column("certificate", String(8), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("state", String(10), nullable=False),
    Column("validity", String(1)),
    Column("prescription", String(1)),
    Column("subsidy", Boolean),
    Column("file", String(200)),
    Column("payload", LargeBinary),
    Column("left_desk", String(32)),
    Column("left_file", String(200)),
    UniqueConstraint("reference"),
    Index(None, "state"),
    Index(None, "facility", "at"),
)

inquiry = Table(
    "inquiry",
    metadata,
    Column("id", Id, primary_key=True),
    Column("request", String(64)),
    Column("facility", String(10), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("person_id", BigInteger),
    Column("validity", String(1)),
    Column("viewed", String(16)),
    UniqueConstraint("request"),
    Index(None, "person_id", "facility", "at"),
    Index(None, "facility", "at"),
)

answer = Table(
    "answer",
    metadata,
    Column("facility", String(10), primary_key=True),
    Column("key", String(100), primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

batch = Table(
    "batch",
    metadata,
    Column("number", Id, primary_key=True),
    Column("request", String(64), nullable=False),
    Column("facility", String(10), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("state", String(10), nullable=False),
    Column("question", LargeBinary, nullable=False),
    Column("answer", LargeBinary),
    UniqueConstraint("request"),
)

visit = Table(
    "visit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("reference", String(64), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("facility", String(10), nullable=False),
    Column("use", String(12), nullable=False),
    Column("channel", String(8), nullable=False),
    Column("method", String(8), nullable=False),
    Column("first", Date, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("day", Date),
    Column("until", DateTime, nullable=False),
    Column("prescription", String(1)),
    Column("cancelled", DateTime),
    Column("cancelled_by", String(1)),
    UniqueConstraint("reference"),
    Index(None, "facility", "person_id"),
)
"""A consent given away from the reader (`kiosk.eligibility.uses`); `until` ignores claims."""

care = Table(
    "care",
    metadata,
    Column("facility", String(10), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("month", String(7), primary_key=True),
)
"""Months in which claims show care of a person by a facility."""

visit_page = Table(
    "visit_page",
    metadata,
    Column("facility", String(10), primary_key=True),
    Column("key", String(32), nullable=False),
    Column("since", DateTime, nullable=False),
    UniqueConstraint("key"),
)
"""The key in the address of a facility's consent pages; after a change the old key is invalid."""

device = Table(
    "device",
    metadata,
    Column("id", Id, primary_key=True),
    Column("facility", String(10), nullable=False),
    Column("code_hash", String(64), nullable=False),
    Column("issued", DateTime, nullable=False),
    Column("until", DateTime, nullable=False),
    Column("account", String(32)),
    Column("key_hash", String(64)),
    Column("activated", DateTime),
    Column("voided", DateTime),
    UniqueConstraint("code_hash"),
    UniqueConstraint("key_hash"),
)
"""アクティベーションコード of マイナ資格確認アプリ, and the device that used each."""

care_client = Table(
    "care_client",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("facility", String(10), nullable=False),
    Column("name", String(100), nullable=False),
    Column("secret", String(64), nullable=False),
    Column("callback", String(400), nullable=False),
    Column("webhook", String(400)),
)
"""Booking and video services that may start an online consent."""

booking = Table(
    "booking",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("client", ForeignKey("care_client.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("use", String(12), nullable=False),
    Column("state", String(64), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("told", DateTime),
)
"""Consents that a client started; nothing in it names a person."""

challenge = Table(
    "challenge",
    metadata,
    Column("facility", String(10), primary_key=True),
    Column("value", String(64), primary_key=True),
    Column("until", DateTime, nullable=False),
    Index(None, "until"),
)
"""Challenges that a service on a shared database has given out, in hexadecimal, for one proof."""

allowance = Table(
    "allowance",
    metadata,
    Column("facility", String(10), primary_key=True),
    Column("left", Float, nullable=False),
    Column("at", Float, nullable=False),
)
"""How many requests a facility may still send, as of a time in the database's seconds."""
