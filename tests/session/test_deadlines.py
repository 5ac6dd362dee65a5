"""Every screen leaves after the time that the rules give it; no time is shared by two screens."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from kiosk.session.events import (
    CardFacts,
    CardKind,
    CardPlaced,
    CardRead,
    CardTaken,
    CertificateState,
    FaceRefused,
    Failed,
    Fault,
    PasswordChecked,
    PhotoOpened,
    PinChecked,
    Press,
    Pressed,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.rules import Timing
from kiosk.session.screens import screen
from kiosk.session.states import (
    AskingRegistration,
    AskingSubsidy,
    CertificateNotice,
    ChoosingMethod,
    ChoosingPhone,
    ChoosingPrescription,
    ConsentAll,
    ConsentOne,
    Done,
    EnteringCode,
    EnteringPassword,
    EnteringPin,
    FaceUnproven,
    HoldingPhone,
    Identifying,
    Idle,
    MatchingFace,
    Phase,
    Problem,
    Reading,
    RemovedEarly,
    Submitting,
    TakeCard,
    VisualCheck,
)
from tests.support.session import Desk, desk_of

TIMING = replace(
    Timing(),
    **{
        field.name: 100.0 + number
        for number, field in enumerate(fields(Timing))
        if field.name not in {"phone_contacts", "face_attempts", "recognised", "settle", "quiet"}
    },
)
"""A time of its own for every screen, so that none is taken for another's."""

ANDROID = CardFacts(CardKind.ANDROID, 3, has_photo=False)
Way = Callable[[Desk], Desk]


def quick_desk() -> Desk:
    desk = desk_of("2025-09-19", ask_prescription=True)
    rules = replace(desk.state.rules, timing=TIMING, ask_code_b=True)
    desk.state = replace(desk.state, rules=rules)
    return desk


def face(desk: Desk) -> Desk:
    return desk.place().press(Press.FACE)


def refused(desk: Desk, times: int = 1) -> Desk:
    face(desk)
    for last in range(times, 0, -1):
        desk.play(FaceRefused(desk.later(1), desk.number))
        if last > 1:
            desk.press(Press.FACE)
    return desk


def pin(desk: Desk) -> Desk:
    return desk.place().press(Press.PIN)


def wrong_pin(desk: Desk) -> Desk:
    pin(desk).type_pin()
    return desk.play(PinChecked(desk.later(1), desk.number, correct=False, left=2))


def code(desk: Desk) -> Desk:
    return desk.place(face_fault=Fault.CODE_B_MISSING).press(Press.FACE)


def whole_code(desk: Desk) -> Desk:
    code(desk)
    for _ in range(14):
        desk.play(Pressed(desk.later(1), Press.DIGIT, 1))
    return desk.press(Press.ENTER)


def wrong_code(desk: Desk) -> Desk:
    return whole_code(desk).play(PhotoOpened(desk.later(1), desk.number, Fault.CODE_B_WRONG))


def password(desk: Desk) -> Desk:
    return desk.place(password=True).press(Press.VISUAL)


def wrong_password(desk: Desk) -> Desk:
    password(desk).type_pin()
    return desk.play(PasswordChecked(desk.later(1), desk.number, correct=False))


def identified(desk: Desk, **facts: object) -> Desk:
    return desk.place().match().identified(**facts)


def lost(desk: Desk) -> Desk:
    return desk.play(CardTaken(desk.later(1)))


def laid(desk: Desk) -> Desk:
    return desk.play(CardPlaced(desk.later(1)))


def asked(desk: Desk) -> Desk:
    return identified(desk).press(Press.AGREE_ALL)


def submitted(desk: Desk) -> Desk:
    return asked(desk).press(Press.PAPER)


def phone_pin(desk: Desk) -> Desk:
    return desk.press(Press.SMARTPHONE, Press.ANDROID)


def phone_read(desk: Desk) -> Desk:
    laid(phone_pin(desk).type_pin())
    return desk.play(CardRead(desk.later(1), desk.number, ANDROID))


def staff(desk: Desk, press: StaffPress) -> Desk:
    return desk.play(StaffPressed(desk.later(1), press, None, desk.number))


WAYS: dict[str, tuple[Way, type[Phase], str]] = {
    "a preference at the waiting screen": (lambda d: d.press(Press.CONTRAST), Idle, "preferences"),
    "a card is laid down": (laid, Reading, "reading"),
    "the methods": (lambda d: d.place(), ChoosingMethod, "method"),
    "the methods again": (lambda d: pin(d).press(Press.BACK), ChoosingMethod, "method"),
    "the face": (face, MatchingFace, "face"),
    "the face was refused": (refused, FaceUnproven, "method"),
    "the face was refused for the last time": (lambda d: refused(d, 3), EnteringPin, "pin"),
    "the camera broke": (
        lambda d: face(d).play(Failed(d.later(1), d.number, Fault.CAMERA_MISSING)),
        FaceUnproven,
        "method",
    ),
    "the PIN": (pin, EnteringPin, "pin"),
    "a digit of the PIN": (
        lambda d: pin(d).play(Pressed(d.later(1), Press.DIGIT, 1)),
        EnteringPin,
        "pin",
    ),
    "a whole PIN": (lambda d: pin(d).type_pin(), EnteringPin, "reading"),
    "a wrong PIN": (wrong_pin, EnteringPin, "pin"),
    "the number of the card": (code, EnteringCode, "pin"),
    "a digit of the number": (
        lambda d: code(d).play(Pressed(d.later(1), Press.DIGIT, 1)),
        EnteringCode,
        "pin",
    ),
    "a digit of the number taken back": (
        lambda d: code(d).play(Pressed(d.later(1), Press.DIGIT, 1)).press(Press.ERASE),
        EnteringCode,
        "pin",
    ),
    "a whole number": (whole_code, EnteringCode, "reading"),
    "a wrong number": (wrong_code, EnteringCode, "pin"),
    "the password of the staff": (password, EnteringPassword, "pin"),
    "a digit of the password": (
        lambda d: password(d).play(Pressed(d.later(1), Press.DIGIT, 1)),
        EnteringPassword,
        "pin",
    ),
    "a whole password": (lambda d: password(d).type_pin(), EnteringPassword, "reading"),
    "a wrong password": (wrong_password, EnteringPassword, "pin"),
    "the eye of the staff": (
        lambda d: staff(d.place(), StaffPress.START_VISUAL),
        VisualCheck,
        "visual",
    ),
    "a matched face": (lambda d: d.place().match(), Identifying, "identify"),
    "a right PIN": (
        lambda d: pin(d).type_pin().play(PinChecked(d.later(1), d.number, correct=True, left=3)),
        Identifying,
        "identify",
    ),
    "the registration": (lambda d: identified(d, registered=False), AskingRegistration, "consent"),
    "the registration is made": (
        lambda d: identified(d, registered=False).press(Press.REGISTER),
        AskingRegistration,
        "identify",
    ),
    "the certificate's end": (
        lambda d: identified(d, certificate=CertificateState.EXPIRING, days_left=9),
        CertificateNotice,
        "consent",
    ),
    "all the consents": (identified, ConsentAll, "consent"),
    "one consent": (lambda d: identified(d).press(Press.ONE_BY_ONE), ConsentOne, "consent"),
    "one consent again": (
        lambda d: identified(d).press(Press.ONE_BY_ONE, Press.AGREE, Press.BACK),
        ConsentOne,
        "consent",
    ),
    "all the consents again": (
        lambda d: identified(d).press(Press.ONE_BY_ONE, Press.BACK),
        ConsentAll,
        "consent",
    ),
    "the prescription": (asked, ChoosingPrescription, "consent"),
    "the consents again after the prescription": (
        lambda d: asked(d).press(Press.BACK),
        ConsentAll,
        "consent",
    ),
    "the subsidy": (
        lambda d: identified(d, has_subsidy=True).press(Press.AGREE_ALL, Press.PAPER),
        AskingSubsidy,
        "consent",
    ),
    "the prescription again": (
        lambda d: identified(d, has_subsidy=True).press(Press.AGREE_ALL, Press.PAPER, Press.BACK),
        ChoosingPrescription,
        "consent",
    ),
    "the result is asked for": (submitted, Submitting, "submit"),
    "the result is there": (lambda d: submitted(d).deliver(), Done, "done"),
    "the card is asked for": (
        lambda d: submitted(d).deliver().play(Tick(d.later(TIMING.done))),
        TakeCard,
        "take_card",
    ),
    "the card was left behind": (
        lambda d: staff(d.place(), StaffPress.CANCEL).play(Tick(d.later(TIMING.take_card))),
        TakeCard,
        "alarm_repeats",
    ),
    "staff cancel": (lambda d: staff(d.place(), StaffPress.CANCEL), TakeCard, "take_card"),
    "a card that stayed": (
        lambda d: d.play(CardPlaced(d.later(1), stayed=True)),
        TakeCard,
        "take_card",
    ),
    "the card leaves early": (lambda d: lost(d.place()), RemovedEarly, "message"),
    "the card leaves after the proof": (lambda d: lost(identified(d)), RemovedEarly, "put_back"),
    "the card is put back": (lambda d: laid(lost(identified(d))), RemovedEarly, "reading"),
    "the card put back does not answer": (
        lambda d: laid(lost(identified(d))).play(Tick(d.later(TIMING.reading))),
        TakeCard,
        "take_card",
    ),
    "a message": (
        lambda d: laid(d).play(Failed(d.later(1), d.number, Fault.CARD_UNREADABLE)),
        Problem,
        "message",
    ),
    "the phones": (lambda d: d.press(Press.SMARTPHONE), ChoosingPhone, "method"),
    "the phones again": (
        lambda d: d.press(Press.SMARTPHONE, Press.IPHONE, Press.BACK),
        ChoosingPhone,
        "method",
    ),
    "no phone after all": (
        lambda d: d.press(Press.SMARTPHONE, Press.BACK),
        Idle,
        "preferences",
    ),
    "the phone's PIN": (phone_pin, EnteringPin, "pin"),
    "the phone is held": (lambda d: phone_pin(d).type_pin(), HoldingPhone, "phone"),
    "the phone lies there": (lambda d: laid(phone_pin(d).type_pin()), HoldingPhone, "phone"),
    "the phone compares": (phone_read, HoldingPhone, "phone"),
    "the phone slipped": (lambda d: lost(phone_read(d)), HoldingPhone, "phone"),
    "the phone's PIN was wrong": (
        lambda d: phone_read(d).play(PinChecked(d.later(1), d.number, correct=False, left=2)),
        EnteringPin,
        "pin",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WAYS)
def test_a_screen_has_the_time_that_the_rules_give_it_and_no_other(name: str) -> None:
    way, phase, timing = WAYS[name]
    desk = way(quick_desk())
    assert isinstance(desk.state.phase, phase)
    assert desk.state.phase.deadline == desk.now + getattr(TIMING, timing)


def test_a_message_stays_for_a_goodbye_once_the_card_is_gone() -> None:
    desk = laid(quick_desk())
    desk.state = replace(desk.state, rules=replace(desk.state.rules, timing=Timing()))
    desk.play(Failed(desk.later(1), desk.number, Fault.CARD_UNREADABLE))
    lost(desk)
    assert desk.state.phase.deadline == desk.now + Timing().goodbye


def test_the_countdown_is_shown_from_the_last_third_on() -> None:
    desk = quick_desk().place()
    since, third = desk.now, TIMING.method / 3
    assert screen(desk.state, since + 2 * third - 0.01).countdown is None
    shown = screen(desk.state, since + 2 * third + 0.01).countdown
    assert shown is not None
    assert shown.total == pytest.approx(third)
    assert shown.ends == since + TIMING.method
    assert shown.extendable
