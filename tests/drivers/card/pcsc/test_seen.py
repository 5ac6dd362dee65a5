"""What the watcher makes of the states that PC/SC tells: only changes, and whose card it is."""

import pytest

pytest.importorskip("smartcard.scard", reason="pyscard is not installed")

from drivers.card.watcher import _Seen
from kiosk.errors import NoReader, ServiceDown
from kiosk.session.events import CardPlaced, CardTaken, Event, ReaderDown, ReaderReady

PRESENT = 0x20


def card(count: int, name: str = "front") -> dict[str, int]:
    return {name: PRESENT | count << 16}


def empty(count: int = 0, name: str = "front") -> dict[str, int]:
    return {name: count << 16}


LOST = NoReader("unplugged")


def told(*steps: dict[str, int] | NoReader | ServiceDown) -> list[str]:
    events: list[Event] = []
    seen = _Seen(events.append)
    for one in steps:
        if isinstance(one, dict):
            seen.now(one)
        else:
            seen.down(one)
    names = {ReaderReady: "ready", ReaderDown: "down", CardTaken: "taken", CardPlaced: "placed"}
    return ["stayed" if isinstance(e, CardPlaced) and e.stayed else names[type(e)] for e in events]


BACK = ["ready", "placed", "taken", "down", "ready"]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([empty(), card(1)], ["ready", "placed"]),
        ([card(1), card(1)], ["ready", "placed"]),
        ([card(1), card(3)], ["ready", "placed", "taken", "placed"]),
        ([LOST, LOST, ServiceDown("x")], ["down", "down"]),
        ([card(1), LOST, card(1)], [*BACK, "stayed"]),
        ([card(1), LOST, ServiceDown("x"), card(1)], ["ready", "placed", "taken", "down", "down",
                                                      "ready", "stayed"]),
        ([card(1), LOST, empty(), card(1)], [*BACK, "stayed"]),
        ([card(1), LOST, card(1), empty(2)], [*BACK, "stayed", "taken"]),
        ([card(1), LOST, card(1), card(3)], [*BACK, "stayed", "taken", "placed"]),
        ([card(1), LOST, card(1), empty(2), card(3)], [*BACK, "stayed", "taken", "placed"]),
        ([empty(), LOST, card(1)], ["ready", "down", "ready", "placed"]),
        ([card(1), {**card(1), **card(1, "side")}], ["ready", "placed", "placed"]),
        ([{**card(1), **card(1, "side")}, card(1)], ["ready", "placed", "taken", "placed"]),
    ],
)  # fmt: skip
def test_only_changes_are_told_and_a_card_that_stayed_is_said_to_have(
    steps: list[dict[str, int] | NoReader | ServiceDown], expected: list[str]
) -> None:
    assert told(*steps) == expected
