"""一時金 of 2024-05 to 2024-07: three tables, and a small facility's choice between two of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from kiosk.facility.rules.answer import NOWHERE, Answer, table

KINDS = ("clinic", "small", "hospital")
SMALL_GENERAL = ("after_cap", "always")
"""When a small facility may use the general table as well; the first is the default."""
MONTHS_BY = ("best", "mean", "sum")
"""Which of May, June and July counts: no source says; the first is the default."""


@dataclass(frozen=True)
class Cell:
    """An amount of a table, in yen; `last` where the row has no higher one."""

    yen: int
    row: str
    column: str
    table: str
    last: bool


def lump_sum(
    kind: str, baseline: Decimal, increase: int, small_general: str = "after_cap"
) -> Answer:
    """The amount for a rate of 2023-10 in percent and an increase in persons since then."""
    note = ""
    if kind != "small":
        cell = _cell(kind, baseline, increase)
    else:
        cell, note = _small(baseline, increase, small_general)
    values = {"yen": cell.yen, "table": cell.table}
    source: str = table("lump_sum")["source"]
    return Answer(True, cell.row, cell.column, source, values, (note,) if note else ())


def is_small(receipts: int) -> bool:
    """Whether a facility with that many receipts in 2023-10 is small."""
    return receipts <= int(table("lump_sum")["small_receipts"])


def increase(baseline: int, months: Sequence[int], by: str = "best") -> int:
    """The increase against the persons of 2023-10, by one of MONTHS_BY; a mean is cut."""
    more = [persons - baseline for persons in months]
    if by == "sum":
        return sum(more)
    return sum(more) // len(more) if by == "mean" else max(more)


def _small(baseline: Decimal, increase: int, small_general: str) -> tuple[Cell, str]:
    """A small facility's cell, and the sentence of the rule that chose the table."""
    general = _cell("clinic", baseline, increase)
    if baseline >= 10:
        return general, "令和5年10月の実績が10%以上の小規模施設は通常の表による"
    if baseline >= 5 and increase >= 10:
        return general, "5～10%で10人以上増加した小規模施設は通常の表による"
    small = _cell("small", baseline, increase)
    free = small_general == "always" or small.last
    if not free or general.yen <= small.yen:
        return small, ""
    return general, str(table("lump_sum")["small_note"])


def _cell(kind: str, baseline: Decimal, increase: int) -> Cell:
    """The cell of one table. Below its first column the amount is 0."""
    found: dict[str, Any] = table("lump_sum")[kind]
    row = [one for one in found["rows"] if baseline >= Decimal(one["from"])][-1]
    amounts = row["amounts"]
    reached = sum(increase >= least for least in found["columns"])
    cell = Cell(0, row["name"], NOWHERE, found["name"], last=False)
    if not reached:
        return cell
    yen = int(Decimal(amounts[min(reached, len(amounts)) - 1]) * 10_000)
    column = f"{found['columns'][reached - 1]}人以上"
    return replace(cell, yen=yen, column=column, last=reached >= len(amounts))
