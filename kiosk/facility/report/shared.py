"""What may leave the facility: one table by month, without anything under five.

The cells of a row are disjoint counts and no total is given, so a hidden cell cannot be computed
from the others; the ways of asking are combined into a few cells. A rate is given only where every
count from which it is computed is shown. Persons who do not use マイナ保険証 (レセプト件数
less 利用人数) are a cell too. A month that has not ended is left out: two exports in it
would differ by single persons.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from kiosk.facility.counting.record import CARD_WAYS, Way
from kiosk.facility.counting.store import whole
from kiosk.facility.counting.worth import Office
from kiosk.facility.report.tables import Cell, Ending, FigureTable
from kiosk.facility.values import Month

LEAST = 5
HIDDEN = "5未満等"
"""Stands for a count under five, and for one from which such a count would follow."""
GROUPS: dict[str, tuple[Way, ...]] = {
    "マイナ保険証による確認": CARD_WAYS,
    "その他の確認": (Way.NUMBER, Way.INSURANCE, Way.VISIT),
    "一括照会": (Way.BULK,),
}
COLUMNS = ("月", "レセプト件数", "利用人数", "利用率 (レセプト件数ベース) %", *GROUPS,
           "利用率 (オンライン資格確認件数ベース) %")  # fmt: skip


def shared(office: Office, found: Iterable[Ending], today: date) -> FigureTable:
    """The table for others."""
    counts: dict[Month, dict[Way, int]] = {}
    for one in found:
        if one.outcome == "completed":
            given = counts.setdefault(one.month, {})
            given[one.way] = given.get(one.way, 0) + one.n
    rows = [
        _row(
            of,
            whole(office.figures.get((of, "receipts"))),
            whole(office.figures.get((of, "persons"))),
            counts.get(of),
        )
        for of in sorted({*counts, *office.months()})
        if of < Month.of(today)
    ]
    notes = [
        f"{LEAST}未満の件数と、それが分かってしまう件数・利用率は「{HIDDEN}」としています",
        "月より細かい数、受付が終わっていない月の数は出しません",
    ]
    return FigureTable("shared", f"{office.profile.name} マイナ保険証の利用", COLUMNS, rows, notes)


def _row(
    of: Month, receipts: int | None, persons: int | None, ways: Mapping[Way, int] | None
) -> tuple[Cell, ...]:
    by_receipts = _receipts(receipts, persons)
    if ways is None:
        return (str(of), *by_receipts, *(None for _ in GROUPS), None)
    used, rest, bulk = (sum(ways.get(way, 0) for way in group) for group in GROUPS.values())
    told = min(used, rest) >= LEAST
    rate: Cell = round(100 * used / (used + rest), 2) if told else HIDDEN
    cells = [one if one >= LEAST else HIDDEN for one in (used, rest, bulk)]
    return (str(of), *by_receipts, *cells, rate)


def _receipts(receipts: int | None, persons: int | None) -> tuple[Cell, Cell, Cell]:
    """Receipts, persons and their rate; hidden if a count under five could be computed."""
    if receipts is None or persons is None:
        one, two = (None if each is None else each if each >= LEAST else HIDDEN
                    for each in (receipts, persons))  # fmt: skip
        return one, two, None
    if receipts < LEAST:
        return HIDDEN, HIDDEN, HIDDEN
    if persons < LEAST or receipts - persons < LEAST:
        return receipts, HIDDEN, HIDDEN
    return receipts, persons, round(100 * persons / receipts, 2)
