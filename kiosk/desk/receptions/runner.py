"""Runs the session: gives it events in order, shows its screens and records its moments.

One thread owns the state. It never waits for a device or for eligibility: `DeviceCalls` carries out
the effects in threads of its own, and what they return or raise comes back as an event.
"""

import logging
from collections.abc import Callable

from kiosk.desk.receptions.device_calls import DeviceCalls, Devices
from kiosk.desk.receptions.moments import came, moments
from kiosk.eligibility.port import Late
from kiosk.ports import CardUse
from kiosk.records.record import Moment
from kiosk.session.effects import Cue, Effect, Sound
from kiosk.session.events import (
    CardPlaced,
    CardTaken,
    Event,
    Paused,
    Press,
    Pressed,
    RulesChanged,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.rules import Rules
from kiosk.session.screens import screen, wake
from kiosk.session.states import State, initial
from kiosk.session.step import fail_safe, step
from kiosk.session.view import Screen
from kiosk.timing import REAL, Inbox, InboxEmpty, Task, Time

log = logging.getLogger(__name__)

ACTS = (Pressed, StaffPressed, CardPlaced, CardTaken)
"""The events that come from people."""


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
        self.show, self.sound, self.record = show, sound, record
        """Where screens, cues and moments go."""
        self._time, self._clock = time, time.monotonic
        self._heard = heard
        self._events: Inbox[Event | None] = Inbox(time)
        self._state = initial(rules, time.monotonic())
        self._shown: Screen | None = None
        self._closed = False
        self._unwritten = False
        self._calls = DeviceCalls(
            devices, post=self.post, ticketed=ticketed, late=self._came, time=time
        )
        self._thread: Task | None = None

    def start(self) -> None:
        """Start: show the first screen and watch the card reader."""
        self._thread = self._time.start("session", self._run)
        self._calls.start()

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
        return bool(self._state.reception) or self._calls.holding

    def card_serial(self) -> int:
        """The serial number of the certificate on the card that lies on the card's reader now.

        For staff, in an emergency: no PIN is used, and a reception that runs keeps its card. Waits
        for the reader's thread, not without end. Raises KioskError.
        """
        return self._calls.card_serial()

    def card_use(self) -> CardUse:
        """Figures of the card or phone that was opened last."""
        return self._calls.card_use()

    def close(self) -> None:
        """End a running reception and close the devices; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        self.staff(StaffPress.CANCEL)
        self._events.put(None)
        if self._thread is not None:
            self._thread.join()
        self._calls.close()

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
        except InboxEmpty:
            return Tick(self._clock())

    def _handle(self, event: Event) -> None:
        self._become(event, *step(self._state, event))

    def _become(self, event: Event, after: State, effects: tuple[Effect, ...]) -> None:
        """Carry out the effects first, then record the moments, then play sounds."""
        before, self._state = self._state, after
        reception = after.reception
        running = reception.number if reception and reception.ended is None else 0
        references = self._calls.references()
        self._calls.perform(effects, running)
        for moment in moments(before, event, after, effects, references):
            self._write(moment)
        for effect in effects:
            if isinstance(effect, Sound):
                self.sound(effect.cue, effect.level)

    def _came(self, number: int, late: Late) -> None:
        """Record that the pending result of a reception came or was given up."""
        self._write(came(self._clock(), number, late))

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
