"""Figures of one month as they are typed, on the command line or in the office's window."""

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.facility import values
from kiosk.facility.counting.store import Figure
from kiosk.facility.counting.tables_in import AT_MOST, TITLES
from kiosk.facility.values import Mistake, Month

TYPED: Mapping[str, Callable[[Any], Any]] = {
    "receipts": values.count,
    "persons": values.count,
    "rate": values.rate,
    "first_visits": values.count,
    "patients": values.count,
}
"""The figures that are typed, and how each is read."""


def figures(
    of: Month, given: Mapping[str, Any], known: Mapping[tuple[Month, str], Figure]
) -> list[Figure]:
    """The typed figures of a month; `given` has the keys of TYPED, None for a figure that was left
    out. Raises Mistake when no figure is given, or when two figures of the month contradict each
    other.
    """
    typed = [
        Figure(of, name, str(value), "typed") for name, value in given.items() if value is not None
    ]
    if not typed:
        raise Mistake("数が1つも入力されていません")
    merged = {**known, **{(of, one.name): one for one in typed}}
    for less, more in AT_MOST:
        small, great = merged.get((of, less)), merged.get((of, more))
        if small and great and int(small.value) > int(great.value):
            raise Mistake(
                f"{TITLES[less]} {small.value} が{TITLES[more]} {great.value} を超えています"
            )
    return typed
