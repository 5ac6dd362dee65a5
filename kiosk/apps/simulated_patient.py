"""A simulated patient for demos, benches and tests: chooses the next act for a screen."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.session.effects import Outcome
from kiosk.session.events import CardKind, Fault, Method, Press
from kiosk.session.view import (
    CertificatePage,
    ConsentAllPage,
    ConsentPage,
    ErrorPage,
    FaceUnprovenPage,
    HoldPage,
    IdlePage,
    MethodPage,
    PasswordPage,
    PhonePage,
    PinPage,
    PrescriptionPage,
    RegistrationPage,
    RemovedEarlyPage,
    Screen,
    Strip,
    SubsidyPage,
    TakeCardPage,
)


class Move(StrEnum):
    """Acts of a patient other than presses."""

    WAIT = "wait"
    PLACE_CARD = "place_card"
    TAKE_CARD = "take_card"
    GIVE_UP = "give_up"
    """Return from screen to screen to the waiting screen."""
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Typed:
    """A press, with its digit."""

    press: Press
    digit: int | None = None


Act = Move | Typed


@dataclass(frozen=True, slots=True)
class SimulatedPatient:
    """A patient who proves identity by `method`, agrees to everything and takes the card.

    With `phone`, a phone of that kind is held on the reader in place of a card, and taken at once.
    The patient gives up when the face is not accepted, when the PIN is wrong or on its last try,
    and when the screen shows a fault. With `stubborn`, the patient types wrong PINs until the PIN
    is locked, and then uses 顔認証. With the method VISUAL staff come when the face is not
    accepted, and type `pin` as 目視モード用パスワード.
    """

    method: Method
    pin: str = "1234"
    phone: CardKind | None = None
    stubborn: bool = False

    def act(self, screen: Screen, outcome: Outcome | None, *, holds_card: bool) -> Act:
        """The next act on this screen; `outcome` once the reception has ended.

        `holds_card`: in the hand, so not on the reader.
        """
        match screen.page:
            case IdlePage() as page:
                return self._begin(page, outcome)
            case HoldPage():
                return Move.PLACE_CARD
            case PhonePage():
                return Typed(Press.IPHONE if self.phone is CardKind.IPHONE else Press.ANDROID)
            case _ if screen.strip is Strip.PHONE and not holds_card:
                return Move.TAKE_CARD
            case MethodPage() | FaceUnprovenPage():
                return self._choose(screen)
            case PinPage(checking=True) | PasswordPage(checking=True):
                return Move.WAIT
            case PinPage() | PasswordPage() as page:
                return self._type(page)
            case ErrorPage() if holds_card:
                return Move.WAIT
            case ErrorPage() | TakeCardPage():
                return Move.TAKE_CARD
            case RemovedEarlyPage():
                return Move.LEAVE
            case ConsentPage(item=item) if item.form != "agree":
                return Typed(Press.PROVIDE)
            case page:
                return ANSWERS.get(type(page), Move.WAIT)

    def _begin(self, page: IdlePage, outcome: Outcome | None) -> Act:
        if page.fault is Fault.STARTING:
            return Move.WAIT
        if page.fault or outcome:
            return Move.LEAVE
        return Typed(Press.SMARTPHONE) if self.phone and page.phone else Move.PLACE_CARD

    def _choose(self, screen: Screen) -> Act:
        if isinstance(screen.page, FaceUnprovenPage):
            by_eye = self.method is Method.VISUAL and Press.VISUAL in screen.presses
            return Typed(Press.VISUAL) if by_eye else Move.TAKE_CARD
        wanted = Press.PIN if self.method is Method.PIN else Press.FACE
        other = Press.FACE if wanted is Press.PIN else Press.PIN
        for press in (wanted, other):
            if press in screen.presses:
                return Typed(press)
        return Move.TAKE_CARD

    def _type(self, page: PinPage | PasswordPage) -> Act:
        if isinstance(page, PasswordPage):
            return self._digit(page.entered)
        if page.ask_last and self.stubborn:
            return Typed(Press.CONFIRM)
        if (page.wrong or page.ask_last) and not self.stubborn:
            return Move.GIVE_UP if page.phone else Move.TAKE_CARD
        return self._digit(page.entered)

    def _digit(self, entered: int) -> Act:
        if entered < len(self.pin):
            return Typed(Press.DIGIT, int(self.pin[entered]))
        return Typed(Press.ENTER)


ANSWERS: dict[type, Act] = {
    RegistrationPage: Typed(Press.REGISTER),
    CertificatePage: Typed(Press.CONFIRM),
    ConsentAllPage: Typed(Press.AGREE_ALL),
    ConsentPage: Typed(Press.AGREE),
    PrescriptionPage: Typed(Press.ELECTRONIC),
    SubsidyPage: Typed(Press.PROVIDE),
}
