"""Watches PC/SC readers from a thread that runs until `stop`.

pyscard's own monitors end with the service and miss quick swaps (docs/card.md). This one opens a
new context after any error and compares the event counter in the state's high 16 bits.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from drivers.card import pcsc_service
from drivers.card.deadline import CallLate, CallQueue
from drivers.card.pcsc_service import scard
from drivers.card.reader import Emit
from kiosk.errors import KioskError, NoReader, ServiceDown
from kiosk.session.events import CardPlaced, CardTaken, ReaderDown, ReaderReady
from kiosk.timing import REAL

log = logging.getLogger(__name__)

NEW_READER = "\\\\?PnP?\\Notification"
WAIT_MS = 2000
"""Longest wait inside the service; a stop cancels it at once."""
ANSWER_S = 2.0
"""Longest wait for the service beyond what it was asked to wait."""
STOP_S = 1.0
"""Longest wait for the thread to end when the watch does."""
LEFT_S = 1.0
"""Seconds; a card found this soon after a lost reader returns is the one left on it."""
RETRY = 0.5
"""Seconds between attempts while there is no service or no reader."""


class Watcher:
    """Emits ReaderReady, ReaderDown, CardPlaced and CardTaken of its readers, see PcscReader."""

    def __init__(self, name: str = "", without: str = "") -> None:
        self._list = partial(pcsc_service.readers, name=name, without=without)
        self._line = CallQueue("card-watcher-pcsc")
        self._watch: _Watch | None = None

    def start(self, emit: Emit) -> None:
        """Start the thread, which emits all events."""
        self._watch = _Watch(self._list, self._line, emit)

    def stop(self) -> None:
        """Stop emitting and end the thread; waits STOP_S at most. Never raises.

        A thread that the service blocks for longer ends by itself later.
        """
        watch, self._watch = self._watch, None
        if watch:
            watch.stop()


class _Watch:
    """One watch, from its construction to `stop`."""

    def __init__(self, listed: Callable[[int], list[str]], line: CallQueue, emit: Emit) -> None:
        self._list, self._line = listed, line
        self._cancelling = CallQueue("card-watcher-cancel")
        self._stopping = threading.Event()
        self._context: int | None = None
        self._seen = _Seen(lambda event: None if self._stopping.is_set() else emit(event))
        self._thread = threading.Thread(target=self._run, name="card-watcher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """See Watcher."""
        self._stopping.set()
        ends = REAL.monotonic() + STOP_S
        while self._thread.is_alive() and (left := ends - REAL.monotonic()) > 0:
            handle = self._context
            if handle is not None:  # may run just before the wait: repeat
                with suppress(CallLate):
                    self._cancelling.call(partial(scard.SCardCancel, handle), left)
            self._thread.join(0.02)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._once()
            except Exception:  # also of `emit`: only `stop` may end this thread
                log.exception("the card watcher failed; it tries again")
            self._stopping.wait(RETRY)

    def _once(self) -> None:
        """Watch until an error occurs, and emit ReaderDown for it."""
        try:
            self._context = self._line.call(
                pcsc_service.context, ANSWER_S, scard.SCardReleaseContext
            )
            self._watch(self._context)
        except KioskError as error:
            self._seen.down(error)
        except CallLate:
            self._seen.down(ServiceDown("the PC/SC service does not answer; restart pcscd"))
        except Exception:
            self._seen.down(ServiceDown("the card watcher failed; it tries again"))
            raise
        finally:
            handle, self._context = self._context, None
            if handle is not None:
                self._line.put(partial(scard.SCardReleaseContext, handle), RETRY)

    def _watch(self, handle: int) -> None:
        known: dict[str, int] = {}
        # Windows returns the number of readers in this state and expects it in the next call.
        count = 0
        while not self._stopping.is_set():
            names = self._line.call(partial(self._list, handle), ANSWER_S)
            known = {name: known.get(name, scard.SCARD_STATE_UNAWARE) for name in names}
            if not names:
                self._seen.down(NoReader("no card reader is there"))
            asked = [*known.items(), (NEW_READER, count)]
            first = scard.SCARD_STATE_UNAWARE in known.values()
            wait = 0 if first else WAIT_MS
            result, found = self._line.call(
                partial(scard.SCardGetStatusChange, handle, wait, asked), wait / 1000 + ANSWER_S
            )
            if result in (scard.SCARD_E_TIMEOUT, scard.SCARD_E_UNKNOWN_READER):
                if not first:
                    continue
            elif result != scard.SCARD_S_SUCCESS:
                if self._stopping.is_set():
                    return
                raise ServiceDown(f"the PC/SC service stopped ({result:08X})")
            known = {name: state for name, state, _ in found}
            count = known.pop(NEW_READER) & ~scard.SCARD_STATE_CHANGED
            if known:
                self._seen.now(known)


class _Seen:
    """The last reported state; emits changes only."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._fault: str | None = None
        self._ready = False
        self._present: dict[str, int] = {}
        self._left = False
        """Whether a card was on a reader when the readers were lost."""
        self._doubtful = 0.0
        """Until this time a new card counts as the one that was left."""

    def down(self, error: KioskError) -> None:
        """Report that the readers, and any card on them, are gone."""
        if self._present:
            self._emit(CardTaken(REAL.monotonic()))
            self._present, self._left = {}, True
        if self._ready or self._fault != error.fault:
            self._emit(ReaderDown(REAL.monotonic(), error.fault))
        self._ready, self._fault = False, error.fault

    def now(self, states: dict[str, int]) -> None:
        """Report the readers' states; a changed event counter with a card means it was swapped."""
        if not self._ready:
            self._ready, self._fault = True, None
            self._doubtful = REAL.monotonic() + LEFT_S if self._left else 0.0
            self._left = False
            self._emit(ReaderReady(REAL.monotonic()))
        present = {
            name: state >> 16 for name, state in states.items() if state & scard.SCARD_STATE_PRESENT
        }
        before, self._present = self._present, present
        left = [name for name, count in before.items() if present.get(name) != count]
        came = [name for name, count in present.items() if before.get(name) != count]
        if left:
            self._emit(CardTaken(REAL.monotonic()))
        if came or (left and present):
            at = REAL.monotonic()
            self._emit(CardPlaced(at, stayed=at < self._doubtful))
            self._doubtful = 0.0
