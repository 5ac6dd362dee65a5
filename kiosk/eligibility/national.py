"""The simulated national system: typed questions in, typed answers out, whatever the wire.

Questions of one facility that arrive together are answered in one transaction: that is what makes
single checks quick under load and a bulk check of ten thousand persons one short piece of work.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, func, select

from kiosk.eligibility import queries as store
from kiosk.eligibility import tables
from kiosk.eligibility.clock import Clock, add_months, japan
from kiosk.eligibility.codes import (
    Charset,
    LimitConsent,
    Reference,
    Segment,
    Status,
    Treatment,
    Validity,
)
from kiosk.eligibility.consent import Consent, given
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.messages import qualification as wire
from kiosk.eligibility.messages.wire import BadMessage
from kiosk.eligibility.queries import Holder, Inquiry, Search
from kiosk.eligibility.registry import Registry
from kiosk.eligibility.result import in_force, judge, rows
from kiosk.eligibility.settings import EligibilitySettings
from kiosk.errors import KioskError
from kiosk.personas.schema import Insurance
from kiosk.session.effects import Answers
from kiosk.session.rules import Category


class Refusal(StrEnum):
    """Why a well-formed question is not answered. The codes are the emulator's own [G]."""

    FACILITY = "UKE1001"
    INCOMPLETE = "UKE1002"
    NUMBER_UNKNOWN = "UKE1003"
    NUMBER_LOOKUP = "UKE1004"
    TOO_MANY = "UKE1005"
    NO_SUCH_BATCH = "UKE1006"
    NO_CONSENT = "UKE1007"
    WITHHELD = "UKE1008"
    PERIOD = "UKE1009"
    BUSY = "UKE1010"
    KEY_REUSED = "UKE1011"
    KIND = "UKE1012"
    TOO_OFTEN = "UKE1013"


TEXTS: dict[Refusal, str] = {
    Refusal.FACILITY: "医療機関コードが、この接続の医療機関と一致しません。",
    Refusal.INCOMPLETE: "保険者番号・番号・生年月日、または照会番号を指定してください。",
    Refusal.NUMBER_UNKNOWN: "照会番号に該当する患者が登録されていません。",
    Refusal.NUMBER_LOOKUP: "当月にマイナンバーカードまたは保険証による確認がないため、"
    "番号による照会はできません。",
    Refusal.TOO_MANY: "一括照会の件数が上限を超えています。",
    Refusal.NO_SUCH_BATCH: "受付番号に該当する一括照会がありません。",
    Refusal.NO_CONSENT: "有効な閲覧同意がありません。",
    Refusal.WITHHELD: "情報は開示されません。",
    Refusal.PERIOD: "期間の指定が正しくありません。",
    Refusal.BUSY: "システムが応答できません。しばらくしてから再度照会してください。",
    Refusal.KEY_REUSED: "同じ再送キーで内容の異なる要求は受け付けません。",
    Refusal.KIND: "この種類の要求は、内容が公開されていないため受け付けません。",
    Refusal.TOO_OFTEN: "番号による照会の、1日の回数の上限を超えています。",
}


class Refused(Exception):
    """A question that is understood and not answered, with its reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Question:
    """One person asked about: by insurance or by the facility's 照会番号, on a day.

    `request` names the request for the history, so that a repetition is counted once.
    """

    on: date
    search: Search | None = field(default=None, repr=False)
    number: str | None = None
    limit: bool = False
    """The patient agreed to 限度額 being told."""
    request: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question; `refusal` is set when there is none."""

    validity: Validity | None = None
    results: tuple[wire.ResultOfQualificationConfirmation, ...] = field(default=(), repr=False)
    numbers: tuple[str, ...] = ()
    refusal: Refusal | None = None


def question(info: wire.SearchInfo, on: date, request: str | None = None) -> Question:
    """The question in a message. Raises Refused when too little is given."""
    limit = info.limit_application_certificate_related_cons_flg is LimitConsent.GIVEN
    if info.reference_number:
        return Question(on, number=info.reference_number, limit=limit, request=request)
    if not (info.insurer_number and info.insured_identification_number and info.birthdate):
        raise Refused(Refusal.INCOMPLETE)
    search = Search(
        info.insurer_number.strip(),
        info.insured_card_symbol or "",
        info.insured_identification_number,
        info.birthdate,
        info.insured_branch_number,
    )
    return Question(on, search=search, limit=limit, request=request)


class National:
    """Answers questions over a registry. Safe to call from several threads."""

    def __init__(
        self,
        registry: Registry,
        settings: EligibilitySettings | None = None,
        clock: Clock = japan,
    ) -> None:
        self.registry = registry
        self.settings = settings if settings is not None else EligibilitySettings()
        self.clock = clock

    def check(self, facility: str, questions: Sequence[Question]) -> list[Finding]:
        """The answers, in the order of the questions, in one transaction. Raises SystemDown."""
        if not questions:
            return []
        with self.registry.transaction() as connection:
            return self.check_in(connection, facility, questions)

    def check_in(
        self,
        connection: Connection,
        facility: str,
        questions: Sequence[Question],
        treatment: Treatment | None = None,
    ) -> list[Finding]:
        """The same, in a transaction of the caller's.

        `treatment`: only of patients with a lasting consent of that kind, which alone is told.
        """
        now = self.clock().replace(microsecond=0)
        asked = _Round(connection, facility, questions, now, self.settings, treatment=treatment)
        findings = [asked.answer(one) for one in questions]
        store.write_inquiries(connection, asked.history)
        return findings

    def consent(
        self,
        facility: str,
        person_id: int,
        answers: Answers,
        until: datetime | None = None,
        treatment: Treatment = Treatment.OUTPATIENT,
    ) -> None:
        """Register consents of a patient at a facility; the outpatient window by default."""
        now = self.clock().replace(microsecond=0)
        with self.registry.transaction() as connection:
            store.write_consents(
                connection,
                facility,
                person_id,
                given(answers, now, until, treatment, lasts=self.settings.outpatient),
            )

    # messages --------------------------------------------------------------------------------

    def single(
        self, facility: Facility, requests: Sequence[tuple[wire.Request, str | None]]
    ) -> list[wire.Result]:
        """The results of single checks (OQSsiquc01), each with the name of its request."""
        asked: list[Question | Refusal] = [
            self._question(facility, request, name) for request, name in requests
        ]
        findings = iter(self.check(facility.code, [q for q in asked if isinstance(q, Question)]))
        return [
            self._result(request, next(findings) if isinstance(q, Question) else Finding(refusal=q))
            for (request, _), q in zip(requests, asked, strict=True)
        ]

    def lasting(
        self, facility: Facility, request: wire.Request, treatment: Treatment, name: str | None
    ) -> wire.Result:
        """The result of a single check of 訪問診療等 or オンライン診療等 [G]. Raises SystemDown."""
        asked = self._question(facility, request, name)
        if isinstance(asked, Refusal):
            return self._result(request, Finding(refusal=asked))
        with self.registry.transaction() as connection:
            (found,) = self.check_in(connection, facility.code, [asked], treatment)
        return self._result(request, found)

    def _question(
        self, facility: Facility, request: wire.Request, name: str | None
    ) -> Question | Refusal:
        infos = request.message_body.qualification_confirm_search_info
        if request.message_header.medical_institution_code != facility.code:
            return Refusal.FACILITY
        if len(infos) != 1:
            return Refusal.INCOMPLETE
        try:
            return question(infos[0], self.day(request), name)
        except Refused as refused:
            return refused.refusal

    def day(self, request: wire.Request) -> date:
        """The day a request asks about: today unless it says otherwise."""
        return request.message_header.qualification_confirmation_date or self.clock().date()

    def header(self, request: wire.Request, segment: Segment = Segment.NORMAL) -> wire.ResultHeader:
        """Head of the answer to a request."""
        head = request.message_header
        return wire.ResultHeader(
            process_execution_time=self.clock().replace(microsecond=0),
            qualification_confirmation_date=self.day(request),
            medical_institution_code=head.medical_institution_code,
            arbitrary_file_identifier=head.arbitrary_file_identifier,
            reference_classification=head.reference_classification or Reference.INSURANCE_CARD,
            segment_of_result=segment,
            character_code_identifier=head.character_code_identifier or Charset.SHIFT_JIS,
            reception_number=head.reception_number,
        )

    def refused(self, request: wire.Request, refusal: Refusal) -> wire.Result:
        """The answer to a request that is not carried out at all."""
        head = replace(
            self.header(request, Segment.FAILED),
            error_code=refusal.value,
            error_message=TEXTS[refusal],
        )
        return wire.Result(head)

    def broken(self, problem: BadMessage | KioskError | Refusal) -> wire.Result:
        """The answer to a request that could not even be read, or not be served."""
        if isinstance(problem, BadMessage):
            code, text = problem.reason.value, f"電文を読み取れません: {problem}"
        else:
            refusal = problem if isinstance(problem, Refusal) else Refusal.BUSY
            code, text = refusal.value, TEXTS[refusal]
        return wire.Result(
            wire.ResultHeader(
                process_execution_time=self.clock().replace(microsecond=0),
                segment_of_result=Segment.FAILED,
                error_code=code,
                error_message=text[:400],
                character_code_identifier=self.settings.default_charset,
            )
        )

    def _result(self, request: wire.Request, found: Finding) -> wire.Result:
        if found.refusal in (Refusal.FACILITY, Refusal.INCOMPLETE):
            return self.refused(request, found.refusal)
        infos = request.message_body.qualification_confirm_search_info
        tag = infos[0].arbitrary_identifier if infos else None
        results = tuple(replace(row, arbitrary_identifier=tag) for row in found.results)
        return wire.Result(
            self.header(request),
            wire.ResultBody(
                processing_result_status=Status.ERROR if found.refusal else Status.NORMAL,
                processing_result_code=found.refusal.value if found.refusal else None,
                processing_result_message=TEXTS[found.refusal] if found.refusal else None,
                qualification_validity=found.validity,
                result_list=wire.ResultList(results) if results else None,
                reference_number=found.numbers[0] if found.numbers else None,
            ),
        )


class _Round:
    """What one transaction needs to know to answer its questions: few reads for any number."""

    def __init__(
        self,
        connection: Connection,
        facility: str,
        questions: Sequence[Question],
        now: datetime,
        settings: EligibilitySettings,
        *,
        treatment: Treatment | None,
    ) -> None:
        self._facility = facility
        self._now = now
        self._settings = settings
        self._treatment = treatment
        searches = [one.search for one in questions if one.search is not None]
        numbers = [one.number for one in questions if one.number is not None]
        self._found = store.meant(connection, searches)
        self._linked = store.numbered(connection, facility, numbers) if numbers else {}
        self._holders = store.holders(connection, list(self._linked.values()))
        ids = {holder.id for found in self._found.values() for holder in found}
        ids |= self._holders.keys()
        self._consents = store.consents(connection, facility, list(ids), treatment) if ids else {}
        self._numbers = store.numbers_of(connection, facility, list(ids)) if ids else {}
        self._seen = _seen_this_month(connection, facility, self._linked.values(), now)
        self._left = _look_ups_left(connection, facility, self._linked.values(), now, settings)
        self.history: list[Inquiry] = []

    def answer(self, asked: Question) -> Finding:
        """One answer; its line of history is kept for the end."""
        finding, person_id = self._by_number(asked) if asked.number else self._by_search(asked)
        kind = "number" if asked.number else "insurance"
        validity = finding.validity.value if finding.validity else None
        self.history.append(
            Inquiry(self._facility, self._now, kind, person_id, validity, asked.request)
        )
        return finding

    def _by_search(self, asked: Question) -> tuple[Finding, int | None]:
        assert asked.search is not None
        found = self._found[asked.search]
        if len(found) != 1:
            return Finding(Validity.SEVERAL if found else Validity.NOT_FOUND), None
        (holder,) = found
        validity, held = _named(holder, asked.search, asked.on)
        return self._finding(holder, validity, held, asked), holder.id

    def _by_number(self, asked: Question) -> tuple[Finding, int | None]:
        assert asked.number is not None
        person_id = self._linked.get(asked.number)
        if person_id is None:
            return Finding(refusal=Refusal.NUMBER_UNKNOWN), None
        until = self._settings.front_desk_rule_until
        if until is not None and self._now.date() <= until and person_id not in self._seen:
            return Finding(refusal=Refusal.NUMBER_LOOKUP), person_id
        if person_id in self._left:
            self._left[person_id] -= 1
            if self._left[person_id] < 0:
                return Finding(refusal=Refusal.TOO_OFTEN), person_id
        holder = self._holders[person_id]
        validity, held = judge(holder, asked.on)
        return self._finding(holder, validity, held, asked), person_id

    def _finding(
        self, holder: Holder, validity: Validity, held: tuple[Insurance, ...], asked: Question
    ) -> Finding:
        if self._treatment is not None and holder.id not in self._consents:
            return Finding(refusal=Refusal.NO_CONSENT)
        kept = tuple(
            one for one in self._consents.get(holder.id, ()) if one.category is not Category.LIMIT
        )
        limit = Consent(Category.LIMIT, asked.limit, self._now, self._now)
        found = rows(holder, held, (*kept, limit), self._now, asked.on, views=self._settings.views)
        return Finding(validity, found, self._numbers.get(holder.id, ()))


def _named(holder: Holder, search: Search, on: date) -> tuple[Validity, tuple[Insurance, ...]]:
    """OQSCD006 of the insurance a search names, and that insurance."""
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
    """How often each may still be looked up by 照会番号 today; empty where there is no limit."""
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
            columns.kind == "number",
            columns.validity.is_not(None),
        )
        .group_by(columns.person_id)
    )
    left = dict.fromkeys(wanted, settings.look_ups_per_day)
    for person_id, count in counted:
        left[person_id] -= count
    return left


def _seen_this_month(
    connection: Connection, facility: str, ids: Iterable[int], now: datetime
) -> set[int]:
    """Who showed a My Number card or an insurance card at the facility in this month."""
    wanted = store.padded(ids)
    if not wanted:
        return set()
    first = datetime(now.year, now.month, 1)
    after = datetime.combine(add_months(first.date(), 1), datetime.min.time())
    columns = tables.inquiry.c
    return set(
        connection.scalars(
            select(func.distinct(columns.person_id)).where(
                columns.person_id.in_(wanted),
                columns.facility == facility,
                columns.at >= first,
                columns.at < after,
                columns.kind.in_(("card", "insurance")),
            )
        )
    )
