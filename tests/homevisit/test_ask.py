"""`kiosk homevisit ask`: the presenter's re-check through the OQS folder."""

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli.main import app
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.homevisit.visits import Ledger, NewVisit
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.server.exchange import Exchange
from kiosk.eligibility.server.oqs_folder import FolderServer
from kiosk.eligibility.uses import Use
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from tests.support.homevisit import CODE, Moved


@pytest.fixture
def folder(national: National, tmp_path: Path) -> Iterator[Path]:
    server = FolderServer(tmp_path / "OQS", Exchange(national, Facility(CODE)))
    stop = threading.Event()
    thread = threading.Thread(target=server.run, args=(stop,))
    thread.start()
    yield tmp_path / "OQS"
    stop.set()
    thread.join(60)
    server.close()


def ask(folder: Path, *more: str) -> tuple[int, str]:
    told = CliRunner().invoke(app, ["homevisit", "ask", "kenji", CODE, str(folder), *more])
    return told.exit_code, told.output


def test_a_recheck_is_answered_and_after_a_lapse_refused_with_its_reason(
    folder: Path, national: National, clock: Moved
) -> None:
    assert "UKE1007" in ask(folder)[1]
    holder, _ = national.registry.of_card(serial_of("kenji"))
    with national.registry.transaction() as connection:
        ledger = Ledger(connection, CODE, national.clock(), national.settings)
        ledger.register(holder, NewVisit("r", Use.VISIT, Answers(frozenset({Category.CARE}))))
    for answer in (folder / "res").iterdir():
        answer.unlink()
    code, said = ask(folder)
    assert (code, "資格有効性 1" in said) == (0, True), said
    assert "UKE1007" in ask(folder, "--online")[1]
    clock.now = dt.datetime(2027, 3, 1)
    for answer in (folder / "res").iterdir():
        answer.unlink()
    code, said = ask(folder)
    assert (code, "UKE1014" in said) == (1, True), said


@pytest.mark.parametrize(
    ("persona", "why"), [("bank", "has no insurance"), ("nobody", "no persona 'nobody'")]
)
def test_who_cannot_be_asked_about_is_refused(tmp_path: Path, persona: str, why: str) -> None:
    told = CliRunner().invoke(app, ["homevisit", "ask", persona, CODE, str(tmp_path)])
    assert told.exit_code == 2
    assert why in told.output


def test_a_folder_that_nobody_serves_is_named(tmp_path: Path) -> None:
    code, said = ask(tmp_path)
    assert code == 1
    assert "there is no folder" in said
