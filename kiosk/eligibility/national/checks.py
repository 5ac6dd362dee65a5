"""Insurance checks: the questions about persons and the answers of one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from kiosk.eligibility.national.consents import Consent
from kiosk.eligibility.national.homevisit.rechecks import Rechecks
from kiosk.eligibility.national.homevisit.visits import Ledger
from kiosk.eligibility.national.refusals import Refusal, Refused
from kiosk.eligibility.national.results import in_force, judge, rows
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store import queries as store
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.queries import Holder, Inquiry, Search
from kiosk.eligibility.wire import qualification as wire
from kiosk.personas.schema import Insurance
from kiosk.records.record import Asked
from kiosk.session.codes import LimitConsent, Treatment, Validity
from kiosk.session.rules import Category

LASTING = {Treatment.HOME_VISIT: Asked.HOME_VISIT, Treatment.ONLINE: Asked.ONLINE}
"""The kind of a check that uses a lasting consent."""


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """A check of one person on a day, by insurance or by the facility's 照会番号.

    `request` identifies the request in the history, so a repetition is counted once.
    """

    on: date
    search: Search | None = field(default=None, repr=False)
    number: str | None = None
    limit: bool = False
    """The patient agreed to share 限度額."""
    request: str | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The answer to one question; `refusal` is set if there is no answer.

    `unshown`: asked by 照会番号, of a patient who has shown no card as often as the front-desk rule
    wants (`EligibilitySettings.front_desk_rule_until`). Staff are warned; the wire says nothing.
    """

    validity: Validity | None = None
    results: tuple[wire.ResultOfQualificationConfirmation, ...] = field(default=(), repr=False)
    numbers: tuple[str, ...] = ()
    refusal: Refusal | None = None
    unshown: bool = False


def question(info: wire.SearchInfo, on: date, request: str | None = None) -> CheckQuestion:
    """Make the question of a message. Raises Refused if required fields are missing."""
    limit = info.limit_application_certificate_related_cons_flg is LimitConsent.GIVEN
    if info.reference_number:
        return CheckQuestion(on, number=info.reference_number, limit=limit, request=request)
    if not (info.insurer_number and info.insured_identification_number and info.birthdate):
        raise Refused(Refusal.INCOMPLETE)
    search = Search(
        info.insurer_number.strip(),
        info.insured_card_symbol or "",
        info.insured_identification_number,
        info.birthdate,
        info.insured_branch_number,
    )
    return CheckQuestion(on, search=search, limit=limit, request=request)


class CheckRun:
    """Reads once, for all questions of a transaction, what their answers need."""

    def __init__(
        self,
        connection: Connection,
        facility: str,
        questions: Sequence[CheckQuestion],
        now: datetime,
        settings: EligibilitySettings,
        *,
        treatment: Treatment | None,
        kind: Asked = Asked.INSURANCE,
    ) -> None:
        """`kind` is that of the checks by insurance, see `Inquiry`."""
        self._treatment, self._kind = treatment, kind
        self._facility = facility
        self._now = now
        self._settings = settings
        searches = [one.search for one in questions if one.search is not None]
        numbers = [one.number for one in questions if one.number is not None]
        self._found = store.meant(connection, searches, now.date())
        self._linked = store.numbered(connection, facility, numbers) if numbers else {}
        self._holders = store.holders(connection, list(self._linked.values()), now.date())
        ids = {holder.id for found in self._found.values() for holder in found}
        ids |= self._holders.keys()
        known = list(ids)
        ledger = Ledger(connection, facility, now, settings)
        self._consents = ledger.standing(known, treatment)
        self._rechecks = Rechecks(ledger, known, treatment) if treatment else None
        self._numbers = store.numbers_of(connection, facility, list(ids)) if ids else {}
        since = _shown_since(settings.front_desk_rule_until, now.date())
        self._shown = _shown(connection, facility, self._linked.values(), since, now)
        self._left = _look_ups_left(connection, facility, self._linked.values(), now, settings)
        self.history: list[Inquiry] = []

    def answer(self, asked: CheckQuestion) -> CheckResult:
        """Answer one question and add a line to `history`."""
        finding, person_id = self._by_number(asked) if asked.number else self._by_search(asked)
        kind = Asked.NUMBER if asked.number else self._kind
        if self._treatment is not None and self._kind is not Asked.BULK:
            kind = LASTING[self._treatment]
        validity = finding.validity.value if finding.validity else None
        self.history.append(
            Inquiry(self._facility, self._now, kind.value, person_id, validity, asked.request)
        )
        return finding

    def _by_search(self, asked: CheckQuestion) -> tuple[CheckResult, int | None]:
        assert asked.search is not None
        found = self._found[asked.search]
        if len(found) != 1:
            return CheckResult(Validity.SEVERAL if found else Validity.NOT_FOUND), None
        (holder,) = found
        validity, held = _named(holder, asked.search, asked.on)
        return self._finding(holder, validity, held, asked), holder.id

    def _by_number(self, asked: CheckQuestion) -> tuple[CheckResult, int | None]:
        assert asked.number is not None
        person_id = self._linked.get(asked.number)
        if person_id is None:
            return CheckResult(refusal=Refusal.NUMBER_UNKNOWN), None
        if person_id in self._left:
            self._left[person_id] -= 1
            if self._left[person_id] < 0:
                return CheckResult(refusal=Refusal.TOO_OFTEN), person_id
        holder = self._holders[person_id]
        validity, held = judge(holder, asked.on)
        finding = self._finding(holder, validity, held, asked)
        ruled = self._treatment is None and self._settings.front_desk_rule_until is not None
        return replace(finding, unshown=ruled and person_id not in self._shown), person_id

    def _finding(
        self, holder: Holder, validity: Validity, held: tuple[Insurance, ...], asked: CheckQuestion
    ) -> CheckResult:
        if self._rechecks is not None:
            refusal = self._rechecks.refusal(holder, asked.search)
            if refusal is not None:
                return CheckResult(refusal=refusal)
            given = self._consents.get(holder.id, ())  # with 限度額 as the patient answered it
            found = rows(holder, held, given, self._now, asked.on, views=self._settings.opens)
            return CheckResult(validity, found, self._numbers.get(holder.id, ()))
        kept = tuple(
            one for one in self._consents.get(holder.id, ()) if one.category is not Category.LIMIT
        )
        limit = Consent(Category.LIMIT, asked.limit, self._now, self._now)
        found = rows(holder, held, (*kept, limit), self._now, asked.on, views=self._settings.opens)
        return CheckResult(validity, found, self._numbers.get(holder.id, ()))


def _named(holder: Holder, search: Search, on: date) -> tuple[Validity, tuple[Insurance, ...]]:
    """The validity (OQSCD006) of the insurance that a search names, and that insurance."""
    named = [one for one in holder.insurances if search.names(one)]
    held = in_force(named, on)
    if held:
        return judge(replace(holder, insurances=held), on)
    begun = [one for one in named if one.start <= on]
    if not begun:
        return Validity.NOT_FOUND, ()
    newer = bool(in_force(holder.insurances, on))
    last = max(begun, key=lambda one: one.start)
    return Validity.SUPERSEDED if newer else Validity.INVALID, (last,)


def _look_ups_left(
    connection: Connection,
    facility: str,
    ids: Iterable[int],
    now: datetime,
    settings: EligibilitySettings,
) -> dict[int, int]:
    """By person id, how many look-ups by 照会番号 are left today; empty if there is no limit."""
    wanted = store.padded(ids) if settings.look_ups_per_day else []
    if not wanted:
        return {}
    columns = tables.inquiry.c
    counted = connection.execute(
        select(columns.person_id, func.count())
        .where(
            columns.person_id.in_(wanted),
            columns.facility == facility,
            columns.at >= datetime(now.year, now.month, now.day),
            columns.kind == Asked.NUMBER,
            columns.validity.is_not(None),
        )
        .group_by(columns.person_id)
    )
    left = dict.fromkeys(wanted, settings.look_ups_per_day)
    for person_id, count in counted:
        left[person_id] -= count
    return left


def _shown_since(transition: date | None, today: date) -> date:
    """The day from which one card counts: in the transition that month's first, else today."""
    return today.replace(day=1) if transition is not None and today <= transition else today


def _shown(
    connection: Connection, facility: str, ids: Iterable[int], since: date, now: datetime
) -> set[int]:
    """Ids of persons who showed a My Number card, or proof of insurance, at the facility."""
    wanted = store.padded(ids)
    if not wanted:
        return set()
    columns = tables.inquiry.c
    return set(
        connection.scalars(
            select(func.distinct(columns.person_id)).where(
                columns.person_id.in_(wanted),
                columns.facility == facility,
                columns.at >= datetime.combine(since, datetime.min.time()),
                columns.at <= now,
                columns.kind.in_((Asked.CARD, Asked.PHONE, Asked.INSURANCE, Asked.BULK)),
            )
        )
    )
