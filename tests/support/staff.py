"""The staff's window on real kiosks: virtual cards, real receptions, one registry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.apps.kiosk import Kiosk
from kiosk.apps.simulated_patient import Move, SimulatedPatient, Typed
from kiosk.apps.staff.controller import StaffController
from kiosk.config import Config
from kiosk.personas import Persona
from kiosk.records.reading import entries
from kiosk.session.events import Method
from kiosk.session.view import (
    DonePage,
    IdlePage,
    Screen,
    TakeCardPage,
)
from kiosk.staff.accounts import DEMO
from kiosk.staff.roles import Role
from kiosk.staff.view import Lamp, ReceptionRow
from ui.kit.buttons import Button
from ui.kit.desk.asks import Ask
from ui.staff.rows import Row

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PATIENCE_MS = 60_000


class Patient(QObject):
    """Stands at one kiosk and acts until a page of some type is there."""

    def __init__(self, kiosk: Kiosk, qtbot: QtBot) -> None:
        super().__init__()
        self.kiosk, self._qtbot = kiosk, qtbot
        self.screen: Screen | None = None
        kiosk.painted.connect(self._seen)

    def _seen(self, screen: Screen) -> None:
        self.screen = screen

    def at(self, *pages: type) -> bool:
        return self.screen is not None and isinstance(self.screen.page, pages)

    def place(self, persona: Persona) -> None:
        assert self.kiosk.desk is not None
        assert self.kiosk.desk.card_placer is not None
        if self.kiosk.desk.card_placer.card is None:
            self.kiosk.desk.card_placer.place(persona)

    def take(self) -> None:
        assert self.kiosk.desk is not None
        assert self.kiosk.desk.card_placer is not None
        self.kiosk.desk.card_placer.take()
        self.until(IdlePage)

    def until(self, *pages: type) -> None:
        self._qtbot.waitUntil(lambda: self.at(*pages), timeout=PATIENCE_MS)

    def go(self, persona: Persona, *until: type) -> None:
        """Lay the card down and answer by PIN and in agreement until one of these pages."""
        self.place(persona)
        actor = SimulatedPatient(Method.PIN, persona.card.pin or "")

        def there() -> bool:
            if self.at(*until):
                return True
            if self.screen is not None and not self.at(IdlePage):
                act = actor.act(self.screen, None, holds_card=False)
                assert act is not Move.TAKE_CARD, self.screen.page
                if isinstance(act, Typed):
                    self.kiosk.press(act.press, act.digit)
                    self.screen = None
            return False

        self._qtbot.waitUntil(there, timeout=PATIENCE_MS)

    def visit(self, persona: Persona) -> None:
        """A whole reception."""
        self.go(persona, DonePage, TakeCardPage)
        self.take()


@dataclass
class Clinic:
    """Kiosks with their patients, and the staff's window over them."""

    staff: StaffController
    patients: list[Patient]
    journals: list[Path]
    qtbot: QtBot = field(repr=False)

    @property
    def window(self) -> QWidget:
        return self.staff.window

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=PATIENCE_MS)

    def texts(self) -> str:
        return " ".join(w.text() for w in self.window.findChildren(QLabel) if w.isVisible())

    def says(self, *words: str) -> None:
        """Wait until all of these stand in the window."""
        self.wait(lambda: all(word in self.texts() for word in words))

    def rows(self) -> list[Row]:
        return [row for row in self.window.findChildren(Row) if row.isVisible()]

    def select(self, *words: str) -> None:
        """Press the row that says all of these."""

        def named() -> Row | None:
            fits = (r for r in self.rows() if all(w in r.accessibleName() for w in words))
            return next(fits, None)

        self.wait(lambda: named() is not None)
        row = named()
        assert row is not None
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def buttons(self, name: str) -> list[Button]:
        found = self.window.findChildren(Button)
        return [b for b in found if b.accessibleName() == name and b.isVisible()]

    def press(self, name: str) -> None:
        self.wait(lambda: bool(self.buttons(name)))
        QTest.mouseClick(self.buttons(name)[-1], Qt.MouseButton.LeftButton)

    def field(self, name: str) -> QLineEdit:
        fields = self.window.findChildren(QLineEdit)
        return next(f for f in fields if f.accessibleName().startswith(name) and f.isVisible())

    def sign_in(self, role: Role = Role.ADMIN) -> None:
        name, password = DEMO[role]
        self.type_in(name, password)
        self.wait(lambda: not self.asks())

    def type_in(self, name: str, password: str) -> None:
        """With keys only: Tab from field to field, Return at the end."""
        self.field("利用者").setFocus()  # after a refusal the caret is in the password
        self.field("利用者").clear()
        QTest.keyClicks(self.field("利用者"), name)
        QTest.keyClick(self.field("利用者"), Qt.Key.Key_Tab)
        assert self.window.focusWidget() is self.field("パスワード")
        QTest.keyClicks(self.field("パスワード"), password)
        QTest.keyClick(self.field("パスワード"), Qt.Key.Key_Return)

    def asks(self) -> list[Ask]:
        return [ask for ask in self.window.findChildren(Ask) if ask.isVisible()]

    def shown(self, kana: str) -> ReceptionRow:
        """The row that the window was given under that name."""
        view = self.staff.view
        return next(one for one in view.receptions if one.kana == kana)

    def lamp(self, device: str) -> Lamp:
        """As the window shows it."""
        return next(one for one in self.staff.view.lamps if one.device == device)

    def journal(self, desk: int = 0) -> list[dict[str, Any]]:
        self.patients[desk].kiosk.flush()
        return list(entries(self.journals[desk]))


def config(
    out: Path,
    cards: Path,
    journal: Path,
    folder: dict[str, str],
    facility: dict[str, Any] | None = None,
    modes: Sequence[str] = (),
) -> Config:
    return Config.model_validate(
        {
            "timing": {"done": 0.3},
            "facility": facility or {},
            "staff": {"modes": frozenset(modes)},
            "camera": {"source": "sakura"},
            "folder": {
                "data": str(cards),
                "desk": str(journal.with_suffix("")),
                "registry": str(out / "registry.sqlite"),
                "face": str(out / "face"),
                "journal": str(journal),
                **folder,
            },
        }
    )
