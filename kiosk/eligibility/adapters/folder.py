"""A client of an OQS folder: it writes requests to `req` and reads answers from `res`.

`Embedded(…, ask=FolderAsk(…))` is the folder adapter of the port: this process handles cards,
consents and deliveries; the insurance is looked up through the folder.
"""

import hashlib
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk import files
from kiosk.eligibility.adapters.embedded import Told
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.store.queries import Holder
from kiosk.eligibility.wire import BadMessage, Reason, read, write
from kiosk.eligibility.wire import qualification as wire
from kiosk.eligibility.wire.charsets import MAX_BYTES
from kiosk.eligibility.wire.kinds import SINGLE
from kiosk.errors import Declined, FolderUnwritable, NetworkDown, SystemDown
from kiosk.personas.schema import Insurance
from kiosk.session.codes import LimitConsent, Segment, Validity
from kiosk.timing import REAL

RESCAN_SECONDS = 0.05
FORGET_SECONDS = 7 * 86400
"""Seconds for which an answer that came too late is looked for, so that nobody else finds it."""


class Requests:
    """The requests of one desk in an OQS folder; what a killed process left there is removed.

    A file in `notes`, a folder of this desk alone, names each request until nothing of it is left:
    no half-written file, no request, no answer. Other files of the OQS folder are never touched.
    """

    def __init__(self, root: Path, notes: Path) -> None:
        self._root = root
        self._notes = notes / hashlib.sha256(os.fsencode(root.absolute())).hexdigest()[:16]
        self._under_way: set[str] = set()
        self._counter = itertools.count()

    @contextmanager
    def new(self) -> Iterator[tuple[Path, Path]]:
        """The files of a new request and of its answer, both removed at the end of the block."""
        tail = f"_k{os.getpid()}_{round(REAL.instant().timestamp() * 1e6)}_{next(self._counter)}"
        self._under_way.add(tail)
        with suppress(OSError):  # a request that cannot be noted is sent nevertheless
            self._remove_earlier()
            self._notes.mkdir(parents=True, exist_ok=True)
            (self._notes / tail).touch()
        try:
            yield self._files(tail)
        finally:
            self._remove(tail)
            self._under_way.discard(tail)

    def _files(self, tail: str) -> tuple[Path, Path]:
        request = self._root / "req" / f"{SINGLE}req{tail}.xml"
        return request, self._root / "res" / f"{SINGLE}res{tail}.xml"

    def _remove_earlier(self) -> None:
        """Remove what processes that have ended left, and answers that came too late."""
        for note in self._notes.iterdir() if self._notes.is_dir() else ():
            if note.name not in self._under_way:
                self._remove(note.name)

    def _remove(self, tail: str) -> None:
        """Remove a request and its answer; the note stays while the answer may still come."""
        request, answer = self._files(tail)
        note, removed = self._notes / tail, False
        for file in (files.temporary(request), request, answer):
            with suppress(OSError):
                file.unlink()
                removed = True
        with suppress(OSError):
            age = REAL.instant().timestamp() - note.stat().st_mtime
            if removed or (age > FORGET_SECONDS and answer.parent.is_dir()):
                note.unlink()


@dataclass(frozen=True, slots=True)
class FolderAsk:
    """Checks insurance through an OQS folder, one file per check, within `timeout` seconds.

    `contact` is called before each check and may raise NetworkDown or SystemDown.
    """

    requests: Requests
    facility: Facility
    timeout: float = 10.0
    contact: Callable[[], None] = lambda: None

    def __call__(self, holder: Holder, on: date) -> Told:
        """Look up the insurance of the person on that day.

        Raises NetworkDown if the folder is missing or no answer comes, SystemDown if the answer is
        that the system is down, Declined if it is another error.
        """
        if not holder.insurances:
            return Validity.NOT_FOUND, ()
        self.contact()
        held = max(holder.insurances, key=lambda one: one.start)
        with self.requests.new() as (request, answer):
            try:
                files.place(request, write(self._request(holder, held, on)), shared=True)
            except FolderUnwritable as error:
                raise NetworkDown(error.detail) from None
            result = self._wait(answer)
        head, body = result.message_header, result.message_body
        if head.segment_of_result is not Segment.NORMAL or body.qualification_validity is None:
            code = head.error_code or body.processing_result_code
            kind = SystemDown if code == Refusal.BUSY else Declined
            raise kind(f"the folder's system answered with error {code}")
        found = body.result_list
        rows = found.result_of_qualification_confirmation if found else ()
        return body.qualification_validity, rows

    def _request(self, holder: Holder, held: Insurance, on: date) -> wire.Request:
        info = wire.SearchInfo(
            insurer_number=f"{held.insurer_number:>8}",
            insured_card_symbol=held.symbol or None,
            insured_identification_number=held.number,
            insured_branch_number=held.branch,
            birthdate=holder.person.birth,
            limit_application_certificate_related_cons_flg=LimitConsent.GIVEN,
        )
        return wire.Request(wire.RequestHeader(self.facility.code, on), wire.RequestBody((info,)))

    def _wait(self, answer: Path) -> wire.Result:
        """Wait for the complete answer. Raises NetworkDown if none comes."""
        ends = REAL.monotonic() + self.timeout
        while REAL.monotonic() < ends:
            try:
                return read(wire.Result, _whole(answer), strict=False)[0]
            except (OSError, BadMessage):  # not there, still locked, or half-written
                REAL.sleep(RESCAN_SECONDS)
        raise NetworkDown(f"nobody answers in {answer.parent}; is the system behind it running?")


def _whole(file: Path) -> bytes:
    """The file's bytes. Raises OSError, also if it is not a regular file, and BadMessage."""
    if not file.is_file():  # reading a named pipe could block without end
        raise FileNotFoundError(file)
    if file.stat().st_size > MAX_BYTES:
        raise BadMessage(Reason.SIZE, f"the file is larger than {MAX_BYTES} bytes")
    return file.read_bytes()
