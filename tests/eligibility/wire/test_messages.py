from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kiosk.eligibility.wire import BadMessage, Reason, from_json, read, to_json, write
from kiosk.eligibility.wire.charsets import shift_jis, written
from kiosk.eligibility.wire.qualification import (
    Request,
    RequestHeader,
    Result,
    ResultHeader,
    ResultOfQualificationConfirmation,
)
from kiosk.eligibility.wire.serialization import MAX_ELEMENTS, plan, tag_of
from kiosk.session.codes import Charset, Segment
from tests.eligibility.wire.strategies import messages

RFC = b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>'


@settings(max_examples=40)
@given(messages(Result), st.sampled_from(Charset))
def test_writing_and_reading_a_result_changes_nothing(message: Result, charset: Charset) -> None:
    assert read(Result, write(message, charset)) == (message, charset)


@settings(max_examples=40)
@given(messages(Request))
def test_a_request_is_the_same_in_xml_and_json(message: Request) -> None:
    assert from_json(Request, to_json(message)) == message
    assert read(Request, write(message))[0] == message


def test_the_declaration_is_the_one_that_consumers_look_for() -> None:
    first = write(Result(ResultHeader(datetime(2026, 1, 2, 3, 4, 5)))).split(b"\n")[0]
    assert first == b'<?xml version="1.0" encoding="Shift_JIS" standalone="no"?>'


def test_names_of_elements_come_from_the_names_of_fields() -> None:
    tags = [slot.tag for slot in plan(ResultOfQualificationConfirmation)]
    assert tags[:3] == ["InsuredCardClassification", "InsurerNumber", "InsuredCardSymbol"]
    assert tags.index("Sex1") + 1 == tags.index("Sex2")
    assert tags[-1] == "PrescriptionIssueSelect"
    assert tag_of("status_of_infecton") == "StatusOfInfecton"


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("𠮷野　龍之介", "●野　龍之介"),
        ("葛\U000e0100城　一", "葛城　一"),
        ("邊\U000e0101見\ufe00", "邊見"),
        ("髙﨑", "●●"),
        ("ｼﾝﾘｮｳ ﾀﾛｳ", "ｼﾝﾘｮｳ ﾀﾛｳ"),
        ("1－2～3", "1－2～3"),
        ("Zoë", "Zo●"),
    ],
)
def test_what_shift_jis_cannot_write_becomes_a_black_circle(name: str, seen: str) -> None:
    assert written(name) == seen
    assert shift_jis(name).decode("cp932") == seen


JIS_X_0208 = [*range(0x21, 0x29), *range(0x30, 0x75)]
"""Its rows: signs, letters, kana and lines, and both levels of kanji."""


def test_no_character_of_jis_x_0208_becomes_a_black_circle() -> None:
    lost = []
    for row in JIS_X_0208:
        for cell in range(0x21, 0x7F):
            code = bytes((row | 0x80, cell | 0x80))
            try:
                char = code.decode("euc_jp")  # as JIS X 0208 has it; other cells are empty
            except UnicodeDecodeError:
                continue
            same = shift_jis(char)
            forms = {char, same.decode("cp932"), same.decode("shift_jis")}
            lost += [form for form in forms if form != "●" and written(form) == "●"]
    assert lost == []
    assert written("—か\u3099ハ\u309a") == "―がパ"
    assert written("髙①㈱") == "●●●"


def header(inside: str) -> bytes:
    return RFC + f"<XmlMsg><MessageHeader>{inside}</MessageHeader></XmlMsg>".encode()


CODE = "<MedicalInstitutionCode>1312345678</MedicalInstitutionCode>"
BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    b'<!ENTITY lol2 "&lol;&lol;">]><XmlMsg>&lol2;</XmlMsg>'
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (header(CODE.replace("1312345678", "１３１２３４５６７８")), Reason.VALUE),
        (header(CODE.replace("1312345678", "131234567")), Reason.VALUE),
        (header(""), Reason.MISSING),
        (header(CODE + CODE), Reason.REPEATED),
        (header(CODE + "<Surprise>1</Surprise>"), Reason.UNKNOWN),
        (header(f"{CODE}<ArbitraryFileIdentifier><b/></ArbitraryFileIdentifier>"), Reason.UNKNOWN),
        (
            header(
                f"{CODE}<QualificationConfirmationDate>20230230</QualificationConfirmationDate>"
            ),
            Reason.VALUE,
        ),
        (
            header(f"{CODE}<QualificationConfirmationDate>2023022</QualificationConfirmationDate>"),
            Reason.VALUE,
        ),
        (header(f"{CODE}<ReferenceClassification>7</ReferenceClassification>"), Reason.VALUE),
        (BILLION, Reason.DTD),
        (b"", Reason.NOT_XML),
        (b"hello", Reason.NOT_XML),
        (header(CODE)[:-4], Reason.NOT_XML),
        (header("") * 2, Reason.NOT_XML),
        (b'<?xml version="1.0" encoding="EUC-JP"?><XmlMsg/>', Reason.ENCODING),
        (RFC + b"<XmlMsg>\x82\xa0</XmlMsg>", Reason.ENCODING),
        (b"\xff\xfe<\x00X\x00", Reason.ENCODING),
        (RFC + b"<Message/>", Reason.UNKNOWN),
        (RFC + b"<XmlMsg>" + b"<a>" * 1000 + b"</a>" * 1000 + b"</XmlMsg>", Reason.NOT_XML),
        (b" " * (64 * 1024 * 1024 + 1), Reason.SIZE),
    ],
    ids=range(20),
)
def test_what_breaks_the_format_is_refused_with_its_reason(data: bytes, reason: Reason) -> None:
    with pytest.raises(BadMessage) as refused:
        read(Request, data)
    assert refused.value.reason is reason


def test_a_refusal_names_the_place_and_never_the_value() -> None:
    data = header(f"{CODE}<QualificationConfirmationDate>19800230</QualificationConfirmationDate>")
    with pytest.raises(BadMessage, match="XmlMsg/MessageHeader/QualificationConf") as refused:
        read(Request, data)
    assert "19800230" not in str(refused.value)
    with pytest.raises(BadMessage) as refused:
        read(Request, data.replace(b"19800230", b"19801399"))
    assert "19801399" not in str(refused.value)


def test_a_byte_order_mark_and_any_order_of_elements_are_read() -> None:
    data = b"\xef\xbb\xbf" + header(f"<ArbitraryFileIdentifier>x</ArbitraryFileIdentifier>{CODE}")
    message, charset = read(Request, data)
    assert message.message_header == RequestHeader("1312345678", arbitrary_file_identifier="x")
    assert charset is Charset.UTF_8


def test_unknown_elements_are_passed_over_when_reading_another_system() -> None:
    data = header(CODE + "<Surprise>1</Surprise>")
    assert read(Request, data, strict=False)[0].message_header == RequestHeader("1312345678")


@pytest.mark.parametrize("given", [[], "x", {"Nope": 1}, {"MessageHeader": {"SegmentOfResult": 1}}])
def test_json_that_breaks_the_format_is_refused(given: object) -> None:
    with pytest.raises(BadMessage):
        from_json(Request, given)


def test_what_is_written_is_plain_xml_to_any_parser() -> None:
    message = Result(ResultHeader(datetime(2026, 1, 2, 3, 4, 5), segment_of_result=Segment.NORMAL))
    root = etree.fromstring(write(message))
    assert root.findtext("MessageHeader/ProcessExecutionTime") == "20260102030405"


def test_more_elements_than_any_request_has_are_refused_before_they_are_read() -> None:
    flood = b"<XmlMsg>" + b"<QualificationConfirmSearchInfo/>" * (MAX_ELEMENTS + 1) + b"</XmlMsg>"
    with pytest.raises(BadMessage) as caught:
        read(Request, flood)
    assert caught.value.reason is Reason.SIZE
