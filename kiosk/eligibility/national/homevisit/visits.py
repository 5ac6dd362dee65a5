"""Consents given away from the reader: register, read with their validity, cancel.

Everything works in the caller's transaction. The rule of validity is `kiosk.eligibility.uses`; the
claims that it reads are the table `care`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from kiosk.clock import age
from kiosk.eligibility.national.consents import Consent
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.queries import Holder, insert_new, padded, write_consents
from kiosk.eligibility.uses import Channel, Month, Use, ends, last_second, valid_until
from kiosk.session.codes import CancelledBy, Treatment
from kiosk.session.effects import Answers, Prescription
from kiosk.session.events import Method
from kiosk.session.rules import Category

CHECKUP_AGE = 40
"""特定健診等情報 exists from this age on."""


@dataclass(frozen=True, slots=True)
class NewVisit:
    """What the patient agreed to; `reference` identifies the request, so that it counts once.

    `day` is the 診療日 of a use that belongs to a day; today if it is None.
    """

    reference: str
    use: Use
    answers: Answers
    channel: Channel = Channel.WEB
    method: Method = Method.PIN
    day: date | None = None
    prescription: Prescription | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A stored consent with its items; `until` is the last second by the claims known now."""

    id: int
    person_id: int
    use: Use
    channel: Channel
    first: date
    at: datetime
    day: date | None
    until: datetime
    cancelled: datetime | None = None
    cancelled_by: CancelledBy | None = None
    prescription: Prescription | None = None
    items: dict[Category, bool] = field(default_factory=dict)
    missing: Month | None = None
    """For 訪問診療等: the month whose claim would keep the consent valid for one month more."""

    def stands(self, now: datetime) -> bool:
        """Whether the consent is valid at `now`."""
        return self.cancelled is None and self.at <= now <= self.until


class Ledger:
    """The consents of one facility as seen at `now`, within a transaction."""

    def __init__(
        self, connection: Connection, facility: str, now: datetime, settings: EligibilitySettings
    ) -> None:
        self._connection = connection
        self._facility = facility
        self.now = now.replace(microsecond=0)
        self._settings = settings
        self._here = tables.visit.c.facility == facility

    def register(self, holder: Holder, new: NewVisit, *, keep_first: bool = False) -> Visit:
        """Store a consent with its items; the same reference returns the stored one.

        A consent to 特定健診 by a person under 40 is stored as not given. With `keep_first`
        (同意照会・更新) a valid consent to the same use keeps its period.
        """
        known = self.of_reference(new.reference)
        if known is not None:
            return known
        today = self.now.date()
        day = (new.day or today) if new.use.for_a_day else None
        first = (self._first_kept(holder.id, new.use) if keep_first else None) or today
        begin = datetime.combine(first, self.now.time())
        until = ends(new.use, begin, day, self._settings.outpatient)
        made = self._connection.execute(
            insert(tables.visit).values(
                reference=new.reference,
                person_id=holder.id,
                facility=self._facility,
                use=new.use.value,
                channel=new.channel.value,
                method=new.method.value,
                first=first,
                at=self.now,
                day=day,
                until=until,
                prescription=new.prescription.value if new.prescription else None,
            )
        ).inserted_primary_key
        assert made is not None
        answers = _of_age(new.answers, holder.person.birth, today)
        given = [
            Consent(category, category in answers.agreed, self.now, until, new.use.treatment)
            for category in Category
            if category in answers.agreed or category in answers.declined
        ]
        write_consents(self._connection, self._facility, holder.id, given, visit_id=made[0])
        (stored,) = self._read(tables.visit.c.id == made[0])
        return stored

    def of_reference(self, reference: str) -> Visit | None:
        """The consent that a request with this reference stored, or None."""
        found = self._read(self._here & (tables.visit.c.reference == reference))
        return found[0] if found else None

    def _first_kept(self, person_id: int, use: Use) -> date | None:
        for visit in reversed(self.of_persons([person_id])[person_id]):
            if visit.use is use and visit.stands(self.now):
                return visit.first
        return None

    def of_persons(
        self, ids: Sequence[int], treatment: Treatment | None = None
    ) -> dict[int, list[Visit]]:
        """By person id, the consents at the facility, oldest first; cancelled ones too."""
        found: dict[int, list[Visit]] = {one: [] for one in ids}
        if not ids:
            return found
        for visit in self._read(self._here & tables.visit.c.person_id.in_(padded(ids))):
            if treatment in (None, visit.use.treatment):
                found[visit.person_id].append(visit)
        return found

    def card_days(self, ids: Sequence[int]) -> defaultdict[int, set[date]]:
        """By person id, the days on which the person's card was read at the facility's reader."""
        found: defaultdict[int, set[date]] = defaultdict(set)
        asked = tables.inquiry.c
        wanted = select(asked.person_id, asked.at).where(
            asked.facility == self._facility,
            asked.kind == "card",
            asked.person_id.in_(padded(ids)),
        )
        for person_id, at in self._connection.execute(wanted) if ids else ():
            found[person_id].add(at.date())
        return found

    def all(self) -> list[Visit]:
        """All consents at the facility, oldest first; cancelled ones too."""
        return self._read(self._here)

    def cancel(self, person_id: int, by: CancelledBy, visit_id: int | None = None) -> int:
        """Cancel a person's consents, or only that with `visit_id`; returns how many."""
        columns = tables.visit.c
        where = [self._here, columns.person_id == person_id, columns.cancelled.is_(None)]
        if visit_id is not None:
            where.append(columns.id == visit_id)
        return self._connection.execute(
            update(tables.visit).where(*where).values(cancelled=self.now, cancelled_by=by.value)
        ).rowcount

    def standing(
        self, ids: Sequence[int], treatment: Treatment | None = None
    ) -> dict[int, tuple[Consent, ...]]:
        """By person id, the consent of each category that counts now; None: any treatment.

        Cancelled consents do not count. Of several, one that is valid now comes first; of one
        treatment, that of the nearest 診療日 before later ones; and then the newest.
        """
        if not ids:
            return {}
        columns = tables.consent.c
        wanted = (
            select(columns.person_id, columns.category, columns.agreed, columns.at, columns.until,
                   columns.treatment, columns.visit_id, columns.id)
            .where(columns.person_id.in_(padded(ids)), columns.facility == self._facility)
            .order_by(columns.id)
        )  # fmt: skip
        if treatment is not None:
            wanted = wanted.where(columns.treatment == treatment.value)
        rows = self._connection.execute(wanted).all()
        known = self._by_id({row.visit_id for row in rows if row.visit_id})
        best: dict[int, dict[Category, tuple[tuple[bool, int, int], Consent]]] = defaultdict(dict)
        for row in rows:
            visit = known.get(row.visit_id)
            if visit is not None and visit.cancelled:
                continue
            until = visit.until if visit is not None else row.until
            category, kind = Category(row.category), Treatment(row.treatment)
            kept = Consent(category, row.agreed, row.at, until, kind)
            day = visit.day if visit is not None else None
            valid = kept.at <= self.now <= until
            nearest = -(day or date.max).toordinal() if valid and treatment is not None else 0
            rank = (valid, nearest, row.id)
            of_person = best[row.person_id]
            if category not in of_person or rank > of_person[category][0]:
                of_person[category] = rank, kept
        return {
            person_id: tuple(one for _, one in of_person.values())
            for person_id, of_person in best.items()
        }

    def _by_id(self, ids: Iterable[int]) -> dict[int, Visit]:
        wanted = padded(ids)
        found = self._read(tables.visit.c.id.in_(wanted)) if wanted else []
        return {one.id: one for one in found}

    def _read(self, where: ColumnElement[bool]) -> list[Visit]:
        order = tables.visit.c.id
        rows = self._connection.execute(select(tables.visit).where(where).order_by(order)).all()
        if not rows:
            return []
        items: dict[int, dict[Category, bool]] = defaultdict(dict)
        given = tables.consent.c
        wanted = select(given.visit_id, given.category, given.agreed).where(
            given.visit_id.in_(padded(row.id for row in rows))
        )
        for visit_id, category, agreed in self._connection.execute(wanted):
            items[visit_id][Category(category)] = agreed
        care = care_of(self._connection, self._facility, {row.person_id for row in rows})
        known_after = self._settings.claims_known_after_months
        return [_visit(row, items[row.id], care[row.person_id], known_after) for row in rows]


def _visit(row: Any, items: dict[Category, bool], care: set[Month], known_after: int) -> Visit:
    use, until = Use(row.use), row.until
    missing: Month | None = None
    if use is Use.VISIT:
        last = valid_until(row.first, care, known_after)
        until = last_second(last)
        missing = Month.of(last).plus(1 - known_after)
    return Visit(
        id=row.id,
        person_id=row.person_id,
        use=use,
        channel=Channel(row.channel),
        first=row.first,
        at=row.at,
        day=row.day,
        until=until,
        cancelled=row.cancelled,
        cancelled_by=CancelledBy(row.cancelled_by) if row.cancelled_by else None,
        prescription=Prescription(row.prescription) if row.prescription else None,
        items=items,
        missing=missing,
    )


def _of_age(answers: Answers, birth: date, on: date) -> Answers:
    """The answers without 特定健診 for a person under 40."""
    if Category.CHECKUP not in answers.agreed or age(birth, on) >= CHECKUP_AGE:
        return answers
    checkup = frozenset({Category.CHECKUP})
    return replace(answers, agreed=answers.agreed - checkup, declined=answers.declined | checkup)


# claims --------------------------------------------------------------------------------------


def record_care(connection: Connection, facility: str, person_id: int, month: Month) -> None:
    """Note that claims show care of the person in that month; a repetition changes nothing."""
    row = {"facility": facility, "person_id": person_id, "month": str(month)}
    insert_new(connection, tables.care, [row])


def care_of(
    connection: Connection, facility: str, ids: Iterable[int]
) -> defaultdict[int, set[Month]]:
    """By person id, the months in which claims of the facility show care."""
    found: defaultdict[int, set[Month]] = defaultdict(set)
    columns = tables.care.c
    wanted = select(columns.person_id, columns.month).where(
        columns.facility == facility, columns.person_id.in_(padded(ids))
    )
    for person_id, month in connection.execute(wanted):
        found[person_id].add(Month.parse(month))
    return found
