"""A card that is taken early, put back, left behind, or on a reader that is lost."""

from dataclasses import replace

from kiosk.session.effects import (
    Cue,
    End,
    Outcome,
    ReadCard,
    Sound,
    Submit,
)
from kiosk.session.events import (
    CardPlaced,
    CardRead,
    CardTaken,
    Failed,
    Fault,
    Press,
    ReaderDown,
    ReaderReady,
    Tick,
)
from kiosk.session.rules import Category
from kiosk.session.view import (
    ConsentPage,
    DonePage,
    ErrorPage,
    IdlePage,
    RemovedEarlyPage,
    TakeCardPage,
)
from tests.support.session import CARD, Desk


def test_a_card_left_behind_raises_the_alarm_until_it_is_taken(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    desk.play(Tick(desk.later(4)))
    assert desk.page == TakeCardPage(alarm=False, completed=True)
    desk.play(Tick(desk.later(11)))
    assert desk.page == TakeCardPage(alarm=True, completed=True)
    desk.play(Tick(desk.later(1000)))
    assert desk.page == TakeCardPage(alarm=True, completed=True)
    desk.play(CardTaken(desk.later(1)))
    assert desk.page == IdlePage(None, phone=True)


def test_the_alarm_sounds_every_two_seconds_and_grows_louder_after_ten(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    desk.play(Tick(desk.later(4)))
    before = len(desk.of(Sound))
    for _ in range(30):
        desk.play(Tick(desk.later(1)))
    levels = [sound.level for sound in desk.of(Sound)[before:] if isinstance(sound, Sound)]
    assert levels[:5] == [0] * 5
    assert levels[5:] == [1] * len(levels[5:])
    assert len(levels) == 11
    desk.play(CardTaken(desk.later(1)))
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    desk.play(Tick(desk.later(4)))
    desk.play(Tick(desk.later(11)))
    assert desk.effects[-1] == Sound(desk.number, Cue.LEFT_BEHIND, 0)


def test_taking_the_card_early_says_what_was_answered_and_saves_nothing(desk: Desk) -> None:
    desk.place().match().identified().press(Press.ONE_BY_ONE, Press.AGREE)
    desk.play(CardTaken(desk.later(1)))
    assert isinstance(desk.page, RemovedEarlyPage)
    assert desk.page.can_go_on
    assert [item.answer for item in desk.page.items] == [True, None, None]
    assert desk.of(Submit) == []
    assert desk.of(End) == []
    desk.play(Tick(desk.later(31)))
    assert desk.page == IdlePage(None, phone=True)
    assert desk.of(End) == [End(1, Outcome.CARD_REMOVED, Fault.CARD_TAKEN)]


def test_a_card_taken_before_the_proof_cannot_go_on_where_it_was(desk: Desk) -> None:
    desk.place().play(CardTaken(desk.later(1)))
    assert isinstance(desk.page, RemovedEarlyPage)
    assert not desk.page.can_go_on
    assert desk.of(End) == [End(1, Outcome.CARD_REMOVED, Fault.CARD_TAKEN)]


def left_and_put_back(desk: Desk, token: bytes) -> None:
    desk.place(replace(CARD, token=b"sakura")).match().identified()
    desk.press(Press.ONE_BY_ONE, Press.AGREE)
    desk.play(CardTaken(desk.later(1))).play(CardPlaced(desk.later(10)))
    desk.play(CardRead(desk.later(1), 1, replace(CARD, token=token)))


def test_the_same_card_put_back_in_time_goes_on_where_it_was(desk: Desk) -> None:
    left_and_put_back(desk, b"sakura")
    assert isinstance(desk.page, ConsentPage)
    assert desk.page.index == 1
    desk.press(Press.AGREE, Press.AGREE)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert submit.reception == 1
    assert Category.SURGERY in submit.answers.agreed


def test_another_card_begins_anew_and_sees_nothing_of_the_first(desk: Desk) -> None:
    left_and_put_back(desk, b"someone else")
    assert desk.of(End) == [End(1, Outcome.CARD_REMOVED, Fault.CARD_TAKEN)]
    assert desk.number == 2
    reception = desk.state.reception
    assert reception is not None
    assert (reception.patient, reception.replies) == (None, ())
    assert len(desk.of(ReadCard)) == 3


def test_a_card_that_cannot_be_told_apart_never_goes_on(desk: Desk) -> None:
    desk.place().match().identified().play(CardTaken(desk.later(1)))
    desk.play(CardPlaced(desk.later(1))).play(CardRead(desk.later(1), 1, CARD))
    assert desk.number == 2


def test_a_card_put_back_that_cannot_be_read_is_named_and_asked_for(desk: Desk) -> None:
    desk.place(replace(CARD, token=b"sakura")).match().identified()
    desk.play(CardTaken(desk.later(1))).play(CardPlaced(desk.later(1)))
    desk.play(Failed(desk.later(1), 1, Fault.CARD_UNREADABLE))
    assert isinstance(desk.page, ErrorPage)
    desk.play(Tick(desk.later(16)))
    assert desk.page == TakeCardPage(alarm=False, completed=False)


def test_a_message_stays_a_moment_only_once_the_card_is_taken(desk: Desk) -> None:
    desk.play(CardPlaced(desk.later(1)))
    desk.play(Failed(desk.later(1), 1, Fault.CARD_NOT_MY_NUMBER))
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(5)))
    assert desk.page == IdlePage(None, phone=True)


def test_a_card_taken_while_the_result_is_on_its_way_is_too_late_to_undo(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL)
    desk.play(CardTaken(desk.later(0.1)))
    desk.deliver()
    assert desk.page == DonePage(agreed=3, asked=3)
    desk.play(Tick(desk.later(4)))
    assert desk.page == IdlePage(None, phone=True)


def test_a_reader_that_goes_away_is_named_and_comes_back(desk: Desk) -> None:
    desk.play(ReaderDown(desk.later(1), Fault.READER_SERVICE_DOWN))
    assert desk.page == IdlePage(Fault.READER_SERVICE_DOWN)
    desk.play(ReaderReady(desk.later(1)))
    assert desk.page == IdlePage(None, phone=True)


def test_a_reader_lost_in_a_reception_ends_it_with_the_reason(desk: Desk) -> None:
    desk.place().play(ReaderDown(desk.later(1), Fault.READER_MISSING))
    assert isinstance(desk.page, ErrorPage)
    assert desk.of(End) == [End(1, Outcome.ERROR, Fault.READER_MISSING)]


def test_a_reader_whose_loss_looked_like_a_taken_card_is_named(desk: Desk) -> None:
    desk.place().play(CardTaken(desk.later(0.1)))
    desk.play(ReaderDown(desk.later(0.1), Fault.READER_SERVICE_DOWN))
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.READER_SERVICE_DOWN
    assert len(desk.of(End)) == 1


def test_a_card_that_stayed_on_a_lost_reader_must_leave_before_the_next_reception(
    desk: Desk,
) -> None:
    desk.place().play(CardTaken(desk.later(0.1)))
    desk.play(ReaderDown(desk.later(0.1), Fault.READER_SERVICE_DOWN))
    desk.play(ReaderReady(desk.later(1))).play(CardPlaced(desk.later(0.1), stayed=True))
    assert isinstance(desk.page, ErrorPage)
    desk.play(Tick(desk.later(60)))
    assert desk.page == TakeCardPage(alarm=False, completed=False)
    desk.play(CardTaken(desk.later(1)))
    assert len(desk.of(ReadCard)) == 1
    desk.place()
    assert len(desk.of(ReadCard)) == 2


def test_a_card_left_on_a_reader_that_comes_back_late_is_asked_for(desk: Desk) -> None:
    desk.play(ReaderDown(desk.later(1), Fault.READER_MISSING))
    desk.play(ReaderReady(desk.later(60))).play(CardPlaced(desk.later(0.1), stayed=True))
    assert desk.page == TakeCardPage(alarm=False, completed=False)
    desk.play(Tick(desk.later(60)))
    assert desk.page == TakeCardPage(alarm=True, completed=False)
    desk.play(CardTaken(desk.later(1)))
    assert desk.page == IdlePage(None, phone=True)
    assert desk.of(ReadCard) == []


def test_a_second_card_on_the_reader_starts_nothing_new(desk: Desk) -> None:
    desk.place().play(CardPlaced(desk.later(1)))
    assert len(desk.of(ReadCard)) == 1
