"""The fault matrix: its cells are scenarios; a sample of them is played here, `make matrix` plays
all.
"""

import random

import pytest

from kiosk.testkit import matrix
from kiosk.testkit.client import Service
from kiosk.testkit.playing.play import Options, play_one

SAMPLE = sorted(random.Random(22).sample(matrix.chosen([]), 10))
"""The same cells each time, until the matrix changes."""


@pytest.mark.parametrize("cell", SAMPLE, ids="@".join)
def test_a_fault_on_a_page_ends_on_the_waiting_screen_with_nothing_kept(
    cell: tuple[str, str], service: Service
) -> None:
    (scenario,) = matrix.scenarios([cell], service, matrix.strikes())
    assert play_one(scenario, service, Options(keep="never")).failure == ""


def test_every_fault_of_the_kit_strikes_on_some_page(service: Service) -> None:
    known = {*service.names()["faults"], *matrix.FROM_NOW_ON, *matrix.ACTS}
    assert known - matrix.strikes().keys() == set()


def test_every_page_of_the_program_is_one_of_the_matrix(service: Service) -> None:
    reached = {page.partition(".")[0] for ends in matrix.strikes().values() for page in ends}
    assert set(service.names()["pages"]) - reached == {"subsidy"}  # no shipped card leads there


def test_cells_are_chosen_by_patterns() -> None:
    assert matrix.chosen(["net.down@pin*"]) == [("net.down", "pin"), ("net.down", "pin.checking")]
    assert matrix.chosen(["net.down@nowhere"]) == []
