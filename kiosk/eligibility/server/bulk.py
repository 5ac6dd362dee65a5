"""Bulk requests: an upload gets a number; its answer is made later and fetched by that number.

Storing a request, each part of its checks, and storing its answer are transactions, each identified
by the request, so a process that ends between them neither loses a request nor counts one twice.
Single requests are answered in between.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, LargeBinary, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.homevisit import rechecks
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.shared import Locks
from kiosk.eligibility.national.system import AnyRequest, National
from kiosk.eligibility.server import bulk_units
from kiosk.eligibility.server.bulk_answers import Answered, BulkAnswer, stored
from kiosk.eligibility.wire import qualification as wire
from kiosk.eligibility.wire.glimpse import HEAD_BYTES, glimpse
from kiosk.eligibility.wire.registration import (
    RegistrationAnswer,
    RegistrationRequest,
    RegistrationResult,
)
from kiosk.eligibility.wire.serialization import read, write
from kiosk.errors import SystemDown
from kiosk.session.codes import Charset, Segment, Status, Treatment

RUNNING, DONE = "running", "done"


class Kind(StrEnum):
    """The kinds of bulk requests; the value is the start of their file names."""

    QUALIFICATION = "OQSmuquc"
    """資格確認一括照会 of the persons listed."""
    REGISTRATION = "OQSmuimm"
    """照会番号一括登録 for the persons listed."""
    AID = "OQSmutic"
    """医療扶助: the facility's patients on public assistance, with the tickets of a month."""
    HOME_VISIT = "OQSmuhvq"
    """訪問診療等: the patients whose lasting consent was given in a range of days."""
    ONLINE = "OQSmuonq"
    """オンライン診療等: likewise."""
    HOME_VISIT_CHECK = "UKEmuhvc"
    """資格確認一括照会（訪問診療等） of the persons listed. Its
    official name is not public: UKE marks an invented name, as it marks invented error codes."""
    ONLINE_CHECK = "UKEmuonc"
    """資格確認一括照会（オンライン診療等）: likewise."""


TREATMENTS = {Kind.HOME_VISIT: Treatment.HOME_VISIT, Kind.ONLINE: Treatment.ONLINE}
"""The kinds that find the patients by their lasting consents."""
CHECKS = {
    Kind.QUALIFICATION: None,
    Kind.HOME_VISIT_CHECK: Treatment.HOME_VISIT,
    Kind.ONLINE_CHECK: Treatment.ONLINE,
}
"""The kinds that check the persons listed, with the lasting consent that a check needs."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The classes of a bulk kind's upload and result, and the items that an upload lists."""

    request: type[wire.Request] | type[RegistrationRequest]
    result: type[wire.Result] | type[RegistrationResult]
    items: Callable[[Any], Sequence[Any]]


_CHECK = Shape(
    wire.Request,
    wire.Result,
    lambda request: request.message_body.qualification_confirm_search_info,
)
_REGISTRATION = Shape(
    RegistrationRequest,
    RegistrationResult,
    lambda request: request.message_body.reference_number_registration_info,
)
LISTING = (*CHECKS, Kind.REGISTRATION)
"""Kinds whose upload names the persons; the others find them."""


def shape(kind: Kind) -> Shape:
    """The shape of a bulk kind."""
    return _REGISTRATION if kind is Kind.REGISTRATION else _CHECK


class Bulk:
    """Bulk requests over a `National`. Safe to call from several threads."""

    def __init__(self, national: National) -> None:
        self._national = national
        self._registry = national.registry
        self._locks = Locks(national.registry)

    def take(self, facility: Facility, kind: Kind, request: AnyRequest, name: str) -> wire.Result:
        """Store a request under a number; the same `name` gets the same number again."""
        items = shape(kind).items(request)
        if request.message_header.medical_institution_code != facility.code:
            return self._national.refused(request, Refusal.FACILITY)
        if len(items) > self._national.settings.bulk_most:
            return self._national.refused(request, Refusal.TOO_MANY)
        if not items and kind in LISTING:
            return self._national.refused(request, Refusal.INCOMPLETE)
        if kind in TREATMENTS and items:
            refusal = rechecks.condition_refusal(TREATMENTS[kind], items[0])
            if refusal is not None:
                return self._national.refused(request, refusal)
        number = self._number(facility, kind, request, name)
        body = wire.ResultBody(reception_number=str(number))
        return wire.Result(self._national.header(request), body)

    def _number(self, facility: Facility, kind: Kind, request: AnyRequest, name: str) -> int:
        values = {
            "request": name,
            "facility": facility.code,
            "kind": kind.value,
            "at": self._national.clock().replace(microsecond=0),
            "state": RUNNING,
            "question": write(request, Charset.UTF_8),
        }
        try:
            with self._registry.transaction() as connection:
                made = connection.execute(insert(tables.batch).values(values)).inserted_primary_key
                assert made is not None
                return int(made[0])
        except IntegrityError:
            with self._registry.transaction() as connection:
                found = connection.scalar(
                    select(tables.batch.c.number).where(tables.batch.c.request == name)
                )
                assert found is not None
                return int(found)

    def fetch(self, facility: Facility, kind: Kind, request: wire.Request) -> Answered | BulkAnswer:
        """The answer of the request's number; 処理中 until it is ready.

        The number stands in the body; in the head, as earlier versions had it, it is read too. The
        answer carries the ArbitraryFileIdentifier of the upload.
        """
        result = shape(kind).result
        number = request.message_body.reception_number or request.message_header.reception_number
        if request.message_header.medical_institution_code != facility.code:
            return result(self._national.refused(request, Refusal.FACILITY).message_header)
        if number is None:
            return result(self._national.refused(request, Refusal.INCOMPLETE).message_header)
        row = self._row(facility, kind, int(number))
        if row is None:
            return result(self._national.refused(request, Refusal.NO_SUCH_BATCH).message_header)
        charset = request.message_header.character_code_identifier or Charset.SHIFT_JIS
        if row.state != DONE:
            running = replace(
                self._national.header(request, Segment.RUNNING),
                arbitrary_file_identifier=glimpse(row.beginning).identifier,
                reception_number=number,
            )
            return result(running)
        return BulkAnswer(result, self._stored(int(number)), charset)

    def _row(self, facility: Facility, kind: Kind, number: int) -> Any:
        """The state of a bulk request, and the first bytes of its upload: they hold its header.

        Clients poll for the answer, and an upload may list 50,000 persons, so it is not read whole.
        """
        batch = tables.batch.c
        beginning = func.substr(batch.question, 1, HEAD_BYTES, type_=LargeBinary)
        with self._registry.transaction() as connection:
            return connection.execute(
                select(batch.state, beginning.label("beginning")).where(
                    batch.number == number,
                    batch.facility == facility.code,
                    batch.kind == kind.value,
                )
            ).first()

    def _stored(self, number: int) -> bytes:
        batch = tables.batch.c
        with self._registry.transaction() as connection:
            answer = connection.scalar(select(batch.answer).where(batch.number == number))
        assert answer is not None
        return bytes(answer)

    def work(self, facility: Facility | None = None) -> int:
        """Answer the due requests, oldest first (of `facility` only if given); returns how many."""
        due = self._national.clock() - timedelta(seconds=self._national.settings.bulk_seconds)
        batch = tables.batch.c
        wanted = select(batch.number).where(batch.state == RUNNING, batch.at <= due)
        if facility is not None:
            wanted = wanted.where(batch.facility == facility.code)
        with self._registry.transaction() as connection:
            numbers = connection.scalars(wanted.order_by(batch.number)).all()
        failures = []
        for number in numbers:
            try:
                self.work_off(number)
            except SystemDown:
                raise
            except Exception as error:  # the others are answered nevertheless
                failures.append(error)
        if failures:
            raise failures[0]
        return len(numbers)

    def work_off(self, number: int) -> None:
        """Answer a request, unless another thread or service is doing so."""
        lease = self._locks.lease(f"bulk {number}")
        if lease is None:
            return
        try:
            row = self._running(number)
            if row is not None:
                self._store(number, self._answer(row))
        finally:
            lease.release()

    def _running(self, number: int) -> "Row[Any] | None":
        batch = tables.batch
        wanted = select(batch).where(batch.c.number == number, batch.c.state == RUNNING)
        with self._registry.transaction() as connection:
            return connection.execute(wanted).first()

    def _store(self, number: int, answer: bytes) -> None:
        batch = tables.batch
        with self._registry.transaction() as connection:
            connection.execute(
                update(batch)
                .where(batch.c.number == number, batch.c.state == RUNNING)
                .values(state=DONE, answer=answer)
            )

    def _answer(self, row: "Row[Any]") -> bytes:
        """The answer as it is stored."""
        kind = Kind(row.kind)
        request, _ = read(shape(kind).request, row.question)
        if kind in CHECKS and isinstance(request, wire.Request):
            found = bulk_units.checked(
                self._national, row.facility, request, row.request, CHECKS[kind]
            )
            return self._checked(request, row.number, found)
        with self._registry.transaction() as connection:
            return self._answer_in(connection, row, kind, request)

    def _answer_in(
        self,
        connection: Connection,
        row: "Row[Any]",
        kind: Kind,
        request: wire.Request | RegistrationRequest,
    ) -> bytes:
        """Answer the kinds that find or register persons, in one transaction."""
        if isinstance(request, RegistrationRequest):
            today = self._national.clock().date()
            outcomes = bulk_units.registered(connection, row.facility, request, today)
            body = RegistrationAnswer(processing_result_status=Status.NORMAL)
            envelope = RegistrationResult(self._head(request, row.number), body)
            return stored(envelope, "bulk_registration_unit", outcomes)
        if kind is Kind.AID:
            found = bulk_units.on_assistance(self._national, connection, row.facility, request)
        else:
            found = bulk_units.consented(
                self._national, connection, row.facility, request, TREATMENTS[kind]
            )
        return self._checked(request, row.number, found)

    def _checked(
        self, request: AnyRequest, number: int, units: Iterable[wire.BulkConfirmUnit]
    ) -> bytes:
        body = wire.ResultBody(processing_result_status=Status.NORMAL)
        envelope = wire.Result(self._head(request, number), body)
        return stored(envelope, "bulk_confirm_unit", units)

    def _head(self, request: AnyRequest, number: int) -> wire.ResultHeader:
        return replace(self._national.header(request), reception_number=str(number))
