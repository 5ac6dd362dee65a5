"""Write the schemas and examples: `python -m kiosk.eligibility.server.publish`.

The examples are real answers of a small registry at a fixed time, so they are the same on every
machine and equal to what a receipt computer gets.
"""

import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.registry import Registry, sqlite_url
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.server.exchange import DOWNLOADS, UPLOADS, Exchange, Message
from kiosk.eligibility.wire import write
from kiosk.eligibility.wire.kinds import CHECKUP, MEDICINE, SINGLE
from kiosk.eligibility.wire.medical_information import (
    Checkup,
    InformationBody,
    InformationHeader,
    InformationRequest,
    Medicine,
)
from kiosk.eligibility.wire.qualification import (
    Request,
    RequestBody,
    RequestHeader,
    Result,
    SearchInfo,
)
from kiosk.eligibility.wire.schema import xsd
from kiosk.personas import schema as personas
from kiosk.session.codes import LimitConsent
from kiosk.session.effects import Answers
from kiosk.session.rules import Category

SCHEMAS: dict[str, Any] = {
    "request": Request,
    "result": Result,
    "information_request": InformationRequest,
    "medicine": Medicine,
    "checkup": Checkup,
}
HOUR = datetime(2026, 11, 20, 9, 30)
FACILITY = Facility("1312345678")


def publish(folder: Path) -> list[Path]:
    """Write schemas and examples into `folder`; returns the files."""
    written = []
    examples = folder / "examples"
    examples.mkdir(parents=True, exist_ok=True)
    for name, cls in SCHEMAS.items():
        file = folder / f"{name}.xsd"
        file.write_bytes(xsd(cls))
        written.append(file)
    for name, data in _examples():
        file = examples / name
        file.write_bytes(data)
        written.append(file)
    return written


def schema_of(example: str) -> str:
    """The schema's file name for an example's file name."""
    if "req" in example:
        return "information_request" if example.startswith(("YZK", "TKK")) else "request"
    if example.startswith("YZK"):
        return "medicine"
    return "checkup" if example.startswith("TKK") else "result"


def _examples() -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as temporary:
        registry = Registry(sqlite_url(Path(temporary) / "examples.sqlite3"))
        try:
            registry.fill(personas.everyone())
            yield from _asked(registry)
        finally:
            registry.close()


def _asked(registry: Registry) -> Iterator[tuple[str, bytes]]:
    national = National(registry, clock=lambda: HOUR)
    exchange = Exchange(national, FACILITY)
    found = registry.of_card(serial_of("kenji"))
    assert found is not None
    national.consent(FACILITY.code, found[0].id, Answers(agreed=frozenset(Category)))
    registry.link(FACILITY.code, "000123", found[0].id)
    for name, message in _requests():
        prefix, _, tail = name.partition("req")
        yield f"{name}.xml", write(message)
        answer = exchange.tell(prefix, message, name)
        yield f"{prefix}res{tail}.xml", write(answer)
        if prefix in UPLOADS:
            exchange.bulk.work()


def _requests() -> Iterator[tuple[str, Message]]:
    head = RequestHeader(FACILITY.code, date(2026, 11, 20), "example")
    yield f"{SINGLE}req_valid", Request(head, RequestBody((_info("kenji"),)))
    yield f"{SINGLE}req_limit", Request(head, RequestBody((_info("limit_a03"),)))
    yield f"{SINGLE}req_superseded", Request(head, RequestBody((_info("mid_month"),)))
    yield f"{SINGLE}req_aid", Request(head, RequestBody((_info("aid_ticket"),)))
    yield f"{SINGLE}req_kuromaru", Request(head, RequestBody((_info("kuromaru"),)))
    unknown = SearchInfo("  990127", "例9", "0000000", "01", date(1990, 1, 1))
    yield f"{SINGLE}req_not_found", Request(head, RequestBody((unknown,)))
    number = SearchInfo(reference_number="000123")
    yield f"{SINGLE}req_number", Request(head, RequestBody((number,)))
    wrong = RequestHeader("1399999999")
    yield f"{SINGLE}req_refused", Request(wrong, RequestBody((_info("kenji"),)))
    for place, (upload, download) in enumerate(zip(UPLOADS, DOWNLOADS, strict=True), start=1):
        body = RequestBody(tuple(map(_info, ("kenji", "aoi"))) if place == 1 else (SearchInfo(),))
        yield f"{upload}req_1", Request(head, body)
        fetch = RequestHeader(FACILITY.code, reception_number=str(place))
        yield f"{download}req_1", Request(fetch)
    held = personas.find("kenji").insurance[-1]
    of = InformationHeader(
        FACILITY.code, f"{held.insurer_number:>8}", held.number, held.symbol, held.branch
    )
    months = InformationBody("202606", "202610")
    yield f"{MEDICINE}req_1", InformationRequest(of, months)
    yield f"{CHECKUP}req_1", InformationRequest(of)


def _info(name: str) -> SearchInfo:
    persona = next(one for one in personas.everyone() if one.id == name)
    held = persona.insurance[0]
    return SearchInfo(
        insurer_number=f"{held.insurer_number:>8}",
        insured_card_symbol=held.symbol or None,
        insured_identification_number=held.number,
        insured_branch_number=held.branch,
        birthdate=persona.person.birth,
        limit_application_certificate_related_cons_flg=LimitConsent.GIVEN,
        arbitrary_identifier=name,
    )


if __name__ == "__main__":
    publish(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schema"))
