"""Speed of the card over both transports, and a check that mutated input gives typed errors."""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from queue import Empty, Queue
from statistics import median
from time import perf_counter

from drivers.card.card_desk import MyNumberDesk
from drivers.card.reader import Reader
from drivers.card.virtual import fuzz
from drivers.card.virtual.card import VirtualCard
from drivers.card.virtual.reader import Chip, VirtualReader
from kiosk.bench import Row, at_most
from kiosk.desk.virtual.cards import CardStore
from kiosk.errors import KioskError
from kiosk.personas import find
from kiosk.session.events import CardPlaced, Event, Method

PERSONA = find("sakura")
WITH_PCSCD = Path(__file__).parents[2] / "tools" / "with-pcscd"
MUTATIONS, QUICK_MUTATIONS = 1_000_000, 30_000


def rows(quick: bool) -> list[Row]:
    """Whole identification reads in-process and over pcscd, APDUs, and mutations.

    Uses a running pcscd with vpcd, else, in a checkout, `tools/with-pcscd`. Without both, their
    rows are left out.
    """
    rounds = 40 if quick else 200
    with tempfile.TemporaryDirectory() as folder:
        store = CardStore(Path(folder))
        reader = VirtualReader()
        found = _reads("inprocess", store, reader, reader.insert, rounds=rounds, goal=8.0)
        reader.close()
        found += _pcscd(store, rounds)
        found += _mutations(store, QUICK_MUTATIONS if quick else MUTATIONS)
    return found


def _reads(
    name: str,
    store: CardStore,
    reader: Reader,
    insert: Callable[[Chip], None],
    *,
    rounds: int,
    goal: float,
) -> list[Row]:
    """Time complete reads: facts, 照合番号B, photo, terminal, certificate and signature."""
    printed = store.printed(PERSONA)
    desk = MyNumberDesk(reader, printed=lambda: printed, terminal=store.terminal())
    events: Queue[Event] = Queue()
    desk.watch(events.put)
    insert(store.card(PERSONA))
    while not isinstance(events.get(timeout=10), CardPlaced):
        pass
    times, size = [], 0
    for _ in range(rounds):
        began = perf_counter()
        desk.identify()
        size = len(desk.photo())
        desk.sign(bytes(32), Method.FACE)
        times.append((perf_counter() - began) * 1000)
        desk.release()
    times.sort()
    return [
        at_most(f"card_read_{name}_p50", median(times), "ms", goal),
        Row(f"card_read_{name}_p99", round(times[int(len(times) * 0.99)], 3), "ms"),
        Row(f"card_read_{name}_apdus", desk.use().apdus, "APDUs"),
        Row(f"card_read_{name}_photo", size, "bytes"),
    ]


def _pcscd(store: CardStore, rounds: int) -> list[Row]:
    try:
        return _over_pcscd(store, rounds)
    except (KioskError, Empty):
        pass
    if sys.platform != "linux" or not WITH_PCSCD.exists():
        return []
    done = subprocess.run(
        [sys.executable, WITH_PCSCD, sys.executable, "-m", __name__, str(rounds)],
        capture_output=True,
        text=True,
        check=False,
    )
    return [Row(**row) for row in json.loads(done.stdout)] if done.returncode == 0 else []


def _over_pcscd(store: CardStore, rounds: int) -> list[Row]:
    from drivers.card.pcsc import PcscReader
    from drivers.card.virtual.vpcd import VpcdPlug

    reader, plugs = PcscReader("Virtual PCD"), []
    try:
        return _reads(
            "pcscd",
            store,
            reader,
            lambda chip: plugs.append(VpcdPlug(chip).start()),
            rounds=rounds,
            goal=40.0,
        )
    finally:
        for plug in plugs:
            plug.stop()
        reader.close()


def _mutations(store: CardStore, count: int) -> list[Row]:
    """Mutated commands to the card, mutated objects to the parser, mutated answers to a session."""
    content, chance = store.card(PERSONA).content, random.Random(7)
    face = content.applications[1].files[0x02]
    data: bytes = face.content  # type: ignore[union-attr]
    make = partial(VirtualCard, content)
    began = perf_counter()
    commands, objects = count * 6 // 10, count * 35 // 100
    answers = count - commands - objects
    failures = [
        *fuzz.card_takes_anything(make(), commands, chance),
        *fuzz.parser_takes_anything(data[:700], objects // 2, chance),
        *fuzz.parser_takes_anything(data, objects - objects // 2, chance),
        *fuzz.session_takes_anything(
            make, store.printed(PERSONA).code_b, store.terminal(), answers, chance
        ),
    ]
    for line in islice(failures, 10):
        sys.stderr.write(f"untyped: {line[:300]}\n")
    return [
        Row("card_mutations", count, "inputs"),
        at_most("card_mutations_untyped", len(failures), "errors", 0),
        Row("card_mutations_seconds", round(perf_counter() - began, 1), "s"),
    ]


if __name__ == "__main__":
    from dataclasses import asdict

    with tempfile.TemporaryDirectory() as home:
        measured = _over_pcscd(CardStore(Path(home)), int(sys.argv[1]))
    sys.stdout.write(json.dumps([asdict(row) for row in measured]))
