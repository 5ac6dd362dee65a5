"""The wire at its edges: what is guessed of a broken request, rows in JSON, facts of a patient."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from kiosk.eligibility.server.publish import SCHEMAS, schema_of
from kiosk.eligibility.wire import BadMessage, Reason, from_json, read, to_json
from kiosk.eligibility.wire.glimpse import Glimpse, glimpse, glimpse_json
from kiosk.eligibility.wire.qualification import Request, Result
from kiosk.eligibility.wire.reader_api import facts_from_json, facts_to_json
from kiosk.eligibility.wire.serialization import flat
from kiosk.session.codes import Charset
from kiosk.session.events import CertificateState, PatientFacts
from tests.eligibility.wire.strategies import messages

EXAMPLES = Path(__file__).parents[3] / "docs" / "schema" / "examples"
CODE = "<MedicalInstitutionCode>1312345678</MedicalInstitutionCode>"


def request(encoding: str, inside: str, codec: str) -> bytes:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding else ""
    return f"{declaration}<XmlMsg><MessageHeader>{inside}</MessageHeader>".encode(codec)


def named(identifier: str) -> str:
    return f"<ArbitraryFileIdentifier>{identifier}</ArbitraryFileIdentifier>"


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (request("UTF-8", named("受付1"), "utf-8"), Glimpse("受付1", Charset.UTF_8)),
        (request("Shift_JIS", named("受付1"), "cp932"), Glimpse("受付1", Charset.SHIFT_JIS)),
        (request("", named("abc"), "utf-8"), Glimpse("abc", Charset.UTF_8)),
        # Nothing is declared, and it is not UTF-8: the encoding is not known.
        (request("", named("abc") + "受付", "cp932"), Glimpse("abc", None)),
        # UTF-8 is declared, and a byte is broken: it is still what was meant.
        (request("UTF-8", named("abc"), "utf-8") + b"\xff", Glimpse("abc", Charset.UTF_8)),
        (request("UTF-8", named(" a&amp;b "), "utf-8"), Glimpse("a&b", Charset.UTF_8)),
        (request("UTF-8", named("a&#10;b"), "utf-8"), Glimpse(None, Charset.UTF_8)),
        (
            request("UTF-8", "<CharacterCodeIdentifier>1</CharacterCodeIdentifier>", "utf-8"),
            Glimpse(None, Charset("1")),
        ),
    ],
    ids=range(8),
)
def test_what_can_be_seen_of_a_broken_request(data: bytes, seen: Glimpse) -> None:
    assert glimpse(data) == seen


@pytest.mark.parametrize(
    ("length", "kept"), [(100, True), (101, False)], ids=["longest", "too long"]
)
def test_an_identifier_is_given_back_up_to_its_longest(length: int, kept: bool) -> None:
    name = "x" * length
    assert glimpse(request("UTF-8", named(name), "utf-8")).identifier == (name if kept else None)
    body = f'{{"XmlMsg": {{"MessageHeader": {{"ArbitraryFileIdentifier": "{name}"}}}}}}'
    assert glimpse_json(body.encode()) == Glimpse(name if kept else None, Charset.UTF_8)


@settings(max_examples=15)
@given(messages(Result))
def test_a_result_is_the_same_read_from_its_json(message: Result) -> None:
    assert from_json(Result, to_json(message)) == message


@pytest.mark.parametrize("name", sorted(file.name for file in EXAMPLES.glob("*.xml")))
def test_every_published_example_is_the_same_read_from_its_json(name: str) -> None:
    cls = SCHEMAS[schema_of(name)]
    message, _ = read(cls, (EXAMPLES / name).read_bytes())
    assert from_json(cls, to_json(message)) == message


def test_a_list_where_one_object_belongs_is_refused() -> None:
    header = {"MedicalInstitutionCode": "1312345678"}
    body = {"QualificationConfirmSearchInfo": {"InsurerNumber": "  123456"}}
    one = from_json(Request, {"MessageHeader": header, "MessageBody": body})
    row = body["QualificationConfirmSearchInfo"]
    rows = {"QualificationConfirmSearchInfo": [row]}
    assert from_json(Request, {"MessageHeader": header, "MessageBody": rows}) == one
    with pytest.raises(BadMessage) as refused:
        from_json(Request, {"MessageHeader": [header], "MessageBody": body})
    assert (refused.value.reason, refused.value.where) == (Reason.VALUE, "XmlMsg/MessageHeader")


def test_a_refused_element_is_named_by_its_place() -> None:
    data = f"<XmlMsg><MessageHeader>{CODE}<Surprise/></MessageHeader></XmlMsg>".encode()
    with pytest.raises(BadMessage, match="element 2 is not known"):
        read(Request, data)
    with pytest.raises(BadMessage, match="key 2 is not known"):
        from_json(
            Request, {"MessageHeader": {"MedicalInstitutionCode": "1312345678", "Surprise": 1}}
        )


def test_texts_of_a_file_by_name_are_those_of_elements_without_children() -> None:
    data = b"<XmlMsg><Head>\n<A>1</A><B/></Head><Row><A>2</A></Row></XmlMsg>"
    assert flat(data) == {"A": "1", "B": ""}


@pytest.mark.parametrize("ends", [None, date(2027, 1, 31)])
@pytest.mark.parametrize("serves", [None, date(2027, 4, 30)])
@pytest.mark.parametrize(
    "flags", [(True, False, False), (False, True, False), (False, False, True)]
)
def test_the_facts_of_a_patient_are_the_same_over_http(
    ends: date | None, serves: date | None, flags: tuple[bool, bool, bool]
) -> None:
    registered, disease, subsidy = flags
    facts = PatientFacts(
        registered, 40, CertificateState.VALID,
        certificate_ends=ends, days_left=7, has_specific_disease=disease, has_subsidy=subsidy,
        certificate_serves=serves,
    )  # fmt: skip
    assert facts_from_json(facts_to_json(facts)) == facts
    earlier = facts_to_json(facts)
    del earlier["certificate_serves"]  # an earlier service does not tell it
    assert facts_from_json(earlier) == replace(facts, certificate_serves=None)


def test_a_large_file_is_read_up_to_its_limit() -> None:
    head = b"<XmlMsg><MessageHeader>" + CODE.encode() + b"</MessageHeader>"
    data = head + b" " * 2 * 1024 * 1024 + b"</XmlMsg>"
    message, _ = read(Request, data)
    assert message.message_header.medical_institution_code == "1312345678"
