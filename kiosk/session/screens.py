"""The screen of a state at a time: `screen(state, at)`, and when it changes next: `wake`."""

from datetime import date
from math import ceil
from typing import assert_never

from kiosk.session.effects import Outcome
from kiosk.session.events import CardKind, Fault, Hint, Method, Press
from kiosk.session.faults import FAULTS, PUT_BACK
from kiosk.session.flow import consent, phone
from kiosk.session.flow.accepts import accepts
from kiosk.session.flow.code_b import CODE_LENGTH
from kiosk.session.flow.identity import comparable, face_bar, pin_bar, visual_used
from kiosk.session.flow.transitions import holds_card, running
from kiosk.session.rules import Question
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
    Problem,
    Reading,
    RemovedEarly,
    State,
    Submitting,
    TakeCard,
    VisualCheck,
)
from kiosk.session.view import (
    CertificatePage,
    CodePage,
    ConsentAllPage,
    ConsentItem,
    ConsentPage,
    Countdown,
    DonePage,
    ErrorPage,
    FacePage,
    FaceUnprovenPage,
    HoldPage,
    IdlePage,
    LanguagePage,
    MethodPage,
    Page,
    PasswordPage,
    PhonePage,
    PinPage,
    PrescriptionPage,
    RegistrationPage,
    RemovedEarlyPage,
    RemovedItem,
    Screen,
    Strip,
    SubsidyPage,
    TakeCardPage,
    VisualPage,
    Wait,
    WaitPage,
)


def screen(state: State, at: float) -> Screen:
    """Everything the windows draw at monotonic time `at`."""
    reception = state.reception
    return Screen(
        page=page(state, at),
        step=progress_step(state),
        strip=strip(state),
        presses=accepts(state),
        preferences=state.preferences,
        facility=state.rules.facility,
        countdown=countdown(state, at),
        outcome=reception.ended if reception else None,
        visual=state.visual,
    )


def wake(state: State, at: float) -> float | None:
    """The next time after `at` at which `step` or `screen` gives something new without an event."""
    phase, timing = state.phase, state.rules.timing
    deadline = phase.deadline if state.paused is None else None
    moments = [deadline, phase.since + timing.quiet, phase.since + timing.slow_after]
    if state.visual is not None and state.paused is None:
        moments.append(state.visual.until)
    if deadline is not None:
        moments.append(countdown_start(phase.since, deadline))
    return min((m for m in moments if m is not None and m > at), default=None)


def page(state: State, at: float) -> Page:
    """The page of a phase. A wait shorter than `Timing.quiet` keeps the page before it."""
    phase, timing = state.phase, state.rules.timing
    if state.choosing_language:
        return LanguagePage(state.preferences.language)
    quiet = at - phase.since < timing.quiet
    slow = at - phase.since >= timing.slow_after
    match phase:
        case Idle():
            return IdlePage(phase.fault, phone.offered(state))
        case RemovedEarly(reading=True) if not quiet:
            return WaitPage(Wait.READING, slow)
        case Reading():
            return IdlePage(None, phone.offered(state)) if quiet else WaitPage(Wait.READING, slow)
        case Identifying(method=Method.FACE | Method.PIN | Method.PHONE) if quiet:
            return proven_page(state, phase)
        case Identifying():
            return WaitPage(Wait.IDENTIFYING, slow)
        case AskingRegistration(busy=True):
            return WaitPage(Wait.REGISTERING, slow)
        case Submitting():
            return WaitPage(Wait.SUBMITTING, slow)
        case Done() | TakeCard() | RemovedEarly() | Problem():
            return end_page(state)
        case (
            MatchingFace() | FaceUnproven() | ChoosingPhone() | HoldingPhone() | EnteringPin()
            | ChoosingMethod() | EnteringCode() | EnteringPassword() | VisualCheck()
        ):  # fmt: skip
            return identity_page(state)
        case (
            AskingRegistration() | CertificateNotice() | ConsentAll() | ConsentOne()
            | ChoosingPrescription() | AskingSubsidy()
        ):  # fmt: skip
            return question_page(state)
        case _:
            assert_never(phase)


def proven_page(state: State, phase: Identifying) -> Page:
    """The page on which identity was proven, shown a moment longer."""
    match phase.method:
        case Method.FACE:
            return FacePage(Hint.HOLD, 1.0, pin=False, matched=True, face=phase.face)
        case Method.PHONE:
            return hold_page(state, reading=True)
        case _:
            left = running(state).pin_left
            return PinPage(4, left, wrong=False, ask_last=False, checking=True, face=False)


def identity_page(state: State) -> Page:
    """Pages of 本人確認."""
    presses = accepts(state)
    match state.phase:
        case MatchingFace(hint=hint, progress=progress, face=face):
            return FacePage(hint, progress, Press.PIN in presses, face=face)
        case FaceUnproven(fault=fault):
            visual = Press.VISUAL in presses
            return FaceUnprovenPage(Press.FACE in presses, Press.PIN in presses, fault, visual)
        case EnteringPin() as phase:
            return PinPage(
                entered=len(phase.digits) if not phase.checking else 4,
                left=phase.left,
                wrong=phase.wrong,
                ask_last=Press.CONFIRM in presses,
                checking=phase.checking,
                face=Press.FACE in presses,
                phone=phone.involved(state),
            )
        case EnteringCode() as phase:
            entered = CODE_LENGTH if phase.checking else len(phase.digits)
            return CodePage(entered, phase.wrong, phase.checking)
        case EnteringPassword() as phase:
            entered = len(phase.digits)
            return PasswordPage(entered, phase.wrong, phase.checking, ceil(phase.wait))
        case ChoosingPhone():
            return PhonePage()
        case HoldingPhone() as phase:
            reading = phase.reading or phase.checking
            return hold_page(state, reading=reading, short=phase.short, mute=phase.mute)
        case VisualCheck():
            return VisualPage()
        case ChoosingMethod():
            offered, absent = Press.SMARTPHONE in presses, not comparable(state)
            visual = Press.VISUAL in presses or (absent and visual_used(state))
            return MethodPage(face_bar(state), pin_bar(state), offered, absent, visual)
        case phase:
            raise AssertionError(f"{phase.id} proves no identity")


def hold_page(state: State, *, reading: bool, short: bool = False, mute: bool = False) -> HoldPage:
    """The page that asks for the phone, or shows that it is read."""
    kind, at = running(state).phone or CardKind.IPHONE, state.rules.facility.phones_at
    return HoldPage(kind, reading, short, mute, at)


def question_page(state: State) -> Page:
    """Pages of 同意."""
    reception = running(state)
    match state.phase:
        case CertificateNotice():
            patient = reception.patient
            assert patient is not None
            ends, serves = patient.certificate_ends or date.min, patient.certificate_serves
            gone = (serves - ends).days - patient.days_left if serves else patient.days_left
            return CertificatePage(patient.certificate, ends, gone, serves)
        case ConsentAll():
            return ConsentAllPage(tuple(item(q) for q in reception.questions))
        case ConsentOne(index=index):
            asked = reception.questions
            return ConsentPage(item(asked[index]), index, len(asked))
        case ChoosingPrescription():
            return PrescriptionPage()
        case AskingSubsidy():
            return SubsidyPage(state.rules.facility.subsidy_form)
        case AskingRegistration():
            return RegistrationPage()
        case phase:
            raise AssertionError(f"{phase.id} asks no question")


def end_page(state: State) -> Page:
    """Pages at the end of a reception."""
    reception = running(state)
    match state.phase:
        case TakeCard() as phase:
            completed = reception.ended is Outcome.COMPLETED
            return TakeCardPage(phase.alarm, completed, reception.valid)
        case RemovedEarly():
            can_go_on = reception.ended is None
            return RemovedEarlyPage(reception.method, removed_items(state), can_go_on)
        case Problem(fault=fault):
            return ErrorPage(fault, FAULTS[fault].number, FAULTS[fault].known)
        case _:
            given = [reply for _, reply in reception.replies]
            phone = reception.phone is not None
            return DonePage(sum(given), len(given), phone, reception.valid)


def removed_items(state: State) -> tuple[RemovedItem, ...]:
    """The questions and what had been answered before the card was taken."""
    reception = running(state)
    return tuple(
        RemovedItem(
            item(question),
            consent.reply(state, question),
        )
        for question in reception.questions
    )


def item(question: Question) -> ConsentItem:
    """A question as a screen shows it."""
    return ConsentItem(
        question.id, question.wording, question.form, question.categories, question.min_age
    )


def progress_step(state: State) -> int:
    """1 本人確認, 2 同意, 3 完了; 0 where no step is shown."""
    match state.phase:
        case Idle() | Problem() | TakeCard() | RemovedEarly():
            return 0
        case Submitting() | Done():
            return 3
        case CertificateNotice() | ConsentAll() | ConsentOne():
            return 2
        case ChoosingPrescription() | AskingSubsidy():
            return 2
        case Reading() | ChoosingMethod() | MatchingFace() | FaceUnproven() | VisualCheck():
            return 1
        case EnteringPin() | EnteringCode() | EnteringPassword() | Identifying():
            return 1
        case ChoosingPhone() | HoldingPhone() | AskingRegistration():
            return 1
        case phase:
            assert_never(phase)


def strip(state: State) -> Strip:
    """What to do with the card now."""
    match state.phase:
        case Idle() | TakeCard():
            return Strip.NONE
        case ChoosingPhone() | HoldingPhone() | EnteringPin() if phone.involved(state):
            return Strip.TAKE if holds_card(state) else Strip.NONE
        case _ if phone.involved(state) and holds_card(state):
            return Strip.TAKE
        case Problem(fault=Fault.PHONE_MISPLACED) if state.card_present:
            return Strip.PHONE
        case Problem(fault=fault) if fault in PUT_BACK:
            return Strip.PLACE
        case _ if phone.on_phone_reader(state) and not holds_card(state):
            return Strip.PHONE if known_phone(state) else Strip.NONE
        case Reading():
            return Strip.STAY
        case RemovedEarly():
            return Strip.STAY if state.card_present else Strip.PLACE
        case Problem() | Done():
            return Strip.TAKE if state.card_present else Strip.NONE
        case _:
            return Strip.STAY if state.card_present else Strip.NONE


def known_phone(state: State) -> bool:
    """Whether the phone on the reader is not needed any more."""
    return running(state).patient is not None and running(state).card is not None


def countdown_start(since: float, deadline: float) -> float:
    """When the countdown appears: at the last third of the screen's time."""
    return deadline - (deadline - since) / 3


def countdown(state: State, at: float) -> Countdown | None:
    """The countdown, on screens that wait for the patient; None before its last third."""
    phase = state.phase
    extendable = Press.EXTEND in accepts(state)
    shown = (extendable or isinstance(phase, RemovedEarly)) and state.paused is None
    if not shown or phase.deadline is None or at < countdown_start(phase.since, phase.deadline):
        return None
    total = (phase.deadline - phase.since) / 3
    return Countdown(total, phase.deadline, extendable)
