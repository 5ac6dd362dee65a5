"""医療DX推進体制整備加算 and what followed it: tier, points and yen of a month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import Any, NamedTuple

from kiosk.facility.rules.answer import NOWHERE, Answer, Missing, table
from kiosk.facility.values import Mistake, Month, month

KINDS = ("medical", "dental", "pharmacy")
RECEIPTS = "レセプト件数ベース"
CHECKS = "オンライン資格確認件数ベース"
FULL_WIDTH = str.maketrans("123456", "１２３４５６")


@dataclass(frozen=True)
class AdditionInput:
    """What the addition of a month depends on.

    `rates` (レセプト件数ベース) and `check_rates` (オンライン資格確認件数ベース) are in percent
    by month; `rate` is typed for a month of which no source says which month's rate counts.
    `visits` is the number of 初診 (医科, 歯科) or of patients (調剤, once a month).
    """

    kind: str
    month: Month
    rates: Mapping[Month, Decimal] = field(default_factory=dict)
    check_rates: Mapping[Month, Decimal] = field(default_factory=dict)
    rate: Decimal | None = None
    e_prescription: bool = True
    record_sharing: bool = False
    pediatric: bool = False
    old_card_only: bool = False
    visits: int | None = None


class Counted(NamedTuple):
    """The rate that counts, in percent, with its month and its base."""

    rate: Decimal
    month: Month | None
    basis: str


def addition(asked: AdditionInput) -> Answer:
    """The answer for a month: tier, points, yen (where visits are known), month_used.

    Raises Missing where a rate is needed and not given.
    """
    period = period_of(asked.month)
    if period is None or asked.kind not in period["points"]:
        return _not_known(asked, period)
    counted = _counted(asked, period)
    tier, points, row, source = _billed(asked, period, counted)
    notes = _not_given(asked)
    if asked.old_card_only:
        tier, points, row = None, 0, NOWHERE
        notes.append("現行の保険証の提示のみを案内している場合は加算の対象となりません")
    elif not points:
        notes.append("この月は算定できません。取下げは不要で、要件を満たした月からまた算定できます")
    values: dict[str, Any] = {
        "points": points,
        "yen": None if asked.visits is None else points * 10 * asked.visits,
        "tier": tier,
        "month_used": counted and counted.month,
        "rate_used": None if counted is None else float(counted.rate),
        "basis": None if counted is None else counted.basis,
    }
    if asked.kind in period.get("revisit", {}):
        values["points_revisit"] = period["revisit"][asked.kind] if points else 0
        notes.append("円は初診の点数による。再診の点数は初診・再診それぞれ月1回")
    return Answer(True, row, period["column"], source, values, tuple(notes))


def period_of(wanted: Month) -> dict[str, Any] | None:
    """The period of the table with that month; None where the table has none."""
    for period in table("addition")["period"]:
        if month(period["first"]) <= wanted <= month(period["last"]):
            return dict(period)
    return None


def months_looked_at(wanted: Month) -> tuple[list[Month], list[Month]]:
    """The months whose rate may count for that month: by receipts, and by checks."""
    period = period_of(wanted) or {}
    receipts = [wanted.plus(-back) for back in period.get("receipts", [])]
    return receipts, [wanted.plus(-back) for back in period.get("checks", [])]


def tier_rates(period: Mapping[str, Any], *, pediatric: bool) -> list[Decimal]:
    """The least rate of each tier in percent, the first tier first."""
    rates = [Decimal(one) for one in period.get("rates", [])]
    if pediatric and "pediatric" in period:
        rates[-1] = Decimal(period["pediatric"])
    return rates


def missing_persons(receipts: int, persons: int, rate: Decimal) -> Answer:
    """How many further persons reach `rate` percent; exactly on the rate counts as reached.

    Raises Mistake where there are no receipts or more persons than receipts.
    """
    if receipts == 0:
        raise Mistake("レセプト件数が0件では利用率を計算できません")
    if persons > receipts:
        raise Mistake(f"人数 {persons} がレセプト件数 {receipts} を超えています")
    wanted = int((rate * receipts / 100).to_integral_value(ROUND_CEILING))
    return Answer(
        True,
        f"利用率 {rate.normalize():f}%以上",
        RECEIPTS,
        "wic-net.com/material/document/22889/5: マイナ保険証利用人数 ÷ レセプトの発行件数",
        {
            "persons": max(0, wanted - persons),
            "rate_now": round(100 * persons / receipts, 2),
            "persons_wanted": wanted,
        },
    )


def _counted(asked: AdditionInput, period: Mapping[str, Any]) -> Counted | None:
    """The best rate that the period allows; None if it considers no rate. Raises Missing."""
    if period["rule"] == "none":
        return None
    if period["rule"] == "typed":
        if asked.rate is None:
            raise Missing(
                "rate",
                f"{asked.month} はどの月の利用率を見るかが資料にないため、利用率を入力してください",
            )
        return Counted(asked.rate, None, RECEIPTS)
    receipts, checks = months_looked_at(asked.month)
    found = [Counted(asked.rates[one], one, RECEIPTS) for one in receipts if one in asked.rates]
    found += [
        Counted(asked.check_rates[one], one, CHECKS) for one in checks if one in asked.check_rates
    ]
    if not found:
        needed = f"{'、'.join(map(str, receipts))} の{RECEIPTS}の利用率"
        if checks:
            needed += f"、または {'、'.join(map(str, checks))} の{CHECKS}の利用率 (--check-rates)"
        raise Missing("rates", f"{asked.month} の加算には {needed} が要ります")
    return max(found, key=lambda one: one.rate)


def _not_given(asked: AdditionInput) -> list[str]:
    """A sentence on months that might have a better rate, where several may be chosen from."""
    receipts, _ = months_looked_at(asked.month)
    left = [str(one) for one in receipts if one not in asked.rates]
    if len(receipts) < 2 or not left:
        return []
    return [f"{'、'.join(left)} の利用率は入力されていません (最も高い月を使えます)"]


def _billed(
    asked: AdditionInput, period: Mapping[str, Any], counted: Counted | None
) -> tuple[int | None, int, str, str]:
    """Tier, points, row and source."""
    points, source = period["points"][asked.kind], period["source"]
    name = period.get("names", {}).get(asked.kind, period["name"])
    if counted is None:
        return None, points[0], name, source
    rates = tier_rates(period, pediatric=asked.pediatric)
    reached = next((place for place, least in enumerate(rates) if counted.rate >= least), None)
    if reached is None:
        return None, 0, NOWHERE, source
    if period["rule"] == "typed":  # one rate; the tier follows from what the facility has
        if len(points) == 1:
            return None, points[0], name, source
        tier = 3 - asked.e_prescription - asked.record_sharing
        return tier, points[tier - 1], _row(tier, name), source
    if asked.e_prescription or "without" not in period:
        return reached + 1, points[reached], _row(reached + 1), source
    points = period["without"][asked.kind]
    if not points:
        return None, 0, NOWHERE, period["without_source"]
    return reached + 4, points[reached], _row(reached + 4), period["without_source"]


def _row(tier: int, name: str = "加算") -> str:
    return f"{name}{tier}".translate(FULL_WIDTH)


def _not_known(asked: AdditionInput, period: Mapping[str, Any] | None) -> Answer:
    """No source gives this month, or this kind in it."""
    tables = table("addition")
    months = f"{tables['period'][0]['first']} から {tables['known_to']} まで"
    note = (
        f"手元の資料は {months} の月だけを示しています"
        if period is None
        else f"{period['column']} のこの種別の点数は資料に見つかっていません"
    )
    values = dict.fromkeys(("points", "yen", "tier", "month_used"))
    column = NOWHERE if period is None else period["column"]
    source = "" if period is None else period["source"]
    return Answer(False, NOWHERE, column, source, values, (note,), tables["look_up"])
