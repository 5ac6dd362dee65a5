"""A desk of fakes at the runner's protocols, and a runner that can be watched."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from time import monotonic

from kiosk.desk.receptions.runner import Runner
from kiosk.eligibility.port import Delivery, Late, Proof, Ticket, unheard
from kiosk.ports import CardUse, Emit, FaceUse, Signed
from kiosk.records.record import Moment
from kiosk.session.effects import Answers, Cue, Outcome
from kiosk.session.events import (
    CardFacts,
    CardKind,
    CardPlaced,
    CardTaken,
    FaceMatched,
    Method,
    PatientFacts,
    Press,
    ReaderReady,
)
from kiosk.session.view import ConsentAllPage, MethodPage, Page, Screen

CARD = CardFacts(CardKind.MY_NUMBER, 3, True)
PATIENT = PatientFacts(registered=True, age=50)


@dataclass
class FakeCard:
    """A card desk whose every answer a test can set; `released` counts power-offs."""

    facts: CardFacts = CARD
    wrong: dict[str, BaseException] = field(default_factory=dict)
    pins: list[str] = field(default_factory=list)
    code_b: str = "none"
    years: int | None = 50
    codes: list[str] = field(default_factory=list)
    released: int = 0
    closed: bool = False
    emit: Emit | None = None

    def _do(self, what: str) -> None:
        if what in self.wrong:
            raise self.wrong[what]

    def watch(self, emit: Emit) -> None:
        self.emit = emit
        emit(ReaderReady(monotonic()))

    def identify(self) -> CardFacts:
        self._do("identify")
        return self.facts

    def photo(self, code_b: str = "") -> bytes:
        self.codes.append(code_b)
        if code_b != self.code_b:
            self._do("photo")
        return b"photo"

    def age(self) -> int | None:
        return self.years

    def check_pin(self, pin: str, *, allow_last: bool) -> int:
        self.pins.append(pin)
        self._do("check_pin")
        return 3

    def sign(self, challenge: bytes, method: Method) -> Signed:
        self._do("sign")
        return Signed(b"certificate", b"signature")

    def use(self) -> CardUse:
        return CardUse(0, 0.0)

    @property
    def reading(self) -> bool:
        return False

    def release(self) -> None:
        self.released += 1

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeFace:
    """A face desk that matches at once, or as a test says."""

    wrong: dict[str, BaseException] = field(default_factory=dict)
    forgotten: int = 0
    closed: bool = False
    answer: Callable[[int, Emit], None] | None = None

    def prepare(self) -> None:
        if "prepare" in self.wrong:
            raise self.wrong["prepare"]

    def enroll(self, photo: bytes) -> None:
        if "enroll" in self.wrong:
            raise self.wrong["enroll"]

    def start(self, reception: int, emit: Emit) -> None:
        if self.answer:
            self.answer(reception, emit)
        else:
            emit(FaceMatched(monotonic(), reception))

    def stop(self) -> None: ...

    def use(self) -> FaceUse:
        return FaceUse(0, 0.0, None, "open", "fake")

    def forget(self) -> None:
        self.forgotten += 1

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeEligibility:
    """Knows one patient after another: ticket numbers count the proofs."""

    wrong: dict[str, BaseException] = field(default_factory=dict)
    proofs: int = 0
    submitted: list[tuple[str, Answers]] = field(default_factory=list)
    patient: PatientFacts = PATIENT

    def challenge(self) -> bytes:
        return bytes(32)

    def identify(self, proof: Proof) -> Ticket:
        if "identify" in self.wrong:
            raise self.wrong["identify"]
        self.proofs += 1
        return Ticket(f"ticket {self.proofs}", self.patient)

    def register(self, ticket: Ticket) -> None: ...

    def deliver_pending(self, tell: Callable[[Late], None] = unheard) -> int:
        return 0

    def submit(self, ticket: Ticket, answers: Answers) -> Delivery:
        if "submit" in self.wrong:
            raise self.wrong["submit"]
        self.submitted.append((ticket.reference, answers))
        return Delivery("1", Path("result.xml"))


@dataclass
class Desk:
    """The fakes, the runner over them, and everything it showed."""

    card: FakeCard
    face: FakeFace
    eligibility: FakeEligibility
    runner: Runner
    screens: "Queue[Screen]"
    moments: list[Moment]
    cues: list[Cue]
    tickets: list[tuple[int, str]]

    def until(self, *pages: type, **values: object) -> Page:
        """The next shown page of one of these types and values; fails after ten seconds."""
        seen = []
        try:
            while True:
                page = self.screens.get(timeout=60).page
                seen.append(page)
                fits = all(getattr(page, name, None) == value for name, value in values.items())
                if isinstance(page, pages) and fits:
                    return page
        except Empty:
            raise AssertionError(f"waited for {pages} {values}, saw {seen}") from None

    def place(self) -> None:
        self.runner.post(CardPlaced(monotonic()))

    def take(self) -> None:
        self.runner.post(CardTaken(monotonic()))

    def type_pin(self, digits: str = "1234") -> None:
        """Type a number and confirm it."""
        for digit in digits:
            self.runner.press(Press.DIGIT, int(digit))
        self.runner.press(Press.ENTER)

    def to_consent(self) -> None:
        """Lay a card down and be recognised by the face."""
        self.place()
        self.until(MethodPage)
        self.runner.press(Press.FACE)
        self.until(ConsentAllPage)

    def to_pin(self) -> None:
        """Lay a card down and choose the PIN."""
        self.place()
        self.until(MethodPage)
        self.runner.press(Press.PIN)

    @property
    def outcomes(self) -> list[Outcome]:
        """How the receptions ended so far."""
        return [moment.outcome for moment in self.moments if moment.outcome]
