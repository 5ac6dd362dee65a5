"""再照会: whether a facility may ask about a patient again without the card.

Rules of docs/homevisit.md: only with a consent given here, not cancelled and still valid, and only
with a number that the facility obtained by card.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import Connection, select

from kiosk.eligibility.national.homevisit.visits import Ledger, Visit
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.queries import Holder, Search
from kiosk.eligibility.uses import Use
from kiosk.eligibility.wire.qualification import SearchInfo
from kiosk.session.codes import Treatment


class Rechecks:
    """Reads once what decides about re-checks of these persons at a facility."""

    def __init__(self, ledger: Ledger, ids: Sequence[int], treatment: Treatment) -> None:
        self._now = ledger.now
        self._visits = ledger.of_persons(ids, treatment)
        self._card_days = ledger.card_days(ids)

    def refusal(self, holder: Holder, search: Search | None = None) -> Refusal | None:
        """Why the person may not be asked about with that number; None if it is allowed."""
        found = self._visits.get(holder.id, [])
        refusal = consent_refusal(found, self._now)
        if refusal is not None or search is None:
            return refusal
        days = self._card_days[holder.id] | {visit.at.date() for visit in found}
        obtained = any(
            held.holds(day) and search.names(held) for held in holder.insurances for day in days
        )
        return None if obtained else Refusal.NUMBER_NOT_BY_CARD


def consent_refusal(found: Sequence[Visit], now: datetime) -> Refusal | None:
    """Why these consents of a person allow no re-check at `now`; None if one allows it."""
    if not found:
        return Refusal.NO_CONSENT
    live = [visit for visit in found if visit.cancelled is None]
    if not live:
        return Refusal.CONSENT_CANCELLED
    if any(visit.stands(now) for visit in live):
        return None
    if any(visit.use is Use.VISIT for visit in live):
        return Refusal.CONSENT_LAPSED
    return Refusal.ONE_USE


def condition_refusal(treatment: Treatment, search: SearchInfo) -> Refusal | None:
    """Why a bulk request's conditions do not fit its kind; None if they do.

    訪問診療等 is asked by consent date only, オンライン診療等 by consent date or 診療日.
    """
    consent = (search.consent_date_from, search.consent_date_to)
    booked = (search.examination_date_from, search.examination_date_to)
    if search.medical_treatment_flag not in (None, treatment):
        return Refusal.CONDITION
    if any(booked) and (treatment is Treatment.HOME_VISIT or any(consent)):
        return Refusal.CONDITION
    for first, last in (consent, booked):
        if first and last and first > last:
            return Refusal.PERIOD
    return None


def listed(
    connection: Connection, facility: str, treatment: Treatment, search: SearchInfo
) -> list[int]:
    """Ids of persons with a consent of that kind, not cancelled, in the days of the search."""
    visit = tables.visit.c
    uses = [use.value for use in Use if use.treatment is treatment]
    wanted = select(visit.person_id).where(
        visit.facility == facility, visit.use.in_(uses), visit.cancelled.is_(None)
    )
    if search.consent_date_from:
        wanted = wanted.where(visit.at >= datetime.combine(search.consent_date_from, time()))
    if search.consent_date_to:
        after = datetime.combine(search.consent_date_to, time()) + timedelta(days=1)
        wanted = wanted.where(visit.at < after)
    if search.examination_date_from:
        wanted = wanted.where(visit.day >= search.examination_date_from)
    if search.examination_date_to:
        wanted = wanted.where(visit.day <= search.examination_date_to)
    return list(connection.scalars(wanted.distinct().order_by(visit.person_id)))
