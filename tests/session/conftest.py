"""Fixtures of the session tests."""

import pytest

from tests.support.session import Desk, desk_of


@pytest.fixture
def desk() -> Desk:
    return desk_of("2025-09-19")


@pytest.fixture
def old_desk() -> Desk:
    return desk_of("2023-05")
