"""Fills the office's pages from the store, and carries out what is pressed on them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from kiosk.clock import add_months
from kiosk.facility import values
from kiosk.facility.counting.store import Store
from kiosk.facility.counting.tables_in import TITLES
from kiosk.facility.counting.typed import TYPED
from kiosk.facility.counting.typed import figures as typed
from kiosk.facility.counting.worth import Office
from kiosk.facility.guidance import portal
from kiosk.facility.guidance.printed import LANGUAGES, PAPERS
from kiosk.facility.pages import portal_pages, questions
from kiosk.facility.pages.view import Choice, Field, OfficeView, Page, detail, item
from kiosk.facility.profile import INTRODUCED, START, FacilityProfile
from kiosk.facility.report import page as report
from kiosk.facility.report.pictures import effect, pictures
from kiosk.facility.report.tables import FigureTable
from kiosk.facility.report.write import write
from kiosk.facility.rules import addition as dx
from kiosk.facility.rules.answer import Missing, table
from kiosk.facility.values import Mistake, Month

ENTERING = "figures"
"""The page on which a month's figures are typed."""
REPORT, SHARED = "report", "shared"
"""The buttons that write the report: that for inside, and that for others."""
NO_FIGURES = (
    "まだ数がありません。レセプト件数などは「月の数の入力」か kiosk facility import、"
    "受付の数は kiosk facility count で入れます"
)
PAPER_TITLES = {"poster": "ポスター (A3)", "sign": "卓上サイン (A5)", "leaflet": "チラシ (A5)"}


class Book:
    """The pages of one facility's office, for the thread that opened the store."""

    def __init__(self, store: Store, profile: FacilityProfile, notice: str = "") -> None:
        self._store, self._profile, self._notice = store, profile, notice
        self._office: Office | None = None
        self._figures: tuple[date, dict[str, FigureTable], dict[str, str]] | None = None
        """Tables and pictures of a day: a tick changes none of them."""

    def view(self, now: datetime) -> OfficeView:
        """All pages at a time of Japan."""
        marks = self._store.marks()
        if self._figures is None or self._figures[0] != now.date():
            found = report.tables(self._store, self._profile, now.date())
            self._figures = now.date(), found, pictures(found)
            self._office = Office(self._store, self._profile)
        _, found, drawn = self._figures
        begun = portal.registration(marks)
        return OfficeView(
            "施設の事務",
            self._profile.name,
            self._notice,
            (
                replace(
                    _figures("use", "利用率", found, drawn, ("use", "next")),
                    notes=() if found["use"].rows else (NO_FIGURES,),
                ),
                _entering(self._profile),
                _worth(found, marks),
                self._what_if(),
                *questions.pages(
                    self._profile, {"introduced": begun.introduced, "start": begun.start}
                ),
                _figures("flow", "受付の流れ", found, drawn, ("funnel", "seconds", "causes")),
                _figures(
                    "ways",
                    "方法・時間帯",
                    found,
                    drawn,
                    ("ways", "days", "hours", "desks", "views"),
                ),
                _figures("comparison", "全国との比較", found, drawn, ("comparison", "operation")),
                _measures(marks, found["use"]),
                _prints(),
                _exports(),
                portal_pages.start_page(marks),
                portal_pages.steps_page(marks),
                portal_pages.settings_page(marks, self._profile),
                portal_pages.profile_page(self._profile, begun.start),
                portal_pages.help_page(now),
            ),
        )

    def answer(self, page: str, given: Mapping[str, str]) -> list[str]:
        """The answer to a question on payment, in lines."""
        return questions.answer(page, given)

    def evidence(self, name: str, evidence: str) -> None:
        """Note the evidence of a line that is ticked."""
        when, _ = detail(self._store.marks().get(name, ""))
        if when:
            self.tick(name, True, date.fromisoformat(when), evidence)

    def tick(self, name: str, ticked: bool, today: date, evidence: str = "") -> None:
        """Tick a line of a checklist with its date and evidence, or take the tick away."""
        value = json.dumps({"date": f"{today}", "evidence": evidence}, ensure_ascii=False)
        self._store.mark(name, value if ticked else None)

    def switch(self, name: str, on: bool) -> None:
        """Switch one of the 環境設定."""
        self._store.mark(name, "on" if on else "off")

    def enter(self, given: Mapping[str, str]) -> None:
        """Take typed figures of a month. Raises Mistake."""
        of = values.month(given["month"])
        read: dict[str, Any] = {}
        for name, text in given.items():
            if name in TYPED and text.strip():
                try:
                    read[name] = TYPED[name](text)
                except Mistake as mistake:
                    raise Mistake(f"{TITLES[name]}: {mistake.reason}") from None
        self._store.put_figures(typed(of, read, self._store.figures()))
        self._figures = self._office = None

    def export(self, folder: Path, today: date, *, shared: bool) -> None:
        """Write the report into a folder; see `kiosk.facility.report.write`."""
        made = write(self._store, self._profile, today, folder, notice=self._notice, shared=shared)
        for _ in made:
            pass

    def switch_as_new(self) -> None:
        """Switch all of the 環境設定 to what a new facility has."""
        for name, on in portal.of_new().items():
            self.switch(f"{portal.SETTING}{name}", on)

    def register(self, given: Mapping[str, str], today: date) -> None:
        """Take 導入日 and 運用開始日. Raises Mistake."""
        introduced = values.day(given["introduced"]) if given["introduced"].strip() else None
        if introduced is None:
            raise Mistake("導入した日がありません")
        if introduced > today:
            raise Mistake(f"導入した日 {introduced} は未来の日付です")
        start = portal.operation_start(given["start"], introduced, today)
        self._store.mark(INTRODUCED, str(introduced))
        self._store.mark(START, str(start))

    def what_if(self, billed: str, percent: int) -> list[str]:
        """What the addition of a month would be if its rate were so many percent."""
        office = self._office or Office(self._store, self._profile)
        of, rate = values.month(billed), Decimal(percent)
        receipts, _ = dx.months_looked_at(of)
        question = dx.AdditionInput(
            office.profile.kind_in(of),
            of,
            dict.fromkeys(receipts, rate),
            rate=rate,
            e_prescription=office.profile.e_prescription,
            record_sharing=office.profile.record_sharing,
            pediatric=office.profile.pediatric,
            visits=office.visits(of) or office.visits(of.plus(-12)) or _latest_visits(office),
        )
        try:
            answer = dx.addition(question)
        except Missing as missing:
            return [missing.reason]
        if not answer.known:
            return ["分かりません", *answer.notes, answer.look_up]
        tier = answer["tier"]
        said = [
            f"{answer.row} ({answer.column})" if answer["points"] else "算定できません",
            f"区分 {tier}" if tier else "区分なし",
            f"{answer['points']} 点",
        ]
        if answer["yen"] is not None:
            said.append(f"1か月 {answer['yen']:,} 円 ({question.visits:,} 件として)")
        else:
            said.append("円は、初診 (調剤は患者数) の件数が入力されると計算できます")
        return [*said, f"出典: {answer.source}"]

    def _what_if(self) -> Page:
        known = table("addition")
        first, last = (values.month(known["period"][0]["first"]), values.month(known["known_to"]))
        months = tuple(str(of) for of in first.until(last))
        return Page(
            "whatif",
            "もしも",
            notes=("つまみを動かすと、その利用率のときの区分・点数・円が出ます",),
            slider=months,
        )


def _figures(
    name: str,
    title: str,
    found: Mapping[str, FigureTable],
    drawn: Mapping[str, str],
    of: tuple[str, ...],
) -> Page:
    return Page(
        name,
        title,
        pictures=tuple(drawn[one] for one in of if one in drawn),
        tables=tuple(found[one] for one in of),
    )


def _worth(found: Mapping[str, FigureTable], marks: Mapping[str, str]) -> Page:
    items = tuple(
        item(f"condition.{one['id']}", f"{one['text']} ({one['source']})", marks)
        for one in portal.table("measures")["condition"]
    )
    return Page("worth", "加算", tables=(found["worth"],), items=items)


def _measures(marks: Mapping[str, str], use: FigureTable) -> Page:
    known = portal.table("measures")
    items = tuple(
        item(f"measure.{one['id']}", f"【{one['group']}】{one['text']}", marks,
              star=one.get("star", False))
        for one in known["measure"]
    )  # fmt: skip
    talks: list[tuple[int | float | str | None, ...]] = [
        (one["title"], f"{one['text']} {known['prompt_note']}") for one in known["talk"]
    ]
    avoid: list[tuple[int | float | str | None, ...]] = [(one,) for one in known["avoid"]["texts"]]
    notes = [known["effect"]]
    drawn: tuple[str, ...] = ()
    begun = [detail(marks.get(one.id, ""))[0] for one in items if one.ticked]
    if begun:
        first = date.fromisoformat(min(begun))
        notes.append(
            f"開始 {first}: {known['first_month']}後の {add_months(first, 1)} までは"
            "変わらないのが普通です"
        )
        started = Month.of(first)
        drawn = (effect(replace(use, title="取組の効果"), str(started), str(started.plus(1))),)
    return Page(
        "measures",
        "取組",
        items=items,
        pictures=drawn,
        tables=(
            FigureTable("talk", "お声かけの受け答え例", ("場面", "ことば"), talks),
            FigureTable("avoid", known["avoid"]["title"], ("避けること",), avoid),
            FigureTable("reminder", "事前のリマインド", ("どこに", "ことば"),
                  [("ホームページ・予約画面", known["reminder"]["web"]),
                   ("予約の電話", known["reminder"]["telephone"])]),
        ),
        notes=tuple(notes),
    )  # fmt: skip


def _entering(profile: FacilityProfile) -> Page:
    """The form of a month's figures."""
    visits = "patients" if profile.kind == "pharmacy" else "first_visits"
    names = ("receipts", "persons", "rate", visits)
    fields = (
        Field("month", "月", hint="2025-01"),
        *(Field(name, TITLES[name], required=False) for name in names),
    )
    notes = (
        "利用率は、通知されたものを入れると、人数から計算したものより先に使われます",
        "何か月分もあるときは kiosk facility import で CSV や Excel を取り込みます",
    )
    return Page(ENTERING, "月の数の入力", fields=fields, send="入力する", notes=notes)


def _exports() -> Page:
    choices = (
        Choice(REPORT, "施設内用の報告 (HTML・CSV・Excel・SVG)"),
        Choice(SHARED, "ほかへ渡す表 (5未満の数は出しません)"),
    )
    notes = ("件数と秒数だけで、患者を指すものは含みません",)
    return Page("export", "書き出し", choices=choices, notes=notes)


def _prints() -> Page:
    choices = tuple(
        Choice(f"{paper}.{language}", f"{PAPER_TITLES[paper]} {name}")
        for paper in PAPERS
        for language, name in LANGUAGES.items()
    )
    notes = (
        "PDF にします。日本語の文は厚生労働省の文言、ほかの言語は当ソフトウェアの訳です",
        "どちらの文かは紙面の下に書きます",
    )
    return Page("print", "印刷", choices=choices, notes=notes)


def _latest_visits(office: Office) -> int | None:
    """The visits of the last month that tells them."""
    for of in reversed(office.months()):
        if (found := office.visits(of)) is not None:
            return found
    return None
