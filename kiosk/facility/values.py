"""Numbers, rates, months and dates as people type them and as Excel writes them."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, Self

ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
"""The year before the first year of each era."""
_MONTH = re.compile(r"(\d{4})(?:[-/.年]|(?=\d\d$))(\d{1,2})月?")
_ERA_MONTH = re.compile(r"(令和|平成|R|H)\.?(\d{1,2}|元)[-/.年](\d{1,2})月?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(rf"({'|'.join(MONTHS)})-(\d\d)", re.IGNORECASE)
"""How Excel saves the month 2025-01 as CSV: Jan-25."""
EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL = re.compile(r"[34567]\d{4}(\.0)?")
"""A day as Excel counts it, where a cell lost its format."""
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?")
_ERA_DATE = re.compile(r"(令和|平成|R|H)\.?(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


class Mistake(ValueError):
    """A value that cannot be used; `reason` is a Japanese sentence for staff."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Month(NamedTuple):
    """A month of Japan; months are ordered by time."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month of a day."""
        return cls(day.year, day.month)

    def plus(self, months: int) -> "Month":
        """The month that many months later, or earlier where the number is negative."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def until(self, last: "Month") -> list["Month"]:
        """All months from this one to `last`, both included."""
        count = (last.year - self.year) * 12 + last.month - self.month + 1
        return [self.plus(number) for number in range(max(0, count))]

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


def plain(value: Any) -> str:
    """The text of a value, full width made half width, without spaces around it."""
    return unicodedata.normalize("NFKC", "" if value is None else str(value)).strip()


def number(value: Any) -> Decimal:
    """A number; thousands separators are allowed at every third digit. Raises Mistake."""
    text = plain(value).replace("−", "-")
    if "," in text:
        if not _GROUPED.fullmatch(text):
            raise Mistake(f"「{plain(value)}」の桁区切りの位置が正しくありません")
        text = text.replace(",", "")
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise Mistake(f"「{plain(value)}」は数ではありません") from None
    if "_" in text or not found.is_finite():
        raise Mistake(f"「{plain(value)}」は数ではありません")
    return found


def count(value: Any) -> int:
    """A whole number from 0. Raises Mistake."""
    found = integer(value)
    if found < 0:
        raise Mistake(f"「{plain(value)}」は0より小さい数です")
    return found


def integer(value: Any) -> int:
    """A whole number; Excel's 12.0 is one. Raises Mistake."""
    found = number(value)
    if found != found.to_integral_value():
        raise Mistake(f"「{plain(value)}」は整数ではありません")
    if abs(found) > 10**9:
        raise Mistake(f"「{plain(value)}」は大きすぎます")
    return int(found)


def amount(value: Any) -> Decimal:
    """A number from 0. Raises Mistake."""
    found = number(value)
    if found < 0:
        raise Mistake(f"「{plain(value)}」は0より小さい数です")
    if found > 10**9:
        raise Mistake(f"「{plain(value)}」は大きすぎます")
    return found


def rate(value: Any) -> Decimal:
    """A rate in percent, 0 to 100; a percent sign may follow. Raises Mistake."""
    found = amount(plain(value).removesuffix("%"))
    if found > 100:
        raise Mistake(f"「{plain(value)}」は100%を超えています")
    return found


def month(value: Any) -> Month:
    """A month: 2025-01, 2025/1, 202501, 2025年1月, R7.1, Jan-25, a date. Raises Mistake."""
    if isinstance(value, datetime | date):
        return Month.of(value)
    text = plain(value)
    if matched := _MONTH.fullmatch(text):
        found = Month(int(matched[1]), int(matched[2]))
    elif matched := _ERA_MONTH.fullmatch(text):
        found = Month(_year_of_era(matched[1], matched[2]), int(matched[3]))
    elif matched := _ENGLISH.fullmatch(text):
        found = Month(2000 + int(matched[2]), MONTHS.index(matched[1].lower()) + 1)
    elif _SERIAL.fullmatch(text):
        found = Month.of(EXCEL_EPOCH + timedelta(days=int(text.partition(".")[0])))
    elif _DATE.fullmatch(text) and day(text).day == 1:  # a month cell that Excel saved as text
        found = Month.of(day(text))
    else:
        raise Mistake(f"「{text}」は月ではありません (例: 2025-01)")
    if not 1 <= found.month <= 12 or not 2000 <= found.year <= 2100:
        raise Mistake(f"「{text}」という月はありません")
    return found


def day(value: Any) -> date:
    """A date: 2025-01-31, 2025/1/31, 令和7年1月31日, R7.1.31, a date. Raises Mistake."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = plain(value)
    if matched := _DATE.fullmatch(text):
        year, rest = int(matched[1]), matched.groups()[1:]
    elif matched := _ERA_DATE.fullmatch(text):
        year, rest = _year_of_era(matched[1], matched[2]), matched.groups()[2:]
    else:
        raise Mistake(f"「{text}」は日付ではありません (例: 2025-01-31)")
    try:
        return date(year, int(rest[0]), int(rest[1]))
    except ValueError:
        raise Mistake(f"「{text}」という日付はありません") from None


def _year_of_era(era: str, year: str) -> int:
    return ERAS[era] + (1 if year == "元" else int(year))
