"""Reports for the staff of a facility: each reception with the answer that it got.

Read only. A report shows only data that was part of the reception's answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from kiosk import clock
from kiosk.eligibility.national.checks import LASTING
from kiosk.eligibility.national.consents import Consent, Views
from kiosk.eligibility.national.homevisit.visits import Ledger
from kiosk.eligibility.national.results import judged_as, rows
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store import owed_results, queries, tables
from kiosk.eligibility.national.store.queries import Holder
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.wire import qualification as wire
from kiosk.eligibility.wire.charsets import written
from kiosk.records.record import Asked
from kiosk.session.codes import Treatment, Validity
from kiosk.session.effects import Prescription
from kiosk.session.events import CertificateState, Method
from kiosk.session.rules import Category

Results = tuple[wire.ResultOfQualificationConfirmation, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One reception, or a check again without the card; `validity` is None until its result was
    promised.

    `name` is spelt as in the result file: ● for characters that Shift_JIS lacks. `consents` are
    those that were valid when the result was made.
    """

    reference: str
    at: datetime
    method: Method | None
    certificate: CertificateState
    name: str = field(repr=False)
    kana: str = field(repr=False)
    validity: Validity | None = None
    prescription: Prescription | None = None
    results: Results = field(default=(), repr=False)
    consents: tuple[Consent, ...] = ()
    number: int = 0
    gone: bool = False
    """Its result is not delivered and its desk is gone."""
    begun: bool = False
    """Its desk has begun to write the result file."""
    has_subsidy: bool = False
    """A medical subsidy is registered for the person."""
    subsidy: bool | None = None
    """Whether the patient provides it; None when that was not asked."""
    asked: Asked | None = None
    """How it was checked again without the card (再照会); None for a reception."""


def day(
    registry: Registry, facility: str, on: date, settings: EligibilitySettings
) -> tuple[Report, ...]:
    """Every identified patient of a facility on a day, oldest first. Raises SystemDown."""
    begin = datetime.combine(on, datetime.min.time())
    held = tables.reception.c
    within = and_(held.facility == facility, held.at >= begin, held.at < begin + timedelta(days=1))
    return _reports(registry, facility, within, settings)


def gone(
    registry: Registry, facility: str, now: datetime, settings: EligibilitySettings
) -> tuple[Report, ...]:
    """Receptions of any day with undelivered results whose desks are gone. Raises SystemDown."""
    found = _reports(registry, facility, owed_results.is_gone(facility, now), settings)
    return tuple(replace(report, gone=True) for report in found)


def rechecks(
    registry: Registry, facility: str, on: date, settings: EligibilitySettings
) -> tuple[Report, ...]:
    """The answered re-checks (再照会) of a facility on a day, oldest first. Raises SystemDown."""
    begin, asked = datetime.combine(on, datetime.min.time()), tables.inquiry.c
    wanted = (
        select(tables.inquiry)
        .where(
            asked.facility == facility, asked.at >= begin, asked.at < begin + timedelta(days=1),
            asked.kind.in_([kind.value for kind in LASTING.values()]),
            asked.validity.is_not(None), asked.person_id.is_not(None),
        )
        .order_by(asked.id)
    )  # fmt: skip
    with registry.transaction() as connection:
        found = connection.execute(wanted).all()
        holders = queries.holders(connection, [row.person_id for row in found], on)
        return tuple(_recheck(connection, row, holders[row.person_id], settings) for row in found)


def _recheck(
    connection: Connection, row: "Row[Any]", holder: Holder, settings: EligibilitySettings
) -> Report:
    asked, validity = Asked(row.kind), Validity(row.validity)
    (treatment,) = (one for one, kind in LASTING.items() if kind is asked)
    ledger = Ledger(connection, row.facility, row.at, settings)
    standing = ledger.standing([holder.id], treatment).get(holder.id, ())
    return Report(
        reference=f"recheck-{row.id}",
        at=row.at,
        method=None,
        certificate=CertificateState.VALID,
        name=written(holder.person.name),
        kana=holder.person.kana,
        validity=validity,
        results=_results(holder, validity, standing, row.at, settings.opens),
        consents=standing,
        has_subsidy=holder.subsidy,
        asked=asked,
    )


def _reports(
    registry: Registry, facility: str, which: ColumnElement[bool], settings: EligibilitySettings
) -> tuple[Report, ...]:
    held, asked = tables.reception.c, tables.inquiry.c
    wanted = (
        select(tables.reception, asked.at.label("told"))
        .select_from(
            owed_results.with_desks().outerjoin(tables.inquiry, asked.request == held.reference)
        )
        .where(which)
        .order_by(held.id)
    )
    with registry.transaction() as connection:
        found = connection.execute(wanted).all()
        ids = [row.person_id for row in found]
        holders = queries.holders(connection, ids, clock.today())
        answered = _consents(connection, facility, ids)
    return tuple(
        _report(row, holders[row.person_id], answered[row.person_id], settings.opens)
        for row in found
    )


def _report(row: "Row[Any]", holder: Holder, answered: Sequence[Consent], views: Views) -> Report:
    told = row.told
    validity = Validity(row.validity) if row.validity else None
    standing = _standing(answered, told) if told else ()
    return Report(
        reference=row.reference,
        at=row.at,
        method=Method(row.method),
        certificate=CertificateState(row.certificate),
        name=written(holder.person.name),
        kana=holder.person.kana,
        validity=validity,
        prescription=Prescription(row.prescription) if row.prescription else None,
        results=_results(holder, validity, standing, told, views),
        consents=standing,
        number=row.id,
        begun=row.state == owed_results.STAGED,
        has_subsidy=holder.subsidy,
        subsidy=row.subsidy,
    )


def _results(
    holder: Holder,
    validity: Validity | None,
    standing: Sequence[Consent],
    told: datetime | None,
    views: Views,
) -> Results:
    """The insurances of the answer, which may have had another validity than the registry has."""
    if told is None or validity is None:
        return ()
    _, insurances = judged_as(holder, validity, told.date())
    return rows(holder, insurances, standing, told, told.date(), views=views)


def _standing(answered: Iterable[Consent], told: datetime) -> tuple[Consent, ...]:
    """The newest consent of each category at the time `told`."""
    return tuple({one.category: one for one in answered if one.at <= told}.values())


def _consents(
    connection: Connection, facility: str, ids: Sequence[int]
) -> dict[int, list[Consent]]:
    """By person id, all consents at the facility, oldest first."""
    columns = tables.consent.c
    given: dict[int, list[Consent]] = defaultdict(list)
    if not ids:
        return given
    found = connection.execute(
        select(columns.person_id, columns.category, columns.agreed, columns.at, columns.until,
               columns.treatment)
        .where(columns.person_id.in_(queries.padded(ids)), columns.facility == facility)
        .order_by(columns.id)
    )  # fmt: skip
    for person_id, category, agreed, at, until, treatment in found:
        kept = Consent(Category(category), agreed, at, until, Treatment(treatment))
        given[person_id].append(kept)
    return given
