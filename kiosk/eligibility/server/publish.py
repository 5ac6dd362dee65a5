"""Write the schemas and examples: `python -m kiosk.eligibility.server.publish`.

The examples are real answers of a small registry at a fixed time, so they are the same on every
machine and equal to what a receipt computer gets.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.homevisit.visits import Ledger, NewVisit
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.owed_results import IDENTIFIED
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.port import Ticket
from kiosk.eligibility.server.bulk import Bulk
from kiosk.eligibility.server.bulk_answers import BulkAnswer
from kiosk.eligibility.server.examples import FACILITY
from kiosk.eligibility.server.kinds import KINDS, TABLE
from kiosk.eligibility.uses import Use
from kiosk.eligibility.wire import write
from kiosk.eligibility.wire.schema import xsd
from kiosk.personas import schema as personas
from kiosk.session.effects import Answers, Prescription
from kiosk.session.events import CertificateState, PatientFacts
from kiosk.session.rules import Category

HOUR = datetime(2026, 11, 20, 9, 30)


def schema_name(cls: type[Any]) -> str:
    """The schema's file name, without `.xsd`, of a message class: `medicine_request`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


REQUESTS = {schema_name(kind.request): kind.request for kind in TABLE}
ANSWERS = {schema_name(kind.answer): kind.answer for kind in TABLE}
SCHEMAS: dict[str, type[Any]] = REQUESTS | ANSWERS


def publish(folder: Path) -> list[Path]:
    """Write schemas and examples into `folder`; returns the files."""
    written = []
    examples = folder / "examples"
    examples.mkdir(parents=True, exist_ok=True)
    for name, cls in SCHEMAS.items():
        file = folder / f"{name}.xsd"
        file.write_bytes(xsd(cls, ordered=name in ANSWERS))
        written.append(file)
    for name, data in _examples():
        file = examples / name
        file.write_bytes(data)
        written.append(file)
    return written


def schema_of(example: str) -> str:
    """The schema's file name for an example's file name."""
    kind, asks = KINDS[re.split("re[qs]", example)[0]], "req_" in example
    return schema_name(kind.request if asks else kind.answer)


def _examples() -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as temporary:
        registry = Registry(sqlite_url(Path(temporary) / "examples.sqlite3"))
        try:
            registry.fill(personas.everyone())
            yield from _asked(registry)
        finally:
            registry.close()


def _asked(registry: Registry) -> Iterator[tuple[str, bytes]]:
    national, facility = National(registry, clock=lambda: HOUR), Facility(FACILITY)
    found = registry.of_card(serial_of("kenji"))
    assert found is not None
    agreed = Answers(agreed=frozenset(Category))
    national.consent(FACILITY, found[0].id, agreed)
    with registry.transaction() as connection:
        ledger = Ledger(connection, FACILITY, HOUR, national.settings)
        for use in (Use.VISIT, Use.ONLINE):
            ledger.register(found[0], NewVisit(f"example {use}", use, agreed))
    registry.link(FACILITY, "000123", found[0].id)
    yield _face(registry, found[0].id)
    for kind in TABLE:
        for tail, message in kind.examples():
            yield f"{kind.name}req_{tail}.xml", write(message)
            answer = kind.handler(national, facility, message, f"{kind.name}{tail}")
            yield (
                f"{kind.name}res_{tail}.xml",
                answer.xml() if isinstance(answer, BulkAnswer) else write(answer),
            )
            Bulk(national).work()


def _face(registry: Registry, person_id: int) -> tuple[str, bytes]:
    """The file that a card reader lays into `face`."""
    reader = Embedded(registry, [], Facility(FACILITY), None, lambda: HOUR)
    with registry.transaction() as connection:
        connection.execute(
            insert(tables.reception).values(
                reference="example", facility=FACILITY, person_id=person_id, method="face",
                certificate="valid", at=HOUR, state=IDENTIFIED,
            )
        )  # fmt: skip
    ticket = Ticket("example", PatientFacts(True, 40, CertificateState.VALID))
    agreed = Answers(frozenset(Category), prescription=Prescription.PAPER)
    reader.submit(ticket, agreed)
    collected = reader.collect("example")
    assert collected is not None
    return collected


if __name__ == "__main__":
    publish(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schema"))
