"""Answers to requests for medical information, limited to what valid consents allow."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

from kiosk.clock import month_end
from kiosk.eligibility.national.homevisit.rechecks import consent_refusal
from kiosk.eligibility.national.homevisit.visits import Ledger
from kiosk.eligibility.national.medical import records
from kiosk.eligibility.national.refusals import TEXTS, Refusal, Refused
from kiosk.eligibility.national.store import queries as store
from kiosk.eligibility.national.store.queries import Holder, Inquiry, Search
from kiosk.eligibility.national.system import National
from kiosk.eligibility.wire import medical_information as wire
from kiosk.session.codes import CheckupFile, MedicineFile, Sex, Treatment
from kiosk.session.rules import Category

OK, FAILED = "1", "9"
WITH_CARE = frozenset({MedicineFile.CARE_PDF, MedicineFile.CARE_XML})
PDF = (MedicineFile.MEDICINE_PDF, MedicineFile.CARE_PDF, CheckupFile.PDF)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A person and the categories that the person's consents allow."""

    holder: Holder
    categories: frozenset[Category]


def medicine(
    national: National, facility: str, request: wire.MedicineRequest, name: str | None = None
) -> wire.Medicine:
    """The answer to YZKsiquc01req. Raises SystemDown."""
    now = national.clock().replace(microsecond=0)
    head = wire.MedicineHeader(
        now, OK, arbitrary_file_identifier=request.message_header.arbitrary_file_identifier
    )
    wanted: tuple[Category, ...] = (Category.MEDICINE,)
    if request.message_body.file_category in WITH_CARE:
        wanted += (Category.CARE, Category.SURGERY)
    try:
        first, last = _period(request.message_body, now.date())
        opened = _open(national, facility, request, kind="medicine", wanted=wanted, name=name)
    except Refused as refused:
        return wire.Medicine(_failed(head, refused.refusal))
    person = opened.holder.person
    shown = records.Shown(
        *(
            category in opened.categories
            for category in (Category.MEDICINE, Category.CARE, Category.SURGERY)
        )
    )
    told = tuple(records.months(person, first, last, now.date(), shown))
    who = wire.QuaInf(person.name, person.kana, person.birth, Sex(str(person.sex)))
    return wire.Medicine(replace(head, qua_inf=who), wire.MedicineBody(told))


def checkup(
    national: National, facility: str, request: wire.CheckupRequest, name: str | None = None
) -> wire.Checkup:
    """The answer to TKKsiquc01req. Raises SystemDown."""
    now = national.clock().replace(microsecond=0)
    head = wire.CheckupHeader(
        now, OK, arbitrary_file_identifier=request.message_header.arbitrary_file_identifier
    )
    try:
        opened = _open(
            national, facility, request, kind="checkup", wanted=(Category.CHECKUP,), name=name
        )
    except Refused as refused:
        return wire.Checkup(_failed(head, refused.refusal))
    person = opened.holder.person
    told = tuple(records.checkups(person, now.date()))
    who = wire.QualificationsInfo(person.name, person.kana, person.birth, Sex(str(person.sex)))
    return wire.Checkup(replace(head, qualifications_info=who), wire.CheckupBody(told))


def _failed(head: Any, refusal: Refusal) -> Any:
    return replace(
        head, result_code=FAILED, error_code=refusal.value, message_contents=TEXTS[refusal]
    )


def _open(
    national: National,
    facility: str,
    request: wire.InformationRequest,
    *,
    kind: str,
    wanted: tuple[Category, ...],
    name: str | None,
) -> _Opened:
    """The person, and the wanted categories that are allowed; adds to the history first.

    Raises Refused.
    """
    head = request.message_header
    if head.medical_institution_code != facility:
        raise Refused(Refusal.FACILITY)
    search = Search(
        head.insurer_number.strip(),
        head.insurance_card_symbol or "",
        head.insured_person_identification_number,
        None,
        head.branch_number,
    )
    now = national.clock().replace(microsecond=0)
    treatment = request.message_body.medical_treatment_flag
    with national.registry.transaction() as connection:
        found = store.meant(connection, [search], now.date())[search]
        holder = found[0] if len(found) == 1 else None
        only = holder.id if holder else None
        ledger = Ledger(connection, facility, now, national.settings)
        given = ledger.standing([only], treatment).get(only, ()) if only else ()
        opened = frozenset(one.category for one in given if one.holds(now)) & set(wanted)
        viewed = frozenset() if holder is None or holder.withheld else opened
        line = Inquiry(facility, now, kind, only, None, name, viewed)
        store.write_inquiries(connection, [line])
        why = _ended(ledger, only, treatment) if only else None
    if holder is None or not opened:
        # Of a person who gave no consent here, the answer does not tell whether there is one.
        raise Refused(why or Refusal.NO_CONSENT)
    if holder.withheld:
        raise Refused(Refusal.WITHHELD)
    return _Opened(holder, opened)


def _ended(ledger: Ledger, person_id: int, treatment: Treatment) -> Refusal | None:
    """Why consents of a home visit or online care that the person gave here hold no more."""
    if treatment not in (Treatment.HOME_VISIT, Treatment.ONLINE):
        return None
    return consent_refusal(ledger.of_persons([person_id], treatment)[person_id], ledger.now)


def _period(body: wire.MedicineQuery, today: date) -> tuple[date, date]:
    """First and last day of the request; by default the longest allowed period."""
    try:
        first = _day(body.start_date) if body.start_date else records.MEDICINES_BEGIN
        last = _day(body.end_date) if body.end_date else today
        if body.end_date and len(body.end_date) == 6:
            last = month_end(last)
    except ValueError:
        raise Refused(Refusal.PERIOD) from None
    if first > last:
        raise Refused(Refusal.PERIOD)
    return first, last


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8] or 1))


# PDF -----------------------------------------------------------------------------------------


def medicine_pdf(answer: wire.Medicine) -> bytes:
    """The same answer on paper, A4."""
    lines = []
    for month in answer.message_body.me_tr_month_inf:
        lines.append(f"{month.me_tr_month}　{month.me_tr_di_h_nm}")
        for day in month.di_date_infs.di_date_inf if month.di_date_infs else ():
            drugs = day.drug_infs.drug_inf if day.drug_infs else ()
            lines += [
                f"　{one.drug_n}　{one.qua1}{one.unit}　{one.usage_n}　{one.times}日分"
                for one in drugs
            ]
            acts = day.me_tr_infs.me_tr_inf if day.me_tr_infs else ()
            lines += [f"　{one.sin_inf_n}" for one in acts]
    return _pdf("薬剤情報・診療情報（架空）", lines)


def checkup_pdf(answer: wire.Checkup) -> bytes:
    """The same answer on paper, A4."""
    lines = []
    for one in answer.message_body.specific_health_checkup_info:
        lines.append(f"{one.effective_time}")
        infos = one.health_checkup_result_and_question_infos
        items = infos.health_checkup_result_and_question_info if infos else ()
        lines += [f"　{item.item_name}　{item.data_value} {item.unit}" for item in items]
    return _pdf("特定健診情報（架空）", lines)


def _pdf(title: str, lines: list[str]) -> bytes:
    """A PDF with title and lines on A4 pages, in the PDF viewer's Japanese font."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    font, size, margin, per_page = "HeiseiKakuGo-W5", 10, 50, 46
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setTitle(title)
    for begin in range(0, max(len(lines), 1), per_page):
        canvas.setFont(font, size + 4)
        canvas.drawString(margin, A4[1] - margin, title)
        canvas.setFont(font, size)
        for row, line in enumerate(lines[begin : begin + per_page], start=2):
            canvas.drawString(margin, A4[1] - margin - row * 1.6 * size, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def wants_pdf(request: wire.InformationRequest) -> bool:
    """Whether the request's FileCategory is one of a PDF."""
    return request.message_body.file_category in PDF
