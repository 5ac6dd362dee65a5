"""Which presses a state accepts: screens offer exactly these, and `step` ignores all others."""

from kiosk.session.events import Press
from kiosk.session.flow import code_b, password, phone
from kiosk.session.flow.consent import can_go_back
from kiosk.session.flow.identity import PIN_LENGTH, face_bar, pin_bar, visual_offered
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
    Reading,
    RemovedEarly,
    State,
    Submitting,
    TakeCard,
)

TOOLS = frozenset({Press.TEXT_SIZE, Press.CONTRAST, Press.VOICE, Press.REACH, Press.LANGUAGE})


def accepts(state: State) -> frozenset[Press]:
    """The presses that this state accepts."""
    asked = answers(state)
    back = {Press.BACK} if can_go_back(state) else set()
    extend = {Press.EXTEND} if extendable(state) else set()
    if state.choosing_language:
        return TOOLS | {Press.CHOOSE_LANGUAGE, Press.BACK} | extend
    return TOOLS | asked | back | extend


def extendable(state: State) -> bool:
    """Whether the patient may start the screen's time again (時間を延ばす).

    False while a device or service works, and where a time-out loses nothing.
    """
    match state.phase:
        case Idle() | Reading() | Identifying() | Submitting() | Done() | TakeCard():
            return False
        case AskingRegistration(busy=True) | RemovedEarly(reading=True):
            return False
        case EnteringPin(checking=True) | EnteringCode(checking=True):
            return False
        case EnteringPassword(checking=True):
            return False
        case HoldingPhone(reading=True) | HoldingPhone(checking=True):
            return False
        case phase:
            return phase.deadline is not None


def answers(state: State) -> frozenset[Press]:
    """The presses that answer this screen's question."""
    match state.phase:
        case AskingRegistration(busy=False):
            return frozenset({Press.REGISTER, Press.NOT_REGISTER})
        case CertificateNotice():
            return frozenset({Press.CONFIRM})
        case ConsentAll():
            return frozenset({Press.AGREE_ALL, Press.DISAGREE_ALL, Press.ONE_BY_ONE})
        case ConsentOne(index=index):
            assert state.reception is not None
            if state.reception.questions[index].form != "agree":
                return frozenset({Press.PROVIDE, Press.WITHHOLD})
            return frozenset({Press.AGREE, Press.DISAGREE})
        case ChoosingPrescription():
            return frozenset({Press.ELECTRONIC, Press.PAPER})
        case AskingSubsidy():
            return frozenset({Press.PROVIDE, Press.WITHHOLD})
        case _:
            return proofs(state)


def proofs(state: State) -> frozenset[Press]:
    """The presses of 本人確認."""
    smartphone = {Press.SMARTPHONE} if phone.offered(state) else set()
    match state.phase:
        case Idle():
            return frozenset(smartphone)
        case ChoosingMethod():
            return methods(state) | smartphone
        case ChoosingPhone():
            return frozenset({Press.IPHONE, Press.ANDROID, Press.BACK})
        case HoldingPhone(reading=False, checking=False):
            return frozenset({Press.BACK})
        case MatchingFace():
            return (methods(state) & {Press.PIN}) | {Press.BACK}
        case FaceUnproven():
            return methods(state) | {Press.BACK}
        case EnteringPassword() as phase:
            return password.pad(phase)
        case EnteringPin() as phase:
            return pin_pad(state, phase)
        case EnteringCode() as phase:
            return code_b.pad(phase) | (
                methods(state) & {Press.PIN} if not phase.checking else set()
            )
        case _:
            return frozenset()


def methods(state: State) -> frozenset[Press]:
    """The methods that can be chosen with this card at this desk."""
    if phone.involved(state):
        return frozenset()
    bars = ((Press.FACE, face_bar(state)), (Press.PIN, pin_bar(state)))
    visual = {Press.VISUAL} if visual_offered(state) else set()
    return frozenset({press for press, bar in bars if bar is None} | visual)


def pin_pad(state: State, phase: EnteringPin) -> frozenset[Press]:
    """The keys of the PIN pad that are enabled."""
    if phase.checking:
        return frozenset()
    others = {Press.BACK} | (methods(state) & {Press.FACE})
    if phase.left == 1 and not phase.last_confirmed:
        return frozenset(others | {Press.CONFIRM})
    erase = {Press.ERASE} if phase.digits else set()
    enter = {Press.ENTER} if len(phase.digits) == PIN_LENGTH else set()
    return frozenset(others | {Press.DIGIT} | erase | enter)
