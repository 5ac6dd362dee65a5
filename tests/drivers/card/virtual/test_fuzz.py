"""Anything may come from either side: it ends in a status word, or in a typed error."""

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.card.apdu import Command
from drivers.card.virtual import fuzz
from drivers.card.virtual.card import VirtualCard
from drivers.card.virtual.files import Application, Content, Secret, Transparent
from kiosk.personas import find

FILES = {1: Transparent(bytes(300)), 2: Transparent(b"x", frozenset({3})), 3: Secret(b"1", 3, 3)}
CARD = VirtualCard(Content(b"\x3b\x80", (Application(b"\xd3\x92", FILES),)))


@settings(deadline=None)
@given(
    st.builds(
        Command,
        *[st.integers(0, 255)] * 4,
        st.binary(max_size=600),
        st.none() | st.integers(1, 65536),
        st.booleans(),
    )
)
def test_a_command_survives_its_encoding(command: Command) -> None:
    again = Command.parse(command.encode())
    assert (again.data, again.le, again.p1) == (command.data, command.le, command.p1)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_a_card_answers_every_byte_string_with_a_status_word(raw: bytes) -> None:
    for begin in (b"", b"\x00\xa4\x04\x0c\x02\xd3\x92", b"\x00\xb0\x81\x00\x00"):
        assert len(CARD.execute(begin + raw)) >= 2


def test_mutated_commands_objects_and_answers_end_in_typed_errors(cards: Any) -> None:
    chance = random.Random(11)
    content = cards("sakura").content
    face: Any = content.applications[1].files[0x02]
    code_b = cards.store.printed(find("sakura")).code_b
    failures = [
        *fuzz.card_takes_anything(VirtualCard(content), 5000, chance),
        *fuzz.parser_takes_anything(face.content[:700], 5000, chance),
        *fuzz.session_takes_anything(
            lambda: VirtualCard(content), code_b, cards.terminal, 500, chance
        ),
    ]
    assert failures == []
