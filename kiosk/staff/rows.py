"""Turns moments and reports of the registry into rows of the staff's window; pure functions."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.clock import JST, age
from kiosk.eligibility.national.checks import CheckResult
from kiosk.eligibility.national.consents import Consent
from kiosk.eligibility.national.refusals import TEXTS
from kiosk.eligibility.national.reports import Report
from kiosk.eligibility.national.store.queries import Search
from kiosk.eligibility.wire import qualification as wire
from kiosk.records.record import Joined, Moment, Note, Record
from kiosk.session.codes import Classification, Preschool, Validity
from kiosk.session.effects import Outcome, Prescription
from kiosk.session.events import CertificateState, Fault
from kiosk.staff.view import ConsentState, Notice, ReceptionRow, Recheck, Result, Status, Subsidy
from kiosk.texts import Texts

PHASES: dict[str, Status] = {
    "reading": Status.READING,
    **dict.fromkeys(
        ("choosing_method", "matching_face", "face_unproven", "entering_pin", "entering_code",
         "entering_password", "visual_check", "choosing_phone", "holding_phone", "identifying"),
        Status.IDENTIFYING,
    ),
    **dict.fromkeys(
        ("asking_registration", "certificate_notice", "consent_all", "consent_one",
         "choosing_prescription", "asking_subsidy", "removed_early"),
        Status.CONSENTING,
    ),
    "submitting": Status.CHECKING,
}  # fmt: skip
"""The status of a running reception by the id of its phase; other phases do not change it."""
OUTCOMES: dict[Outcome, Status] = {
    Outcome.COMPLETED: Status.CHECKING,  # until its report says how the person is insured
    Outcome.REFUSED: Status.REFUSED,
    Outcome.TIMEOUT: Status.TIMEOUT,
    Outcome.CANCELLED: Status.CANCELLED,
    Outcome.CARD_REMOVED: Status.REMOVED,
    Outcome.ERROR: Status.ERROR,
}
VALIDITIES: dict[Validity, Status] = {
    Validity.VALID: Status.VALID,
    Validity.INVALID: Status.INVALID,
    Validity.SUPERSEDED: Status.NEW,
    Validity.NOT_FOUND: Status.NONE,
    Validity.SEVERAL: Status.SEVERAL,
    Validity.VALID_UNREGISTERED: Status.VALID,
}
NOTICES = {CertificateState.EXPIRING: Notice.EXPIRING, CertificateState.GRACE: Notice.GRACE}
NOTES: dict[Note | None, Notice] = {Note.LATE: Notice.LATE, Note.GIVEN_UP: Notice.GIVEN_UP}


@dataclass(frozen=True, slots=True)
class Run:
    """A reception at a desk of this window, whose record is being made."""

    desk: int
    number: int
    joined: Joined
    reference: str | None = None
    stuck: bool = False
    """The patient's screen offers no way on but staff."""
    no_photo: bool = False
    """The card bears no photo."""
    unread: bool = False
    """The card's print cannot be read."""
    statement: bool = False
    """The patient's statement of insurance was taken."""

    @property
    def id(self) -> str:
        """The id of the row, unique over all desks."""
        return f"{self.desk}-{self.number}"

    @property
    def record(self) -> Record:
        """Its record so far."""
        return self.joined.record


def begun(desk: int, number: int, at: datetime) -> Run:
    """A reception that began at `at`, naive time of Japan."""
    return Run(desk, number, Joined(Record(f"{desk}-{number}", at.replace(tzinfo=JST))))


def after(run: Run, moment: Moment, at: datetime) -> Run:
    """The reception after one more moment, which happened at `at`, naive time of Japan."""
    return replace(run, joined=run.joined.after(moment, at.replace(tzinfo=JST)))


def began(run: Run) -> datetime:
    """When it began, naive time of Japan."""
    return run.record.began.astimezone(JST).replace(tzinfo=None)


def ended(run: Run) -> datetime | None:
    """When it ended, naive time of Japan; None while it runs."""
    there = run.record.ended
    return there.astimezone(JST).replace(tzinfo=None) if there else None


def row(run: Run, report: Report | None, texts: Texts) -> ReceptionRow:
    """The row of a reception at a desk of this window; `report` is its own, or None."""
    record = run.record
    at = began(run)
    status = OUTCOMES[record.outcome] if record.outcome else _running(record)
    unproven = record.fault in ("", Fault.IDENTITY_REFUSED, Fault.PIN_LOCKED)
    if status is Status.REFUSED and not unproven:
        status = Status.ERROR  # the card or its holder was refused, not the proof of identity
    fault = record.fault or Fault.IDENTITY_REFUSED
    known = Fault(record.fault) if record.fault in set(Fault) else None
    bare = ReceptionRow(
        run.id, at, run.desk, record.method, status,
        sentence=texts(f"fault.{fault}") if status in (Status.REFUSED, Status.ERROR) else "",
        running=record.outcome is None,
        notices=_notices(run),
        fault=known,
    )  # fmt: skip
    if report is None:
        return bare
    told = reported(report)
    if record.outcome is not Outcome.COMPLETED:
        told = replace(told, status=status)
    return replace(
        told, id=run.id, at=at, desk=run.desk, sentence=bare.sentence, running=bare.running,
        notices=bare.notices + told.notices, fault=known,
    )  # fmt: skip


def _notices(run: Run) -> tuple[Notice, ...]:
    record = run.record
    running = record.outcome is None
    proving = running and _running(record) in (Status.READING, Status.IDENTIFYING)
    told = [NOTES[record.note]] if record.note in NOTES else []
    more = (
        (run.stuck and running, Notice.STUCK),
        (run.no_photo and proving, Notice.NO_PHOTO),
        (run.unread and proving, Notice.UNREAD),
        (run.statement, Notice.STATEMENT),
    )
    return (*told, *(notice for there, notice in more if there))


def _running(record: Record) -> Status:
    """The status of a reception that runs: that of the last phase that says one."""
    told = (PHASES[step.phase] for step in reversed(record.steps) if step.phase in PHASES)
    return next(told, Status.READING)


def reported(report: Report) -> ReceptionRow:
    """The row of a reception from the registry, at any desk, or of a re-check."""
    validity = report.validity
    first = report.results[0] if report.results else None
    notices = [NOTICES[report.certificate]] if report.certificate in NOTICES else []
    if validity is Validity.VALID_UNREGISTERED:
        notices.append(Notice.UNREGISTERED)
    if report.gone:
        notices.append(Notice.BEGUN if report.begun else Notice.UNDELIVERED)
    notices += several(report.results)
    on = report.at.date()
    return ReceptionRow(
        report.reference, report.at, 0, report.method,
        VALIDITIES[validity] if validity else Status.CHECKING,
        spaced(report.name), spaced(report.kana),
        _result(first, on, report.consents, report.prescription) if first else None,
        notices=tuple(notices),
        others=_others(report.results, on),
        subsidy=_subsidy(report) if first and report.asked is None else None,
        recheck=Recheck(report.asked) if report.asked else None,
    )  # fmt: skip


def as_of(told: ReceptionRow, now: datetime) -> ReceptionRow:
    """The row with what time has changed in it: its day, and consents that have ended."""
    result = told.result
    if result is not None:
        consents = tuple(
            replace(one, over=one.until is not None and one.until <= now) for one in result.consents
        )
        result = replace(result, consents=consents)
    return replace(told, result=result, earlier=told.at.date() < now.date())


def _subsidy(report: Report) -> Subsidy | None:
    if not report.has_subsidy:
        return Subsidy.NONE
    return {True: Subsidy.PROVIDED, False: Subsidy.WITHHELD, None: None}[report.subsidy]


def found(name: str, at: datetime, finding: CheckResult) -> ReceptionRow:
    """The row of a look-up by staff, under the id `name`."""
    first = finding.results[0] if finding.results else None
    status = VALIDITIES[finding.validity] if finding.validity else Status.ERROR
    told = (
        (Notice.UNREGISTERED, finding.validity is Validity.VALID_UNREGISTERED),
        (Notice.UNSHOWN, finding.unshown),
    )
    front_desk = tuple(notice for notice, holds in told if holds)
    return ReceptionRow(
        name, at, 0, None, status,
        spaced(first.name or "") if first else "",
        spaced(first.name_kana or "") if first else "",
        _result(first, at.date()) if first else None,
        sentence=TEXTS[finding.refusal] if finding.refusal else "",
        notices=(*front_desk, *several(finding.results)),
        looked_up=True,
        others=_others(finding.results, at.date()),
    )  # fmt: skip


def several(
    results: Sequence[wire.ResultOfQualificationConfirmation],
) -> tuple[Notice, ...]:
    """What staff must know of more than one insurance in force."""
    held = [one.insured_card_classification for one in results if not one.disqualification_date]
    aid = sum(kind is Classification.MEDICAL_AID for kind in held)
    if len(held) - aid > 1:
        return (Notice.INSURED_TWICE,)
    return (Notice.ASSISTED,) if aid and len(held) > aid else ()


def _others(
    results: Sequence[wire.ResultOfQualificationConfirmation], on: date
) -> tuple[Result, ...]:
    return tuple(one for told in results[1:] if (one := _result(told, on)) is not None)


def search(told: wire.ResultOfQualificationConfirmation) -> Search:
    """The search for the same person and insurance."""
    return Search(
        told.insurer_number.strip() if told.insurer_number else "",
        told.insured_card_symbol or "",
        told.insured_identification_number or "",
        told.birthdate,
        told.insured_branch_number,
    )


def _result(
    told: wire.ResultOfQualificationConfirmation,
    on: date,
    consents: Iterable[Consent] = (),
    prescription: Prescription | None = None,
) -> Result | None:
    if told.birthdate is None:
        return None
    limit = told.limit_application_certificate_related_info
    flag = limit.limit_application_certificate_classification_flag if limit else None
    return Result(
        birth=told.birthdate,
        age=age(told.birthdate, on),
        insurer_number=masked(told.insurer_number or ""),
        burden=_burden(told),
        since=told.qualification_date,
        limit=flag.label if flag else "",
        prescription=prescription,
        consents=tuple(ConsentState(c.category, c.agreed, c.until) for c in consents),
        insurer=told.insurer_name or "",
        until=told.disqualification_date,
    )


def _burden(told: wire.ResultOfQualificationConfirmation) -> int | None:
    """The patient's share in tenths: as told of those from 70 on, else by law (健康保険法74条)."""
    elderly = told.elderly_recipient_certificate_info
    ratio = elderly.elderly_recipient_contribution_ratio if elderly else None
    share = tenths(ratio or told.insured_partial_contribution_ratio)
    if share is not None or told.insured_card_classification is Classification.MEDICAL_AID:
        return share
    return 2 if told.preschool_classification is Preschool.PRESCHOOL else 3


def masked(number: str) -> str:
    """A 保険者番号 with all but its first two digits hidden."""
    number = number.strip()
    return number[:2] + "*" * (len(number) - 2)


def tenths(ratio: str | None) -> int | None:
    """負担割合 in tenths (030 is 3); None when it is unknown or no whole tenth."""
    whole = ratio is not None and ratio.isascii() and ratio.isdigit() and int(ratio) % 10 == 0
    return int(ratio) // 10 if ratio and whole else None


def spaced(name: str) -> str:
    """A name of the registry as a screen shows it: full-width kana, a plain space."""
    return unicodedata.normalize("NFKC", name)
