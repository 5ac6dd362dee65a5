"""National figures to compare with; a month, kind or prefecture without a source is not known."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from kiosk.facility.values import Month, month

KINDS = {"medical": "医科診療所", "hospital": "病院", "dental": "歯科診療所", "pharmacy": "薬局"}
STATION = "訪問看護ステーション"
"""Not among the kinds of the national figures."""


@dataclass(frozen=True)
class NationalRate:
    """A national rate in percent on the オン資 base."""

    month: Month
    rate: Decimal
    source: str


@cache
def data(name: str = "national") -> dict[str, Any]:
    """The figures of this room: national or operation."""
    file = resources.files("kiosk.facility.report") / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def months() -> dict[Month, NationalRate]:
    """The whole country by month."""
    return {
        of: NationalRate(of, Decimal(one["rate"]), one["source"])
        for one in data()["month"]
        for of in [month(one["month"])]
    }


def of_kind(kind: str) -> dict[Month, NationalRate]:
    """One kind of KINDS by month; months of which it is not known are left out."""
    found = {}
    for one in data()["kind"]:
        if kind in one:
            given, of = one[kind], month(one["month"])
            rate = (
                Decimal(given)
                if isinstance(given, str)
                else Decimal(given[0]) * 100 / Decimal(given[1])
            )
            found[of] = NationalRate(of, rate, one["source"])
    return found


def of_prefecture(name: str) -> dict[Month, NationalRate]:
    """One prefecture by month (東京, or 東京都); empty where nothing is known."""
    short = _short(name)
    return {
        of: NationalRate(of, Decimal(one["rates"][short]), one["source"])
        for one in data()["prefecture"]
        if short in one["rates"]
        for of in [month(one["month"])]
    }


def operation(prefecture: str, kind: str) -> tuple[int, int, int] | None:
    """機関数, 準備完了 and 運用 of 2023-09-17; None where the document does not tell."""
    cells = data("operation")["prefecture"].get(_short(prefecture), {}).get(kind)
    return None if cells is None else (cells[0], cells[1], cells[2])


def _short(name: str) -> str:
    """A prefecture without its 都, 府 or 県."""
    short = name.removesuffix("県").removesuffix("府")
    return short if short == "京都" else short.removesuffix("都")
