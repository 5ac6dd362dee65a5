"""一括照会: a bulk request gets a number; its answer is made later and fetched by that number.

Storing a request is one transaction and answering it is another, each identified by the request, so
a process that ends between them neither loses a request nor answers it twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national import queries as store
from kiosk.eligibility.national import rechecks, tables
from kiosk.eligibility.national.checks import Finding, question
from kiosk.eligibility.national.refusals import TEXTS, Refusal, Refused
from kiosk.eligibility.national.results import judge, rows
from kiosk.eligibility.national.system import National
from kiosk.eligibility.national.visits import Ledger
from kiosk.eligibility.wire import qualification as wire
from kiosk.eligibility.wire.serialization import read, write
from kiosk.records.record import Asked
from kiosk.session.codes import (
    Charset,
    Classification,
    LimitChanged,
    Segment,
    Status,
    Treatment,
    Validity,
)

RUNNING, DONE = "running", "done"
CHUNK = 1000


class Kind(StrEnum):
    """The kinds of bulk requests; the value is the start of their file names."""

    QUALIFICATION = "OQSmuquc"
    """資格確認 of the persons listed."""
    AID = "OQSmutic"
    """医療扶助: the facility's patients on public assistance, with the tickets of a month."""
    HOME_VISIT = "OQSmuhvq"
    """訪問診療等: the patients whose lasting consent was given in a range of days."""
    ONLINE = "OQSmuonq"
    """オンライン診療等: likewise."""


TREATMENTS = {Kind.HOME_VISIT: Treatment.HOME_VISIT, Kind.ONLINE: Treatment.ONLINE}


class Bulk:
    """Bulk requests over a `National`. Safe to call from several threads."""

    def __init__(self, national: National) -> None:
        self._national = national
        self._registry = national.registry

    def take(self, facility: Facility, kind: Kind, request: wire.Request, name: str) -> wire.Result:
        """Store a request under a number; the same `name` gets the same number again."""
        searches = request.message_body.qualification_confirm_search_info
        if request.message_header.medical_institution_code != facility.code:
            return self._national.refused(request, Refusal.FACILITY)
        if len(searches) > self._national.settings.bulk_most:
            return self._national.refused(request, Refusal.TOO_MANY)
        if not searches and kind is Kind.QUALIFICATION:
            return self._national.refused(request, Refusal.INCOMPLETE)
        if kind in TREATMENTS and searches:
            refusal = rechecks.condition_refusal(TREATMENTS[kind], searches[0])
            if refusal is not None:
                return self._national.refused(request, refusal)
        number = self._number(facility, kind, request, name)
        head = replace(self._national.header(request), reception_number=str(number))
        return wire.Result(head)

    def _number(self, facility: Facility, kind: Kind, request: wire.Request, name: str) -> int:
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

    def fetch(self, facility: Facility, kind: Kind, request: wire.Request) -> wire.Result:
        """The answer of the request's number; 処理中 until it is ready."""
        number = request.message_header.reception_number
        if number is None:
            return self._national.refused(request, Refusal.INCOMPLETE)
        with self._registry.transaction() as connection:
            row = connection.execute(
                select(tables.batch.c.state, tables.batch.c.answer).where(
                    tables.batch.c.number == int(number),
                    tables.batch.c.facility == facility.code,
                    tables.batch.c.kind == kind.value,
                )
            ).first()
        if row is None:
            return self._national.refused(request, Refusal.NO_SUCH_BATCH)
        if row.state != DONE:
            return wire.Result(self._national.header(request, Segment.RUNNING))
        stored, _ = read(wire.Result, row.answer)
        head = replace(
            stored.message_header,
            arbitrary_file_identifier=request.message_header.arbitrary_file_identifier,
            character_code_identifier=request.message_header.character_code_identifier
            or Charset.SHIFT_JIS,
        )
        return replace(stored, message_header=head)

    def work(self, facility: Facility | None = None) -> int:
        """Answer the due requests, oldest first (of `facility` only if given); returns how many."""
        due = self._national.clock() - timedelta(seconds=self._national.settings.bulk_seconds)
        batch = tables.batch.c
        wanted = select(batch.number).where(batch.state == RUNNING, batch.at <= due)
        if facility is not None:
            wanted = wanted.where(batch.facility == facility.code)
        with self._registry.transaction() as connection:
            numbers = connection.scalars(wanted.order_by(batch.number)).all()
        for number in numbers:
            self._work_off(number)
        return len(numbers)

    def _work_off(self, number: int) -> None:
        with self._registry.transaction() as connection:
            row = connection.execute(
                select(tables.batch)
                .where(tables.batch.c.number == number, tables.batch.c.state == RUNNING)
                .with_for_update(skip_locked=True)
            ).first()
            if row is None:
                return  # another server has it
            request, _ = read(wire.Request, row.question)
            units = tuple(self._units(connection, row, request))
            answer = wire.Result(self._head(request, row, units), _body(units))
            connection.execute(
                update(tables.batch)
                .where(tables.batch.c.number == number)
                .values(state=DONE, answer=write(answer, Charset.UTF_8))
            )

    def _head(
        self, request: wire.Request, row: "Row[tuple[object, ...]]", units: Sequence[object]
    ) -> wire.ResultHeader:
        failed = sum(
            isinstance(unit, wire.BulkConfirmUnit) and unit.processing_result_status is Status.ERROR
            for unit in units
        )
        return replace(
            self._national.header(request),
            reception_number=str(row.number),
            number_of_processing_result=len(units),
            number_of_normal_processing=len(units) - failed,
            number_of_error=failed,
        )

    def _units(
        self, connection: Connection, row: "Row[tuple[object, ...]]", request: wire.Request
    ) -> Iterator[wire.BulkConfirmUnit]:
        kind = Kind(row.kind)
        searches = request.message_body.qualification_confirm_search_info
        if kind is Kind.QUALIFICATION:
            for begin in range(0, len(searches), CHUNK):
                yield from self._checked(
                    connection, row.facility, request, searches[begin : begin + CHUNK]
                )
            return
        search = searches[0] if searches else wire.SearchInfo()
        if kind is Kind.AID:
            ids = _on_assistance(connection, row.facility)
        else:
            ids = rechecks.listed(connection, row.facility, TREATMENTS[kind], search)
        yield from self._listed(connection, row.facility, request, ids, TREATMENTS.get(kind))

    def _checked(
        self,
        connection: Connection,
        facility: str,
        request: wire.Request,
        searches: Sequence[wire.SearchInfo],
    ) -> Iterator[wire.BulkConfirmUnit]:
        """One unit per search, by the same check as a single request."""
        day = self._national.day(request)
        asked: list[tuple[wire.SearchInfo, Refusal | None]] = []
        questions = []
        for search in searches:
            try:
                questions.append(question(search, day))
                asked.append((search, None))
            except Refused as refused:
                asked.append((search, refused.refusal))
        findings = iter(self._national.check_in(connection, facility, questions, kind=Asked.BULK))
        for search, refusal in asked:
            yield self._unit(search, Finding(refusal=refusal) if refusal else next(findings), day)

    def _listed(
        self,
        connection: Connection,
        facility: str,
        request: wire.Request,
        ids: Sequence[int],
        treatment: Treatment | None,
    ) -> Iterator[wire.BulkConfirmUnit]:
        """One unit per person whom the facility already knows, refused where a consent ended."""
        now = self._national.clock().replace(microsecond=0)
        day = self._national.day(request)
        holders = store.holders(connection, ids) if ids else {}
        settings = self._national.settings
        ledger = Ledger(connection, facility, now, settings)
        given = ledger.standing(ids, treatment)
        allowed = rechecks.Rechecks(ledger, ids, treatment) if treatment else None
        numbers = store.numbers_of(connection, facility, ids) if ids else {}
        for person_id in ids:
            holder = holders[person_id]
            refusal = allowed.refusal(holder) if allowed else None
            if refusal is not None:
                yield self._unit(None, Finding(refusal=refusal), day)
                continue
            validity, held = judge(holder, day)
            standing = given.get(person_id, ())
            found = rows(holder, held, standing, now, day, views=settings.views)
            yield self._unit(None, Finding(validity, found, numbers.get(person_id, ())), day)

    def _unit(
        self, search: wire.SearchInfo | None, found: Finding, day: date
    ) -> wire.BulkConfirmUnit:
        tag = search.arbitrary_identifier if search else None
        always = self._national.settings.limit_changed == "always"
        results = tuple(
            replace(
                row,
                arbitrary_identifier=tag,
                limit_application_certificate_changed=_changed(row, day, always=always),
            )
            for row in found.results
        )
        return wire.BulkConfirmUnit(
            qualification_confirm_search_info=search,
            processing_result_status=Status.ERROR if found.refusal else Status.NORMAL,
            processing_result_code=found.refusal.value if found.refusal else None,
            processing_result_message=TEXTS[found.refusal] if found.refusal else None,
            qualification_validity=found.validity
            or (None if found.refusal else Validity.NOT_FOUND),
            result_list=wire.ResultList(results) if results else None,
            reference_number=found.numbers,
        )


def _body(units: tuple[wire.BulkConfirmUnit, ...]) -> wire.ResultBody:
    return wire.ResultBody(processing_result_status=Status.NORMAL, bulk_confirm_unit=units)


def _changed(
    row: wire.ResultOfQualificationConfirmation, day: date, *, always: bool
) -> LimitChanged | None:
    """OQSCD014 of a reported 限度額: changed if it began in the month of `day` [G]."""
    limit = row.limit_application_certificate_related_info
    if limit is None:
        return None
    start = limit.limit_application_certificate_valid_start_date
    fresh = always or start is None or (start.year, start.month) == (day.year, day.month)
    return LimitChanged.CHANGED if fresh else LimitChanged.SAME


def _on_assistance(connection: Connection, facility: str) -> list[int]:
    """Ids of persons on public assistance who have a 照会番号 of the facility."""
    held, known = tables.insurance.c, tables.link.c
    return list(
        connection.scalars(
            select(held.person_id)
            .join(tables.link, known.person_id == held.person_id)
            .where(
                known.facility == facility,
                held.classification == Classification.MEDICAL_AID.value,
            )
            .distinct()
            .order_by(held.person_id)
        )
    )
