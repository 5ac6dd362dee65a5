"""Carries out the effects of the session: calls the devices and eligibility.

Each device has one worker thread, so calls to it never overlap. Each call to eligibility has its
own thread, so one that hangs does not delay the next. What a call returns is posted as an event;
an exception becomes a Failed event.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from cryptography import x509

from kiosk.desk.receptions.deliveries import Deliveries
from kiosk.eligibility.port import Eligibility, Late, Proof, Ticket
from kiosk.errors import CardRemoved, KioskError, PinLocked, PinWrong, Unreadable
from kiosk.passwords import TooSoon
from kiosk.ports import CardDesk, CardUse, FaceDesk, Signed
from kiosk.session.effects import (
    CheckPassword,
    CheckPin,
    Effect,
    End,
    Identify,
    OpenPhoto,
    ReadCard,
    Register,
    StartFace,
    StopFace,
    Submit,
)
from kiosk.session.events import (
    CardRead,
    Delivered,
    Event,
    Failed,
    Fault,
    Identified,
    Method,
    PasswordChecked,
    PhotoOpened,
    PinChecked,
    ReaderEvent,
    Registered,
)
from kiosk.timing import Task, Time, Worker
from kiosk.visual_password import VisualPassword

log = logging.getLogger(__name__)

ENGINE_TIMEOUT_S = 10
"""How long a reception waits for the face engine before it continues without 顔認証."""
SERIAL_TIMEOUT_S = 20
"""How long staff wait for the card's reader, which may be at work for a reception."""
CLOSING_S = 1.5
"""How long `close` waits for calls to eligibility; the next start delivers what is left."""


@dataclass(frozen=True, slots=True)
class Devices:
    """What the runner uses: the devices, eligibility, and the facility's 目視モード用パスワード.

    `phones` is the phones' own reader (汎用カードリーダー); None: the card's reader takes them.
    """

    card: CardDesk
    face: FaceDesk
    eligibility: Eligibility
    password: VisualPassword | None = None
    phones: CardDesk | None = None


def _nobody(*_: object) -> None:
    """Where events go when everything has ended."""


class DeviceCalls:
    """Calls the devices and eligibility, as the effects of the session ask.

    `post` gets each event. `ticketed` gets number and reference of an identified reception, from a
    call's thread. `late` gets the number of a reception and what became of its pending result, from
    the thread of Deliveries; the number is 0 for a reception of an earlier process. `time` is where
    threads and waiting come from.
    """

    def __init__(
        self,
        devices: Devices,
        *,
        post: Callable[[Event], None],
        ticketed: Callable[[int, str], None],
        late: Callable[[int, Late], None],
        time: Time,
    ) -> None:
        self._devices = devices
        self._post, self._ticketed, self._late = post, ticketed, late
        self._time, self._clock = time, time.monotonic
        self._on_reader = self._running = 0
        """Number of the reception whose card is open, and of the running one; 0 is none."""
        self._open = devices.card
        """The reader of the open card or phone."""
        self._tickets: dict[int, Ticket] = {}
        self._workers = {name: Worker(name, time) for name in ("card", "face")}
        self._calls: list[Task] = []
        """Threads that call eligibility."""
        self._owed: dict[str, int] = {}
        """Numbers of receptions whose results are pending, by reference."""
        self._deliveries = Deliveries(devices.eligibility, self._came, time=time)

    def start(self) -> None:
        """Prepare the face engine, watch the readers and deliver pending results."""
        self._ask("face", 0, self._prepare)
        self._ask("card", 0, self._watch)
        self._deliveries.start()

    def close(self) -> None:
        """Close the devices and end the threads; the session's thread has ended before."""
        self._ask("face", 0, self._devices.face.close)
        self._ask("card", 0, self._close_readers)
        ends = self._clock() + CLOSING_S
        for call in tuple(self._calls):
            call.join(max(0.0, ends - self._clock()))
        self._deliveries.close(max(0.0, ends - self._clock()))
        for name in ("card", "face"):  # each may wait for those after it
            self._workers[name].close()
        self._post, self._late = _nobody, _nobody  # their owner is freed without the collector

    @property
    def holding(self) -> bool:
        """Whether anything of a reception is kept: its ticket, or whose card is open."""
        return bool(self._tickets or self._on_reader)

    def references(self) -> Mapping[int, str]:
        """References of the identified receptions, by number."""
        return {number: ticket.reference for number, ticket in self._tickets.items()}

    def card_serial(self) -> int:
        """See `Runner.card_serial`."""
        try:
            certificate = self._workers["card"].submit(self._certificate).result(SERIAL_TIMEOUT_S)
        except TimeoutError:
            raise Unreadable(
                f"the card's reader gave no answer in {SERIAL_TIMEOUT_S} s; lay the card down again"
            ) from None
        return x509.load_der_x509_certificate(certificate).serial_number

    def card_use(self) -> CardUse:
        """Figures of the card or phone that was opened last."""
        return self._open.use()

    def perform(self, effects: tuple[Effect, ...], running: int) -> None:
        """Start what the session asks; `running` is the number of the reception that goes on."""
        self._running = running
        for effect in effects:
            number = effect.reception
            match effect:
                case ReadCard():
                    self._ask("card", number, partial(self._read_card, effect))
                case OpenPhoto():
                    self._ask("card", number, partial(self._open_photo, effect))
                case CheckPassword():
                    self._call(number, partial(self._check_password, effect))
                case CheckPin():
                    self._ask("card", number, partial(self._check_pin, effect))
                case StartFace():
                    self._ask("face", number, partial(self._start_face, number))
                case StopFace():
                    self._ask("face", number, self._devices.face.stop)
                case Identify():
                    self._call(number, partial(self._identify, effect))
                case Register():
                    self._call(number, partial(self._register, number, self._tickets[number]))
                case Submit():
                    self._call(number, partial(self._deliver, effect, self._tickets[number]))
                case End():
                    self._ask("card", number, self._release)
                    self._ask("face", number, self._devices.face.forget)
                    self._forget(number)

    def _ask(self, worker: str, number: int, call: Callable[[], Event | None]) -> None:
        self._workers[worker].submit(partial(self._guarded, number, call))

    def _call(self, number: int, call: Callable[[], Event | None]) -> None:
        """Call eligibility for reception `number` in a new thread."""
        self._calls = [task for task in self._calls if task.is_alive()]
        self._calls.append(self._time.start("eligibility", partial(self._guarded, number, call)))

    def _guarded(self, number: int, call: Callable[[], Event | None]) -> None:
        """Run `call` and queue the event it returns; an exception becomes Failed."""
        try:
            event = call()
        except KioskError as error:
            log.warning("refused: %s (%s)", error.detail, error.fault)
            event = Failed(self._clock(), number, error.fault)
        except Exception:
            log.exception("unexpected failure")
            event = Failed(self._clock(), number, Fault.INTERNAL)
        if event is not None:
            self._post(event)

    def _certificate(self) -> bytes:
        card = self._devices.card
        opened = bool(self._on_reader) and self._open is card
        if not opened:
            card.identify()
        try:
            return card.sign(self._devices.eligibility.challenge(), Method.VISUAL).certificate
        finally:
            if not opened:
                card.release()

    def _prepare(self) -> None:
        self._devices.face.prepare()

    def _watch(self) -> None:
        self._devices.card.watch(self._post)
        if self._devices.phones is not None:
            self._devices.phones.watch(self._of_phones)

    def _of_phones(self, event: Event) -> None:
        """Queue what the phones' own reader tells, marked as such."""
        self._post(replace(event, phones=True) if isinstance(event, ReaderEvent) else event)

    def _close_readers(self) -> None:
        self._devices.card.close()
        if self._devices.phones is not None:
            self._devices.phones.close()

    def _read_card(self, effect: ReadCard) -> Event:
        number, card, phones = effect.reception, self._devices.card, self._devices.phones
        wanted = phones if effect.phones and phones is not None else card
        self._on_reader = 0
        if wanted is not self._open:
            self._open.release()
        self._open = wanted
        facts = wanted.identify()
        self._on_reader = number
        fault = self._enroll(number) if facts.has_photo and wanted is card else None
        password = self._devices.password
        known = password is not None and password.exists()
        at, age = self._clock(), wanted.age()
        return CardRead(at, number, facts, fault, age, known, phones=effect.phones)

    def _open_photo(self, effect: OpenPhoto) -> Event:
        self._same_card(effect.reception)
        fault = self._enroll(effect.reception, effect.code_b)
        return PhotoOpened(self._clock(), effect.reception, fault, self._devices.card.age())

    def _enroll(self, number: int, code_b: str = "") -> Fault | None:
        """Give the card's photo to the face engine. Returns why 顔認証 is impossible, or None.

        A reception that has ended meanwhile must leave no face behind, so it is forgotten again.
        """
        try:
            photo = self._devices.card.photo(code_b)
            enroll = partial(self._devices.face.enroll, photo)
            self._workers["face"].submit(enroll).result(ENGINE_TIMEOUT_S)
            if self._running != number:
                self._ask("face", number, self._devices.face.forget)
                raise CardRemoved("the reception ended while its card was read; nothing is kept")
        except CardRemoved:
            raise
        except TimeoutError:
            log.warning("the face engine or its camera does not come up; the PIN will do")
            return Fault.CAMERA_MISSING
        except KioskError as error:
            log.warning("no face for this card: %s (%s)", error.detail, error.fault)
            return error.fault
        return None

    def _check_pin(self, effect: CheckPin) -> Event:
        try:
            self._same_card(effect.reception)
            left = self._open.check_pin(effect.pin, allow_last=effect.allow_last)
        except PinWrong as wrong:
            return PinChecked(self._clock(), effect.reception, correct=False, left=wrong.left)
        except PinLocked:
            return PinChecked(self._clock(), effect.reception, correct=False, left=0)
        return PinChecked(self._clock(), effect.reception, correct=True, left=left)

    def _check_password(self, effect: CheckPassword) -> Event:
        known, number = self._devices.password, effect.reception
        try:
            right = known is not None and known.right(effect.password)
        except TooSoon as early:
            return PasswordChecked(self._clock(), number, correct=False, wait=early.seconds)
        return PasswordChecked(self._clock(), number, correct=right)

    def _start_face(self, number: int) -> None:
        self._devices.face.start(number, self._post)

    def _identify(self, effect: Identify) -> Event:
        eligibility = self._devices.eligibility
        challenge = eligibility.challenge()
        signed = self._workers["card"].submit(partial(self._sign, effect, challenge)).result()
        proof = Proof(effect.method, signed.certificate, challenge, signed.signature)
        ticket = eligibility.identify(proof)
        self._tickets[effect.reception] = ticket
        if self._running != effect.reception:
            self._tickets.pop(effect.reception, None)
            raise CardRemoved("the reception ended while eligibility was asked; nothing is kept")
        self._ticketed(effect.reception, ticket.reference)
        return Identified(self._clock(), effect.reception, ticket.patient)

    def _sign(self, effect: Identify, challenge: bytes) -> Signed:
        self._same_card(effect.reception)
        return self._open.sign(challenge, effect.method)

    def _same_card(self, number: int) -> None:
        """Raise CardRemoved unless the card on the reader is the one of reception `number`."""
        if self._on_reader != number:
            raise CardRemoved("the card of this reception is gone; another may lie there")

    def _register(self, number: int, ticket: Ticket) -> Event:
        self._devices.eligibility.register(ticket)
        return Registered(self._clock(), number)

    def _deliver(self, effect: Submit, ticket: Ticket) -> Event:
        self._owed[ticket.reference] = effect.reception
        delivery = self._devices.eligibility.submit(ticket, effect.answers)
        self._owed.pop(ticket.reference, None)
        result = str(delivery.result_file or "")
        return Delivered(self._clock(), effect.reception, result, delivery.validity)

    def _came(self, late: Late) -> None:
        """Tell for its reception that a pending result came or was given up."""
        name = late.reference
        number = self._owed.get(name, 0) if late.given_up else self._owed.pop(name, 0)
        self._late(number, late)

    def _release(self) -> None:
        self._on_reader = 0
        self._open.release()

    def _forget(self, number: int) -> None:
        """Drop the patient's ticket, and deliver pending results now."""
        self._tickets.pop(number, None)
        self._deliveries.nudge()
