"""The portal's pages: 運用開始日, preparation steps, settings, and when the call centre answers."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import Any

from kiosk.facility import values
from kiosk.facility.profile import INTRODUCED, START
from kiosk.facility.values import Mistake

SETTING = "setting."
"""Begins the name of the mark of one of the 環境設定; its value is "on" or "off"."""
CATEGORIES = ("surgery", "care", "medicine", "checkup")
"""The settings of 環境設定 that say whether the reader asks for a category of consent."""


def uses(marks: Mapping[str, str], configured: frozenset[str]) -> frozenset[str]:
    """The categories that the reader asks for: the configured ones, as 環境設定 changed them.

    A category that 環境設定 does not have stays as it is configured.
    """
    chosen = {name: marks.get(f"{SETTING}{name}") for name in CATEGORIES}
    on = {name for name, value in chosen.items() if value == "on"}
    off = {name for name, value in chosen.items() if value == "off"}
    return (configured | on) - off


def asks(marks: Mapping[str, str], name: str, configured: bool) -> bool:
    """Whether the reader asks for prescription (処方箋の発行形態) or subsidy (医療費助成)."""
    chosen = marks.get(f"{SETTING}{name}")
    return configured if chosen is None else chosen == "on"


def of_new() -> dict[str, bool]:
    """The default values of 環境設定 at a new facility, by setting."""
    return {one["id"]: one["on"] for one in table("steps")["setting"]}


@cache
def table(name: str) -> dict[str, Any]:
    """A table of this room, read once: measures, printed or steps."""
    file = resources.files("kiosk.facility.guidance") / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Registration:
    """The form 運用開始日登録: the two registered days, None for a day that is not registered."""

    introduced: date | None
    start: date | None

    @property
    def status(self) -> str:
        """ステータス."""
        return "利用可" if self.introduced else "未導入"

    @property
    def done(self) -> bool:
        """Whether the operation start is registered; the page then shows the day."""
        return self.start is not None


def registration(marks: Mapping[str, str]) -> Registration:
    """The registration that the marks hold."""
    introduced, start = (
        date.fromisoformat(marks[name]) if name in marks else None for name in (INTRODUCED, START)
    )
    return Registration(introduced, start)


def operation_start(text: str, introduced: date | None, today: date) -> date:
    """The day of a form: the first consultation day on which card checks are possible.

    Raises Mistake for another form than YYYY-MM-DD, a future day, or one before the introduction.
    """
    try:
        day = date.fromisoformat(values.plain(text))
    except ValueError:
        raise Mistake(f"「{text}」は YYYY-MM-DD の日付ではありません") from None
    if day > today:
        raise Mistake(f"運用開始日 {day} は未来の日付です")
    if introduced is None:
        raise Mistake("先に導入した日を入力してください")
    if day < introduced:
        raise Mistake(f"運用開始日 {day} が導入日 {introduced} より前です")
    return day


def out_of_order(done: Iterable[str]) -> list[str]:
    """A warning for each step that is ticked while one before it is not; nothing is refused."""
    ticked = set(done)
    found: list[str] = []
    missing: list[str] = []
    for step in table("steps")["step"]:
        if step["id"] not in ticked:
            missing.append(step["title"])
        elif missing:
            found.append(f"「{step['title']}」より先に「{missing[0]}」があります")
    return found


@dataclass(frozen=True)
class Hours:
    """Whether the call centre answers now, and when it opens or closes next."""

    open: bool
    until: datetime
    why: str

    @property
    def sentence(self) -> str:
        """The answer as a sentence for staff."""
        state = "受付中" if self.open else "受付時間外"
        what = "まで" if self.open else "に開きます"
        return f"{state} ({self.why}): {self.until:%m月%d日 %H:%M} {what}"


def hotline(now: datetime) -> Hours:
    """The call centre at a time of Japan. Holidays come from a library; 年末年始 is not known."""
    opens, closes, why = _day(now.date())
    if opens and closes and opens <= now < closes:
        return Hours(True, closes, why)
    if opens and now < opens:
        return Hours(False, opens, why)
    for ahead in range(1, 15):
        following, _, _ = _day(now.date() + timedelta(days=ahead))
        if following:
            return Hours(False, following, why)
    raise AssertionError("two weeks have a weekday that is no holiday")


def _day(day: date) -> tuple[datetime | None, datetime | None, str]:
    """Opening and closing of a day, None where it stays closed, and which kind of day it is."""
    import jpholiday

    if name := jpholiday.is_holiday_name(day):
        return None, None, f"祝日 {name}"
    if day.weekday() == 6:
        return None, None, "日曜日"
    kind = "saturday" if day.weekday() == 5 else "weekdays"
    first, last = table("steps")["hotline"][kind]
    start = datetime.combine(day, time(first))
    return start, datetime.combine(day, time(last)), "土曜日" if kind == "saturday" else "平日"
