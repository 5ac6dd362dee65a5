"""The patients of a training: they come to the desk instead of giving up."""

from dataclasses import dataclass

from kiosk.apps.simulated_patient import Act, Move, SimulatedPatient
from kiosk.apps.table.stories import Script, StoryLine
from kiosk.session.effects import Outcome
from kiosk.session.events import CardKind, Method, Press
from kiosk.session.view import FaceUnprovenPage, MethodPage, Screen
from kiosk.training.case import CaseTable

PHONES = {"iphone": CardKind.IPHONE, "android": CardKind.ANDROID}
WANTED = {Method.FACE: Press.FACE, Method.PIN: Press.PIN, Method.PHONE: Press.SMARTPHONE}
"""What a patient presses on the page of methods."""
ENDLESS = (StoryLine(""), StoryLine(""))
"""Lines of a story that no screen advances, so that its patient goes on until stopped."""


def waits(screen: Screen, method: Method) -> bool:
    """Whether a patient who wants this method needs staff on this screen."""
    barred = isinstance(screen.page, MethodPage) and WANTED[method] not in screen.presses
    return barred or isinstance(screen.page, FaceUnprovenPage)


@dataclass(frozen=True, slots=True)
class WaitingPatient(SimulatedPatient):
    """A simulated patient who waits for staff where a face was not accepted, or the method that
    they want cannot be chosen.
    """

    def act(self, screen: Screen, outcome: Outcome | None, *, holds_card: bool) -> Act:
        """See SimulatedPatient."""
        if waits(screen, self.method):
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

    @property
    def proof(self) -> Method:
        """The method that the patient wants."""
        return Method.PHONE if self.method in PHONES else Method(self.method)

    def script(self, own_pin: str) -> Script:
        """The visit as a story that the table plays; `own_pin` is the card's."""
        patient = WaitingPatient(self.proof, self.pin or own_pin, PHONES.get(self.method))
        return Script("", "", self.card, ENDLESS, patient, tuple(sorted(self.faults)))


def first_visit(case: CaseTable) -> Visit:
    """The visit as the patient begins it."""
    return Visit(case.persona, case.method, case.pin, case.camera, frozenset(case.faults))
