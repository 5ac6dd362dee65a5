"""What must hold whatever happens, in whatever order."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.session.effects import Effect, End, Identify, StartFace, Submit
from kiosk.session.events import (
    PHONES,
    Answer,
    CardFacts,
    CardKind,
    CardPlaced,
    CardRead,
    CardTaken,
    CertificateState,
    Delivered,
    Event,
    FaceMatched,
    FaceRefused,
    FaceSeen,
    Failed,
    Fault,
    Hint,
    Identified,
    PatientFacts,
    Paused,
    PhotoOpened,
    PinChecked,
    Press,
    Pressed,
    ReaderDown,
    ReaderReady,
    Registered,
    RulesChanged,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.flow.accepts import accepts
from kiosk.session.rules import Category, FacilityChoices, Rules, load_profile, profile_names
from kiosk.session.screens import screen, wake
from kiosk.session.states import (
    EnteringPin,
    FaceUnproven,
    HoldingPhone,
    Idle,
    MatchingFace,
    Phase,
    State,
    TakeCard,
    initial,
)
from kiosk.session.step import step

faults = st.sampled_from(Fault)
cards = st.builds(
    CardFacts, st.sampled_from(CardKind), st.none() | st.integers(0, 3), st.booleans()
)
patients = st.builds(
    PatientFacts,
    registered=st.booleans(),
    age=st.integers(0, 110),
    certificate=st.sampled_from(CertificateState),
    certificate_ends=st.just(date(2026, 12, 1)),
    days_left=st.integers(-90, 90),
    has_specific_disease=st.booleans(),
    has_subsidy=st.booleans(),
)
rules = st.builds(
    Rules,
    st.sampled_from(profile_names()).map(load_profile),
    st.builds(
        FacilityChoices,
        uses=st.frozensets(st.sampled_from(Category)),
        ask_prescription=st.booleans(),
    ),
    ask_code_b=st.booleans(),
    low=st.booleans(),
)
ZERO = st.just(0.0)
WHICH = st.sampled_from([0, 0, 0, 0, -1])
"""Which reception an answer speaks of, counted from the running one."""
ANYTHING = st.one_of(
    st.builds(Tick, ZERO),
    st.builds(ReaderReady, ZERO),
    st.builds(ReaderDown, ZERO, faults),
    st.builds(CardPlaced, ZERO, st.booleans()),
    st.builds(CardTaken, ZERO),
    st.builds(CardRead, ZERO, WHICH, cards, st.none() | faults),
    st.builds(PhotoOpened, ZERO, WHICH, st.none() | faults),
    st.builds(Paused, ZERO, st.booleans()),
    st.builds(PinChecked, ZERO, WHICH, st.booleans(), st.integers(0, 3)),
    st.builds(FaceSeen, ZERO, WHICH, st.sampled_from(Hint), st.floats(0, 1)),
    st.builds(FaceMatched, ZERO, WHICH),
    st.builds(FaceRefused, ZERO, WHICH),
    st.builds(Identified, ZERO, WHICH, patients),
    st.builds(Registered, ZERO, WHICH),
    st.builds(Delivered, ZERO, WHICH),
    st.builds(Failed, ZERO, WHICH, faults),
    st.builds(StaffPressed, ZERO, st.sampled_from(StaffPress), st.none() | st.integers(1, 60)),
    st.builds(RulesChanged, ZERO, rules),
    st.builds(Pressed, ZERO, st.sampled_from(Press), st.integers(0, 9)),
)
MOVES = st.lists(
    st.tuples(st.sampled_from([0.05, 0.5, 2.0, 2.0, 12.0, 70.0]), st.integers(0, 99) | ANYTHING),
    min_size=1,
    max_size=40,
)
"""Seconds, then an event, or a number that picks something useful in the state as it is."""
Run = list[tuple[State, Event, State, tuple[Effect, ...]]]


def useful(state: State, pick: int) -> Event:
    """An event that moves the reception on: a press on offer, or what the phase waits for."""
    n = state.receptions
    facts = CardFacts(CardKind.MY_NUMBER, pick % 4, True, bytes([pick % 2]))
    awaited: dict[str, Event] = {
        "Idle": ReaderReady(0.0) if state.reader_fault else CardPlaced(0.0),
        "Reading": CardRead(0.0, n, facts),
        "MatchingFace": FaceMatched(0.0, n) if pick % 2 else FaceRefused(0.0, n),
        "EnteringPin": PinChecked(0.0, n, pick % 3 == 0, pick % 4),
        "HoldingPhone": phone_event(state.phase, n, pick),
        "Identifying": Identified(0.0, n, PatientFacts(pick % 5 > 0, pick)),
        "AskingRegistration": Registered(0.0, n),
        "Submitting": Delivered(0.0, n),
        "RemovedEarly": CardRead(0.0, n, facts) if state.card_present else CardPlaced(0.0),
        "VisualCheck": StaffPressed(0.0, StaffPress.CONFIRM_VISUAL),
    }
    presses = sorted(accepts(state))
    wanted = awaited.get(type(state.phase).__name__)
    if wanted is not None and pick % 3:
        return wanted
    return Pressed(0.0, presses[pick % len(presses)], pick % 10)


def phone_event(phase: Phase, n: int, pick: int) -> Event:
    """What a phone that is waited for does next."""
    if not isinstance(phase, HoldingPhone) or not (phase.reading or phase.checking):
        return CardPlaced(0.0)
    if phase.checking:
        return PinChecked(0.0, n, pick % 3 == 0, pick % 4)
    kind = CardKind.IPHONE if pick % 5 == 0 else CardKind.ANDROID
    return CardRead(0.0, n, CardFacts(kind, pick % 4, False))


def histories() -> st.SearchStrategy[Run]:
    """Runs of up to 40 steps, half of them useful ones."""
    return st.builds(play, rules, MOVES)


def play(chosen: Rules, moves: list[tuple[float, int | Event]]) -> Run:
    """Carry the moves out, one after the other."""
    state, at, run = initial(chosen, 0.0), 0.0, []
    for gap, move in moves:
        at += gap
        event = replace(useful(state, move) if isinstance(move, int) else move, at=at)
        if isinstance(event, Answer) and not isinstance(move, int):
            event = replace(event, reception=state.receptions + event.reception)
        after, effects = step(state, event)
        run.append((state, event, after, effects))
        state = after
    return run


def going_on(run: Run) -> tuple[State, float]:
    """The last state and its moment, with time no longer held."""
    at = run[-1][1].at
    return step(run[-1][2], Paused(at, on=False))[0], at


@settings(max_examples=150, deadline=None)
@given(histories())
def test_no_consent_is_ever_submitted_without_a_proven_identity(run: Run) -> None:
    proven = None
    for _, event, _, effects in run:
        if isinstance(event, Identified):
            proven = event.reception
        for effect in effects:
            if isinstance(effect, Submit):
                assert proven == effect.reception


@settings(max_examples=150, deadline=None)
@given(histories())
def test_identity_comes_only_from_a_match_a_pin_staff_or_a_phone(run: Run) -> None:
    for before, event, _, effects in run:
        if any(isinstance(effect, Identify) for effect in effects):
            reception = before.reception
            phone = isinstance(event, CardRead) and event.facts.kind is CardKind.IPHONE
            pin = isinstance(event, PinChecked) and event.correct
            visual = isinstance(event, StaffPressed) and event.press is StaffPress.CONFIRM_VISUAL
            assert reception is not None
            assert phone or pin or visual or isinstance(event, FaceMatched)


@settings(max_examples=150, deadline=None)
@given(histories())
def test_every_state_leaves_by_itself_until_only_the_card_is_waited_for(run: Run) -> None:
    state, at = going_on(run)
    for _ in range(30):
        if state.phase.deadline is None:
            break
        assert state.phase.deadline > at
        at = state.phase.deadline
        state, _ = step(state, Tick(at))
    assert isinstance(state.phase, Idle) or (
        isinstance(state.phase, TakeCard) and state.phase.alarm and state.card_present
    )


@settings(max_examples=150, deadline=None)
@given(histories())
def test_taking_the_card_always_leads_to_idle(run: Run) -> None:
    state, at = going_on(run)
    state, _ = step(state, CardTaken(at))
    for _ in range(30):
        if state.phase.deadline is None:
            break
        at = state.phase.deadline
        state, _ = step(state, Tick(at))
    assert isinstance(state.phase, Idle)
    assert state.reception is None


@settings(max_examples=150, deadline=None)
@given(histories())
def test_tries_never_grow_within_a_reception(run: Run) -> None:
    for before, _, after, _ in run:
        if before.reception and after.reception and before.receptions == after.receptions:
            assert after.reception.face_failures >= before.reception.face_failures
            if before.reception.pin_left is not None:
                assert after.reception.pin_left is not None
                assert after.reception.pin_left <= before.reception.pin_left
        if isinstance(before.phase, EnteringPin) and isinstance(after.phase, EnteringPin):
            left, known = after.phase.left, before.phase.left
            fewer = left is not None and known is not None and left <= known
            assert fewer or left is known or before.receptions < after.receptions


@settings(max_examples=150, deadline=None)
@given(histories())
def test_a_reception_ends_exactly_once(run: Run) -> None:
    begun, ended = set(), []
    for before, _, after, effects in run:
        begun.add(after.receptions)
        ended += [effect.reception for effect in effects if isinstance(effect, End)]
        if isinstance(after.phase, Idle) and before.receptions:
            assert set(range(1, after.receptions + 1)) <= set(ended)
    assert len(ended) == len(set(ended))


@settings(max_examples=150, deadline=None)
@given(histories())
def test_the_camera_never_matches_after_the_reception(run: Run) -> None:
    matching = False
    for *_, effects in run:
        for effect in effects:
            if isinstance(effect, StartFace):
                matching = True
            elif type(effect).__name__ == "StopFace":
                matching = False
            elif isinstance(effect, End | Identify | Submit):
                assert not matching


@settings(max_examples=150, deadline=None)
@given(histories())
def test_every_state_can_be_drawn_at_any_moment(run: Run) -> None:
    for before, event, after, _ in run:
        for moment in (event.at, event.at + 0.7, event.at + 59.0):
            shown = screen(after, moment)
            assert shown.presses == accepts(after)
        if isinstance(before.phase, MatchingFace) and isinstance(after.phase, FaceUnproven):
            assert not after.choosing_language
        following = wake(after, event.at)
        assert following is None or following > event.at


@settings(max_examples=150, deadline=None)
@given(histories())
def test_nothing_that_may_be_a_card_lies_unseen_at_the_waiting_screen(run: Run) -> None:
    for before, event, after, _ in run:
        if not isinstance(after.phase, Idle) or not after.card_present:
            continue
        known = before.reception.card if before.reception else None
        phone = known is not None and known.kind in PHONES
        assert phone or isinstance(before.phase, Idle), (before.phase, event)
