"""The shipped persons: enough kinds and ages, and nothing that could be taken for a real person."""

from datetime import date

import pytest
from pydantic import ValidationError

from kiosk.personas import schema
from kiosk.personas.schema import CardSpec, Kind

PEOPLE = [schema.find(name) for name in schema.names()]
HOLDERS = [p for p in PEOPLE if p.card.kind in tuple(Kind)[:4]]


def test_there_are_at_least_24_holders_of_a_my_number_card() -> None:
    assert len(HOLDERS) >= 24


def test_every_kind_of_thing_that_may_lie_on_the_reader_is_there() -> None:
    assert {p.card.kind for p in PEOPLE} == set(Kind)


def test_ages_run_from_infant_to_centenarian() -> None:
    births = sorted(p.person.birth for p in HOLDERS)
    assert births[0] < date(1927, 1, 1)
    assert births[-1] > date(2026, 1, 1)


def test_families_share_symbol_and_number() -> None:
    haruto, kenji = schema.find("haruto").insurance[0], schema.find("kenji").insurance[0]
    assert (haruto.symbol, haruto.number) == (kenji.symbol, kenji.number)
    assert haruto.branch != kenji.branch
    assert haruto.relation == 2


@pytest.mark.parametrize("persona", PEOPLE, ids=lambda p: p.id)
def test_address_and_insurer_lie_in_no_real_place(persona: schema.Persona) -> None:
    assert persona.person.post.startswith("000-")
    assert all(i.insurer_number[-6:-4] == "99" for i in persona.insurance)


@pytest.mark.parametrize("persona", PEOPLE, ids=lambda p: p.id)
def test_names_have_the_form_of_the_result_file(persona: schema.Persona) -> None:
    assert "　" in persona.person.name
    assert persona.person.kana.count(" ") >= 1
    assert persona.person.kana.encode("cp932").isascii() is False
    assert all(c == " " or 0xFF61 <= ord(c) <= 0xFF9F for c in persona.person.kana)


def test_the_demo_person_is_sakura_with_pin_1234() -> None:
    sakura = schema.find("sakura")
    assert (sakura.card.pin, sakura.card.portrait, sakura.clip) == (
        "1234",
        "sakura.jpg",
        "sakura",
    )


def test_one_name_cannot_be_written_in_shift_jis() -> None:
    with pytest.raises(UnicodeEncodeError):
        schema.find("kuromaru").person.name.encode("cp932")


def test_a_face_only_card_with_a_pin_is_refused() -> None:
    with pytest.raises(ValidationError, match="face_only"):
        CardSpec(kind=Kind.FACE_ONLY)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(KeyError, match="sakura"):
        schema.find("sakula")


def test_an_unknown_person_is_answered_with_the_three_nearest_names() -> None:
    with pytest.raises(KeyError) as unknown:
        schema.find("zzz")
    told = unknown.value.args[0]
    near = told.split("did you mean ")[1].split("?")[0].split(", ")
    assert len(near) == 3
    assert set(near) <= set(schema.names())


INSURED = [p for p in PEOPLE if p.shows is not None]


def test_every_group_of_insurance_has_cards() -> None:
    assert {p.shows for p in INSURED} == set(schema.Shows)
    assert len(INSURED) >= 38


@pytest.mark.parametrize("persona", INSURED, ids=lambda p: p.id)
def test_who_shows_an_insurance_has_a_card_with_the_birth_as_pin(persona: schema.Persona) -> None:
    assert persona.card.pin == f"{persona.person.birth:%y%m}"
    infant = persona.person.birth.year >= 2020  # its card was made before the first birthday
    assert (persona.portrait_file is None) is infant
    assert persona.portrait_file is None or persona.portrait_file.exists()
    assert persona.card.signature_certificate is not infant
