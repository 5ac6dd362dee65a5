"""Fills the office's pages from the store, and carries out what is pressed on them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from kiosk.clock import add_months
from kiosk.facility import values
from kiosk.facility.counting.store import Store
from kiosk.facility.counting.worth import Office
from kiosk.facility.guidance import portal
from kiosk.facility.guidance.printed import LANGUAGES, PAPERS
from kiosk.facility.pages import questions
from kiosk.facility.pages.view import Choice, Field, Item, OfficeView, Page
from kiosk.facility.profile import INTRODUCED, KIND_TITLES, START, Profile
from kiosk.facility.report import page as report
from kiosk.facility.report.pictures import effect, pictures
from kiosk.facility.report.tables import Table
from kiosk.facility.rules import addition as dx
from kiosk.facility.rules.answer import Missing, table
from kiosk.facility.values import Mistake, Month

NEW_SETTINGS = "settings.new"
"""The button that switches all of the 環境設定 to what a new facility has."""
NO_FIGURES = (
    "まだ数がありません。レセプト件数などは kiosk facility import、"
    "受付の数は kiosk facility count で入れます"
)
PAPER_TITLES = {"poster": "ポスター (A3)", "sign": "卓上サイン (A5)", "leaflet": "チラシ (A5)"}


class Book:
    """The pages of one facility's office. Every method runs where the store was opened."""

    def __init__(self, store: Store, profile: Profile, notice: str = "") -> None:
        self._store, self._profile, self._notice = store, profile, notice
        self._office: Office | None = None
        self._figures: tuple[date, dict[str, Table], dict[str, str]] | None = None
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
                _start(marks),
                _steps(marks),
                _settings(marks, self._profile),
                _profile(self._profile, begun.start),
                _help(now),
            ),
        )

    def answer(self, page: str, given: Mapping[str, str]) -> list[str]:
        """The answer to a question on payment, in lines."""
        return questions.answer(page, given)

    def evidence(self, name: str, evidence: str) -> None:
        """Note the evidence of a line that is ticked."""
        when, _ = _detail(self._store.marks().get(name, ""))
        if when:
            self.tick(name, True, date.fromisoformat(when), evidence)

    def tick(self, name: str, ticked: bool, today: date, evidence: str = "") -> None:
        """Tick a line of a checklist with its date and evidence, or take the tick away."""
        value = json.dumps({"date": f"{today}", "evidence": evidence}, ensure_ascii=False)
        self._store.mark(name, value if ticked else None)

    def switch(self, name: str, on: bool) -> None:
        """Switch one of the 環境設定."""
        self._store.mark(name, "on" if on else "off")

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
        question = dx.Question(
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
    name: str, title: str, found: Mapping[str, Table], drawn: Mapping[str, str], of: tuple[str, ...]
) -> Page:
    return Page(
        name,
        title,
        pictures=tuple(drawn[one] for one in of if one in drawn),
        tables=tuple(found[one] for one in of),
    )


def _worth(found: Mapping[str, Table], marks: Mapping[str, str]) -> Page:
    items = tuple(
        _item(f"condition.{one['id']}", f"{one['text']} ({one['source']})", marks)
        for one in portal.table("measures")["condition"]
    )
    return Page("worth", "加算", tables=(found["worth"],), items=items)


def _measures(marks: Mapping[str, str], use: Table) -> Page:
    known = portal.table("measures")
    items = tuple(
        _item(f"measure.{one['id']}", f"【{one['group']}】{one['text']}", marks,
              star=one.get("star", False))
        for one in known["measure"]
    )  # fmt: skip
    talks: list[tuple[int | float | str | None, ...]] = [
        (one["title"], f"{one['text']} {known['prompt_note']}") for one in known["talk"]
    ]
    avoid: list[tuple[int | float | str | None, ...]] = [(one,) for one in known["avoid"]["texts"]]
    notes = [known["effect"]]
    drawn: tuple[str, ...] = ()
    begun = [_detail(marks.get(one.id, ""))[0] for one in items if one.ticked]
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
            Table("talk", "お声かけの受け答え例", ("場面", "ことば"), talks),
            Table("avoid", known["avoid"]["title"], ("避けること",), avoid),
            Table("reminder", "事前のリマインド", ("どこに", "ことば"),
                  [("ホームページ・予約画面", known["reminder"]["web"]),
                   ("予約の電話", known["reminder"]["telephone"])]),
        ),
        notes=tuple(notes),
    )  # fmt: skip


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


def _start(marks: Mapping[str, str]) -> Page:
    now = portal.registration(marks)
    notes = ["こちらからオンライン資格確認の運用開始日を登録いただけます。"]
    notes.append(
        "ポータルでは、ユーザー登録のメールアドレスとパスワードでログインしてから行います。"
    )
    notes.append(f"利用状況 ステータス: {now.status}")
    if now.done:
        notes.append("運用開始日入力欄に日付が記載されているため、完了済みです。")
    notes.append("運用開始日は、カードで資格確認ができるようになった後の最初の診療日です。")
    return Page(
        "start",
        "運用開始日登録",
        path="ホーム > 業務 > オンライン資格確認 > 運用開始日登録",
        notes=tuple(notes),
        fields=(
            Field("introduced", "導入した日", _iso(now.introduced), "YYYY-MM-DD"),
            Field("start", "運用開始日", _iso(now.start), "YYYY-MM-DD"),
        ),
        send="送信",
    )


def _steps(marks: Mapping[str, str]) -> Page:
    steps = portal.table("steps")
    items = tuple(_item(f"step.{one['id']}", one["title"], marks) for one in steps["step"])
    done = [one.id.removeprefix("step.") for one in items if one.ticked]
    return Page("steps", "準備の手順", items=items, notes=(steps["note"],),
                warnings=tuple(portal.out_of_order(done)))  # fmt: skip


def _settings(marks: Mapping[str, str], profile: Profile) -> Page:
    asked = portal.uses(marks, profile.uses)
    now = {name: name in asked for name in portal.CATEGORIES}
    now["prescription"] = portal.asks(marks, "prescription", profile.ask_prescription)
    now["subsidy"] = portal.asks(marks, "subsidy", profile.ask_subsidy)
    items = tuple(
        Item(name, one["title"], now.get(one["id"], marks.get(name) == "on"))
        for one in portal.table("steps")["setting"]
        for name in [f"{portal.SETTING}{one['id']}"]
    )
    when = "受付 (リーダー) を起動し直した後" if profile.settings_need_restart else "ログオフの後"
    notes = (
        "「利用しない」情報は顔認証付きカードリーダーに表示されません",
        f"変更は{when}、次の患者から有効になります",
        "変更するまでは config.toml の [facility] のとおりです。新しい施設の初期値は、"
        "手術・診療が「利用しない」、薬剤・特定健診が「利用する」です",
        "訪問診療等・オンライン診療等は控えとして残すだけで、リーダーの画面は変わりません",
    )
    new = (Choice(NEW_SETTINGS, "新しい施設の初期値にする"),)
    return Page("settings", "環境設定", items=items, notes=notes, choices=new)


def _profile(profile: Profile, start: date | None) -> Page:
    """施設の情報; `start` is the 運用開始日 that is registered."""
    kind = KIND_TITLES[profile.kind]
    if profile.former_kind and profile.since:
        kind += f" ({profile.since:%Y-%m} より前の月は{KIND_TITLES[profile.former_kind]})"
    rows = [
        ("名称", profile.name),
        ("種別", f"{kind} (病院)" if profile.hospital else kind),
        (profile.code_title, profile.code),
        ("都道府県", profile.prefecture or "未入力"),
        ("リーダーの台数", f"{profile.units} 台"),
        ("運用開始日", "未登録" if start is None else f"{start}"),
        ("この内容になった日", f"{profile.since or '未入力'}"),
        ("電子処方箋", "あり" if profile.e_prescription else "なし"),
        ("電子カルテ情報共有サービス", "あり" if profile.record_sharing else "なし"),
        ("小児科特例", "あり" if profile.pediatric else "なし"),
    ]
    shown = Table("profile", "施設", ("項目", "内容"), list(rows))
    notes = (
        "config.toml の [facility] がただ1つの元です。運用開始日は「運用開始日登録」で入力します",
        "種別が変わったときは since (変わった日) と former_kind (以前の種別) を書くか、"
        "月ごとの「種別」を取り込みます",
    )
    wrong = tuple(profile.contradictions())
    return Page("profile", "施設の情報", tables=(shown,), notes=notes, warnings=wrong)


def _help(now: datetime) -> Page:
    known = portal.table("steps")
    call = known["hotline"]
    rows: list[tuple[int | float | str | None, ...]] = [
        (one["asks"], one["who"]) for one in known["desk"]
    ]
    notes = (
        f"{call['name']} {call['number']}: {portal.hotline(now).sentence}",
        "月曜日～金曜日 8:00～18:00、土曜日 8:00～16:00 (いずれも祝日を除く)",
        "年末年始に開いているかは資料にありません",
        f"はじめに {call['say_first']} を伝えます",
    )
    desks = Table("desks", "問合せ先", ("内容", "問合せ先"), rows)
    return Page("help", "問合せ先", tables=(desks,), notes=notes)


def _item(name: str, text: str, marks: Mapping[str, str], *, star: bool = False) -> Item:
    if name not in marks:
        return Item(name, text, star=star)
    when, evidence = _detail(marks[name])
    return Item(name, text, True, when, evidence, star)


def _detail(mark: str) -> tuple[str, str]:
    try:
        found = json.loads(mark)
        return str(found["date"]), str(found["evidence"])
    except (ValueError, KeyError, TypeError):
        return "", ""


def _latest_visits(office: Office) -> int | None:
    """The visits of the last month that tells them."""
    for of in reversed(office.months()):
        if (found := office.visits(of)) is not None:
            return found
    return None


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
