"""A card that misbehaves: one typed error, nothing half-read, and no secret sent twice."""

import itertools
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from drivers.card.card_desk import MyNumberDesk
from drivers.card.virtual.faulty_card import (
    KINDS,
    CardFault,
    Delayed,
    Empty,
    FaultyCard,
    Lying,
    Mute,
    PhotoBomb,
    PulledAt,
    StatusWord,
    Truncated,
    parse,
)
from kiosk import errors
from kiosk.session.events import CardFacts, CardTaken, Method
from kiosk.timing import REAL

Desk = Callable[..., MyNumberDesk]
LAST = 61
"""Commands of a whole face route."""


class Recorder(FaultyCard):
    """Remembers the secrets that reached the card."""

    def __init__(self, chip: Any, faults: list[CardFault]) -> None:
        super().__init__(chip, faults)
        self.secrets: list[bytes] = []

    def execute(self, raw: bytes) -> bytes:
        if raw[1] == 0x20 and len(raw) > 4:
            self.secrets.append(raw)
        return super().execute(raw)


def whole(reception: MyNumberDesk) -> tuple[CardFacts, bytes, bytes]:
    """A whole reading: facts, photo and certificate."""
    facts, photo = reception.identify(), reception.photo()
    return facts, photo, reception.sign(bytes(32), Method.FACE).certificate


def unharmed(cards: Any) -> tuple[CardFacts, bytes, bytes]:
    """What a card without faults gives."""
    from drivers.card.virtual.reader import VirtualReader
    from kiosk.personas import find

    reader = VirtualReader()
    reader.insert(cards("sakura"))
    printed = cards.store.printed(find("sakura"))
    reception = MyNumberDesk(reader, printed=lambda: printed, terminal=cards.terminal)
    read = whole(reception)
    reception.close()
    return read


@pytest.mark.parametrize("during", [False, True])
def test_a_card_pulled_at_any_command_is_a_card_taken(cards: Any, during: bool) -> None:
    from drivers.card.virtual.reader import VirtualReader
    from kiosk.personas import find

    printed = cards.store.printed(find("sakura"))
    for at in range(1, LAST + 1):
        reader, events = VirtualReader(), []
        reader.watch(events.append)
        chip = Recorder(cards("sakura"), [PulledAt(at, during=during)])
        reader.insert(chip)
        reception = MyNumberDesk(reader, printed=lambda: printed, terminal=cards.terminal)
        with pytest.raises(errors.CardRemoved):
            whole(reception)
        assert isinstance(events[-1], CardTaken)
        assert len(chip.secrets) <= 1
        reception.close()


def test_a_card_pulled_in_the_middle_is_a_card_taken_on_both_transports(
    place: Any, cards: Any, desk: Desk
) -> None:
    place.put(FaultyCard(cards("sakura"), [PulledAt(30, during=True)]))
    with pytest.raises(errors.CardRemoved):
        whole(desk("sakura"))
    place.until(CardTaken)


def test_a_verify_whose_answer_was_lost_is_asked_for_and_never_repeated(
    place: Any, cards: Any, desk: Desk
) -> None:
    card = cards("sakura")
    chip = Recorder(card, [PulledAt(11, during=True)])
    place.put(chip)
    reception = desk("sakura")
    reception.identify()  # nine commands, then the counter, then the secret
    with pytest.raises(errors.CardRemoved):
        reception.check_pin("9999", allow_last=False)
    place.until(CardTaken)
    assert len(chip.secrets) == 1
    place.remove()
    place.put(card)
    assert reception.identify().pin_tries == 2


@pytest.mark.parametrize("place", ["inprocess"], indirect=True)
@pytest.mark.parametrize(
    "fault",
    [
        StatusWord(6, 0, sw=0x6105),
        StatusWord(6, 0, sw=0x6C05),
        Empty(14, 0),
        Empty(3, 1),
        Truncated(14, 0, keep=1),
        Truncated(13, 1, keep=0),
        Lying(13, 1, offset=0, data="ff2084ffffffff"),
        Lying(13, 1, offset=0, data="ff2080"),
        Lying(13, 1, offset=2, data="82ffff"),
        Lying(14, 1, offset=0, data="df2784ffffffff"),
        StatusWord(15, 1, sw=0x6F00),
        StatusWord(15, 1, sw=0x6B00),
        StatusWord(14, 1, sw=0x6B00),
    ],
    ids=repr,
)
def test_data_that_lie_are_malformed(place: Any, cards: Any, desk: Desk, fault: CardFault) -> None:
    place.put(FaultyCard(cards("sakura"), [fault]))
    with pytest.raises((errors.Malformed, errors.NotMyNumberCard)):
        whole(desk("sakura"))


def test_any_status_word_at_any_command_is_a_typed_error_or_harmless(cards: Any) -> None:
    from drivers.card.virtual.reader import VirtualReader
    from kiosk.personas import find

    printed = cards.store.printed(find("sakura"))
    words = (0x6282, 0x6300, 0x63C0, 0x6982, 0x6A82, 0x9000)
    places = (*range(1, 12), *range(53, LAST + 1))
    ends: set[str] = set()
    for at, word in itertools.product(places, words):
        reader = VirtualReader()
        chip = Recorder(cards("sakura"), [StatusWord(at, sw=word)])
        reader.insert(chip)
        reception = MyNumberDesk(reader, printed=lambda: printed, terminal=cards.terminal)
        try:
            whole(reception)
            ends.add("harmless")
        except errors.KioskError as error:
            ends.add(type(error).__name__)
        assert len(chip.secrets) <= 1
        reception.close()
    assert ends > {"harmless", "NotMyNumberCard", "CertificateInvalid", "Unreadable"}, ends


def test_one_6f00_after_power_on_is_only_the_first_command(
    place: Any, cards: Any, desk: Desk
) -> None:
    place.put(FaultyCard(cards("sakura"), [StatusWord(1, sw=0x6F00)]))
    assert desk("sakura").identify().pin_tries == 3


def test_the_common_record_tells_the_expiry_where_get_data_does_not(
    place: Any, cards: Any, desk: Desk
) -> None:
    place.put(FaultyCard(cards("card_expired"), [StatusWord(1, sw=0x6A88)]))
    with pytest.raises(errors.CardExpired):
        desk("card_expired").identify()


def test_6282_at_the_end_of_a_file_is_as_good_as_9000(place: Any, cards: Any, desk: Desk) -> None:
    class Warns(FaultyCard):
        def execute(self, raw: bytes) -> bytes:
            answer = super().execute(raw)
            return answer[:-2] + b"\x62\x82" if raw[1] == 0xB0 and len(answer) < 258 else answer

    place.put(Warns(cards("sakura"), []))
    assert whole(desk("sakura")) == unharmed(cards)


def test_61xx_is_followed_to_the_end(place: Any, cards: Any, desk: Desk) -> None:
    class Chains(FaultyCard):
        """Gives every long answer in pieces, as T=0 cards do."""

        rest = b""

        def execute(self, raw: bytes) -> bytes:
            if raw[1] == 0xC0:
                piece, self.rest = self.rest[: raw[4] or 256], self.rest[raw[4] or 256 :]
            else:
                answer = super().execute(raw)
                if len(answer) < 102:
                    return answer
                piece, self.rest = answer[:100], answer[100:-2]
            return piece + (b"\x61" + bytes([len(self.rest)]) if self.rest else b"\x90\x00")

    place.put(Chains(cards("sakura"), []))
    assert whole(desk("sakura")) == unharmed(cards)


def test_a_silent_chip_is_unreadable(place: Any, cards: Any, desk: Desk) -> None:
    place.put(FaultyCard(cards("sakura"), [Mute(4)]))
    with pytest.raises(errors.Unreadable):
        desk("sakura").identify()


def test_a_late_answer_is_waited_for(place: Any, cards: Any, desk: Desk) -> None:
    place.put(FaultyCard(cards("sakura"), [Delayed(3, seconds=0.05)]))
    reception = desk("sakura")
    reception.identify()
    assert reception.use().seconds >= 0.05


class Prepared:
    """A chip that gives one answer."""

    atr = b""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    def execute(self, raw: bytes) -> bytes:
        return self._answer


def test_an_answer_without_data_is_the_status_word_alone() -> None:
    assert Empty().answer(Prepared(b"12\x90\x00"), b"", REAL) == b"\x90\x00"


@pytest.mark.parametrize("head", [b"ihdr", b"\xff\x51...."])
@pytest.mark.parametrize("before", [b"", b"0123"])
@pytest.mark.parametrize("after", [b"", b"4567"])
def test_a_photo_bomb_changes_the_size_and_nothing_else(
    head: bytes, before: bytes, after: bytes
) -> None:
    def bombed(size: bytes) -> bytes:
        answer = before + head + size + after + b"\x90\x00"
        return PhotoBomb().answer(Prepared(answer), b"", REAL)

    huge = b"\x00\x00\xff\xff" * 2
    assert bombed(b"sizesize") == before + head + huge + after + b"\x90\x00"
    if not after:  # the answer ends before the size does
        assert bombed(b"sizesiz") == before + head + b"sizesiz" + b"\x90\x00"


def test_a_photo_bomb_is_seen_in_the_header(place: Any, cards: Any, desk: Desk) -> None:
    place.put(FaultyCard(cards("sakura"), [PhotoBomb()]))
    reception = desk("sakura")
    reception.identify()
    with pytest.raises((Image.DecompressionBombError, Image.DecompressionBombWarning)):
        Image.open(BytesIO(reception.photo()))


def test_two_cards_at_once_are_refused(cards: Any) -> None:
    from drivers.card.virtual.reader import VirtualReader

    reader = VirtualReader()
    reader.insert(cards("sakura"))
    reader.insert(cards("kenji"))
    with pytest.raises(errors.SecondCard):
        MyNumberDesk(reader).identify()
    reader.remove()


def test_a_scenario_file_names_faults() -> None:
    assert parse([{"fault": "pulled", "at": 12}, {"fault": "delay", "seconds": 2}]) == (
        PulledAt(12),
        Delayed(seconds=2),
    )
    assert parse([{"fault": name} for name in KINDS]) == tuple(kind() for kind in KINDS.values())


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"fault": "pulled_out"}, "known: pulled"),
        ({}, "None"),
        ({"fault": "delay", "second": 1}, "seconds"),
        ({"fault": "delay", "at": "3"}, "int"),
        ({"fault": "status", "sw": 0x10000}, "'sw' of card fault 'status' must be from 0 to 65535"),
        ({"fault": "status", "sw": -1}, "from 0 to 65535"),
        ({"fault": "pulled", "at": 0}, "from 1 to"),
        ({"fault": "mute", "times": -1}, "from 0 to"),
        ({"fault": "delay", "seconds": float("nan")}, "from 0 to 3600"),
        ({"fault": "lying", "data": "84zz"}, "hexadecimal"),
    ],
)
def test_a_mistake_in_a_scenario_file_is_named(entry: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse([entry])
