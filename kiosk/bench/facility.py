"""`kiosk bench facility`: the office's report and a page of it over five years.

Five years of 1,000 receptions a day are counted into a file of their own first; what is measured is
what the office waits for: the report, one page, the memory that both take.
"""

import random
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from kiosk.bench import Row, at_most, resident_mb
from kiosk.facility.counting.record import Entry, ReceptionStep, Way
from kiosk.facility.counting.store import Figure, Store
from kiosk.facility.counting.worth import Office
from kiosk.facility.profile import FacilityProfile
from kiosk.facility.report import page, pictures
from kiosk.facility.report import tables as made
from kiosk.facility.values import Month

FIRST = date(2021, 12, 1)
DAYS = 1826
A_DAY = 1000
TODAY = date(2026, 11, 27)


def rows(quick: bool) -> list[Row]:
    """Seconds of the report, milliseconds of a page, peak memory in MB; `quick` counts a year."""
    days = DAYS // 5 if quick else DAYS
    with tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as folder:
        store = Store(Path(folder))
        try:
            begun = time.perf_counter()
            store.add(receptions(days))
            counted = days * A_DAY / (time.perf_counter() - begun)
            store.put_figures(figures(days))
            return [
                Row("receptions_counted", days * A_DAY, ""),
                Row("receptions_counted_per_second", round(counted), "1/s"),
                *_report(store),
                *_page(store),
                Row("file", round(store.file.stat().st_size / 1e6, 1), "MB"),
                Row("memory", round(resident_mb()), "MB"),
            ]
        finally:
            store.close()


def receptions(days: int) -> Iterator[Entry]:
    """The receptions of that many days, three kiosks, the same each time."""
    chance = random.Random(5)
    ends = [(ReceptionStep.DONE, "completed", "")] * 18 + [
        (ReceptionStep.IDENTITY, "timeout", ""),
        (ReceptionStep.CONSENT, "card_removed", ""),
        (ReceptionStep.IDENTITY, "error", "pin.locked"),
    ]
    for number in range(days):
        day = FIRST + timedelta(days=number)
        for _ in range(A_DAY):
            step, outcome, cause = chance.choice(ends)
            way = Way.CARD if chance.random() < 0.9 else Way.PHONE
            at = datetime(day.year, day.month, day.day, 8 + int(10 * chance.random()))
            desk = f"desk {int(3 * chance.random())}"
            spent = {
                ReceptionStep.CARD: 2.0,
                ReceptionStep.IDENTITY: 20 * chance.random(),
                ReceptionStep.CONSENT: 6.0,
            }
            yield Entry(at, desk, way, step, outcome, cause, spent)


def figures(days: int) -> Iterator[Figure]:
    """Receipts and persons of each month."""
    for of in Month.of(FIRST).until(Month.of(FIRST + timedelta(days=days - 1))):
        for name, value in (("receipts", 12_000), ("persons", 6_000), ("first_visits", 4_000)):
            yield Figure(of, name, str(value), "import")


def _report(store: Store) -> list[Row]:
    """The report, the first time: with loading what draws it."""
    begun = time.perf_counter()
    _whole(store)
    first = time.perf_counter() - begun
    tracemalloc.start()
    try:
        _whole(store)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    return [at_most("report", round(first, 2), "s", 2), at_most("report_memory", peak, "MB", 100)]


def _whole(store: Store) -> str:
    return page.html(page.tables(store, FacilityProfile(), TODAY), FacilityProfile(), TODAY)


def _page(store: Store) -> list[Row]:
    """The page 利用率: its table and its picture, when the window opens it."""
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        table = made.use(Office(store, FacilityProfile()))
        pictures.pictures({"use": table})
        spent.append(time.perf_counter() - begun)
    return [at_most("page", round(1000 * max(spent), 1), "ms", 200)]
