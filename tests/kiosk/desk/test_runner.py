"""The runner over fakes at its protocols: effects are carried out, and what a card says is told."""

import threading
from time import monotonic

import pytest

from kiosk.eligibility.port import Delivery, Ticket
from kiosk.errors import (
    CardRemoved,
    CertificateInvalid,
    CodeBMissing,
    NotMyNumberCard,
    PhotoUnreadable,
    PinLocked,
    PinWrong,
    WeightsMismatch,
)
from kiosk.session.effects import Answers, Outcome
from kiosk.session.events import (
    Fault,
    Press,
    ReaderReady,
    StaffPress,
)
from kiosk.session.rules import Rules, load_profile
from kiosk.session.view import (
    CodePage,
    ConsentAllPage,
    DonePage,
    ErrorPage,
    IdlePage,
    MethodPage,
    PinPage,
    RemovedEarlyPage,
    TakeCardPage,
    WaitPage,
    Why,
)
from tests.support.kiosk import Desk


def test_a_reception_runs_from_card_to_result(desk: Desk) -> None:
    desk.to_consent()
    desk.runner.press(Press.AGREE_ALL)
    desk.until(DonePage)
    desk.take()
    desk.until(IdlePage)
    assert desk.outcomes == [Outcome.COMPLETED]
    assert [m.result for m in desk.moments if m.result] == ["result.xml"]
    assert desk.card.released == 1
    assert desk.face.forgotten == 1


def test_a_right_pin_identifies(desk: Desk) -> None:
    desk.to_pin()
    desk.type_pin()
    desk.until(ConsentAllPage)
    assert desk.card.pins == ["1234"]


def test_a_wrong_pin_shows_what_is_left(desk: Desk) -> None:
    desk.card.wrong["check_pin"] = PinWrong("wrong", left=2)
    desk.to_pin()
    desk.type_pin()
    page = desk.until(PinPage, wrong=True)
    assert isinstance(page, PinPage)
    assert page.left == 2


def test_a_typed_code_b_opens_the_photo_and_is_sent_once(desk: Desk) -> None:
    desk.card.wrong["photo"] = CodeBMissing("nothing looks at the card's face")
    desk.card.code_b = "55021720352285"
    desk.runner.obey(Rules(load_profile("2025-09-19"), ask_code_b=True))
    desk.place()
    desk.until(MethodPage, face=None)
    desk.runner.press(Press.FACE)
    desk.until(CodePage)
    for digit in desk.card.code_b:
        desk.runner.press(Press.DIGIT, int(digit))
    desk.until(CodePage, entered=14, checking=False)
    desk.runner.press(Press.ENTER)
    desk.until(ConsentAllPage)
    assert desk.card.codes == ["", desk.card.code_b]


def test_a_locked_pin_leaves_the_face(desk: Desk) -> None:
    desk.card.wrong["check_pin"] = PinLocked("locked")
    desk.to_pin()
    desk.type_pin()
    assert desk.until(MethodPage, pin=Why.PIN_LOCKED) == MethodPage(
        None, Why.PIN_LOCKED, phone=True
    )


def test_a_foreign_card_is_named(desk: Desk) -> None:
    desk.card.wrong["identify"] = NotMyNumberCard("a driver's licence", "licence")
    desk.place()
    page = desk.until(ErrorPage)
    assert isinstance(page, ErrorPage)
    assert (page.fault, page.code) == (Fault.CARD_NOT_MY_NUMBER, "002")


@pytest.mark.parametrize(
    ("error", "why"),
    [(PhotoUnreadable("bad"), Why.NO_PHOTO), (WeightsMismatch("hash"), Why.NO_ENGINE)],
)
def test_a_face_that_cannot_be_enrolled_leaves_the_pin(
    desk: Desk, error: Exception, why: Why
) -> None:
    desk.face.wrong["enroll"] = error
    desk.place()
    assert desk.until(MethodPage) == MethodPage(face=why, pin=None, phone=True)


def test_a_card_taken_while_it_is_read_is_no_error(desk: Desk) -> None:
    desk.card.wrong["photo"] = CardRemoved("gone")
    desk.place()
    desk.until(RemovedEarlyPage)
    assert desk.outcomes == [Outcome.CARD_REMOVED]


def test_an_invalid_certificate_is_error_006(desk: Desk) -> None:
    desk.eligibility.wrong["identify"] = CertificateInvalid("expired")
    desk.place()
    desk.until(MethodPage)
    desk.runner.press(Press.FACE)
    page = desk.until(ErrorPage)
    assert isinstance(page, ErrorPage)
    assert page.code == "006"


def test_two_patients_never_share_a_ticket(desk: Desk) -> None:
    desk.to_consent()
    desk.take()
    desk.to_consent()
    desk.runner.press(Press.AGREE_ALL)
    desk.until(DonePage)
    assert [ticket for ticket, _ in desk.eligibility.submitted] == ["ticket 2"]


def test_each_reception_is_told_with_its_own_ticket_before_its_next_screen(desk: Desk) -> None:
    desk.to_consent()
    assert desk.tickets == [(1, "ticket 1")]
    desk.take()
    desk.to_consent()
    assert desk.tickets == [(1, "ticket 1"), (2, "ticket 2")]
    assert not any("ticket" in str(moment) for moment in desk.moments)


def test_staff_cancel_asks_for_the_card(desk: Desk) -> None:
    desk.to_consent()
    desk.runner.staff(StaffPress.CANCEL)
    desk.until(TakeCardPage)
    assert desk.outcomes == [Outcome.CANCELLED]


def test_closing_ends_a_running_reception_and_gives_the_devices_back(desk: Desk) -> None:
    desk.to_consent()
    desk.runner.close()
    assert desk.outcomes == [Outcome.CANCELLED]
    assert desk.card.closed
    assert desk.face.closed


def test_presses_the_screen_does_not_offer_change_nothing(desk: Desk) -> None:
    desk.place()
    desk.until(MethodPage)
    for press in (Press.AGREE_ALL, Press.ENTER, Press.REGISTER, Press.FACE):
        desk.runner.press(press)
    desk.until(ConsentAllPage)
    desk.runner.post(ReaderReady(monotonic()))
    assert desk.eligibility.submitted == []


def test_no_card_signs_for_a_reception_it_was_not_laid_down_for(desk: Desk) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def slow_challenge() -> bytes:
        asked.set()
        assert go_on.wait(60)
        return bytes(32)

    desk.eligibility.challenge = slow_challenge  # type: ignore[method-assign]
    desk.place()
    desk.until(MethodPage)
    desk.runner.press(Press.FACE)
    assert asked.wait(60)
    desk.take()
    desk.place()
    desk.until(MethodPage)
    go_on.set()
    desk.runner.staff(StaffPress.CANCEL)
    desk.until(TakeCardPage)
    assert desk.eligibility.proofs == 0


def test_a_result_already_asked_for_cannot_be_cancelled(desk: Desk) -> None:
    go_on = threading.Event()
    submit = desk.eligibility.submit

    def slow_submit(ticket: Ticket, answers: Answers) -> Delivery:
        assert go_on.wait(60)
        return submit(ticket, answers)

    desk.eligibility.submit = slow_submit  # type: ignore[method-assign]
    desk.to_consent()
    desk.runner.press(Press.AGREE_ALL)
    desk.until(WaitPage)
    desk.runner.staff(StaffPress.CANCEL)
    go_on.set()
    desk.until(DonePage)
    assert desk.outcomes == [Outcome.COMPLETED]
