"""The runner over fakes at its protocols: effects are carried out, nothing ever hangs."""

import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from kiosk.eligibility.port import Delivery, Late, Ticket
from kiosk.errors import (
    CameraMissing,
    CardRemoved,
    CertificateInvalid,
    CodeBMissing,
    Declined,
    FolderUnwritable,
    NetworkDown,
    NotMyNumberCard,
    PhotoUnreadable,
    PinLocked,
    PinWrong,
    Unreadable,
    WeightsMismatch,
)
from kiosk.records.record import Moment, Note
from kiosk.session.effects import Answers, Outcome
from kiosk.session.events import (
    CardFacts,
    CardKind,
    Fault,
    Press,
    ReaderReady,
    StaffPress,
    Tick,
)
from kiosk.session.rules import Rules, load_profile
from kiosk.session.view import (
    CodePage,
    ConsentAllPage,
    DonePage,
    ErrorPage,
    FacePage,
    IdlePage,
    MethodPage,
    PinPage,
    RemovedEarlyPage,
    Screen,
    TakeCardPage,
    WaitPage,
    Why,
)
from tests.support.kiosk import Desk


def to_consent(desk: Desk) -> None:
    desk.place()
    desk.until(MethodPage)
    desk.runner.press(Press.FACE)
    desk.until(ConsentAllPage)


def type_pin(desk: Desk, digits: str = "1234") -> None:
    desk.place()
    desk.until(MethodPage)
    desk.runner.press(Press.PIN)
    for digit in digits:
        desk.runner.press(Press.DIGIT, int(digit))
    desk.runner.press(Press.ENTER)


def outcomes(desk: Desk) -> list[Outcome]:
    return [m.outcome for m in desk.moments if m.outcome]


def test_a_reception_runs_from_card_to_result(desk: Desk) -> None:
    to_consent(desk)
    desk.runner.press(Press.AGREE_ALL)
    desk.until(DonePage)
    desk.take()
    desk.until(IdlePage)
    assert outcomes(desk) == [Outcome.COMPLETED]
    assert [m.result for m in desk.moments if m.result] == ["result.xml"]
    assert desk.card.released == 1
    assert desk.face.forgotten == 1


def test_a_right_pin_identifies(desk: Desk) -> None:
    type_pin(desk)
    desk.until(ConsentAllPage)
    assert desk.card.pins == ["1234"]


def test_a_wrong_pin_shows_what_is_left(desk: Desk) -> None:
    desk.card.wrong["check_pin"] = PinWrong("wrong", left=2)
    type_pin(desk)
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
    type_pin(desk)
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
    assert outcomes(desk) == [Outcome.CARD_REMOVED]


def test_an_invalid_certificate_is_error_006(desk: Desk) -> None:
    desk.eligibility.wrong["identify"] = CertificateInvalid("expired")
    desk.place()
    desk.until(MethodPage)
    desk.runner.press(Press.FACE)
    page = desk.until(ErrorPage)
    assert isinstance(page, ErrorPage)
    assert page.code == "006"


def test_a_folder_that_cannot_be_written_is_said(desk: Desk) -> None:
    desk.eligibility.wrong["submit"] = FolderUnwritable("read-only")
    to_consent(desk)
    desk.runner.press(Press.AGREE_ALL)
    desk.until(ErrorPage, fault=Fault.FOLDER_UNWRITABLE)


def test_an_exception_nobody_expected_leads_to_a_safe_screen(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.eligibility.wrong["identify"] = ZeroDivisionError("a bug")
    desk.place()
    desk.until(MethodPage)
    desk.runner.press(Press.FACE)
    desk.until(ErrorPage, fault=Fault.INTERNAL)
    desk.take()
    del desk.eligibility.wrong["identify"]
    to_consent(desk)


def test_a_face_desk_that_cannot_be_prepared_does_not_stop_the_kiosk(desk: Desk) -> None:
    desk.face.wrong["enroll"] = CameraMissing("no camera")
    desk.place()
    assert desk.until(MethodPage) == MethodPage(face=Why.NO_CAMERA, pin=None, phone=True)


def test_matching_that_never_answers_can_be_left_by_the_pin(desk: Desk) -> None:
    desk.face.answer = lambda _number, _emit: None
    desk.place()
    desk.until(MethodPage)
    desk.runner.press(Press.FACE)
    desk.until(FacePage)
    desk.runner.press(Press.PIN)
    desk.until(PinPage)


def test_two_patients_never_share_a_ticket(desk: Desk) -> None:
    to_consent(desk)
    desk.take()
    to_consent(desk)
    desk.runner.press(Press.AGREE_ALL)
    desk.until(DonePage)
    assert [ticket for ticket, _ in desk.eligibility.submitted] == ["ticket 2"]


def test_each_reception_is_told_with_its_own_ticket_before_its_next_screen(desk: Desk) -> None:
    to_consent(desk)
    assert desk.tickets == [(1, "ticket 1")]
    desk.take()
    to_consent(desk)
    assert desk.tickets == [(1, "ticket 1"), (2, "ticket 2")]
    assert not any("ticket" in str(moment) for moment in desk.moments)


def test_staff_cancel_asks_for_the_card(desk: Desk) -> None:
    to_consent(desk)
    desk.runner.staff(StaffPress.CANCEL)
    desk.until(TakeCardPage)
    assert outcomes(desk) == [Outcome.CANCELLED]


def test_closing_ends_a_running_reception_and_gives_the_devices_back(desk: Desk) -> None:
    to_consent(desk)
    desk.runner.close()
    assert outcomes(desk) == [Outcome.CANCELLED]
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
    to_consent(desk)
    desk.runner.press(Press.AGREE_ALL)
    desk.until(WaitPage)
    desk.runner.staff(StaffPress.CANCEL)
    go_on.set()
    desk.until(DonePage)
    assert outcomes(desk) == [Outcome.COMPLETED]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("a bug")])
def test_who_cannot_record_stops_no_reception(desk: Desk, error: Exception) -> None:
    def full(_moment: object) -> None:
        raise error

    desk.runner.record = full
    to_consent(desk)
    desk.runner.press(Press.AGREE_ALL)
    desk.until(DonePage)


def test_a_window_that_fails_to_show_one_screen_goes_on(desk: Desk) -> None:
    show = desk.runner.show
    failures = iter([True])

    def fails_once(shown: Screen) -> None:
        if next(failures, False):
            raise ValueError("a bug in a window")
        show(shown)

    desk.runner.show = fails_once
    desk.place()
    desk.until(ErrorPage, fault=Fault.INTERNAL)


def test_results_owed_go_out_after_the_next_reception(desk: Desk) -> None:
    tried = threading.Event()

    def pending(_: object) -> int:
        tried.set()
        return 1

    desk.eligibility.deliver_pending = pending  # type: ignore[method-assign]
    to_consent(desk)
    desk.runner.press(Press.AGREE_ALL)
    desk.until(DonePage)
    assert tried.wait(60)


def test_a_hung_call_to_eligibility_delays_no_other_reception_and_no_closing(desk: Desk) -> None:
    asked, go_on = threading.Event(), threading.Event()
    challenge = desk.eligibility.challenge

    def hangs_once() -> bytes:
        if not asked.is_set():
            asked.set()
            go_on.wait(30)
        return challenge()

    desk.eligibility.challenge = hangs_once  # type: ignore[method-assign]
    desk.place()
    desk.until(MethodPage)
    desk.runner.press(Press.FACE)
    assert asked.wait(60)
    desk.take()
    to_consent(desk)
    desk.runner.press(Press.AGREE_ALL)
    desk.until(DonePage)
    go_on.set()
    assert desk.tickets == [(2, "ticket 1")]


def test_a_reader_that_hangs_holds_up_no_look_up_by_card(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def hangs() -> CardFacts:
        go_on.wait(10)
        return desk.card.facts

    monkeypatch.setattr("kiosk.desk.receptions.device_calls.SERIAL_TIMEOUT_S", 0.01)
    monkeypatch.setattr(desk.card, "identify", hangs)
    with pytest.raises(Unreadable, match="gave no answer"):
        desk.runner.card_serial()
    go_on.set()


def test_earlier_results_that_hang_delay_no_reception(desk: Desk) -> None:
    go_on = threading.Event()

    def hangs(_: object) -> int:
        go_on.wait(30)
        return 0

    desk.eligibility.deliver_pending = hangs  # type: ignore[method-assign]
    for _ in range(2):
        to_consent(desk)
        desk.runner.press(Press.AGREE_ALL)
        desk.until(DonePage)
        desk.take()
        desk.until(IdlePage)
    go_on.set()


def test_a_result_after_its_reception_timed_out_is_noted_for_it_and_shown_to_nobody(
    desk: Desk,
) -> None:
    go_on, noted = threading.Event(), threading.Event()
    submit = desk.eligibility.submit

    def slow_submit(ticket: Ticket, answers: Answers) -> Delivery:
        assert go_on.wait(30)
        return submit(ticket, answers)

    record = desk.runner.record

    def watching(moment: Moment) -> None:
        record(moment)
        if moment.note is Note.LATE:
            noted.set()

    desk.runner.record = watching
    desk.eligibility.submit = slow_submit  # type: ignore[method-assign]
    to_consent(desk)
    desk.runner.press(Press.AGREE_ALL)
    desk.until(WaitPage)
    desk.runner.post(Tick(monotonic() + 31))
    desk.until(ErrorPage, fault=Fault.NETWORK_DOWN)
    desk.take()
    to_consent(desk)
    while not desk.screens.empty():
        desk.screens.get()
    go_on.set()
    assert noted.wait(60)
    assert [(m.reception, m.result) for m in desk.moments if m.result] == [(1, "result.xml")]
    assert desk.screens.empty()


def test_a_result_that_comes_after_an_outage_is_noted_for_its_own_reception(desk: Desk) -> None:
    owed: list[Late] = []
    noted = threading.Event()
    record = desk.runner.record

    def pending(tell: Callable[[Late], None]) -> int:
        while owed:
            tell(owed.pop(0))
        return 0

    def watching(moment: Moment) -> None:
        record(moment)
        if moment.note is Note.LATE:
            noted.set()

    desk.runner.record = watching
    desk.eligibility.deliver_pending = pending  # type: ignore[method-assign]
    desk.eligibility.wrong = {"submit": NetworkDown("nobody answers")}
    to_consent(desk)
    desk.runner.press(Press.AGREE_ALL)
    desk.until(ErrorPage, fault=Fault.NETWORK_DOWN)
    owed.append(Late("ticket 1", given_up=Declined("they say no")))
    owed.append(Late("ticket 1", Path("result.xml")))
    owed.append(Late("of an earlier run", Path("earlier.xml")))
    desk.take()
    desk.until(IdlePage)
    assert noted.wait(60)
    desk.runner.close()
    ends = [one for one in desk.moments if one.note in (Note.GIVEN_UP, Note.LATE)]
    assert [(one.reception, one.note, one.result, one.reason) for one in ends] == [
        (1, Note.GIVEN_UP, "", "they say no"),
        (1, Note.LATE, "result.xml", ""),
        (0, Note.LATE, "earlier.xml", ""),
    ]  # fmt: skip
    (asked,) = {one.reference for one in desk.moments if one.phase == "submitting"}
    assert ends[0].reference == ends[1].reference == asked != ends[2].reference
    assert "ticket" not in asked


def test_a_sound_that_fails_keeps_no_card_open_and_leaves_no_reception_without_its_end(
    desk: Desk,
) -> None:
    def broken(_cue: object, _level: int) -> None:
        raise ValueError("a bug in a loudspeaker")

    desk.card.wrong["check_pin"] = PinLocked("locked")
    desk.card.facts = CardFacts(CardKind.MY_NUMBER, 3, has_photo=False)
    type_pin(desk)
    desk.until(PinPage, entered=4)
    desk.until(ErrorPage, fault=Fault.PIN_LOCKED)
    desk.take()
    desk.until(IdlePage)
    desk.runner.sound = broken
    desk.place()
    desk.until(ErrorPage, fault=Fault.INTERNAL)
    desk.runner.close()
    assert outcomes(desk) == [Outcome.REFUSED, Outcome.ERROR]
    assert desk.card.released == desk.face.forgotten == 2
