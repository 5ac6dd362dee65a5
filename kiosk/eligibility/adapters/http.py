"""The eligibility port over HTTP, for a kiosk whose registry is elsewhere.

A submission is written to the spool before it is sent, and removed from it when the result is in
its folder. So an outage, or the end of this process, delays a result but never loses or repeats
it: the server knows the ticket, and `deliver_pending` sends what is still in the spool. One thread
at a time sends a submission; different submissions do not wait for each other. A submission that
the service declines also stays in the spool: see `RetryPolicy`.
"""

import base64
import json
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from kiosk import errors, files
from kiosk.eligibility.adapters.checked_answers import (
    Challenged,
    Identified,
    Noted,
    ReportedError,
    Shape,
    Submitted,
    ask,
    checked,
)
from kiosk.eligibility.adapters.locks import NamedLocks
from kiosk.eligibility.adapters.retries import OUTAGES, RetryPolicy
from kiosk.eligibility.adapters.stored_answers import answers_to_json
from kiosk.eligibility.desk_identity import DESK
from kiosk.eligibility.port import Delivery, Late, Proof, Ticket, unheard
from kiosk.eligibility.wire.reader_api import facts_from_json
from kiosk.errors import (
    Declined,
    FolderUnwritable,
    KioskError,
    NetworkDown,
    NotRegistered,
    SystemDown,
    TakenOver,
)
from kiosk.session.effects import Answers
from kiosk.timing import REAL

TRIES = 3
DEADLINE_SECONDS = 5.0
PAUSE_SECONDS = 0.2
BREAK_AFTER, BREAK_SECONDS = 3, 10.0
PROBE_SECONDS = 3.0

BY_FAULT: dict[str, type[KioskError]] = {
    kind.fault.value: kind
    for kind in (
        errors.CertificateInvalid,
        errors.FolderUnwritable,
        errors.NoSuchPerson,
        errors.NotRegistered,
        errors.SystemDown,
    )
}


class Breaker:
    """A circuit breaker: after three failures in a row it blocks calls for ten seconds.

    From three seconds after the last failure on, one call for a patient may test the service.
    """

    def __init__(self, clock: Callable[[], float] = REAL.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._until = self._probe = 0.0
        self._lock = threading.Lock()

    @property
    def open(self) -> bool:
        """Whether calls are blocked now."""
        return self._clock() < self._until

    def probe(self) -> bool:
        """Whether a test call may be made while the breaker is open; at most one per 3 seconds."""
        with self._lock:
            now = self._clock()
            may = now >= self._probe
            self._probe = now + PROBE_SECONDS if may else self._probe
            return may

    def note(self, *, ok: bool) -> None:
        """Count a success or a failure."""
        with self._lock:
            self._failures = 0 if ok else self._failures + 1
            broken = self._failures >= BREAK_AFTER
            now = self._clock()
            self._until = now + BREAK_SECONDS if broken else 0.0
            self._probe = now + PROBE_SECONDS if broken else 0.0


class HttpEligibility:
    """`kiosk.eligibility.port.Eligibility` over a service's `/v1/terminal`.

    `http` holds address, token, time-outs and certificates (see `connect`). Results are written to
    `face_folder` unless the service writes them itself; `spool` holds unfinished submissions.
    `contact` is called before each exchange and may raise NetworkDown or SystemDown.
    """

    def __init__(
        self,
        http: httpx.Client,
        face_folder: Path,
        spool: Path,
        breaker: Breaker | None = None,
        retries: RetryPolicy | None = None,
        *,
        contact: Callable[[], None] = lambda: None,
    ) -> None:
        self._http = http
        self._face = face_folder
        self._spool = spool
        self._breaker = breaker if breaker is not None else Breaker()
        self._retries = retries if retries is not None else RetryPolicy()
        self._contact = contact
        self._turns = NamedLocks()
        spool.mkdir(parents=True, exist_ok=True)
        for unfinished in spool.glob(files.temporary(Path("*.json")).name):
            unfinished.unlink(missing_ok=True)  # its process ended during the write

    def challenge(self) -> bytes:
        """Request a challenge; see the port."""
        return self._call(Challenged, "challenge", {}).challenge

    def identify(self, proof: Proof) -> Ticket:
        """Identify the person; see the port. Sent once only: a challenge is valid for one proof."""
        sent = {
            "method": proof.method.value,
            "certificate": _text(proof.certificate),
            "challenge": _text(proof.challenge),
            "signature": _text(proof.signature),
        }
        told = self._call(Identified, "identify", sent, tries=1)
        try:
            return Ticket(told.reference, facts_from_json(told.patient))
        except (KeyError, TypeError, ValueError, OverflowError):
            raise NetworkDown("the eligibility system tells no patient that can be read") from None

    def register(self, ticket: Ticket) -> None:
        """Register the card (初回登録); see the port."""
        self._call(Noted, "register", {"reference": ticket.reference})

    def submit(self, ticket: Ticket, answers: Answers) -> Delivery:
        """Register consents and deliver the result; see the port.

        After an error the submission stays in the spool, except after NotRegistered: the patient
        must answer the registration first.
        """
        entry = self._spool / f"{ticket.reference}.json"
        with self._turns.of(entry.name):
            if not entry.exists():
                sent = {"reference": ticket.reference, **answers_to_json(answers)}
                files.place(entry, json.dumps(sent).encode())
            try:
                return self._deliver(entry)
            except OUTAGES:
                raise
            except NotRegistered:
                entry.unlink(missing_ok=True)
                raise
            except Exception:
                self._retries.refused(entry.stem)
                raise

    def deliver_pending(self, tell: Callable[[Late], None] = unheard) -> int:
        """Send what is in the spool, oldest first; returns how many results were delivered.

        See the port; raises NetworkDown, SystemDown, FolderUnwritable.
        """
        delivered, trouble = 0, None
        for entry in sorted(self._spool.glob("*.json"), key=_age):
            try:
                delivered += self._deliver_late(entry, tell)
            except (SystemDown, FolderUnwritable) as error:  # perhaps of one result only
                trouble = error
        if trouble is not None:
            raise trouble
        return delivered

    def _deliver_late(self, entry: Path, tell: Callable[[Late], None]) -> bool:
        """Try to deliver one submission of the spool; returns whether it was delivered.

        Raises NetworkDown, SystemDown, FolderUnwritable.
        """
        with self._turns.of(entry.name):
            if not self._retries.due(entry.stem) or not entry.exists():
                return False  # given up, or already delivered by its own reception
            done = self._retries.ask(entry.stem, partial(self._deliver, entry, patient=False))
        if done is None:
            return False
        tell(done)
        return done.given_up is None

    def _deliver(self, entry: Path, *, patient: bool = True) -> Delivery:
        """Send a submission, write its result to the folder, and remove it from the spool.

        Raises TakenOver if it belongs to another desk now; its files here are deleted first.
        """
        sent = json.loads(entry.read_bytes())
        try:
            return self._exchange(entry, sent, patient=patient)
        except TakenOver:
            kept = json.loads(entry.read_bytes()).get("file")
            if kept is not None:
                files.discard(self._face / Path(kept).name)
            entry.unlink(missing_ok=True)
            raise

    def _exchange(self, entry: Path, sent: dict[str, Any], *, patient: bool) -> Delivery:
        told = self._call(Submitted, "submit", sent, patient=patient)
        target = None
        if told.file is not None and told.content is not None:
            target = self._face / told.file
            # Named first: if the result is another desk's by the next call, its file is known.
            files.place(entry, json.dumps({**sent, "file": target.name}).encode())
            files.stage(target, told.content, shared=True)
            self._call(Noted, "delivered", {"reference": sent["reference"]}, patient=patient)
        elif "file" in sent:  # ended earlier, after the service had deleted the content
            target = self._face / sent["file"]
        if target is not None and files.temporary(target).exists():
            files.publish(target)
        entry.unlink(missing_ok=True)
        return Delivery(told.validity, target)

    def _call(
        self,
        shape: type[Shape],
        action: str,
        sent: dict[str, Any],
        tries: int = TRIES,
        *,
        patient: bool = True,
    ) -> Shape:
        """Call the service; tried once only if no `patient` waits.

        All tries together end within twice the read time-out. Raises NetworkDown, and the
        KioskError that the service reports.
        """
        ends = REAL.monotonic() + 2 * (self._http.timeout.read or DEADLINE_SECONDS)
        body = {key: value for key, value in sent.items() if key != "file"}
        if self._breaker.open:
            if not (patient and self._breaker.probe()):
                raise NetworkDown("the eligibility system did not answer lately; tried again soon")
            tries = 1
        elif not patient:
            tries = 1
        for left in reversed(range(tries)):
            try:
                self._contact()
                path, rest = f"/v1/terminal/{action}", ends - REAL.monotonic()
                told = checked(shape, _told(*ask(self._http, path, body, rest)))
            except (httpx.TransportError, NetworkDown, SystemDown) as error:
                self._breaker.note(ok=False)
                if left == 0 or self._breaker.open or REAL.monotonic() + PAUSE_SECONDS > ends:
                    raise _down(error) from None
                REAL.sleep(PAUSE_SECONDS)
                continue
            self._breaker.note(ok=True)
            return told
        raise AssertionError("unreachable")


def _age(entry: Path) -> int:
    """Modification time of a submission in ns; a submission that no longer exists sorts first."""
    try:
        return entry.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def connect(
    url: str,
    token: str,
    *,
    timeout: float = 5.0,
    desk: str = "",
    authority: Path | None = None,
    certificate: tuple[Path, Path] | None = None,
) -> httpx.Client:
    """Create an HTTP client of the service at `url`; `timeout` in seconds.

    `desk` is the identity of this desk, `authority` the file of the CA to trust for TLS,
    `certificate` the client's certificate and key files for mutual TLS.
    """
    import ssl

    context: ssl.SSLContext | bool = url.startswith("https:")
    if authority is not None:
        context = ssl.create_default_context(cafile=str(authority))
        if certificate is not None:
            context.load_cert_chain(*map(str, certificate))
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    headers |= {DESK: desk} if desk else {}
    return httpx.Client(
        base_url=url, headers=headers, timeout=timeout, verify=context, trust_env=False
    )


def _told(status: int, told: Any) -> Any:
    """The JSON of a successful answer. Raises the KioskError that the service reports."""
    if 200 <= status < 300:
        return told
    given = checked(ReportedError, told)
    detail = str(given.detail)[:200] or f"the eligibility system answered {status}"
    if status == 410 and given.fault in BY_FAULT:  # sent by the service, not by a proxy
        raise TakenOver(detail)
    if given.fault in BY_FAULT:
        raise BY_FAULT[given.fault](detail)
    if status >= 500 or status == 429:
        raise SystemDown(detail)
    raise Declined(detail)


def _down(error: Exception) -> KioskError:
    if isinstance(error, KioskError):
        return error
    return NetworkDown(f"the eligibility system cannot be reached ({type(error).__name__})")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
