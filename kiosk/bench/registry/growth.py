"""How the cost of a check grows with the number of persons: part of `kiosk bench registry`.

Registries of all sizes are in one PostgreSQL and are measured in turns, so other load of the
machine affects all of them.
"""

import os
import random
import statistics
import time
from contextlib import ExitStack, closing

from kiosk import clock
from kiosk.bench import Row, at_most, postgres
from kiosk.eligibility.national.checks import CheckQuestion
from kiosk.eligibility.national.store.generate import fill, made
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National

FACILITY = "1312345678"
SMALL, LARGE = 10_000, 10_000_000
ROUNDS, CHECKS = 12, 250
TEN_MILLION = "UKETSUKE_BENCH_TEN_MILLION"
"""Environment variable that adds the largest size: minutes to fill, and 6 GB of disk."""


def rows(cluster: str, registry: Registry, persons: int, seed: int) -> list[Row]:
    """Milliseconds of a check at each size, and the ratio of the largest to the smallest.

    `registry` has `persons`; the others are created in databases of their own.
    """
    found: list[Row] = []
    with ExitStack() as stack:

        def other(size: int) -> Registry:
            made_here = Registry(postgres.database(cluster, f"persons_{size}"))
            stack.enter_context(closing(made_here))
            begun = time.perf_counter()
            fill(made_here, size, seed)
            if size == LARGE:
                spent = round(time.perf_counter() - begun, 1)
                found.append(Row("fill_postgresql_10m", spent, "s"))
            return made_here

        sizes = {SMALL: other(SMALL), persons: registry}
        if os.environ.get(TEN_MILLION):
            sizes[LARGE] = other(LARGE)
        taken = _in_turns(sizes, seed)
    found += [Row(f"check_{size}", round(ms, 3), "ms") for size, ms in taken.items()]
    growth = (max(taken.values()) / taken[SMALL] - 1) * 100
    return [*found, at_most("check_growth", growth, "%", 25)]


def _in_turns(sizes: dict[int, Registry], seed: int) -> dict[int, float]:
    """Median milliseconds of a check at each size, measured in turns."""
    national = {size: National(registry) for size, registry in sizes.items()}
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    today, chance = clock.today(), random.Random(seed)
    for turn in range(ROUNDS + 1):
        for size, one in national.items():
            spent = []
            for index in chance.sample(range(size), CHECKS):
                asked = CheckQuestion(today, made(index, seed, today).search)
                begun = time.perf_counter()
                (finding,) = one.check(FACILITY, [asked])
                spent.append((time.perf_counter() - begun) * 1000)
                assert finding.results
            if turn:  # the first round warms up
                taken[size] += spent
    return {size: statistics.median(ms) for size, ms in taken.items()}
