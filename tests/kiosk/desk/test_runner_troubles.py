"""The runner over fakes that fail or hang: the reception goes on, and nothing ever hangs."""

import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from kiosk.eligibility.port import Delivery, Late, Ticket
from kiosk.errors import (
    CameraMissing,
    Declined,
    FolderUnwritable,
    NetworkDown,
    PinLocked,
    Unreadable,
)
from kiosk.records.record import Moment, Note
from kiosk.session.effects import Answers, Outcome
from kiosk.session.events import (
    CardFacts,
    CardKind,
    Fault,
    Press,
    Tick,
)
from kiosk.session.view import (
    DonePage,
    ErrorPage,
    FacePage,
    IdlePage,
    MethodPage,
    PinPage,
    Screen,
    WaitPage,
    Why,
)
from tests.support.kiosk import Desk


def test_a_folder_that_cannot_be_written_is_said(desk: Desk) -> None:
    desk.eligibility.wrong["submit"] = FolderUnwritable("read-only")
    desk.to_consent()
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
    desk.to_consent()


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


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("a bug")])
def test_who_cannot_record_stops_no_reception(desk: Desk, error: Exception) -> None:
    def full(_moment: object) -> None:
        raise error

    desk.runner.record = full
    desk.to_consent()
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
    desk.to_consent()
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
    desk.to_consent()
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
        desk.to_consent()
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
    desk.to_consent()
    desk.runner.press(Press.AGREE_ALL)
    desk.until(WaitPage)
    desk.runner.post(Tick(monotonic() + 31))
    desk.until(ErrorPage, fault=Fault.NETWORK_DOWN)
    desk.take()
    desk.to_consent()
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
    desk.to_consent()
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
    desk.to_pin()
    desk.type_pin()
    desk.until(PinPage, entered=4)
    desk.until(ErrorPage, fault=Fault.PIN_LOCKED)
    desk.take()
    desk.until(IdlePage)
    desk.runner.sound = broken
    desk.place()
    desk.until(ErrorPage, fault=Fault.INTERNAL)
    desk.runner.close()
    assert desk.outcomes == [Outcome.REFUSED, Outcome.ERROR]
    assert desk.card.released == desk.face.forgotten == 2
