"""The questions on payment as forms: fields of text, and the answer in lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from kiosk.facility import values
from kiosk.facility.pages.view import Field, Page
from kiosk.facility.profile import FacilityProfile
from kiosk.facility.rules.answer import Answer, Missing
from kiosk.facility.rules.cooperation import cooperation
from kiosk.facility.rules.lump_sum import lump_sum
from kiosk.facility.rules.subsidy import subsidy
from kiosk.facility.rules.transition import transition
from kiosk.facility.values import Mistake

T = TypeVar("T")
Given = Mapping[str, str]


@dataclass(frozen=True)
class QuestionForm:
    """A form and the rule that answers it."""

    title: str
    fields: tuple[Field, ...]
    ask: Callable[[Given], Answer]


def pages(profile: FacilityProfile, begun: Mapping[str, date | None]) -> tuple[Page, ...]:
    """A page for each question, filled in from the profile and the days of the portal."""
    known = {f"cooperation.{name}": f"{day}" for name, day in begun.items() if day is not None}
    known |= _of(profile)
    return tuple(
        Page(
            name,
            one.title,
            fields=tuple(
                replace(field, value=known.get(f"{name}.{field.id}", field.value))
                for field in one.fields
            ),
            send="調べる",
        )
        for name, one in QUESTIONS.items()
    )


def _of(profile: FacilityProfile) -> dict[str, str]:
    """The initial values of the fields, by page and field."""
    station = profile.kind == "station"
    kind = "病院" if profile.hospital else "診療所"
    grant = "訪問看護ステーション" if station else "病院" if profile.hospital else "診療所・薬局"
    transition = "訪問看護 オンライン資格確認" if station else "医療機関・薬局"
    return {"lump_sum.kind": kind, "subsidy.kind": grant, "transition.list": transition}


def answer(name: str, given: Given) -> list[str]:
    """The lines of the answer, or the one sentence that says what is missing."""
    try:
        found = QUESTIONS[name].ask(given)
    except Missing as missing:
        return [missing.reason]
    except Mistake as mistake:
        return [mistake.reason]
    said = [] if found.known else ["分かりません"]
    values_ = found.values
    if values_.get("yen") is not None:
        said.append(f"{values_['yen']:,} 円")
    if "until" in values_ and found.known:
        until = values_["until"]
        said.append("この類型に当たりません" if not values_["eligible"]
                    else f"{until} まで" if until else "終わりの日は決まっていません")  # fmt: skip
    if steps := values_.get("steps_left"):
        said.append(f"残り: {'、'.join(steps)}")
    said += [f"行: {found.row}", f"列: {found.column}", f"出典: {found.source}", *found.notes]
    return [*said, *([f"調べる先: {found.look_up}"] if found.look_up else [])]


def _read(given: Given, name: str, parse: Callable[[str], T], label: str) -> T:
    """A field that the question needs. Raises Mistake with the field's label."""
    found = _maybe(given, name, parse, label)
    if found is None:
        raise Mistake(f"{label}を入力してください")
    return found


def _maybe(given: Given, name: str, parse: Callable[[str], T], label: str) -> T | None:
    """A field that may be empty. Raises Mistake with the field's label."""
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        return parse(text)
    except Mistake as mistake:
        raise Mistake(f"{label}: {mistake.reason}") from None


def _named(names: Mapping[str, str]) -> Callable[[str], str]:
    """A parser for one of some Japanese names; returns the rule's name of it."""

    def parse(text: str) -> str:
        if text not in names:
            raise Mistake(f"「{text}」は選べません ({'、'.join(names)} のどれか)")
        return names[text]

    return parse


LUMP_KINDS = {"診療所": "clinic", "小規模施設": "small", "病院": "hospital"}
GRANT_KINDS = {
    "病院": "hospital", "大型チェーン薬局": "chain", "診療所・薬局": "clinic",
    "訪問看護ステーション": "station",
}  # fmt: skip
USES = {"訪問診療等": "visit", "オンライン診療等": "online", "外来診療等": "outpatient"}
LISTS = {
    "訪問看護 オンライン資格確認": "station", "訪問看護 オンライン請求": "claims",
    "医療機関・薬局": "facility", "紙レセプト": "paper",
}  # fmt: skip


def _lump_sum(given: Given) -> Answer:
    return lump_sum(
        _read(given, "kind", _named(LUMP_KINDS), "種別"),
        _read(given, "baseline", values.rate, "令和5年10月の利用率"),
        _read(given, "increase", values.integer, "増加人数"),
    )


def _cooperation(given: Given) -> Answer:
    days: list[date | None] = [
        _maybe(given, name, values.day, label)
        for name, label in (
            ("introduced", "導入した日"), ("start", "運用開始日"), ("called", "お声掛けの日"),
            ("leaflets", "チラシ配付の日"),
        )
    ]  # fmt: skip
    return cooperation(days[0], days[1], called=days[2], leaflets=days[3])


def _subsidy(given: Given) -> Answer:
    return subsidy(
        _read(given, "kind", _named(GRANT_KINDS), "種別"),
        _read(given, "use", _named(USES), "用途"),
        _read(given, "cost", values.amount, "費用"),
        _maybe(given, "mobile", values.amount, "うちモバイル端末"),
        _maybe(given, "computer", values.amount, "うちレセプトコンピュータ"),
    )


def _transition(given: Given) -> Answer:
    return transition(
        _read(given, "list", _named(LISTS), "一覧"),
        _read(given, "kind", values.count, "類型の番号"),
        _maybe(given, "contract", values.day, "契約日"),
        _maybe(given, "line_ready", values.day, "光回線が整備された日"),
        _maybe(given, "completed", values.day, "事情が終わった日"),
    )


def _field(name: str, label: str, hint: str = "", *, required: bool = True) -> Field:
    return Field(name, label, "", hint, required)


def _choice(name: str, label: str, names: Mapping[str, str]) -> Field:
    return Field(name, label, options=tuple(names))


DAY = "YYYY-MM-DD"
QUESTIONS = {
    "lump_sum": QuestionForm(
        "一時金",
        (
            _choice("kind", "種別", LUMP_KINDS),
            _field("baseline", "令和5年10月の利用率 %", "2.9"),
            _field("increase", "10月実績からの増加人数", "30"),
        ),
        _lump_sum,
    ),
    "cooperation": QuestionForm(
        "協力金 (訪問看護)",
        (
            _field("introduced", "導入した日", DAY),
            _field("start", "運用開始日", DAY),
            _field("called", "お声掛けの日", DAY),
            _field("leaflets", "チラシ配付の日", DAY),
        ),
        _cooperation,
    ),
    "subsidy": QuestionForm(
        "補助",
        (
            _choice("kind", "種別", GRANT_KINDS),
            _choice("use", "用途", USES),
            _field("cost", "費用 (万円)", "17.1"),
            _field("mobile", "うちモバイル端末 (万円)", "4.1", required=False),
            _field("computer", "うちレセプトコンピュータ (万円)", "13", required=False),
        ),
        _subsidy,
    ),
    "transition": QuestionForm(
        "経過措置",
        (
            _choice("list", "一覧", LISTS),
            _field("kind", "類型の番号", "1"),
            _field("contract", "ベンダーとの契約日", DAY, required=False),
            _field("line_ready", "光回線が整備された日", DAY, required=False),
            _field("completed", "事情が終わった日", DAY, required=False),
        ),
        _transition,
    ),
}
