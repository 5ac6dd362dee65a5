"""A session to test: events in, states and effects out."""

from dataclasses import dataclass, field, replace

from kiosk.session.effects import Effect
from kiosk.session.events import (
    CardFacts,
    CardKind,
    CardPlaced,
    CardRead,
    CertificateState,
    Delivered,
    Event,
    FaceMatched,
    Fault,
    Identified,
    PatientFacts,
    Press,
    Pressed,
    ReaderReady,
)
from kiosk.session.rules import Rules, load_profile
from kiosk.session.screens import screen
from kiosk.session.states import State, initial
from kiosk.session.step import step
from kiosk.session.view import Page

CARD = CardFacts(CardKind.MY_NUMBER, pin_tries=3, has_photo=True)
IPHONE = CardFacts(CardKind.IPHONE, None, has_photo=False)
ANDROID = CardFacts(CardKind.ANDROID, 3, has_photo=False)
PATIENT = PatientFacts(registered=True, age=50)


@dataclass
class Desk:
    """Plays events one second apart and keeps what came of them."""

    state: State
    now: float = 0.0
    effects: list[Effect] = field(default_factory=list)
    gap: float = 1.0

    def play(self, event: Event) -> "Desk":
        self.state, effects = step(self.state, event)
        self.effects += effects
        return self

    def later(self, seconds: float) -> float:
        self.now += seconds
        return self.now

    @property
    def number(self) -> int:
        return self.state.receptions

    @property
    def page(self) -> Page:
        return screen(self.state, self.now + 0.7).page

    def press(self, *presses: Press) -> "Desk":
        for press in presses:
            self.play(Pressed(self.later(self.gap), press))
        return self

    def type_pin(self, digits: str = "1234") -> "Desk":
        for digit in digits:
            self.play(Pressed(self.later(self.gap), Press.DIGIT, int(digit)))
        return self.press(Press.ENTER)

    def place(
        self,
        card: CardFacts = CARD,
        face_fault: Fault | None = None,
        age: int | None = None,
        *,
        password: bool = False,
    ) -> "Desk":
        self.play(CardPlaced(self.later(self.gap)))
        at = self.later(self.gap)
        return self.play(CardRead(at, self.number, card, face_fault, age, password))

    def match(self) -> "Desk":
        self.press(Press.FACE)
        return self.play(FaceMatched(self.later(self.gap), self.number))

    def identified(self, **facts: object) -> "Desk":
        patient = replace(PATIENT, **facts)  # type: ignore[arg-type]
        return self.play(Identified(self.later(self.gap), self.number, patient))

    def deliver(self) -> "Desk":
        return self.play(Delivered(self.later(self.gap), self.number, validity="1"))

    def of(self, kind: type[Effect]) -> list[Effect]:
        return [effect for effect in self.effects if type(effect) is kind]


def desk_of(profile: str, **facility: object) -> Desk:
    rules = Rules(load_profile(profile))
    rules = replace(rules, facility=replace(rules.facility, **facility))  # type: ignore[arg-type]
    return Desk(initial(rules, 0.0)).play(ReaderReady(0.0))


__all__ = ["CARD", "PATIENT", "CertificateState", "Desk", "desk_of"]
