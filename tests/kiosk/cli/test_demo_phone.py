"""Whole receptions with a phone: virtual phones, real pixels, real windows."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from typer.testing import CliRunner

from kiosk.apps.clicks import Pace
from kiosk.apps.demo.headless import play
from kiosk.apps.demo.output_files import Output
from kiosk.apps.simulated_patient import SimulatedPatient
from kiosk.cli.main import app
from kiosk.config import Config
from kiosk.personas import find
from kiosk.records.reading import open_receptions
from kiosk.session.events import CardKind, Fault, Method

QUICK = Pace(thinking_ms=350, typing_ms=20)


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store of phones for all receptions here: keys take long to make."""
    return tmp_path_factory.mktemp("cards")


@pytest.fixture
def perform(tmp_path: Path, cards: Path, qapp: QApplication) -> Any:
    def perform(name: str, pin: str = "", **changes: Any) -> dict[str, Any]:
        config = Config.model_validate(
            {
                "timing": {"done": 1.0, "message": 3.0},
                "camera": {"source": "empty"},
                "folder": {
                    "data": str(cards),
                    "registry": str(tmp_path / "registry.sqlite"),
                    "face": str(tmp_path / "face"),
                    "journal": str(tmp_path / "journal.jsonl"),
                },
                **changes,
            }
        )
        persona = find(name)
        actor = SimulatedPatient(Method.PHONE, pin or persona.card.pin, CardKind(persona.card.kind))
        report = play(config, persona, actor, Output(tmp_path), QUICK)
        assert open_receptions(tmp_path / "journal.jsonl") == []
        pages = {file.stem[3:] for file in tmp_path.glob("[0-9]*.png")}
        return {**report, "pages": pages}

    return perform


@pytest.mark.parametrize("reader", ["own", "same"])
@pytest.mark.parametrize(
    ("name", "pages"),
    [("iphone", {"phone", "hold"}), ("android", {"phone", "pin", "hold"})],
)
def test_a_phone_is_received_from_the_waiting_screen_to_the_result(
    perform: Any, tmp_path: Path, name: str, pages: set[str], reader: str
) -> None:
    report = perform(name, reader={"phones": reader})
    assert report["card"]["apdus"] > 0
    assert report["outcome"] == "completed"
    assert report["pages"] >= pages | {"idle", "consent-all", "wait", "done"}
    assert not report["pages"] & {"take-card", "method", "face-align"}
    result = (tmp_path / report["result_file"]).read_bytes().decode("cp932")
    assert find(name).person.name in result


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("phone_unregistered", Fault.PHONE_NOT_REGISTERED),
        ("phone_locked", Fault.PHONE_PIN_LOCKED),
    ],
)
def test_phones_that_will_not_do_are_named_and_leave_nothing(
    perform: Any, tmp_path: Path, name: str, fault: Fault
) -> None:
    report = perform(name)
    assert (report["outcome"], report["fault"]) == ("refused", fault)
    assert list((tmp_path / "face").iterdir()) == []
    assert "error" in report["pages"]


def test_a_wrong_pin_of_a_phone_is_given_up_at_once_and_refused(
    perform: Any, tmp_path: Path
) -> None:
    report = perform("android", pin="0000", timing={"done": 0.4, "message": 3.0, "pin": 600})
    assert (report["outcome"], report["result_file"]) == ("refused", None)
    assert {"pin-wrong", "phone"} <= report["pages"]


def test_a_card_is_no_phone_and_the_command_says_so(tmp_path: Path) -> None:
    words = ["demo", "--method", "smartphone", "--card", "sakura", "--out", str(tmp_path)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert "take iphone or android" in done.output.replace("\n", " ")
