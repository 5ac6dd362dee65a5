"""Language, voice, size, low reach and further time, as a patient chooses them."""

from dataclasses import replace

import pytest

from kiosk.session.events import (
    CardFacts,
    CardKind,
    CardPlaced,
    CardTaken,
    CertificateState,
    FaceRefused,
    PinChecked,
    Press,
    Pressed,
    Registered,
    RulesChanged,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.flow.accepts import accepts
from kiosk.session.screens import screen
from kiosk.session.states import Language, TextSize
from kiosk.session.view import (
    ConsentAllPage,
    IdlePage,
    LanguagePage,
    MethodPage,
    Wait,
    WaitPage,
)
from tests.support.session import Desk, desk_of


def test_the_time_runs_visibly_while_a_language_is_chosen(desk: Desk) -> None:
    desk.place().play(Tick(desk.later(50))).press(Press.LANGUAGE, Press.EXTEND)
    desk.play(Tick(desk.later(50)))
    assert isinstance(desk.page, LanguagePage)


def test_a_language_is_chosen_on_any_screen_and_goes_with_the_patient(desk: Desk) -> None:
    desk.press(Press.LANGUAGE)
    assert desk.page == LanguagePage(Language.JAPANESE)
    desk.play(Pressed(desk.later(1), Press.CHOOSE_LANGUAGE, list(Language).index("en")))
    assert desk.page == IdlePage(None, phone=True)
    desk.place()
    assert desk.state.preferences.language is Language.ENGLISH
    desk.press(Press.LANGUAGE, Press.BACK)
    assert desk.page == MethodPage(face=None, pin=None, phone=True)
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(40)))
    assert desk.state.preferences.language is Language.JAPANESE


def test_a_card_laid_down_closes_the_choice_of_languages(desk: Desk) -> None:
    desk.press(Press.LANGUAGE).play(CardPlaced(desk.later(1)))
    assert desk.page == WaitPage(Wait.READING, slow=False)


def test_the_voice_can_be_switched_off(desk: Desk) -> None:
    desk.press(Press.VOICE)
    assert not desk.state.preferences.voice


def test_preferences_go_with_the_patient(desk: Desk) -> None:
    desk.press(Press.TEXT_SIZE, Press.CONTRAST).place()
    assert desk.state.preferences.text_size is TextSize.LARGE
    assert desk.state.preferences.contrast
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(30)))
    assert desk.state.preferences.text_size is TextSize.NORMAL


def test_preferences_chosen_at_idle_are_forgotten_when_no_card_follows(desk: Desk) -> None:
    desk.press(Press.TEXT_SIZE).play(Tick(desk.later(61)))
    assert desk.state.preferences.text_size is TextSize.NORMAL


def test_the_time_of_a_question_can_be_extended(desk: Desk) -> None:
    desk.place().match().identified().play(Tick(desk.later(50))).press(Press.EXTEND)
    desk.play(Tick(desk.later(50)))
    assert isinstance(desk.page, ConsentAllPage)


def waiting_for_the_patient() -> dict[str, Desk]:
    """A desk on every page whose time is the patient's."""

    def desk() -> Desk:
        return desk_of("2025-09-19", ask_prescription=True)

    def asked(**facts: object) -> Desk:
        return desk().place().match().identified(**facts)

    seen = desk().place()
    return {
        "method": desk().place(),
        "language": desk().place().press(Press.LANGUAGE),
        "face": desk().place().press(Press.FACE),
        "unproven": seen.press(Press.FACE).play(FaceRefused(seen.later(1), 1)),
        "pin": desk().place().press(Press.PIN),
        "visual": desk().place().play(StaffPressed(2.5, StaffPress.START_VISUAL)),
        "register": asked(registered=False),
        "certificate": asked(certificate=CertificateState.EXPIRING),
        "consent-all": asked(),
        "consent": asked().press(Press.ONE_BY_ONE),
        "prescription": asked().press(Press.AGREE_ALL),
        "subsidy": asked(has_subsidy=True).press(Press.AGREE_ALL, Press.PAPER),
        "removed": asked().play(CardTaken(6)),
        "error": desk().place(CardFacts(CardKind.MY_NUMBER, 0, False)),
    }


@pytest.mark.parametrize("name", waiting_for_the_patient())
def test_the_end_of_every_page_is_shown_and_put_off_by_one_press(name: str) -> None:
    desk = waiting_for_the_patient()[name]
    phase = desk.state.phase
    assert phase.deadline is not None
    late = phase.deadline - 0.5
    shown = screen(desk.state, late).countdown
    assert shown is not None
    assert shown.extendable
    assert shown.ends == phase.deadline
    desk.play(Pressed(late, Press.EXTEND))
    desk.play(Tick(phase.deadline + 0.1))
    assert type(desk.state.phase) is type(phase)
    assert screen(desk.state, phase.deadline + 0.1).countdown is None


def test_where_a_machine_is_waited_for_no_time_is_put_off(desk: Desk) -> None:
    desk.place().press(Press.PIN).type_pin()
    assert Press.EXTEND not in accepts(desk.state)
    desk.play(PinChecked(desk.later(1), 1, correct=True, left=3))
    assert Press.EXTEND not in accepts(desk.state)
    desk.identified(registered=False).press(Press.REGISTER)
    assert Press.EXTEND not in accepts(desk.state)
    desk.play(Registered(desk.later(1), 1)).press(Press.AGREE_ALL)
    assert Press.EXTEND not in accepts(desk.state)


def test_no_time_is_put_off_while_a_card_that_is_back_is_read(desk: Desk) -> None:
    desk.place().match().identified().play(CardTaken(desk.later(1)))
    assert Press.EXTEND in accepts(desk.state)
    desk.play(CardPlaced(desk.later(1)))
    assert Press.EXTEND not in accepts(desk.state)


def test_low_reach_goes_with_the_patient_and_may_be_the_desks_own() -> None:
    desk = desk_of("2025-09-19")
    desk.place().press(Press.REACH)
    assert desk.state.preferences.low
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(60)))
    assert desk.page == IdlePage(None, phone=True)
    assert not desk.state.preferences.low
    desk.play(RulesChanged(desk.later(1), replace(desk.state.rules, low=True)))
    desk.place().press(Press.REACH).play(CardTaken(desk.later(1))).play(Tick(desk.later(60)))
    assert desk.state.preferences.low
