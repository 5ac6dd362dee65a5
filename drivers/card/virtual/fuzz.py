"""Fuzzing with mutated commands, data and answers: only typed errors may occur."""

import contextlib
import random  # noqa: TID251  the caller gives the seed
from collections.abc import Callable, Iterator

from drivers.card import tlv
from drivers.card.apdu import Command, read_binary, select_aid, select_ef, verify
from drivers.card.mynumber import COMMON, FACE, JPKI, TEXT, MyNumberCard, Terminal
from drivers.card.transport import MeasuredTransport, split
from drivers.card.virtual.card import VirtualCard
from kiosk.errors import KioskError, Malformed

COMMANDS = tuple(
    command.encode()
    for command in (
        *(select_aid(aid) for aid in (JPKI, FACE, TEXT, COMMON)),
        *(select_ef(ef) for ef in (0x01, 0x02, 0x0A, 0x16, 0x17, 0x18)),
        *(read_binary(0, ef=ef) for ef in (0x01, 0x02, 0x06, 0x0A)),
        read_binary(0x0123, 64),
        read_binary(0, 65536),
        verify(0x18),
        verify(0x18, b"1234"),
        verify(0x12, b"56041220362285"),
        Command(0x00, 0xB2, 0x01, 0x0C, le=256),
        Command(0x00, 0xCA, 0x00, 0xF2, le=256),
        Command(0x00, 0x84, 0x00, 0x00, le=32),
        Command(0x00, 0x82, 0x00, 0x96, bytes(256)),
        Command(0x80, 0xA2, 0x00, 0xC1, bytes.fromhex("7f2182023 45f4e820129".replace(" ", ""))),
        Command(0x80, 0x2A, 0x00, 0x97, bytes(51), le=256),
    )
)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """`data` with one to three small mutations: a byte, a bit, a cut, an insertion, a repeat."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(out) + 1)
        match chance.randrange(6):
            case 0 if at < len(out):
                out[at] = chance.choice((0x00, 0x7F, 0x80, 0xFF, chance.randrange(256)))
            case 1 if at < len(out):
                out[at] ^= 1 << chance.randrange(8)
            case 2:
                del out[at:]
            case 3:
                out[at:at] = chance.randbytes(chance.randint(1, 5))
            case 4:
                del out[at : at + chance.randint(1, 3)]
            case _:
                out += out[at:][:40]
    return bytes(out)


def card_takes_anything(card: VirtualCard, rounds: int, chance: random.Random) -> Iterator[str]:
    """Send mutated commands to the card; yields a line for each without an answer."""
    card.power_on()
    for number in range(rounds):
        if number % 64 == 0:
            card.power_on()
            card.execute(chance.choice(COMMANDS[:4]))
        raw = mutate(chance.choice(COMMANDS), chance)
        try:
            if len(card.execute(raw)) < 2:
                yield f"{raw.hex()}: no status word"
        except Exception as error:
            yield f"{raw.hex()}: {error!r}"


def parser_takes_anything(data: bytes, rounds: int, chance: random.Random) -> Iterator[str]:
    """Parse mutations of an object; yields a line for each error that is not Malformed."""
    tag = tlv.head(data).tag
    for _ in range(rounds):
        raw = mutate(data, chance)
        try:
            tlv.children(raw, tag)
        except Malformed:
            continue
        except Exception as error:
            yield f"{raw.hex()}: {error!r}"


class LyingChip:
    """A transport that mutates answers at random, with probability `odds`."""

    def __init__(self, card: VirtualCard, chance: random.Random, odds: float) -> None:
        self._card, self._chance, self._odds = card, chance, odds
        self.answers = 0
        card.power_on()

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        """The card's answer, or a mutation of it."""
        answer = self._card.execute(apdu)
        if self._chance.random() < self._odds:
            answer = mutate(answer, self._chance)
            self.answers += 1
        return split(answer)


def session_takes_anything(
    make: Callable[[], VirtualCard],
    code_b: str,
    terminal: Terminal,
    rounds: int,
    chance: random.Random,
) -> Iterator[str]:
    """Run complete sessions until `rounds` answers were mutated; yields each untyped error."""
    done = 0
    while done < rounds:
        lying = LyingChip(make(), chance, chance.choice((0.02, 0.1, 0.5)))
        session = MyNumberCard(MeasuredTransport(lying))
        for ask in (
            session.facts,
            lambda one=session: one.photo(code_b),
            lambda one=session: one.authenticate_terminal(terminal),
            session.certificate,
            lambda one=session: one.sign(bytes(32)),
            lambda one=session: one.attributes("1234"),
        ):
            try:
                with contextlib.suppress(KioskError):
                    ask()
            except Exception as error:
                yield repr(error)
        done += max(lying.answers, 1)
