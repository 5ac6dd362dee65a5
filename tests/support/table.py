"""A demonstrator's table of real parts: cards, frames, registry and windows."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.apps.clicks import Pace
from kiosk.apps.table.controller import TableController
from kiosk.personas import find
from kiosk.session.events import Press
from kiosk.session.view import (
    DonePage,
    IdlePage,
    MethodPage,
    Screen,
    TakeCardPage,
)
from ui.table.model import (
    Advance,
    BeginStory,
    Choose,
    ClearFaults,
    Pause,
    PlaceCard,
    Play,
    TakeCard,
)

TIME_LIMIT_S = 60
QUICK = Pace(thinking_ms=350, typing_ms=20)
"""A story that plays itself in a test."""
NO_KEY = Qt.KeyboardModifier.NoModifier


class Stage:
    """A table, and hands for it."""

    def __init__(self, table: TableController) -> None:
        self.table = table
        self.screens: list[Screen] = []
        table.kiosk.painted.connect(self.screens.append)

    @property
    def page(self) -> Any:
        return self.screens[-1].page if self.screens else None

    def until(self, reached: Callable[[], bool], what: str = "") -> None:
        ends = monotonic() + TIME_LIMIT_S
        while not reached():
            QTest.qWait(10)
            if monotonic() < ends:
                continue
            raise AssertionError(f"waited for {what or reached}, shown is {self.page}")

    def shows(self, *pages: type, **values: object) -> Any:
        """Wait until the patient's window has shown a page of these since the last time."""

        def seen() -> bool:
            while self.screens:
                page = self.screens[0].page
                if isinstance(page, pages) and all(
                    getattr(page, name) == value for name, value in values.items()
                ):
                    return True
                if len(self.screens) == 1:
                    return False
                self.screens.pop(0)
            return False

        self.until(seen, f"{pages} {values}")
        return self.screens[0].page

    def completes(self) -> None:
        """Wait for the last page, which a busy machine may skip, or the one after it."""
        self.shows(DonePage, TakeCardPage)

    def tidy(self) -> None:
        """The table as at first, and nobody at the desk."""
        self.leave()
        for act in (
            ClearFaults(),
            BeginStory(None),
            Pause(False),
            Advance(0),
            Play("owner"),
            TakeCard(),
        ):
            self.table.act(act)
        self.table.act(Choose("profile", "2025-09-19"))
        self.table.act(Choose("facility", "all"))
        self.until(lambda: not self.on_reader, "an empty reader")
        self.until(lambda: self.leave() or isinstance(self.page, IdlePage), "待受")
        self.screens[:-1] = []

    def leave(self) -> None:
        """Staff end what is still going on; a message only has to be waited for."""
        from kiosk.session.events import StaffPress

        self.table.kiosk.staff(StaffPress.CANCEL)

    @property
    def on_reader(self) -> str | None:
        view = self.table.view()
        return view.at_phones or view.on_reader

    def lay(self, persona: str) -> None:
        self.table.act(PlaceCard(persona))

    def press(self, *presses: Press) -> None:
        for press in presses:
            self.table.kiosk.press(press)

    def by_pin(self, persona: str) -> None:
        self.lay(persona)
        self.shows(MethodPage)
        self.type_pin(find(persona).card.pin)

    def type_pin(self, pin: str) -> None:
        self.press(Press.PIN)
        for digit in pin:
            self.table.kiosk.press(Press.DIGIT, int(digit))
        self.press(Press.ENTER)

    def by_face(self, persona: str) -> None:
        self.lay(persona)
        self.shows(MethodPage)
        self.press(Press.FACE)

    def find(self, kind: type[QWidget], name: str) -> Any:
        QApplication.processEvents()
        return next(
            w for w in self.table.window.findChildren(kind)
            if name in w.accessibleName() and w.isVisible()
        )  # fmt: skip

    def click(self, kind: type[QWidget], name: str) -> None:
        QTest.mouseClick(self.find(kind, name), Qt.MouseButton.LeftButton)
