"""The units of a bulk answer: one for each person asked about or found."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from kiosk.eligibility.national.checks import CheckResult, question
from kiosk.eligibility.national.homevisit import rechecks
from kiosk.eligibility.national.homevisit.visits import Ledger
from kiosk.eligibility.national.refusals import TEXTS, Refusal, Refused
from kiosk.eligibility.national.registration import register
from kiosk.eligibility.national.results import judge, rows
from kiosk.eligibility.national.store import queries as store
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.system import National
from kiosk.eligibility.wire import qualification as wire
from kiosk.eligibility.wire.registration import BulkRegistrationUnit, RegistrationRequest
from kiosk.records.record import Asked
from kiosk.session.codes import Classification, LimitChanged, Status, Treatment, Validity

CHUNK = 200
"""Persons in one transaction, so that single requests wait for little of a bulk request."""


def checked(
    national: National,
    facility: str,
    request: wire.Request,
    name: str,
    treatment: Treatment | None = None,
) -> Iterator[wire.BulkConfirmUnit]:
    """Yield the answer to each search of a bulk request.

    Each is checked as a single request is; with `treatment`, as a check again without the card.

    Each check is a request of its own in the history, named after the bulk request's `name`: so a
    run that starts again after a crash counts no check twice.
    """
    searches = request.message_body.qualification_confirm_search_info
    named = [
        (search, hashlib.sha256(f"{name} {place}".encode()).hexdigest())
        for place, search in enumerate(searches)
    ]
    for begin in range(0, len(named), CHUNK):
        chunk = named[begin : begin + CHUNK]
        yield from _checked(national, facility, national.day(request), chunk, treatment)


def _checked(
    national: National,
    facility: str,
    day: date,
    searches: Sequence[tuple[wire.SearchInfo, str]],
    treatment: Treatment | None,
) -> Iterator[wire.BulkConfirmUnit]:
    asked: list[tuple[wire.SearchInfo, Refusal | None]] = []
    questions = []
    for search, name in searches:
        try:
            questions.append(question(search, day, name))
            asked.append((search, None))
        except Refused as refused:
            asked.append((search, refused.refusal))
    with national.registry.transaction() as connection:
        found_all = national.check_in(connection, facility, questions, treatment, Asked.BULK)
    findings = iter(found_all)
    for search, refusal in asked:
        found = CheckResult(refusal=refusal) if refusal else next(findings)
        yield unit(national, search, found, day)


def on_assistance(
    national: National, connection: Connection, facility: str, request: wire.Request
) -> Iterator[wire.BulkConfirmUnit]:
    """One unit for each person on public assistance who has a 照会番号 of the facility."""
    held, known = tables.insurance.c, tables.link.c
    ids = connection.scalars(
        select(held.person_id)
        .join(tables.link, known.person_id == held.person_id)
        .where(
            known.facility == facility,
            held.classification == Classification.MEDICAL_AID.value,
        )
        .distinct()
        .order_by(held.person_id)
    ).all()
    yield from _listed(national, connection, facility, request, ids)


def consented(
    national: National,
    connection: Connection,
    facility: str,
    request: wire.Request,
    treatment: Treatment,
) -> Iterator[wire.BulkConfirmUnit]:
    """One unit for each person who gave a lasting consent of that kind in the days asked for."""
    searches = request.message_body.qualification_confirm_search_info
    search = searches[0] if searches else wire.SearchInfo()
    ids = rechecks.listed(connection, facility, treatment, search)
    yield from _listed(national, connection, facility, request, ids, treatment=treatment)


def _listed(
    national: National,
    connection: Connection,
    facility: str,
    request: wire.Request,
    ids: Sequence[int],
    *,
    treatment: Treatment | None = None,
) -> Iterator[wire.BulkConfirmUnit]:
    """Yield a unit for each person of `ids`, the row numbers of persons in the registry.

    With `treatment`, a person whose consent to it has ended gets a unit that is a refusal.
    """
    now = national.clock().replace(microsecond=0)
    day = national.day(request)
    holders = store.holders(connection, ids, now.date()) if ids else {}
    ledger = Ledger(connection, facility, now, national.settings)
    given = ledger.standing(ids, treatment)
    allowed = rechecks.Rechecks(ledger, ids, treatment) if treatment else None
    numbers = store.numbers_of(connection, facility, ids) if ids else {}
    for person_id in ids:
        holder = holders[person_id]
        refusal = allowed.refusal(holder) if allowed else None
        if refusal is not None:
            yield unit(national, None, CheckResult(refusal=refusal), day)
            continue
        validity, held = judge(holder, day)
        standing = given.get(person_id, ())
        found = rows(holder, held, standing, now, day, views=national.settings.opens)
        yield unit(national, None, CheckResult(validity, found, numbers.get(person_id, ())), day)


def unit(
    national: National, search: wire.SearchInfo | None, found: CheckResult, day: date
) -> wire.BulkConfirmUnit:
    """The unit of one person, and of what was found of that person on a day."""
    tag = search.arbitrary_identifier if search else None
    settings = national.settings
    always = settings.limit_changed == "always"
    results = tuple(
        replace(
            row,
            arbitrary_identifier=tag,
            reference_number=found.numbers[0] if found.numbers else None,
            limit_application_certificate_changed=_changed(row, day, always=always),
        )
        for row in found.results
    )
    listed = settings.bulk_result_list
    return wire.BulkConfirmUnit(
        qualification_confirm_search_info=search,
        processing_result_status=Status.ERROR if found.refusal else Status.NORMAL,
        processing_result_code=found.refusal.value if found.refusal else None,
        processing_result_message=TEXTS[found.refusal] if found.refusal else None,
        qualification_validity=found.validity or (None if found.refusal else Validity.NOT_FOUND),
        result_list=wire.ResultList(results) if results and listed else None,
        result_of_qualification_confirmation=() if listed else results,
        reference_number=found.numbers,
    )


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


def registered(
    connection: Connection, facility: str, request: RegistrationRequest, today: date
) -> Iterator[BulkRegistrationUnit]:
    """One unit for each 照会番号 to be registered."""
    infos = request.message_body.reference_number_registration_info
    for begin in range(0, len(infos), CHUNK):
        some = infos[begin : begin + CHUNK]
        for info, refusal in zip(some, register(connection, facility, some, today), strict=True):
            yield BulkRegistrationUnit(
                reference_number_registration_info=info,
                processing_result_status=Status.ERROR if refusal else Status.NORMAL,
                processing_result_code=refusal.value if refusal else None,
                processing_result_message=TEXTS[refusal] if refusal else None,
            )
