"""Fixtures of the virtual card."""

from typing import Any

import pytest

from tests.support.cards import Talk


@pytest.fixture
def talk(cards: Any) -> Talk:
    """The card of a persona, to talk to."""
    return Talk(cards("sakura"))
