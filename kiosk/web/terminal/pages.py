"""The terminal's pages as data: titles, tables and forms, in Japanese."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.eligibility.national.homevisit.app_devices import Device
from kiosk.eligibility.national.homevisit.visits import Visit
from kiosk.eligibility.national.store.queries import Holder
from kiosk.eligibility.uses import Month, Use
from kiosk.eligibility.wire.medical_information import Medicine
from kiosk.texts import load, plain


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form. `kind` is an input's type, or select with `options`."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form: where it goes, its fields, its button."""

    action: str
    button: str
    fields: tuple[Field, ...] = ()
    primary: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: a text, a link, or a small form."""

    text: str = ""
    link: str = ""
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading and column names."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence; `kind` is good, alert, note or code."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TerminalPage:
    """A page of the terminal."""

    title: str
    notices: tuple[Notice, ...] = ()
    tables: tuple[Table, ...] = ()
    forms: tuple[Form, ...] = ()
    links: tuple[Cell, ...] = ()
    pictures: tuple[tuple[str, str, str], ...] = field(default=())
    """Heading, address and SVG of each QR code."""


def say(key: str, **values: object) -> str:
    """A text of the terminal."""
    return plain(load(domain="terminal")(key, **values))


def use_name(use: Use) -> str:
    """A use in Japanese, in the words of the consent pages."""
    return plain(load(domain="visit")(f"use.{use.value}"))


def state_of(visit: Visit, now: datetime) -> str:
    """How a consent stands: valid, lapsed, over or cancelled."""
    if visit.cancelled is not None:
        by = visit.cancelled_by.label if visit.cancelled_by else ""
        return say("state.cancelled", by=by)
    if visit.stands(now):
        return say("state.valid")
    return say("state.lapsed" if visit.use is Use.VISIT else "state.over")


def consents_page(visits: Sequence[tuple[Visit, Holder]], now: datetime) -> TerminalPage:
    """《同意取得済み患者一覧（訪問診療等・オンライン診療等）》, newest first."""
    rows = tuple(
        (
            Cell(holder.person.name),
            Cell(use_name(visit.use)),
            Cell(f"{visit.at:%Y-%m-%d %H:%M}"),
            Cell(visit.day.isoformat() if visit.day else ""),
            Cell(f"{visit.until:%Y-%m-%d}"),
            Cell(state_of(visit, now)),
            Cell(say("consents.details"), f"/terminal/patient/{visit.id}"),
        )
        for visit, holder in reversed(visits)
    )
    columns = tuple(say(f"column.{name}") for name in (
        "name", "use", "at", "day", "until", "state", "details",
    ))  # fmt: skip
    return TerminalPage(
        say("consents.title"),
        tables=(Table("", columns, rows),),
        links=(Cell(say("consents.export"), "/terminal/consents.csv"),),
    )


def consents_csv(visits: Sequence[tuple[Visit, Holder]], now: datetime) -> bytes:
    """The same list as a CSV file for spreadsheets (UTF-8 with a byte order mark)."""
    out = io.StringIO()
    write = csv.writer(out)
    names = ("name", "use", "at", "day", "until", "state")
    write.writerow([say(f"column.{name}") for name in names])
    for visit, holder in visits:
        write.writerow(
            [_safe(holder.person.name), use_name(visit.use), f"{visit.at:%Y-%m-%d %H:%M:%S}",
             visit.day or "", f"{visit.until:%Y-%m-%d}", state_of(visit, now)]
        )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def patient_page(
    visit: Visit, holder: Holder, now: datetime, *, records: bool, cancels: bool
) -> TerminalPage:
    """患者情報詳細, with the form for 診療年月."""
    person = holder.person
    about = (
        ("column.name", person.name),
        ("column.kana", person.kana),
        ("column.birth", person.birth.isoformat()),
        ("column.use", use_name(visit.use)),
        ("column.at", f"{visit.at:%Y-%m-%d %H:%M}"),
        ("column.until", f"{visit.until:%Y-%m-%d %H:%M}"),
        ("column.state", state_of(visit, now)),
    )
    rows = [(Cell(say(key)), Cell(value)) for key, value in about]
    if visit.prescription is not None:
        label = plain(load(domain="visit")(f"prescription.{visit.prescription.value}"))
        rows.append((Cell(say("column.prescription")), Cell(label)))
    for category, agreed in visit.items.items():
        answer = say("item.agreed" if agreed else "item.declined")
        rows.append((Cell(say(f"category.{category.value}")), Cell(answer)))
    forms = []
    if records:
        month = f"{now:%Y-%m}"
        forms.append(
            Form(
                f"/terminal/medicines/{visit.id}",
                say("medicines.show"),
                (
                    Field("first", say("medicines.first"), "month", f"{now.year - 1}-{now:%m}"),
                    Field("last", say("medicines.last"), "month", month),
                ),
            )
        )
    if cancels and visit.cancelled is None:
        forms.append(Form(f"/terminal/cancel/{visit.id}", say("patient.cancel"), primary=False))
    head = (say("column.entry"), say("column.value"))
    return TerminalPage(
        say("patient.title"), tables=(Table("", head, tuple(rows)),), forms=tuple(forms)
    )


def medicines_page(told: Medicine, error: str) -> TerminalPage:
    """《薬剤閲覧》."""
    if error:
        return TerminalPage(say("medicines.title"), (Notice("alert", error),))
    tables = []
    for month in told.message_body.me_tr_month_inf if told.message_body else ():
        rows = []
        for day in month.di_date_infs.di_date_inf if month.di_date_infs else ():
            for drug in day.drug_infs.drug_inf if day.drug_infs else ():
                amount = f"{drug.qua1 or ''}{drug.unit or ''}"
                times = say("medicines.days", count=drug.times or "")
                cells = (drug.drug_n, drug.ingre_n, amount, drug.usage_n, times)
                rows.append(tuple(Cell(text or "") for text in cells))
        heading = f"{month.me_tr_month} {month.me_tr_di_h_nm or ''}"
        columns = tuple(say(f"drug.{one}") for one in ("name", "agent", "amount", "usage", "days"))
        tables.append(Table(heading, columns, tuple(rows)))
    notices = () if tables else (Notice("note", say("medicines.none")),)
    return TerminalPage(say("medicines.title"), notices, tuple(tables))


def calendar_page(
    visits: Sequence[tuple[Visit, Holder]], now: datetime, care: dict[int, set[Month]]
) -> TerminalPage:
    """What must be confirmed again, by the day on which each consent to 訪問診療等 ends."""
    newest: dict[int, tuple[Visit, Holder]] = {}
    for visit, holder in visits:
        if visit.use is Use.VISIT and visit.cancelled is None:
            newest[holder.id] = (visit, holder)
    by_month: dict[Month, list[tuple[Cell, ...]]] = {}
    for visit, holder in sorted(newest.values(), key=lambda one: one[0].until):
        months = "、".join(str(one) for one in sorted(care.get(holder.id, ())))
        note = (
            say("calendar.claim", month=str(visit.missing))
            if visit.stands(now)
            else say("calendar.anew")
        )
        row = (Cell(holder.person.name), Cell(visit.first.isoformat()), Cell(months),
               Cell(f"{visit.until:%Y-%m-%d}"), Cell(note))  # fmt: skip
        by_month.setdefault(Month.of(visit.until.date()), []).append(row)
    for visit, holder in visits:
        if visit.day is not None and visit.stands(now):
            cells = (holder.person.name, visit.first.isoformat(), "", visit.day.isoformat(),
                     use_name(visit.use))  # fmt: skip
            by_month.setdefault(Month.of(visit.day), []).append(tuple(map(Cell, cells)))
    columns = tuple(say(f"calendar.{one}") for one in ("name", "first", "care", "until", "note"))
    tables = tuple(
        Table(say("calendar.month", month=str(month)), columns, tuple(by_month[month]))
        for month in sorted(by_month)
    )
    return TerminalPage(say("calendar.title"), (Notice("note", say("calendar.lead")),), tables)


def devices_page(devices: Sequence[Device], new_code: str, now: datetime) -> TerminalPage:
    """アクティベーションコード: issue, list, void."""
    rows = []
    for one in devices:
        if one.voided:
            state = say("device.voided")
        elif one.activated:
            state = say("device.active", account=one.account or "")
        else:
            state = say("device.waiting" if one.until >= now else "device.old")
        form = Form(f"/terminal/devices/void/{one.id}", say("device.void"), primary=False)
        rows.append(
            (Cell(str(one.id)), Cell(f"{one.issued:%Y-%m-%d %H:%M}"), Cell(f"{one.until:%Y-%m-%d}"),
             Cell(state), Cell(form=None if one.voided else form))
        )  # fmt: skip
    columns = tuple(say(f"device.{one}") for one in ("id", "issued", "until", "state", "void"))
    notices = (Notice("good", say("device.new")), Notice("code", new_code)) if new_code else ()
    return TerminalPage(
        say("device.title"),
        notices,
        (Table("", columns, tuple(rows)),),
        (Form("/terminal/devices", say("device.issue")),),
    )


def month_range(first: str, last: str) -> tuple[date, date] | None:
    """First and last day of 診療年月（自）（至）; None for what are no months in order."""
    try:
        begin, end = Month.parse(first), Month.parse(last)
    except ValueError:
        return None
    if begin > end:
        return None
    return date(begin.year, begin.month, 1), end.last_day
