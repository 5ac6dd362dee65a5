"""A year of a synthetic clinic, pharmacy or hospital, so that the office's pages can be shown.

The same kind and seed give the same year. Nothing in it is of a real facility.
"""

import random  # noqa: TID251  seeded: the same year each time
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from kiosk.facility.counting.record import Entry, ReceptionStep, Way
from kiosk.facility.counting.store import Figure, Store
from kiosk.facility.profile import FacilityProfile
from kiosk.facility.values import Month

FIRST = Month(2025, 4)
NOTICE = "デモ用の架空の1年です"
SIZES = {"clinic": 45, "pharmacy": 70, "hospital": 300}
"""Receptions a day."""
PROFILES = {
    "clinic": FacilityProfile("みほん内科クリニック", kind="medical", prefecture="東京都"),
    "pharmacy": FacilityProfile("みほん薬局", "2741234567", "pharmacy", prefecture="大阪府"),
    "hospital": FacilityProfile(
        "みほん病院", "1611234567", "medical", hospital=True, prefecture="富山県", units=3
    ),
}
FAILURES = (
    (ReceptionStep.CARD, "error", "card.unreadable", 5),
    (ReceptionStep.IDENTITY, "refused", "identity.refused", 6),
    (ReceptionStep.IDENTITY, "timeout", "", 5),
    (ReceptionStep.IDENTITY, "error", "pin.locked", 2),
    (ReceptionStep.CONSENT, "card_removed", "", 7),
    (ReceptionStep.CONSENT, "cancelled", "", 3),
    (ReceptionStep.CHECK, "error", "eligibility.network_down", 1),
)
"""How a reception ends without a result: step, outcome, cause, weight."""
MEAN_SECONDS = {
    ReceptionStep.CARD: 3.0,
    ReceptionStep.IDENTITY: 9.0,
    ReceptionStep.CONSENT: 8.0,
    ReceptionStep.CHECK: 2.5,
}


AGREED = {"健診": 0.5, "薬剤": 0.85, "診療": 0.8, "手術": 0.4}
"""The share of patients that agrees to each kind."""
VIEWED = 0.6
"""The share of these consents after which the information was looked up."""


def fill(store: Store, kind: str, seed: int = 1, months: int = 12) -> None:
    """Write a year of that kind into an empty store."""
    chance = random.Random(f"{kind} {seed}")
    store.add(entries(kind, chance, months))
    figures, views = [], {}
    for number in range(months):
        of = FIRST.plus(number)
        receipts = round(SIZES[kind] * 12 * chance.uniform(0.92, 1.08))
        persons = round(receipts * _share(number, months) * chance.uniform(0.97, 1.03))
        for title, part in AGREED.items():
            views[of, f"閲覧 {title}"] = round(persons * part * VIEWED)
        visits = "patients" if kind == "pharmacy" else "first_visits"
        part = 1.0 if kind == "pharmacy" else 0.3
        for name, value in (
            ("receipts", receipts), ("persons", persons), (visits, round(receipts * part)),
        ):  # fmt: skip
            figures.append(Figure(of, name, str(value), "import"))
    store.put_figures(figures)
    store.put_views(views)


def entries(kind: str, chance: random.Random, months: int = 12) -> Iterator[Entry]:
    """The receptions of the year, in order."""
    desks = ["受付1"] if kind != "hospital" else ["受付1", "受付2", "受付3"]
    for number in range(months):
        of = FIRST.plus(number)
        day = date(of.year, of.month, 1)
        while Month.of(day) == of:
            if day.weekday() < 6:
                usual = SIZES[kind] // (2 if day.weekday() == 5 else 1)
                for _ in range(round(usual * chance.uniform(0.8, 1.2))):
                    yield _entry(day, desks, chance, _share(number, months))
            day += timedelta(days=1)


def _entry(day: date, desks: list[str], chance: random.Random, share: float) -> Entry:
    at = datetime.combine(day, time(min(18, 8 + int(chance.triangular(0, 10, 2))), 0))
    if chance.random() > share:
        way = chance.choices([Way.INSURANCE, Way.NUMBER, Way.VISIT], [80, 18, 2])[0]
        return Entry(at, "", way, ReceptionStep.DONE, "completed")
    way = Way.PHONE if chance.random() < 0.06 else Way.CARD
    step, outcome, cause = ReceptionStep.DONE, "completed", ""
    if chance.random() < 0.06:
        step, outcome, cause, _ = chance.choices(FAILURES, [one[3] for one in FAILURES])[0]
    spent = {
        one: chance.lognormvariate(0, 0.4) * mean
        for one, mean in MEAN_SECONDS.items()
        if list(ReceptionStep).index(one) <= list(ReceptionStep).index(step)
    }
    agreed = (
        ()
        if step is not ReceptionStep.DONE
        else tuple(title for title, part in AGREED.items() if chance.random() < part)
    )
    return Entry(at, chance.choice(desks), way, step, outcome, cause, spent, agreed)


def _share(number: int, months: int) -> float:
    """The share that uses マイナ保険証, growing over the year."""
    return 0.34 + 0.26 * number / max(1, months - 1)
