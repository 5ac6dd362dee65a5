"""One or more example requests of each message kind, about the shipped synthetic persons.

Each function yields the end of the file's name and the message. The registry that answers them for
`docs/schema/examples` has consents of kenji and his 照会番号 000123 (see `publish`).
"""

from collections.abc import Iterator
from datetime import date

from kiosk.eligibility.server.bulk import CHECKS, Kind
from kiosk.eligibility.wire.medical_information import (
    CheckupRequest,
    InformationHeader,
    MedicineQuery,
    MedicineRequest,
)
from kiosk.eligibility.wire.qualification import (
    Request,
    RequestBody,
    RequestHeader,
    SearchInfo,
)
from kiosk.eligibility.wire.registration import (
    ReferenceNumberRegistrationInfo,
    RegistrationBody,
    RegistrationRequest,
)
from kiosk.personas import schema as personas
from kiosk.personas.schema import Persona
from kiosk.session.codes import LimitConsent

FACILITY = "1312345678"
DAY = date(2026, 11, 20)
HEAD = RequestHeader(FACILITY, DAY, "example")
NUMBERS = {kind: str(number) for number, kind in enumerate(Kind, start=1)}
"""受付番号 of the example of each bulk kind, which are uploaded in this order."""


def single() -> Iterator[tuple[str, Request]]:
    """Checks of one person, with every kind of outcome."""
    for tail, name in (
        ("valid", "kenji"), ("limit", "limit_a03"), ("superseded", "mid_month"),
        ("aid", "aid_ticket"), ("kuromaru", "kuromaru"), ("recipient", "daichi"),
        ("elderly", "masao"),
    ):  # fmt: skip
        yield tail, Request(HEAD, RequestBody((_info(name),)))
    unknown = SearchInfo("  990127", "例9", "0000000", "01", date(1990, 1, 1))
    yield "not_found", Request(HEAD, RequestBody((unknown,)))
    number = SearchInfo(reference_number="000123")
    yield "number", Request(HEAD, RequestBody((number,)))
    wrong = RequestHeader("1399999999")
    yield "refused", Request(wrong, RequestBody((_info("kenji"),)))


def registration() -> Iterator[tuple[str, RegistrationRequest]]:
    """照会番号 of one person."""
    yield "1", RegistrationRequest(HEAD, RegistrationBody((_registration("sakura", "000200"),)))


def lasting() -> Iterator[tuple[str, Request]]:
    """A check of a patient with a lasting consent."""
    yield "1", Request(HEAD, RequestBody((_info("kenji"),)))


def upload(kind: Kind) -> Iterator[tuple[str, Request | RegistrationRequest]]:
    """The upload of a bulk kind."""
    if kind is Kind.REGISTRATION:
        infos = _registration("aoi", "000300"), _registration("kenji", "000200")
        yield "1", RegistrationRequest(HEAD, RegistrationBody(infos))
    elif kind in CHECKS:
        yield "1", Request(HEAD, RequestBody(tuple(map(_info, ("kenji", "aoi")))))
    elif kind is Kind.AID:
        month = SearchInfo(medical_treatment_month=f"{DAY:%Y%m}")
        yield "1", Request(HEAD, RequestBody((month,)))
    else:
        days = SearchInfo(consent_date_from=DAY.replace(day=1), consent_date_to=DAY)
        yield "1", Request(HEAD, RequestBody((days,)))


def download(kind: Kind) -> Iterator[tuple[str, Request]]:
    """The download of a bulk kind, by the number of its upload."""
    yield "1", Request(RequestHeader(FACILITY), RequestBody(reception_number=NUMBERS[kind]))


def medicine() -> Iterator[tuple[str, MedicineRequest]]:
    """Medicines and acts of some months."""
    yield "1", MedicineRequest(_who("kenji"), MedicineQuery("202606", "202610"))


def checkup() -> Iterator[tuple[str, CheckupRequest]]:
    """Check-ups."""
    yield "1", CheckupRequest(_who("kenji"))


def _persona(name: str) -> Persona:
    return next(one for one in personas.everyone() if one.id == name)


def _info(name: str) -> SearchInfo:
    persona = _persona(name)
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


def _registration(name: str, number: str) -> ReferenceNumberRegistrationInfo:
    held = _persona(name).insurance[0]
    return ReferenceNumberRegistrationInfo(
        number,
        f"{held.insurer_number:>8}",
        held.symbol or None,
        insured_identification_number=held.number,
        insured_branch_number=held.branch,
    )


def _who(name: str) -> InformationHeader:
    held = _persona(name).insurance[-1]
    insurer = f"{held.insurer_number:>8}"
    return InformationHeader(FACILITY, insurer, held.number, held.symbol, held.branch)
