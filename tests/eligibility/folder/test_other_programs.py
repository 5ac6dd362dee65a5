"""Requests as programs that nobody here wrote send them, over both databases."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.server.bulk import CHECKS, Kind
from kiosk.eligibility.server.exchange import AnswerFile, Exchange, RequestFile
from kiosk.eligibility.server.kinds import KINDS
from kiosk.eligibility.server.publish import schema_name
from kiosk.eligibility.wire import read, to_json
from kiosk.eligibility.wire.medical_information import Medicine
from kiosk.eligibility.wire.qualification import Result
from kiosk.eligibility.wire.registration import RegistrationResult
from kiosk.eligibility.wire.schema import xsd
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from tests.support.eligibility import NOW

CODE = "1312345678"
Ask = Callable[..., AnswerFile]


def message(head: str = "", body: str = "", *, declared: str = "Shift_JIS") -> bytes:
    """A request as those programs write it: CR LF, and no indentation."""
    text = (
        f'<?xml version="1.0" encoding="{declared}" standalone="no"?>\r\n<XmlMsg>\r\n'
        f"<MessageHeader><MedicalInstitutionCode>{CODE}</MedicalInstitutionCode>{head}"
        f"</MessageHeader><MessageBody>{body}</MessageBody></XmlMsg>"
    )
    return text.encode("utf-8" if declared.upper() == "UTF-8" else "cp932")


def search(**elements: str) -> str:
    inside = "".join(f"<{tag}>{text}</{tag}>" for tag, text in elements.items())
    return f"<QualificationConfirmSearchInfo>{inside}</QualificationConfirmSearchInfo>"


KENJI = {
    "InsurerNumber": "06991236", "InsuredCardSymbol": "1012",
    "InsuredIdentificationNumber": "778", "InsuredBranchNumber": "01",
}  # fmt: skip
AOI = {
    "InsurerNumber": "  990127", "InsuredCardSymbol": "見12",
    "InsuredIdentificationNumber": "0034507", "Birthdate": "20030707",
}  # fmt: skip


@pytest.fixture
def exchange(shared: Registry, settings: EligibilitySettings) -> Exchange:
    return Exchange(National(shared, settings, lambda: NOW), Facility(CODE))


@pytest.fixture
def ask(exchange: Exchange, request: pytest.FixtureRequest) -> Ask:
    """Answer one request; `name` tells repetitions from one another."""

    def ask(kind: str, data: bytes, name: str = "") -> AnswerFile:
        (reply,) = exchange.answer([RequestFile(kind, data, f"{request.node.name}{name}"[-64:])])
        return reply

    return ask


def told(reply: AnswerFile) -> Result:
    return read(Result, reply.data)[0]


def code(reply: AnswerFile) -> str | None:
    return told(reply).message_header.error_code


# bulk ----------------------------------------------------------------------------------------


def upload(exchange: Exchange, ask: Ask, kind: Kind, body: str, identifier: str) -> str:
    head = f"<ArbitraryFileIdentifier>{identifier}</ArbitraryFileIdentifier>"
    number = told(ask(f"{kind}01", message(head, body))).message_body.reception_number
    assert number is not None
    return number


BODIES = {
    **dict.fromkeys(CHECKS, search(**AOI)),
    Kind.AID: search(MedicalTreatmentMonth="202611"),
    Kind.HOME_VISIT: search(ConsentDateFrom="20261101", ConsentDateTo="20261130"),
    Kind.ONLINE: search(ConsentDateFrom="20261101", ConsentDateTo="20261130"),
    Kind.REGISTRATION: "<ReferenceNumberRegistrationInfo><ReferenceNumber>b-1</ReferenceNumber>"
    "<InsurerNumber>01990019</InsurerNumber><InsuredCardSymbol>5500</InsuredCardSymbol>"
    "<InsuredIdentificationNumber>32</InsuredIdentificationNumber>"
    "</ReferenceNumberRegistrationInfo>",
}


@pytest.mark.parametrize("kind", Kind)
def test_a_download_takes_its_number_in_the_body_and_in_the_head(
    exchange: Exchange, ask: Callable[..., AnswerFile], kind: Kind
) -> None:
    number = upload(exchange, ask, kind, BODIES[kind], "first")
    exchange.bulk.work()
    in_body = ask(f"{kind}02", message(body=f"<ReceptionNumber>{number}</ReceptionNumber>"))
    in_head = ask(f"{kind}02", message(f"<ReceptionNumber>{number}</ReceptionNumber>"))
    assert in_body.data == in_head.data
    header = etree.fromstring(in_body.data).find("MessageHeader")
    assert header.findtext("SegmentOfResult") == "1"
    assert header.findtext("ReceptionNumber") == number
    assert header.findtext("ArbitraryFileIdentifier") == "first"
    none = ask(f"{kind}02", message())
    assert etree.fromstring(none.data).findtext(".//ErrorCode") == Refusal.INCOMPLETE.value


@pytest.mark.parametrize("settings", [EligibilitySettings(bulk_result_list=False)])
def test_bulk_units_can_hold_their_insurances_without_a_list(
    exchange: Exchange, ask: Callable[..., AnswerFile], settings: EligibilitySettings
) -> None:
    number = upload(exchange, ask, Kind.QUALIFICATION, search(**AOI), "x")
    exchange.bulk.work()
    reply = ask("OQSmuquc02", message(body=f"<ReceptionNumber>{number}</ReceptionNumber>"))
    root = etree.fromstring(reply.data)
    assert root.find(".//BulkConfirmUnit/ResultOfQualificationConfirmation") is not None
    assert root.find(".//ResultList") is None
    assert etree.XMLSchema(etree.fromstring(xsd(Result))).validate(root)


# 照会番号 --------------------------------------------------------------------------------------


def registration(number: str, **elements: str) -> bytes:
    inside = "".join(f"<{tag}>{text}</{tag}>" for tag, text in elements.items())
    body = (
        f"<ReferenceNumberRegistrationInfo><ReferenceNumber>{number}</ReferenceNumber>{inside}"
        "</ReferenceNumberRegistrationInfo>"
    )
    return message("<ArbitraryFileIdentifier>afi</ArbitraryFileIdentifier>", body)


def outcome(reply: AnswerFile) -> tuple[str | None, str | None]:
    body = read(RegistrationResult, reply.data)[0].message_body
    return body.processing_result_status, body.processing_result_code


def test_a_registered_number_is_echoed_and_stands_in_later_answers(
    ask: Callable[..., AnswerFile],
) -> None:
    number = "24434" * 10  # fifty characters
    reply = ask("OQSsiimm01", registration(number, **KENJI))
    assert outcome(reply) == ("1", None)
    root = etree.fromstring(reply.data)
    assert root.findtext(".//ReferenceNumberRegistrationInfo/ReferenceNumber") == number
    assert root.findtext("MessageHeader/ArbitraryFileIdentifier") == "afi"
    for body in (search(**KENJI, Birthdate="19791103"), search(ReferenceNumber=number)):
        later = etree.fromstring(ask("OQSsiquc01", message(body=body), body[-60:]).data)
        row = ".//ResultOfQualificationConfirmation"
        assert later.findtext(f"{row}/ReferenceNumber") == number
        assert later.findtext("MessageBody/ReferenceNumber") == number


def test_who_has_no_number_has_no_element_for_it(ask: Callable[..., AnswerFile]) -> None:
    assert b"<ReferenceNumber" not in ask("OQSsiquc01", message(body=search(**AOI))).data


def test_a_number_is_refused_where_it_cannot_mean_one_person(
    ask: Callable[..., AnswerFile],
) -> None:
    twins = {
        "InsurerNumber": "31990450", "InsuredCardSymbol": "見本",
        "InsuredIdentificationNumber": "88012",
    }  # fmt: skip
    assert outcome(ask("OQSsiimm01", registration("7", **twins))) == (
        "2",
        Refusal.SEVERAL_PERSONS.value,
    )
    one = {**twins, "InsuredBranchNumber": "01"}
    other = {**twins, "InsuredBranchNumber": "02"}
    assert outcome(ask("OQSsiimm01", registration("7", **one), "1")) == ("1", None)
    assert outcome(ask("OQSsiimm01", registration("7", **one), "2")) == ("1", None)
    assert outcome(ask("OQSsiimm01", registration("7", **other), "3")) == (
        "2",
        Refusal.NUMBER_TAKEN.value,
    )
    nobody = {"InsurerNumber": "01990019", "InsuredIdentificationNumber": "0"}
    assert outcome(ask("OQSsiimm01", registration("8", **nobody), "4")) == (
        "2",
        Refusal.NO_SUCH_PERSON.value,
    )


# FileCategory --------------------------------------------------------------------------------


def information(kind: str, category: str) -> bytes:
    head = (
        "<InsurerNumber>01990019</InsurerNumber><InsuranceCardSymbol>2130</InsuranceCardSymbol>"
        "<InsuredPersonIdentificationNumber>4501</InsuredPersonIdentificationNumber>"
        "<BranchNumber>01</BranchNumber><ArbitraryFileIdentifier>1</ArbitraryFileIdentifier>"
    )
    months = "<StartDate>202311</StartDate><EndDate>202611</EndDate>" if kind[0] == "Y" else ""
    return message(head, f"{months}<FileCategory>{category}</FileCategory>")


@pytest.fixture
def agreed(exchange: Exchange) -> None:
    holder, _ = exchange.national.registry.of_card(serial_of("sakura"))
    exchange.national.consent(CODE, holder.id, Answers(agreed=frozenset(Category)))


@pytest.mark.parametrize(
    ("kind", "category", "suffix", "acts"),
    [
        ("YZKsiquc01", "1", ".pdf", False), ("YZKsiquc01", "2", ".xml", False),
        ("YZKsiquc01", "3", ".pdf", True), ("YZKsiquc01", "4", ".xml", True),
        ("TKKsiquc01", "1", ".pdf", False), ("TKKsiquc01", "2", ".xml", False),
    ],
)  # fmt: skip
def test_a_category_says_what_is_told_and_how(
    ask: Callable[..., AnswerFile], agreed: None, kind: str, category: str, suffix: str, acts: bool
) -> None:
    reply = ask(kind, information(kind, category))
    assert reply.suffix == suffix
    if suffix == ".xml":
        assert (b"<MeTrInf>" in reply.data) is acts
        assert b"<DrugInf>" in reply.data or kind[0] == "T"


@pytest.mark.parametrize("category", ["0", "5", "9"])
@pytest.mark.parametrize("kind", ["YZKsiquc01", "TKKsiquc01"])
def test_any_other_category_is_refused_by_its_name_and_in_its_schema(
    ask: Callable[..., AnswerFile], kind: str, category: str
) -> None:
    reply = ask(kind, information(kind, category))
    root = etree.fromstring(reply.data)
    assert etree.XMLSchema(etree.fromstring(xsd(KINDS[kind].answer))).validate(root)
    assert root.findtext(".//ResultCode") == "9"
    assert "FileCategory" in (root.findtext(".//MessageContents") or "")
    assert root.findtext(".//ArbitraryFileIdentifier") == "1"


# errors --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("declared", ["Shift_JIS", "UTF-8"])
def test_an_error_can_be_matched_with_its_request(
    ask: Callable[..., AnswerFile], kind: str, declared: str
) -> None:
    broken = message(
        "<ArbitraryFileIdentifier>受付-1</ArbitraryFileIdentifier>", "<Nope/>", declared=declared
    )
    reply = ask(kind, broken)
    root = etree.fromstring(reply.data)
    assert root.findtext(".//ArbitraryFileIdentifier") == "受付-1"
    assert declared.encode() in reply.data.split(b"\n")[0]
    schema = etree.XMLSchema(etree.fromstring(xsd(KINDS[kind].answer)))
    assert schema.validate(root), (schema_name(KINDS[kind].answer), schema.error_log)
    assert b"Nope" not in reply.data
    cut = ask(kind, broken[:-30], "cut")
    assert etree.fromstring(cut.data).findtext(".//ArbitraryFileIdentifier") == "受付-1"


def test_the_refusal_of_a_public_name_says_what_it_is(ask: Callable[..., AnswerFile]) -> None:
    head = told(ask("OQSsihvd01", message())).message_header
    assert head.error_code == Refusal.KIND.value
    assert "閲覧同意取り消し" in (head.error_message or "")


# characters ----------------------------------------------------------------------------------

HYPHENS = "-－−‐ー—―‑–ｰ"


@pytest.fixture
def hyphened(shared: Registry) -> None:
    """A person whose symbol has a hyphen and a tilde."""
    from kiosk.personas import schema

    persona = schema.find("ren")
    held = persona.insurance[-1].model_copy(update={"symbol": "12－3～4", "number": "8-1"})
    changed = persona.model_copy(update={"id": "hyphened", "insurance": (held,)})
    shared.fill([changed])


@pytest.mark.parametrize("hyphen", HYPHENS)
def test_every_hyphen_and_tilde_finds_the_same_person(
    ask: Callable[..., AnswerFile], hyphened: None, hyphen: str
) -> None:
    for tilde in "~〜～":
        asked = search(
            InsurerNumber="31990450", InsuredCardSymbol=f"12{hyphen}3{tilde}4",
            InsuredIdentificationNumber=f"8{hyphen}1", Birthdate="19890107",
        )  # fmt: skip
        reply = ask("OQSsiquc01", message(body=asked, declared="UTF-8"), tilde)
        assert told(reply).message_body.qualification_validity == "1"


def test_an_insurer_padded_with_zeros_is_the_one_of_six_digits(
    ask: Callable[..., AnswerFile],
) -> None:
    asked = search(**{**AOI, "InsurerNumber": "00990127"})
    assert told(ask("OQSsiquc01", message(body=asked))).message_body.qualification_validity == "1"


@pytest.mark.parametrize(
    "label", ["shift_jis", "SJIS", "x-sjis", "cp932", "MS932", "windows-31j", "Windows-31J"]
)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_space_quotes_and_labels_do_no_harm(
    ask: Callable[..., AnswerFile], label: str, quote: str
) -> None:
    data = message(body=search(**{tag: f"\r\n{text} \r\n" for tag, text in AOI.items()}))
    data = data.replace(b'"Shift_JIS"', f"{quote}{label}{quote}".encode())
    data = data.replace(b'"1.0"', b"'1.0'").replace(
        b"<XmlMsg>", b"<XmlMsg xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
    )
    reply = ask("OQSsiquc01", data)
    assert told(reply).message_body.qualification_validity == "1"
    assert reply.data.startswith(b'<?xml version="1.0" encoding="Shift_JIS"')


# JSON ----------------------------------------------------------------------------------------


def test_a_list_of_results_is_an_array_of_objects_in_json(ask: Callable[..., AnswerFile]) -> None:
    result = told(ask("OQSsiquc01", message(body=search(**AOI))))
    (one,) = to_json(result)["MessageBody"]["ResultList"]
    assert one["ResultOfQualificationConfirmation"]["Birthdate"] == "20030707"


def test_an_answer_in_the_schema_of_medicine_is_read_as_one(ask: Callable[..., AnswerFile]) -> None:
    refused = read(Medicine, ask("YZKsiquc01", information("YZKsiquc01", "7")).data)[0]
    assert refused.message_header.result_code == "9"
    assert replace(refused).message_header.message_contents
