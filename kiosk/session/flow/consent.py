"""From an identified patient to a delivered result: 同意 and 完了. Internal."""

from dataclasses import replace

from kiosk.session.effects import Answers, Cue, Outcome, Prescription, Register, Sound, Submit
from kiosk.session.events import (
    CertificateState,
    Fault,
    Identified,
    Method,
    PatientFacts,
    Press,
)
from kiosk.session.flow.transitions import Step, finish, go, problem, running
from kiosk.session.rules import Category, Question
from kiosk.session.states import (
    AskingRegistration,
    AskingSubsidy,
    CertificateNotice,
    ChoosingPrescription,
    ConsentAll,
    ConsentOne,
    Done,
    Identifying,
    State,
    Submitting,
)

MEDICAL = frozenset({Category.SURGERY, Category.CARE, Category.MEDICINE, Category.CHECKUP})
"""Categories that are not provided while the certificate is in its grace."""


def identified(state: State, phase: Identifying, event: Identified) -> Step:
    """Eligibility identified the patient; the tick of a recognised face is shown first."""
    seen = phase.since + state.rules.timing.recognised
    if phase.method is Method.FACE and event.at < seen:
        return go(state, replace(phase, patient=event.patient, deadline=seen))
    return welcome(state, event.at, event.patient)


def welcome(state: State, at: float, patient: PatientFacts) -> Step:
    """Ask the identified patient the first open question."""
    known, _ = go(state, state.phase, patient=patient, failure=None, phone_pin="")
    asked, _ = go(known, state.phase, questions=questions(known))
    after, effects = advance(asked, at)
    return after, (Sound(running(state).number, Cue.STEP), *effects)


def questions(state: State) -> tuple[Question, ...]:
    """The consent questions of this profile, facility and patient, in order."""
    patient = running(state).patient
    assert patient is not None
    card = running(state).card
    only_insurance = patient.certificate is CertificateState.GRACE or (card and card.expired)
    barred = MEDICAL if only_insurance else frozenset[Category]()
    allowed = state.rules.facility.uses - barred
    mine = [
        replace(question, categories=question.categories & allowed)
        for question in state.rules.profile.questions
        if (question.categories & allowed or not question.categories)
        and patient.age >= question.min_age
        and (patient.has_specific_disease or not question.only_if_held)
    ]
    opened = {question.after for question in mine}
    return tuple(question for question in mine if question.categories or question.id in opened)


def reply(state: State, question: Question) -> bool | None:
    """What the patient answered to this question; None when it is open."""
    return dict(running(state).replies).get(question.id)


def open_questions(state: State) -> list[int]:
    """Which questions are still to be asked."""
    replies = dict(running(state).replies)
    return [
        index
        for index, question in enumerate(running(state).questions)
        if question.id not in replies and (not question.after or replies.get(question.after))
    ]


def answers(state: State) -> Answers:
    """All answers in the form for eligibility, with the categories granted without a question."""
    reception, replies = running(state), dict(running(state).replies)
    agreed = state.rules.profile.granted & state.rules.facility.uses
    declined: frozenset[Category] = frozenset()
    for question in reception.questions:
        if replies.get(question.id):
            agreed |= question.categories
        elif question.id in replies:
            declined |= question.categories
    return Answers(agreed, declined, reception.prescription, reception.subsidy)


def advance(state: State, at: float) -> Step:
    """Ask the next open question in the order of the device; submit when there is none."""
    reception, timing = running(state), state.rules.timing
    patient = reception.patient
    assert patient is not None
    ends = at + timing.consent
    if not patient.registered and reception.phone:
        return problem(state, at, Fault.PHONE_NOT_REGISTERED)
    if not patient.registered:
        return go(state, AskingRegistration(at, ends))
    if patient.certificate is not CertificateState.VALID and not reception.notice_seen:
        return go(state, CertificateNotice(at, ends))
    unanswered = open_questions(state)
    if unanswered and bundled(state) and not reception.one_by_one:
        return go(state, ConsentAll(at, ends))
    if unanswered:
        return go(state, ConsentOne(at, ends, unanswered[0]))
    if state.rules.facility.ask_prescription and reception.prescription is None:
        return go(state, ChoosingPrescription(at, ends))
    asks_subsidy = state.rules.profile.subsidy and state.rules.facility.ask_subsidy
    if asks_subsidy and patient.has_subsidy and reception.subsidy is None:
        return go(state, AskingSubsidy(at, ends))
    submitting = Submitting(at, at + timing.submit)
    return go(state, submitting, Submit(reception.number, answers(state)))


def bundled(state: State) -> bool:
    """Whether 包括同意 is offered: the profile has it and there is more than one thing to ask."""
    return state.rules.profile.bundle and len(running(state).questions) > 1


def record(state: State, question: Question, *, agree: bool) -> State:
    """Note one answer, replacing an earlier one to the same question."""
    kept = tuple(pair for pair in running(state).replies if pair[0] != question.id)
    return go(state, state.phase, replies=(*kept, (question.id, agree)))[0]


def consent_pressed(state: State, at: float, press: Press) -> Step:
    """An answer on one of the consent screens."""
    reception, phase = running(state), state.phase
    if press is Press.ONE_BY_ONE:
        return advance(go(state, phase, one_by_one=True)[0], at)
    if isinstance(phase, ConsentOne):
        agree = press in {Press.AGREE, Press.PROVIDE}
        return advance(record(state, reception.questions[phase.index], agree=agree), at)
    for question in reception.questions:
        state = record(state, question, agree=press is Press.AGREE_ALL)
    return advance(state, at)


def choice_pressed(state: State, at: float, press: Press) -> Step:
    """An answer to the prescription form or to 医療費助成."""
    match press:
        case Press.ELECTRONIC:
            chosen, _ = go(state, state.phase, prescription=Prescription.ELECTRONIC)
        case Press.PAPER:
            chosen, _ = go(state, state.phase, prescription=Prescription.PAPER)
        case _:
            chosen, _ = go(state, state.phase, subsidy=press is Press.PROVIDE)
    return advance(chosen, at)


def back(state: State, at: float) -> Step:
    """One screen back among the questions; what was answered there is asked again."""
    reception, phase = running(state), state.phase
    ends = at + state.rules.timing.consent
    if isinstance(phase, AskingSubsidy) and state.rules.facility.ask_prescription:
        return go(state, ChoosingPrescription(at, ends), prescription=None)
    if bundled(state) and (isinstance(phase, ConsentOne) and not before(state, phase.index)):
        return go(state, ConsentAll(at, ends), one_by_one=False, replies=())
    if bundled(state) and not reception.one_by_one:
        return go(state, ConsentAll(at, ends), replies=())
    index = phase.index if isinstance(phase, ConsentOne) else len(reception.questions)
    return reopen(state, at, before(state, index)[-1])


def before(state: State, index: int) -> list[int]:
    """The questions before number `index` that this patient was asked."""
    asked = running(state).questions[:index]
    return [i for i, question in enumerate(asked) if reply(state, question) is not None]


def reopen(state: State, at: float, index: int) -> Step:
    """Ask question `index` again, and what depends on its answer."""
    question = running(state).questions[index]
    again = {question.id} | {q.id for q in running(state).questions if q.after == question.id}
    kept = tuple(pair for pair in running(state).replies if pair[0] not in again)
    return go(state, ConsentOne(at, at + state.rules.timing.consent, index), replies=kept)


def can_go_back(state: State) -> bool:
    """Whether there is an earlier question to return to; identity is not proven twice."""
    phase = state.phase
    match phase:
        case ConsentOne():
            return bool(before(state, phase.index)) or bundled(state)
        case AskingSubsidy() if state.rules.facility.ask_prescription:
            return True
        case ChoosingPrescription() | AskingSubsidy():
            return bool(running(state).questions)
        case _:
            return False


def asking_subsidy(state: State) -> bool:
    """Whether 提供する and 提供しない now answer the question of 医療費助成."""
    return isinstance(state.phase, AskingSubsidy)


def registration_pressed(state: State, at: float, press: Press) -> Step:
    """登録する or 登録しない."""
    if press is Press.NOT_REGISTER:
        return problem(state, at, Fault.NOT_REGISTERED)
    busy = AskingRegistration(at, at + state.rules.timing.identify, busy=True)
    return go(state, busy, Register(running(state).number))


def registered(state: State) -> State:
    """初回登録 was carried out; it remains registered even if the card was taken."""
    patient = running(state).patient
    assert patient is not None
    return go(state, state.phase, patient=replace(patient, registered=True))[0]


def notice_seen(state: State, at: float) -> Step:
    """The patient has read the notice on the certificate."""
    return advance(go(state, state.phase, notice_seen=True)[0], at)


def delivered(state: State, phase: Submitting, at: float, *, valid: bool) -> Step:
    """The result is delivered; 確認中 is shown long enough first."""
    state, _ = go(state, phase, valid=valid)
    settled = phase.since + state.rules.timing.settle
    if at < settled:
        return go(state, replace(phase, delivered=True, deadline=settled))
    return done(state, at)


def done(state: State, at: float) -> Step:
    """受付完了."""
    number = running(state).number
    page = Done(at, at + state.rules.timing.done)
    after, effects = finish(state, Outcome.COMPLETED, None, page)
    return after, (*effects, Sound(number, Cue.DONE))
