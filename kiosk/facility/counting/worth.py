"""What a month's use is worth, and what is missing to the next tier."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kiosk.facility.counting.rates import Rate, by_checks, by_receipts
from kiosk.facility.counting.store import Figure, Store, whole
from kiosk.facility.profile import START, FacilityProfile
from kiosk.facility.rules import addition as dx
from kiosk.facility.rules.answer import Answer, Missing
from kiosk.facility.values import Month


@dataclass(frozen=True)
class Worth:
    """The addition of a month; `answer` is None where a rate that it needs is missing."""

    month: Month
    kind: str
    answer: Answer | None
    why: str = ""


@dataclass(frozen=True)
class Next:
    """The next tier: its rate in percent, and how many more persons a month it needs."""

    tier: int
    rate: Decimal
    persons: int


class Office:
    """The figures of a store, read once, with the profile that they are judged by."""

    def __init__(self, store: Store, profile: FacilityProfile) -> None:
        self.figures: Mapping[tuple[Month, str], Figure] = store.figures()
        kinds = {of: one.value for (of, name), one in self.figures.items() if name == "kind"}
        self.profile = replace(profile, kinds={**profile.kinds, **kinds})
        start = store.marks().get(START)
        self.start = None if start is None else date.fromisoformat(start)
        """運用開始日, if it is registered."""
        self.receipts: Mapping[Month, Rate] = by_receipts(store)
        self.checks: Mapping[Month, Rate] = by_checks(store)

    def months(self) -> list[Month]:
        """All months from the first to the last figure, including months without figures."""
        known = sorted({of for of, _ in self.figures} | self.receipts.keys() | self.checks.keys())
        return known[0].until(known[-1]) if known else []

    def visits(self, of: Month) -> int | None:
        """初診, or patients of a pharmacy, in a month; None where the number is not known."""
        name = "patients" if self.profile.kind_in(of) == "pharmacy" else "first_visits"
        return whole(self.figures.get((of, name)))

    def worth(self, of: Month) -> Worth:
        """The addition of a month."""
        kind = self.profile.kind_in(of)
        question = dx.AdditionInput(
            kind,
            of,
            {when: one.rate for when, one in self.receipts.items()},
            {when: one.rate for when, one in self.checks.items()},
            None,
            self.profile.e_prescription,
            self.profile.record_sharing,
            self.profile.pediatric,
            visits=self.visits(of),
        )
        period = dx.period_of(of)
        if period is not None and period["rule"] == "typed":
            return Worth(of, kind, None, "どの月の利用率を見るかが資料にありません")
        try:
            return Worth(of, kind, dx.addition(question))
        except Missing as missing:
            return Worth(of, kind, None, missing.reason)

    def following(self, of: Month, billed: Month) -> list[Next]:
        """What the use of month `of` lacks for each tier of the month `billed` not reached yet."""
        persons, receipts = (whole(self.figures.get((of, one))) for one in ("persons", "receipts"))
        period = dx.period_of(billed)
        if persons is None or not receipts or persons > receipts:
            return []
        if period is None or period["rule"] == "typed":  # which month's use counts is not known
            return []
        if self.profile.kind_in(billed) not in period["points"]:
            return []
        rates = dx.tier_rates(period, pediatric=self.profile.pediatric)
        found = [
            Next(tier, rate, int(dx.missing_persons(receipts, persons, rate)["persons"]))
            for tier, rate in enumerate(rates, 1)
        ]
        return [one for one in found if one.persons]
