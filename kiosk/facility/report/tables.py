"""The tables of the report. A cell is a number, a text, or None where it is not known."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from kiosk.facility.counting.rates import FORMULAS, Rate
from kiosk.facility.counting.record import CATEGORIES, ORDER, UNPARTED, ReceptionStep, Way
from kiosk.facility.counting.store import LONGEST, Store, whole
from kiosk.facility.counting.worth import Office
from kiosk.facility.profile import KIND_TITLES
from kiosk.facility.report import national
from kiosk.facility.rules import addition as dx
from kiosk.facility.values import Month, month
from kiosk.records.record import CUT_OFF
from kiosk.texts import load, plain

Cell = int | float | str | None

WAYS = {
    Way.CARD: "カード",
    Way.PHONE: "スマートフォン",
    Way.NUMBER: "照会番号",
    Way.INSURANCE: "資格確認書・保険証番号",
    Way.VISIT: "訪問",
    Way.BULK: "一括照会",
}
STEPS = {
    ReceptionStep.CARD: "カード",
    ReceptionStep.IDENTITY: "本人確認",
    ReceptionStep.CONSENT: "同意",
    ReceptionStep.CHECK: "資格確認",
    ReceptionStep.DONE: "受付完了",
}
OUTCOMES = {
    "completed": "受付完了", "refused": "受付できず", "timeout": "時間切れ",
    "cancelled": "取りやめ", "card_removed": "途中でカードを取り出し", "error": "エラー",
}  # fmt: skip

VIEWS = dict.fromkeys(
    (
        *(f"{what} {title}" for what in ("同意", "閲覧") for title in CATEGORIES.values()),
        *UNPARTED.values(),
    )
)
"""The columns of consents and look-ups, in order."""


@dataclass(frozen=True)
class FigureTable:
    """A table with the name that its picture and export go by."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Ending:
    """The number of receptions of a month with this ending."""

    month: Month
    way: Way
    step: ReceptionStep
    outcome: str
    cause: str
    n: int


def endings(store: Store) -> list[Ending]:
    """All receptions by month, way, furthest step, outcome and cause."""
    rows = store.rows("SELECT month, way, step, outcome, cause, n FROM ending")
    return [
        Ending(
            month(of),
            Way(str(way)),
            ReceptionStep(str(step)),
            str(outcome),
            str(cause),
            int(str(n)),
        )
        for of, way, step, outcome, cause, n in rows
    ]


def use(office: Office) -> FigureTable:
    """Use by month with the rates of the tiers that each month's use counts for."""
    rows: list[tuple[Cell, ...]] = []
    for of in office.months():
        receipts = whole(office.figures.get((of, "receipts")))
        persons = whole(office.figures.get((of, "persons")))
        lines = tier_lines(
            of, office.profile.kind_in(of.plus(3)), pediatric=office.profile.pediatric
        )
        rows.append(
            (str(of), receipts, persons, _percent(office.receipts.get(of)),
             _percent(office.checks.get(of)), *lines)
        )  # fmt: skip
    columns = (
        "月",
        "レセプト件数",
        "利用人数",
        "利用率 (レセプト) %",
        "利用率 (資格確認) %",
        *(f"加算{tier}の基準 %" for tier in (1, 2, 3)),
    )
    notes = [
        "基準は、その月の3月後 (算定する月) の加算の利用率。不明は、どの月を見るかが資料にない月",
        *(f"{base}: {formula}" for base, formula in FORMULAS.items()),
    ]
    if office.start is not None:
        notes.append(f"運用開始日は {office.start} です。それより前はカードで確認できません")
    return FigureTable("use", "月ごとのマイナ保険証利用率", columns, rows, notes)


def tier_lines(
    of: Month, kind: str = "medical", *, pediatric: bool = False
) -> tuple[Cell, Cell, Cell]:
    """The rates of the tiers that apply to the use of a month: those of three months later."""
    period = dx.period_of(of.plus(3))
    if period is None or period["rule"] == "typed":  # which month's use counts is not known
        return None, None, None
    if kind not in period["points"]:
        return None, None, None
    rates = [float(one) for one in dx.tier_rates(period, pediatric=pediatric)]
    first, second, third = [*rates, None, None, None][:3]
    return first, second, third


def worth(office: Office) -> FigureTable:
    """The addition of each month, from three months before the first use to five after the last."""
    months = office.months()
    rows: list[tuple[Cell, ...]] = []
    for of in months[0].until(months[-1].plus(5)) if months else []:
        found = office.worth(of)
        kind = KIND_TITLES[found.kind]
        if found.answer is None or not found.answer.known:
            why = found.why or "資料にありません"
            rows.append((str(of), kind, None, None, None, None, f"分かりません: {why}", ""))
            continue
        answer = found.answer
        used = answer["month_used"]
        rows.append(
            (str(of), kind, answer["tier"], answer["points"], answer["yen"],
             None if used is None else str(used), f"{answer.row} / {answer.column}", answer.source)
        )  # fmt: skip
    columns = ("月", "種別", "区分", "点数", "円", "利用率を見た月", "行 / 列", "出典")
    notes = ["円は、初診 (調剤は患者数) の件数が入力された月だけ計算します (点数 × 10円 × 件数)"]
    return FigureTable("worth", "加算", columns, rows, notes)


def following(office: Office) -> FigureTable:
    """What is missing to the tiers of the next billing, from the last month with figures."""
    months = [of for of in office.months() if (of, "persons") in office.figures]
    rows: list[tuple[Cell, ...]] = []
    if months:
        last = months[-1]
        rows = [
            (f"{last} の利用", f"{last.plus(3)} の算定", one.tier, float(one.rate), one.persons)
            for one in office.following(last, last.plus(3))
        ]
    columns = ("月", "算定", "区分", "利用率 %", "あと何人")
    return FigureTable("next", "次の区分まで", columns, rows, _why_none(office, months, rows))


def _why_none(office: Office, months: list[Month], rows: list[tuple[Cell, ...]]) -> list[str]:
    """Why no tier is listed, where it is not because all are reached."""
    if rows or not months:
        return [] if rows else ["利用人数が入力されていません"]
    billed = months[-1].plus(3)
    period, kind = dx.period_of(billed), KIND_TITLES[office.profile.kind_in(billed)]
    if period is None or office.profile.kind_in(billed) not in period["points"]:
        return [f"{billed} の{kind}の加算は資料にありません"]
    if period["rule"] == "typed":
        return [f"{billed} の加算がどの月の利用率を見るかは資料にありません"]
    return [f"{months[-1]} の利用は、どの区分の利用率にも届いています"]


def ways(found: Iterable[Ending]) -> FigureTable:
    """Checks by month and way."""
    counts: dict[Month, dict[Way, int]] = {}
    for one in found:
        if one.outcome == "completed":
            of = counts.setdefault(one.month, {})
            of[one.way] = of.get(one.way, 0) + one.n
    rows: list[tuple[Cell, ...]] = [
        (str(of), *(given.get(way, 0) for way in WAYS)) for of, given in sorted(counts.items())
    ]
    return FigureTable("ways", "月ごとの資格確認の方法", ("月", *WAYS.values()), rows)


def funnel(found: Iterable[Ending]) -> FigureTable:
    """How many receptions reached each step, and how many ended there without a result."""
    counts = dict.fromkeys(ORDER, 0)
    for one in found:
        if one.way in (Way.CARD, Way.PHONE):
            counts[one.step] += one.n
    rows: list[tuple[Cell, ...]] = []
    for place, step in enumerate(ORDER):
        reached = sum(counts[later] for later in ORDER[place:])
        left = 0 if step is ReceptionStep.DONE else counts[step]
        rows.append((STEPS[step], reached, left))
    return FigureTable("funnel", "受付の流れ", ("段階", "到達した受付", "ここで終わった受付"), rows)


def causes(found: Iterable[Ending]) -> FigureTable:
    """Receptions without a result by outcome and cause, the most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    for one in found:
        if one.outcome != "completed":
            key = OUTCOMES.get(one.outcome, one.outcome), cause_title(one.cause)
            counts[key] = counts.get(key, 0) + one.n
    rows: list[tuple[Cell, ...]] = [
        (outcome, cause, number)
        for (outcome, cause), number in sorted(counts.items(), key=lambda one: -one[1])
    ]
    return FigureTable("causes", "受付が完了しなかった理由", ("結果", "原因", "件数"), rows[:20])


@cache
def cause_title(cause: str) -> str:
    """What the patient reads when a reception ends with this fault; an id without a text as is."""
    if cause == CUT_OFF:
        return "電源断・異常終了"
    try:
        return plain(load()(f"fault.{cause}.title")) if cause else ""
    except KeyError:
        return cause


def seconds(store: Store) -> FigureTable:
    """The median and the 90th percentile of each step, in seconds."""
    found: dict[str, list[tuple[int, int]]] = {}
    query = "SELECT step, second, sum(n) FROM seconds GROUP BY 1, 2 ORDER BY 1, 2"
    for step, second, number in store.rows(query):
        found.setdefault(str(step), []).append((int(str(second)), int(str(number))))
    rows: list[tuple[Cell, ...]] = [
        (STEPS[step], sum(n for _, n in given), _quantile(given, 0.5), _quantile(given, 0.9))
        for step in ORDER
        if (given := found.get(step))
    ]
    notes = [f"{LONGEST}秒より長いものは{LONGEST}秒として数えます"]
    return FigureTable(
        "seconds", "段階ごとの秒数", ("段階", "受付", "中央値", "90%点"), rows, notes
    )


def days(store: Store) -> FigureTable:
    """The last 31 days with receptions; inside the facility only."""
    rows = store.rows(
        "SELECT day, sum(n), sum(CASE WHEN way IN ('card', 'phone') THEN n ELSE 0 END) FROM tally "
        "WHERE day > (SELECT date(max(day), '-31 days') FROM tally) GROUP BY 1 ORDER BY 1"
    )
    found: list[tuple[Cell, ...]] = [
        (str(day), int(str(every)), int(str(cards))) for day, every, cards in rows
    ]
    columns = ("日", "受付と確認", "うちカード・スマートフォン")
    return FigureTable("days", "最近31日", columns, found)


def hours(store: Store) -> FigureTable:
    """Receptions by hour of the day; inside the facility only."""
    rows = store.rows("SELECT hour, sum(n) FROM hourly WHERE desk != '' GROUP BY 1 ORDER BY 1")
    found: list[tuple[Cell, ...]] = [(f"{hour}時", int(str(n))) for hour, n in rows]
    return FigureTable("hours", "時間帯", ("時間", "受付"), found)


def desks(store: Store, units: int = 1) -> FigureTable:
    """Receptions by kiosk, of `units` readers; inside the facility only."""
    rows = store.rows("SELECT desk, sum(n) FROM hourly WHERE desk != '' GROUP BY 1 ORDER BY 1")
    found: list[tuple[Cell, ...]] = [(str(desk), int(str(n))) for desk, n in rows]
    less = f"リーダー {units} 台のうち、{len(found)} 台の受付が数えられています"
    return FigureTable(
        "desks", "端末", ("端末", "受付"), found, [less] if len(found) < units else []
    )


def comparison(office: Office) -> FigureTable:
    """The facility beside the country, its kind and its prefecture, on the オン資 base."""
    profile = office.profile
    kind = profile.compared_with()
    country, of_kind = national.months(), national.of_kind(kind)
    place = national.of_prefecture(profile.prefecture) if profile.prefecture else {}
    rows: list[tuple[Cell, ...]] = []
    known_months = sorted({*country, *of_kind, *place, *office.checks})
    for of in known_months[0].until(known_months[-1]):
        sources = [one.source for known in (country, of_kind, place) if (one := known.get(of))]
        rows.append(
            (str(of), _percent(office.checks.get(of)),
             *(_percent(known.get(of)) for known in (country, of_kind, place)),
             " / ".join(dict.fromkeys(sources)))
        )  # fmt: skip
    title = national.KINDS.get(kind, national.STATION)
    columns = ("月", f"{profile.name} %", "全国 %", f"全国の{title} %",
               f"{profile.prefecture or '都道府県'} %", "出典")  # fmt: skip
    notes = ["不明は、資料がなく分からない月です"]
    return FigureTable(
        "comparison", "全国との比較 (オンライン資格確認件数ベース)", columns, rows, notes
    )


def operation(office: Office) -> FigureTable:
    """The readiness of the prefecture's facilities on 2023-09-17, by kind."""
    known = national.data("operation")
    rows: list[tuple[Cell, ...]] = []
    for kind, title in national.KINDS.items() if office.profile.prefecture else ():
        found = national.operation(office.profile.prefecture, kind)
        ready, begun = (
            (None, None) if found is None
            else (round(100 * found[1] / found[0], 1), round(100 * found[2] / found[0], 1))
        )  # fmt: skip
        rows.append((title, ready, begun, float(known["country"][kind])))
    columns = ("種別", "準備完了 %", "運用 %", "全国の運用 %")
    title = f"{office.profile.prefecture}の運用開始状況 (2023年9月17日)"
    return FigureTable("operation", title, columns, rows, [str(known["source"])])


def views(store: Store) -> FigureTable:
    """Consents that were given at the reader, and look-ups of information, by month and kind.

    A look-up counts under each kind of information that it was answered with.
    """
    found: dict[str, dict[str, int]] = {}
    for of, kind, number in store.rows("SELECT month, kind, n FROM views ORDER BY 1, 2"):
        found.setdefault(str(of), {})[str(kind)] = int(str(number))
    told = {kind for given in found.values() for kind in given}
    kinds = [kind for kind in VIEWS if kind in told]
    rows: list[tuple[Cell, ...]] = [
        (of, *(given.get(kind, 0) for kind in kinds)) for of, given in found.items()
    ]
    notes = [str(national.data()["note"]["duplicates"])]
    return FigureTable("views", "同意と情報の閲覧", ("月", *kinds), rows, notes)


def _percent(rate: Rate | national.NationalRate | None) -> float | None:
    return None if rate is None else float(round(Decimal(rate.rate), 2))


def _quantile(given: list[tuple[int, int]], share: float) -> int:
    """The value below or at which that share of counted values lies."""
    left = share * sum(number for _, number in given)
    for value, number in given:
        left -= number
        if left <= 0:
            return value
    return given[-1][0]
