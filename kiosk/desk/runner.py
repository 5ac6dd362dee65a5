"""Runs the session: gives it events in order, and carries out its effects.

One thread owns the state. Each device has one worker thread, so calls to it never overlap, and the
session never waits for them. Each call to eligibility has its own thread, so one that hangs does
not delay the next. An exception becomes a Failed event, from which the session returns to idle.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from cryptography import x509

from kiosk.desk.deliveries import Deliveries
from kiosk.desk.moments import came, moments
from kiosk.eligibility.port import Eligibility, Late, Proof, Ticket
from kiosk.errors import CardTaken, KioskError, PinLocked, PinWrong
from kiosk.passwords import TooSoon
from kiosk.ports import CardDesk, CardUse, FaceDesk, Signed
from kiosk.records.record import Moment
from kiosk.session.effects import (
    CheckPassword,
    CheckPin,
    Cue,
    Effect,
    End,
    Identify,
    OpenPhoto,
    ReadCard,
    Register,
    Sound,
    StartFace,
    StopFace,
    Submit,
)
from kiosk.session.events import (
    CardPlaced,
    CardRead,
    Delivered,
    Event,
    Failed,
    Fault,
    Identified,
    Method,
    PasswordChecked,
    Paused,
    PhotoOpened,
    PinChecked,
    Press,
    Pressed,
    ReaderEvent,
    Registered,
    RulesChanged,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.events import CardTaken as CardGone
from kiosk.session.rules import Rules
from kiosk.session.screens import screen, wake
from kiosk.session.states import State, initial
from kiosk.session.step import fail_safe, step
from kiosk.session.view import Screen
from kiosk.timing import REAL, Empty, Inbox, Task, Time, Worker
from kiosk.visual_password import VisualPassword

log = logging.getLogger(__name__)

ENGINE_TIMEOUT_S = 10
"""How long a reception waits for the face engine before it continues without 顔認証."""

ACTS = (Pressed, StaffPressed, CardPlaced, CardGone)
"""The events that come from people."""
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


class Runner:
    """Runs receptions until closed.

    `show` gets each new screen, `sound` a cue and its level, `record` each moment; they are called
    from the session's thread, `record` also from that of Deliveries. `ticketed` gets number and
    reference of an identified reception, from a call's thread. `heard` gets what people press, and
    cards that come and go, before the session does. A moment of a reception of an
    earlier process has the number 0. `time` is where threads and waiting come from.
    """

    def __init__(
        self,
        rules: Rules,
        devices: Devices,
        *,
        show: Callable[[Screen], None],
        sound: Callable[[Cue, int], None],
        record: Callable[[Moment], None],
        ticketed: Callable[[int, str], None] = lambda number, reference: None,
        heard: Callable[[Event], None] = lambda event: None,
        time: Time = REAL,
    ) -> None:
        self.devices = devices
        self.show, self.sound, self.record = show, sound, record
        """Where screens, cues and moments go."""
        self._time, self._clock = time, time.monotonic
        self._ticketed, self._heard = ticketed, heard
        self._events: Inbox[Event | None] = Inbox(time)
        self._state = initial(rules, time.monotonic())
        self._shown: Screen | None = None
        self._closed = False
        self._on_reader = self._live = 0
        """Number of the reception whose card is open, and of the running one; 0 is none."""
        self._open = devices.card
        """The reader of the open card or phone."""
        self._unwritten = False
        self._tickets: dict[int, Ticket] = {}
        self._workers = {name: Worker(name, time) for name in ("card", "face")}
        self._calls: list[Task] = []
        """Threads that call eligibility."""
        self._owed: dict[str, int] = {}
        """Numbers of receptions whose results are pending, by reference."""
        self._deliveries = Deliveries(devices.eligibility, self._came, time=time)
        self._thread: Task | None = None

    def start(self) -> None:
        """Start: show the first screen and watch the card reader."""
        self._thread = self._time.start("session", self._run)
        self._ask("face", 0, self._prepare)
        self._ask("card", 0, self._watch)
        self._deliveries.start()

    def post(self, event: Event) -> None:
        """Queue an event, from any thread."""
        self._events.put(event)

    def press(self, press: Press, digit: int | None = None) -> None:
        """Queue a patient's press, from any thread."""
        self.post(Pressed(self._clock(), press, digit))

    def staff(
        self, press: StaffPress, minutes: int | None = None, reception: int | None = None
    ) -> None:
        """Queue a press of the staff's window, from any thread; see StaffPressed."""
        self.post(StaffPressed(self._clock(), press, minutes, reception))

    def obey(self, rules: Rules) -> None:
        """Change the rules from the next reception on."""
        self.post(RulesChanged(self._clock(), rules))

    def pause(self, on: bool) -> None:
        """Stop time, or let it go on."""
        self.post(Paused(self._clock(), on))

    @property
    def serving(self) -> bool:
        """Whether anything of a reception is kept: its state, its ticket, or whose card is open."""
        return bool(self._state.reception or self._tickets or self._on_reader)

    def card_serial(self) -> int:
        """The serial number of the certificate on the card that lies on the card's reader now.

        For staff, in an emergency: no PIN is used, and a reception that runs keeps its card. Waits
        for the reader's thread. Raises KioskError.
        """
        certificate = self._workers["card"].submit(self._certificate).result()
        return x509.load_der_x509_certificate(certificate).serial_number

    def _certificate(self) -> bytes:
        card = self.devices.card
        opened = bool(self._on_reader) and self._open is card
        if not opened:
            card.identify()
        try:
            return card.sign(self.devices.eligibility.challenge(), Method.VISUAL).certificate
        finally:
            if not opened:
                card.release()

    def card_use(self) -> CardUse:
        """Figures of the card or phone that was opened last."""
        return self._open.use()

    def close(self) -> None:
        """End a running reception and close the devices; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        self.staff(StaffPress.CANCEL)
        self._events.put(None)
        if self._thread is not None:
            self._thread.join()
        self._ask("face", 0, self.devices.face.close)
        self._ask("card", 0, self._close_readers)
        ends = self._clock() + CLOSING_S
        for call in tuple(self._calls):
            call.join(max(0.0, ends - self._clock()))
        self._deliveries.close(max(0.0, ends - self._clock()))
        for name in ("card", "face"):  # each may wait for those after it
            self._workers[name].close()

    # The session's thread.

    def _run(self) -> None:
        self._publish(self._clock())
        while (event := self._next()) is not None:
            try:
                if isinstance(event, ACTS):
                    self._heard(event)
                self._handle(event)
                self._publish(self._clock())
            except Exception:
                log.exception("the session failed; back to a safe screen")
                self._save()

    def _save(self) -> None:
        """End the reception and show a safe screen; a second error is only logged."""
        at = self._clock()
        try:
            self._become(Tick(at), *fail_safe(self._state, at))
            self._publish(at)
        except Exception:
            log.exception("the safe screen failed too")

    def _next(self) -> Event | None:
        now = self._clock()
        due = wake(self._state, now)
        try:
            return self._events.get(timeout=None if due is None else max(due - now, 0.001))
        except Empty:
            return Tick(self._clock())

    def _handle(self, event: Event) -> None:
        self._become(event, *step(self._state, event))

    def _become(self, event: Event, after: State, effects: tuple[Effect, ...]) -> None:
        """Carry out the effects first, then record the moments, then play sounds."""
        before, self._state = self._state, after
        reception = after.reception
        self._live = reception.number if reception and reception.ended is None else 0
        references = {number: ticket.reference for number, ticket in self._tickets.items()}
        self._perform(effects)
        for moment in moments(before, event, after, effects, references):
            self._write(moment)
        for effect in effects:
            if isinstance(effect, Sound):
                self.sound(effect.cue, effect.level)

    def _write(self, moment: Moment) -> None:
        """Record a moment; an error in `record` does not stop the reception."""
        try:
            self.record(moment)
        except Exception as error:
            if not self._unwritten:
                log.error("a moment cannot be recorded (%s)", type(error).__name__)
            self._unwritten = True

    def _publish(self, at: float) -> None:
        now = screen(self._state, at)
        if now != self._shown:
            self._shown = now
            self.show(now)

    def _perform(self, effects: tuple[Effect, ...]) -> None:
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
                    self._ask("face", number, self.devices.face.stop)
                case Identify():
                    self._call(number, partial(self._identify, effect))
                case Register():
                    self._call(number, partial(self._register, number, self._tickets[number]))
                case Submit():
                    self._call(number, partial(self._deliver, effect, self._tickets[number]))
                case End():
                    self._ask("card", number, self._release)
                    self._ask("face", number, self.devices.face.forget)
                    self._forget(number)

    def _ask(self, worker: str, number: int, call: Callable[[], Event | None]) -> None:
        self._workers[worker].submit(partial(self._guarded, number, call))

    def _call(self, number: int, call: Callable[[], Event | None]) -> None:
        """Call eligibility for reception `number` in a new thread."""
        self._calls = [task for task in self._calls if task.is_alive()]
        self._calls.append(self._time.start("eligibility", partial(self._guarded, number, call)))

    # The workers of the devices.

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
            self.post(event)

    def _prepare(self) -> None:
        self.devices.face.prepare()

    def _watch(self) -> None:
        self.devices.card.watch(self.post)
        if self.devices.phones is not None:
            self.devices.phones.watch(self._of_phones)

    def _of_phones(self, event: Event) -> None:
        """Queue what the phones' own reader tells, marked as such."""
        self.post(replace(event, phones=True) if isinstance(event, ReaderEvent) else event)

    def _close_readers(self) -> None:
        self.devices.card.close()
        if self.devices.phones is not None:
            self.devices.phones.close()

    def _read_card(self, effect: ReadCard) -> Event:
        number, card, phones = effect.reception, self.devices.card, self.devices.phones
        wanted = phones if effect.phones and phones is not None else card
        self._on_reader = 0
        if wanted is not self._open:
            self._open.release()
        self._open = wanted
        facts = wanted.identify()
        self._on_reader = number
        fault = self._enroll(number) if facts.has_photo and wanted is card else None
        password = self.devices.password
        known = password is not None and password.exists()
        at, age = self._clock(), wanted.age()
        return CardRead(at, number, facts, fault, age, known, phones=effect.phones)

    def _open_photo(self, effect: OpenPhoto) -> Event:
        self._same_card(effect.reception)
        fault = self._enroll(effect.reception, effect.code_b)
        return PhotoOpened(self._clock(), effect.reception, fault, self.devices.card.age())

    def _enroll(self, number: int, code_b: str = "") -> Fault | None:
        """Enrol the card's photo. Returns the fault that makes 顔認証 impossible, or None.

        A reception that has ended meanwhile must leave no face behind, so it is forgotten again.
        """
        try:
            photo = self.devices.card.photo(code_b)
            enroll = partial(self.devices.face.enroll, photo)
            self._workers["face"].submit(enroll).result(ENGINE_TIMEOUT_S)
            if self._live != number:
                self._ask("face", number, self.devices.face.forget)
                raise CardTaken("the reception ended while its card was read; nothing is kept")
        except CardTaken:
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
        known, number = self.devices.password, effect.reception
        try:
            right = known is not None and known.right(effect.password)
        except TooSoon as early:
            return PasswordChecked(self._clock(), number, correct=False, wait=early.seconds)
        return PasswordChecked(self._clock(), number, correct=right)

    def _start_face(self, number: int) -> None:
        self.devices.face.start(number, self.post)

    def _identify(self, effect: Identify) -> Event:
        eligibility = self.devices.eligibility
        challenge = eligibility.challenge()
        signed = self._workers["card"].submit(partial(self._sign, effect, challenge)).result()
        proof = Proof(effect.method, signed.certificate, challenge, signed.signature)
        ticket = eligibility.identify(proof)
        self._tickets[effect.reception] = ticket
        if self._live != effect.reception:
            self._tickets.pop(effect.reception, None)
            raise CardTaken("the reception ended while eligibility was asked; nothing is kept")
        self._ticketed(effect.reception, ticket.reference)
        return Identified(self._clock(), effect.reception, ticket.patient)

    def _sign(self, effect: Identify, challenge: bytes) -> Signed:
        self._same_card(effect.reception)
        return self._open.sign(challenge, effect.method)

    def _same_card(self, number: int) -> None:
        """Raise CardTaken unless the card on the reader is the one of reception `number`."""
        if self._on_reader != number:
            raise CardTaken("the card of this reception is gone; another may lie there")

    def _register(self, number: int, ticket: Ticket) -> Event:
        self.devices.eligibility.register(ticket)
        return Registered(self._clock(), number)

    def _deliver(self, effect: Submit, ticket: Ticket) -> Event:
        self._owed[ticket.reference] = effect.reception
        delivery = self.devices.eligibility.submit(ticket, effect.answers)
        self._owed.pop(ticket.reference, None)
        result = str(delivery.result_file or "")
        return Delivered(self._clock(), effect.reception, result, delivery.validity)

    def _came(self, late: Late) -> None:
        """Record for its reception that a pending result came or was given up."""
        name = late.reference
        number = self._owed.get(name, 0) if late.given_up else self._owed.pop(name, 0)
        self._write(came(self._clock(), number, late))

    def _release(self) -> None:
        self._on_reader = 0
        self._open.release()

    def _forget(self, number: int) -> None:
        """Drop the patient's ticket, and deliver pending results now."""
        self._tickets.pop(number, None)
        self._deliveries.nudge()
