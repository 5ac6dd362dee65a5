"""A training from its start to the sheet, with the real desk and the staff's window."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser

from kiosk.apps.staff.controller import StaffController
from kiosk.apps.training.director import Training
from kiosk.apps.training.patient import waits
from kiosk.apps.training.run import afresh, names, side_by_side
from kiosk.config import Config
from kiosk.errors import FolderUnwritable
from kiosk.session.events import Method
from kiosk.staff.accounts import DEMO, demo_accounts
from kiosk.staff.acts import Compared, SignIn, StartVisual
from kiosk.staff.roles import Role
from kiosk.staff.view import DemoAccount, Status
from kiosk.timing import REAL
from kiosk.training.case import FOLDER
from kiosk.training.choose import chosen
from kiosk.training.judge import Judgement
from tests.support.table import QUICK
from ui.gallery.samples import screens
from ui.kit.buttons import Pressable
from ui.staff.window import SMALLEST as STAFF
from ui.training.model import Begin, EndCase, Phase, Say
from ui.training.window import SMALLEST as PANEL

TIME_LIMIT_S = 40


class Trainee:
    """Somebody at the staff's window and the panel."""

    def __init__(self, training: Training, staff: StaffController, kept: list[str]) -> None:
        self.training, self.staff, self.kept = training, staff, kept

    def until(self, reached: Callable[[], bool], what: str) -> None:
        ends = monotonic() + TIME_LIMIT_S
        while not reached():
            QTest.qWait(10)
            assert monotonic() < ends, f"waited for {what}: {self.training.view.talk}"

    def at_desk(self) -> list[str]:
        """Wait until the patient is at the desk; what was said so far."""
        self.until(lambda: self.training.view.at_desk, "the patient at the desk")
        return [said.words for said in self.training.view.talk]

    def press(self, words: str) -> None:
        """Press what is labelled so in the panel."""
        buttons = self.training.window.findChildren(Pressable)
        next(b for b in buttons if b.isVisible() and words in b.accessibleName()).click()


QUEUE = ("in_sleeve", "not_found")
"""The cases of a training unless a test says others."""


def by_pin(case: str, folder: Path) -> str:
    """The shipped case with a patient who proves identity by PIN, sooner than by the face."""
    shipped = (FOLDER / f"{case}.toml").read_text(encoding="utf-8")
    file = folder / f"{case}.toml"
    if "method =" not in shipped.split("[[act]]")[0]:
        shipped = shipped.replace("persona =", 'method = "pin"\npersona =', 1)
    file.write_text(shipped, encoding="utf-8")
    return str(file)


@pytest.fixture
def trainee(
    tmp_path: Path, qapp: QApplication, request: pytest.FixtureRequest
) -> Iterator[Trainee]:
    config = Config.model_validate(
        {
            "timing": {"done": 0.3, "message": 0.2},
            "window": {"width": 400, "height": 640},
            "camera": {"source": "empty"},
            "folder": {
                "data": str(tmp_path / "data"),
                "registry": str(tmp_path / "registry.sqlite"),
                "face": str(tmp_path / "face"),
                "journal": str(tmp_path / "journal.jsonl"),
            },
        }
    )
    kept: list[str] = []

    def keep(page: str) -> str:
        if kept:
            raise FolderUnwritable("full")
        kept.append(page)
        return "training.html"

    wanted = getattr(request, "param", QUEUE)
    cases = chosen(",".join(by_pin(one, tmp_path) for one in wanted), 1, len(wanted), names())
    training = Training(config, cases, keep, trainee="研修生", seed=1, pace=QUICK, time=REAL)
    accounts = [DemoAccount(role, *known) for role, known in DEMO.items()]
    staff = StaffController([training.table.kiosk], demo_accounts, accounts)
    staff.acted.connect(training.acted)
    staff.start()
    training.open()
    yield Trainee(training, staff, kept)
    staff.close()
    training.close()


def test_a_training_runs_from_the_first_patient_to_the_sheet(trainee: Trainee) -> None:
    training, staff = trainee.training, trainee.staff
    staff.act(SignIn(*DEMO[Role.ADMIN]))
    trainee.until(lambda: staff.view.role is Role.ADMIN, "the sign-in")
    trainee.press("はじめる")
    assert trainee.at_desk() == ["カードを置きましたが、読み取れません。"]
    QTest.qWait(2000)
    assert len(staff.view.receptions) == 1, "who is at the desk lays no card down again"
    trainee.press("カードをケースから出してもらう")
    assert trainee.at_desk()[-1] == "受付が終わりました。"
    trainee.press("この患者を終える")
    assert trainee.at_desk() == ["会社が変わったばかりです。「受付窓口へ」と出ました。"]

    def status() -> Any:
        return next((row.status for row in staff.view.receptions if row.name == "見本 さくら"), "")

    trainee.until(lambda: status() is Status.NONE, "the row")
    trainee.press("案内")
    trainee.press("今日は受診できないと断る")
    trainee.press("この患者を終える")
    assert training.view.phase is Phase.SHEET
    assert [one.verdict for one in training.results] == [Judgement.RIGHT, Judgement.HARMFUL]
    shown = training.window.findChild(QTextBrowser).toPlainText()
    for words in ("研修生", "カードがケースに入っている", "今日は受診できないと断る", "しなかった"):
        assert words in shown
        assert words in trainee.kept[0]
    assert training.view.file == "training.html"
    trainee.kept.append("")  # from now on the folder is full
    training.finish()
    assert training.view.file == ""


@pytest.mark.parametrize("trainee", [("pin_locked",)], indirect=True)
def test_a_patient_whom_staff_received_at_the_desk_says_so_and_lays_no_card_down_again(
    trainee: Trainee,
) -> None:
    training, staff = trainee.training, trainee.staff
    staff.act(SignIn(*DEMO[Role.ADMIN]))
    trainee.until(lambda: staff.view.role is Role.ADMIN, "the sign-in")
    training.act(Begin())
    trainee.at_desk()
    staff.act(StartVisual(None, 1))
    trainee.until(lambda: staff.view.check is not None, "the comparison")
    staff.act(Compared(True, staff.view.receptions[0].id))
    trainee.until(lambda: len(training.view.talk) == 2, "the patient's words")
    assert training.view.talk[-1].words == "受付が終わりました。"
    QTest.qWait(2000)
    assert [row.status for row in staff.view.receptions] == [Status.VALID]
    assert len(training.view.talk) == 2


def test_the_patients_window_and_the_table_are_not_shown(trainee: Trainee) -> None:
    table = trainee.training.table
    for window in (table.window, table.kiosk.window):
        handle = window.windowHandle()
        assert handle is None or not handle.isVisible()


def test_both_windows_have_room_on_a_screen_of_1366_by_768(qapp: QApplication) -> None:
    staff, panel = side_by_side(QRect(0, 0, 1366, 768))
    assert staff.width() >= STAFF.width()
    assert panel.width() >= PANEL.width()
    assert staff.right() < panel.left()
    assert panel.right() == 1365


def test_a_training_has_a_registry_of_its_own_and_leaves_nothing_in_the_facilitys(
    tmp_path: Path,
) -> None:
    kept = tmp_path / "registry.sqlite3"
    config = Config.model_validate({"folder": {"registry": str(kept), "face": str(tmp_path)}})
    with afresh(config) as own:
        registry = Path(own.folder.registry)
        assert registry != kept
        assert not registry.exists()
        assert own.folder.face == config.folder.face
        registry.write_text("a training's receptions")
    assert not registry.exists()


def test_nothing_is_judged_before_the_first_patient_and_after_the_last(trainee: Trainee) -> None:
    training = trainee.training
    training.act(Say("full_price"))
    training.act(EndCase())
    assert training.results == []
    training.act(Begin())
    assert training.view.phase is Phase.CASE
    training.act(EndCase())
    training.act(EndCase())
    training.act(EndCase())
    assert len(training.results) == 2
    assert all(one.verdict is Judgement.MISSED for one in training.results)


@pytest.mark.parametrize(
    ("page", "method", "comes"),
    [
        ("method-turned", Method.FACE, True),
        ("method-turned", Method.PIN, False),
        ("method", Method.FACE, False),
        ("unproven", Method.FACE, True),
    ],
)
def test_who_cannot_use_the_method_that_they_want_comes_to_the_desk(
    page: str, method: Method, comes: bool
) -> None:
    assert waits(screens()[page], method) is comes
