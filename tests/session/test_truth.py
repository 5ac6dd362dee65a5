"""The patient is told what is known, and no more."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.clock import serves_until
from kiosk.session.codes import Validity
from kiosk.session.effects import Submit
from kiosk.session.events import (
    CertificateState,
    Delivered,
    Fault,
    PinChecked,
    Press,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.rules import Category
from kiosk.session.screens import screen
from kiosk.session.states import ChoosingMethod, VisualCheck
from kiosk.session.view import CertificatePage, DonePage, ErrorPage, MethodPage, TakeCardPage, Why
from kiosk.texts.screens import describe
from tests.support.session import CARD, Desk, desk_of

ENDED = date(2027, 1, 10)


@pytest.mark.parametrize("answer", [*Validity, None])
def test_insurance_is_ticked_only_when_the_file_says_valid(
    desk: Desk, answer: Validity | None
) -> None:
    valid = answer is Validity.VALID
    desk.place().match().identified().press(Press.AGREE_ALL)
    desk.play(Delivered(desk.later(1), desk.number, "file", answer.value if answer else ""))
    assert desk.page == DonePage(3, 3, valid=valid)
    names = " ".join(part.name for part in describe(screen(desk.state, desk.now)).parts)
    assert ("資格の確認" in names) == valid
    assert ("受付窓口へお越しください" in names) == (not valid)
    desk.play(Tick(desk.later(4)))
    assert desk.page == TakeCardPage(False, True, valid=valid)


def test_a_facilitys_own_sentence_stands_on_the_last_page_in_the_languages_it_has() -> None:
    desk = desk_of("2025-09-19", closing=(("ja", "診察券を|窓口へ"),))
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    shown = screen(desk.state, desk.now)
    parts = {part.id: part for part in describe(shown).parts}
    assert parts["lead"].name == "診察券を窓口へ"
    shown = replace(shown, page=DonePage(3, 3, valid=False))
    parts = {part.id: part for part in describe(shown).parts}
    assert parts["lead"].name == "係員がご案内します"


@pytest.mark.parametrize(
    ("ended", "last"),
    [
        (date(2026, 8, 5), date(2026, 11, 30)),
        (date(2027, 1, 1), date(2027, 4, 30)),
        (date(2027, 1, 31), date(2027, 4, 30)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 1), date(2028, 2, 29)),
    ],
)
def test_a_card_serves_to_the_end_of_the_third_month_after_its_own(ended: date, last: date) -> None:
    assert serves_until(ended) == last


@pytest.mark.parametrize("gone", [15, 45, 75])
def test_the_page_of_the_grace_counts_the_days_since_the_end(desk: Desk, gone: int) -> None:
    last = serves_until(ENDED)
    today = ENDED + timedelta(days=gone)
    desk.place().match().identified(
        certificate=CertificateState.GRACE,
        certificate_ends=ENDED,
        certificate_serves=last,
        days_left=(last - today).days,
    )
    assert desk.page == CertificatePage(CertificateState.GRACE, ENDED, gone, last)
    names = " ".join(part.name for part in describe(screen(desk.state, desk.now)).parts)
    assert f"{gone}日前に切れました" in names
    assert "令和9年4月30日まで保険証として使えます" in names


def test_an_expired_card_opens_no_medical_information(desk: Desk) -> None:
    desk.place(replace(CARD, expired=True)).match().identified()
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert submit.answers.agreed == {Category.LIMIT}


def staff(desk: Desk, press: StaffPress) -> None:
    desk.play(StaffPressed(desk.later(1), press))


def test_a_card_without_a_photo_knows_neither_face_nor_visual_check(desk: Desk) -> None:
    desk.place(face_fault=Fault.PHOTO_ABSENT)
    assert desk.page == MethodPage(Why.NO_PHOTO, None, phone=True, absent=True)
    staff(desk, StaffPress.START_VISUAL)
    assert isinstance(desk.state.phase, ChoosingMethod)
    assert desk.state.visual is None


def test_visual_mode_passes_over_a_card_without_a_photo(desk: Desk) -> None:
    staff(desk, StaffPress.START_VISUAL)
    desk.place(face_fault=Fault.PHOTO_ABSENT)
    assert isinstance(desk.state.phase, ChoosingMethod)
    other = desk_of("2025-09-19")
    staff(other, StaffPress.START_VISUAL)
    other.place()
    assert isinstance(other.state.phase, VisualCheck)


def test_where_such_a_cards_pin_locks_the_desk_is_told_what_remains(desk: Desk) -> None:
    desk.place(face_fault=Fault.PHOTO_ABSENT).press(Press.PIN).type_pin()
    desk.play(PinChecked(desk.later(1), desk.number, correct=False, left=0))
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.PHOTO_ABSENT
