"""利用率 of months on both bases, with the formula that each came from."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kiosk.facility.counting.record import CARD_WAYS, Way
from kiosk.facility.counting.store import Store, whole
from kiosk.facility.rules.addition import CHECKS, RECEIPTS
from kiosk.facility.values import Month, month

FORMULAS = {
    RECEIPTS: "マイナ保険証利用人数 ÷ レセプト件数 (同じ患者は月に1人)",
    CHECKS: "マイナ保険証利用件数 (カード・スマートフォン) ÷ "
    "オンライン資格確認件数 (一括照会を除く)",
}
MAILED = "通知された利用率"


@dataclass(frozen=True)
class Rate:
    """A rate in percent, with its numerator and denominator where they are known."""

    month: Month
    basis: str
    rate: Decimal
    formula: str
    above: int | None = None
    below: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        return {
            "month": str(self.month),
            "basis": self.basis,
            "rate": float(round(self.rate, 2)),
            "formula": self.formula,
            "above": self.above,
            "below": self.below,
        }


def checks(store: Store) -> dict[Month, dict[Way, int]]:
    """Checks that were made, by month and way."""
    rows = store.rows(
        "SELECT month, way, sum(n) FROM ending WHERE outcome = 'completed' "
        "GROUP BY 1, 2 ORDER BY 1, 2"
    )
    found: dict[Month, dict[Way, int]] = {}
    for of, way, number in rows:
        found.setdefault(month(of), {})[Way(str(way))] = int(str(number))
    return found


def by_receipts(store: Store) -> dict[Month, Rate]:
    """Rates on the レセプト base: the one that was mailed, or persons by receipts."""
    figures = store.figures()
    found = {}
    for of in sorted({one for one, _ in figures}):
        mailed = figures.get((of, "rate"))
        persons, receipts = (whole(figures.get((of, name))) for name in ("persons", "receipts"))
        if mailed is not None:
            found[of] = Rate(of, RECEIPTS, Decimal(mailed.value), MAILED, persons, receipts)
        elif persons is not None and receipts:
            found[of] = _rate(of, RECEIPTS, persons, receipts)
    return found


def by_checks(store: Store) -> dict[Month, Rate]:
    """Rates on the オン資 base: figures that were imported, or the counts of the record."""
    figures, counted = store.figures(), checks(store)
    found = {}
    for of in sorted({one for one, _ in figures} | counted.keys()):
        above, below = (whole(figures.get((of, name))) for name in ("card_checks", "checks"))
        if above is None or below is None:
            ways = counted.get(of, {})
            above = sum(ways.get(way, 0) for way in CARD_WAYS)
            below = sum(number for way, number in ways.items() if way is not Way.BULK)
        if below:
            found[of] = _rate(of, CHECKS, above, below)
    return found


def _rate(of: Month, basis: str, above: int, below: int) -> Rate:
    exact = Decimal(above) * 100 / below
    return Rate(of, basis, exact, f"{FORMULAS[basis]} = {above} ÷ {below}", above, below)
