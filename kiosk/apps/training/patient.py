"""The patients of a training: they come to the desk instead of giving up."""

from dataclasses import dataclass

from kiosk.apps.simulated_patient import Act, Move, SimulatedPatient
from kiosk.apps.table.stories import Line, Script
from kiosk.session.effects import Outcome
from kiosk.session.events import CardKind, Method, Press
from kiosk.session.view import FaceUnprovenPage, MethodPage, Screen
from kiosk.training.case import CaseTable

PHONES = {"iphone": CardKind.IPHONE, "android": CardKind.ANDROID}
WANTED = {Method.FACE: Press.FACE, Method.PIN: Press.PIN, Method.PHONE: Press.SMARTPHONE}
"""What a patient presses on the page of methods."""
ENDLESS = (Line(""), Line(""))
"""Lines of a story that no screen advances, so that its patient goes on until stopped."""


@dataclass(frozen=True, slots=True)
class WaitingPatient(SimulatedPatient):
    """A simulated patient who waits for staff where a face was not accepted, or the method that
    they want cannot be chosen.
    """

    def act(self, screen: Screen, outcome: Outcome | None, *, holds_card: bool) -> Act:
        """See SimulatedPatient."""
        barred = (
            isinstance(screen.page, MethodPage) and WANTED.get(self.method) not in screen.presses
        )
        if barred or isinstance(screen.page, FaceUnprovenPage):
            return Move.WAIT
        return SimulatedPatient.act(self, screen, outcome, holds_card=holds_card)


@dataclass(frozen=True, slots=True)
class Visit:
    """How the patient of a case uses the reader; staff may change it."""

    card: str
    method: str
    pin: str
    camera: str
    faults: frozenset[str]

    def script(self, own_pin: str) -> Script:
        """The visit as a story that the table plays; `own_pin` is the card's."""
        phone = PHONES.get(self.method)
        method = Method.PHONE if phone else Method(self.method)
        patient = WaitingPatient(method, self.pin or own_pin, phone)
        return Script("", "", self.card, ENDLESS, patient, tuple(sorted(self.faults)))


def first_visit(case: CaseTable) -> Visit:
    """The visit as the patient begins it."""
    return Visit(case.persona, case.method, case.pin, case.camera, frozenset(case.faults))
