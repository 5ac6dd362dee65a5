"""A patient who goes on willingly until the waiting screen, whatever the kiosk shows meanwhile."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.apps.simulated_patient import Act, Move, SimulatedPatient, Typed
from kiosk.personas import Persona
from kiosk.session.events import Method, Press
from kiosk.session.view import (
    CodePage,
    FaceUnprovenPage,
    HoldPage,
    IdlePage,
    LanguagePage,
    MethodPage,
    PasswordPage,
    PhonePage,
    PinPage,
    RemovedEarlyPage,
    Screen,
)

if TYPE_CHECKING:
    from kiosk.testkit.server.control import DeskControl

STUCK_S = 400.0
"""Seconds after which an unchanged screen that offers nothing to do counts as a dead end. Every
time-out of the shipped profiles is shorter.
"""
LONGEST_S = 1800.0
"""Seconds after which a patient who is still there goes round in circles, however often the screen
changes.
"""
NOTICED_S = 2.0
"""Seconds within which a reader that works has noticed a card."""
MOST_ACTS = 200


def finish(desk: "DeskControl", choose: Callable[[Screen, Persona | None, float], Act]) -> None:
    """Do what each screen asks for until the waiting screen is shown and the reader is empty.

    `choose` is `chosen`, or another patient. Raises NotSeen on a screen that has no way on.
    """
    began = since = desk.kiosk.time.monotonic()
    before, acts = None, 0
    while True:
        desk.wait(0)
        screen, person = desk.observer.shown, desk.on_reader
        if screen is not None and isinstance(screen.page, IdlePage) and person is None:
            return
        now = desk.kiosk.time.monotonic()
        if (screen, person) != before:
            since, before = now, (screen, person)
        stayed = now - since
        act = Move.WAIT if screen is None else choose(screen, person, stayed)
        if stayed >= STUCK_S or now - began >= LONGEST_S or acts >= MOST_ACTS:
            raise desk.observer.no_way_on(now - began)
        acts += act is not Move.WAIT
        if isinstance(act, Typed):
            desk.press(str(act.press), None, act.digit)
        elif act is Move.TAKE_CARD and person is not None:
            desk.remove()
        else:
            desk.observer.changes(NOTICED_S)


def chosen(screen: Screen, person: Persona | None, stayed: float) -> Act:
    """The next act on this screen, which has stayed so long; `person` is whose card is there.

    A PIN is preferred to the face, a wrong one is not tried again, and a card is taken when the
    kiosk asks for it.
    """
    match screen.page:
        case IdlePage():
            return Move.TAKE_CARD if stayed >= NOTICED_S else Move.WAIT
        case LanguagePage() | HoldPage(reading=False) | PhonePage():
            return Typed(Press.BACK)
        case FaceUnprovenPage(pin=True):
            return Typed(Press.PIN)
        case FaceUnprovenPage(retry=True):
            return Typed(Press.FACE)
        case CodePage(checking=False) | PasswordPage(checking=False):
            return Typed(Press.BACK)  # the patient is not staff
        case RemovedEarlyPage():
            return Move.WAIT
        case MethodPage() | PinPage() if person is None:
            return Move.WAIT
    patient = SimulatedPatient(Method.PIN, person.card.pin if person else "")
    return patient.act(screen, None, holds_card=person is None)
