"""The patient's window: it draws a `Screen` and sends presses; it decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import hypot
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.session.events import Press
from kiosk.session.states import Language, Preferences
from kiosk.session.view import FacePage, LanguagePage, Screen, is_typed
from kiosk.texts import load
from kiosk.texts.parts import KEYS, Writer
from kiosk.texts.screens import Described, describe, display, notice
from ui.kit.buttons import Button
from ui.kit.context import Kit, squeezes
from ui.kit.placement import screen_of
from ui.kit.text import Text
from ui.kit.theme import Look
from ui.kit.weak_calls import weakly
from ui.patient.camera import CameraView, Mailbox
from ui.patient.chrome import SYMBOLS
from ui.patient.frame import ScreenFrame
from ui.patient.overlays import Dialog, FocusRing, Slide, Toast

OnPress = Callable[[Press, int | None], None]


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """Settings of the patient's window.

    `diagonal`: size of the touch screen in inches; None: ask the screen, or 10.1 in a window.
    `camera_position`: top, bottom, left or right of the screen. `key_caps`: show the number keys
    of the answers. `guard_ms`: time for which a new page ignores presses. `slide_ms`: duration of
    the transition between pages of a reception, unless motion is reduced. `voice`: spoken guidance
    exists, so its tool is shown. `slides`: a folder with the facility's own pictures for the
    waiting screen. `slot`: place of the card reader: front (before the screen), left, right or
    below.
    """

    width: int = 800
    height: int = 1280
    fullscreen: bool = False
    diagonal: float | None = None
    reduced_motion: bool = False
    camera_position: str = "top"
    key_caps: bool = True
    guard_ms: int = 300
    slide_ms: int = 200
    voice: bool = False
    slides: Path | None = None
    slot: str = "front"


class PatientWindow(QWidget):
    """Shows screens; each is complete before it becomes visible.

    `clock` gives monotonic seconds, those in which the desk counts.
    """

    arrived = Signal()
    """A picture waits in the mailbox; emitted from the camera's thread."""

    def __init__(
        self,
        settings: WindowSettings,
        mailbox: Mailbox | None,
        on_press: OnPress,
        clock: Callable[[], float],
    ) -> None:
        super().__init__()
        self._settings, self._mailbox, self._on_press = settings, mailbox, on_press
        self._clock = clock
        self._given: Screen | None = None
        self._screen: Screen | None = None
        self._before: Screen | None = None
        self._frame: ScreenFrame | None = None
        self._ring: FocusRing | None = None
        self._dialog: Dialog | None = None
        self._last: Press | None = None
        self._ready_at = 0.0
        self._ends = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 320)
        self.resize(settings.width, settings.height)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self.arrived.connect(self._show_picture, Qt.ConnectionType.QueuedConnection)
        if mailbox is not None:
            mailbox.connect(self.arrived.emit)

    def open(self) -> None:
        """Show the window in full screen, or no larger than the desktop."""
        if self._settings.fullscreen:
            self.showFullScreen()
            return
        space = screen_of(self).availableSize()
        wide, tall = self._settings.width, self._settings.height
        share = min(1.0, space.width() / wide, (space.height() - 40) / tall)
        self.resize(round(wide * share), round(tall * share))
        self.show()

    def present(self, screen: Screen) -> None:
        """Show `screen`: in place if only its contents changed, otherwise with a new frame."""
        self._given = screen
        screen = self._offered(screen)
        before = self._before = self._screen
        self._screen = screen
        if self._frame is not None and self._frame.refresh(screen):
            if before is not None:
                self._tell(before, screen)
            return
        follows = before is not None and self._slides_to(before, screen)
        old, picture = self._frame, self._picture() if follows else None
        self._rebuild()
        if old is not None and picture is not None:
            self._slide(old, picture)
        if before is not None and before.preferences != screen.preferences:
            self._tell(before, screen)

    def _slides_to(self, before: Screen, now: Screen) -> bool:
        """Whether the change is animated: between pages of a reception, unless motion is reduced.

        Never to the camera's page: the animation moves a still picture of it.
        """
        moves = self._settings.slide_ms > 0 and not self._settings.reduced_motion
        moves = moves and not isinstance(now.page, FacePage)
        inside = before.step > 0 and now.step > 0 and before.preferences == now.preferences
        return moves and inside and before.page != now.page and self.isVisible()

    def _picture(self) -> QPixmap | None:
        return self._frame.grab(self._frame.page.geometry()) if self._frame is not None else None

    def _slide(self, old: ScreenFrame, picture: QPixmap) -> None:
        """Animate from `picture` to the present page, if both have the same area."""
        frame = self._frame
        assert frame is not None
        area = frame.page.geometry()
        if old.page.geometry() != area:
            return
        ms, back = self._settings.slide_ms, self._last is Press.BACK
        Slide(frame, area, picture, frame.grab(area), back=back, ms=ms)

    def _offered(self, screen: Screen) -> Screen:
        """The screen without the tools that have no effect in this window."""
        idle = set() if self._settings.voice else {Press.VOICE}
        if self.width() > self.height():
            idle.add(Press.REACH)
        return replace(screen, presses=screen.presses - idle)

    def pictured(self, *, covered: bool = False) -> QPixmap:
        """The window as a picture; `covered`: without the camera's, also while pages slide."""
        views = self.findChildren(CameraView)
        if covered:
            for slide in self.findChildren(Slide):
                slide.end()
        for view in views:
            view.covered = covered
        picture = self.grab()
        for view in views:
            view.covered = False
        return picture

    def described(self, language: Language | None = None) -> Described:
        """The shown screen as data, in `language` or in its own."""
        assert self._screen is not None
        return describe(
            self._screen,
            language,
            guarded=not self.ready(),
            at=self._clock(),
            slot=self._settings.slot,
            before=self._before,
        )

    def ready(self) -> bool:
        """Whether presses are accepted: a new page ignores them for `guard_ms`."""
        return self._clock() >= self._ready_at

    def look(self, preferences: Preferences) -> Look:
        """The look for this window's size and these preferences."""
        return Look(
            self.width(),
            self.height(),
            diagonal=self._diagonal(),
            text=preferences.text_size,
            contrast=preferences.contrast,
            motion=not self._settings.reduced_motion,
            low=preferences.low and self.height() >= self.width(),
        )

    def _diagonal(self) -> float:
        if self._settings.diagonal is not None:
            return self._settings.diagonal
        size = screen_of(self).physicalSize()
        if not self._settings.fullscreen or size.width() <= 0:
            return 10.1
        ppmm = screen_of(self).size().width() / size.width()
        if not 2 <= ppmm <= 12:
            return 10.1
        return hypot(self.width(), self.height()) / (25.4 * ppmm)

    def _show_picture(self) -> None:
        """Show the newest picture on the camera's page; drop it on other pages."""
        view = self._frame.page.findChild(CameraView) if self._frame is not None else None
        if view is not None:
            view.look()
        elif self._mailbox is not None:
            self._mailbox.take()

    def _rebuild(self) -> None:
        screen = self._screen
        if screen is None or self.width() < 1 or self.height() < 1:
            return
        texts = load(screen.preferences.language)
        look = self.look(screen.preferences)
        kit = Kit(
            look,
            texts,
            weakly(self._send),
            weakly(self.ready),
            key_caps=self._settings.key_caps,
            slides=self._settings.slides,
            slot=self._settings.slot,
        )
        frame = ScreenFrame(
            kit,
            screen,
            mailbox=self._mailbox,
            camera_position=self._settings.camera_position,
            clock=self._clock,
            settings=weakly(self._open_settings),
        )
        self.setFocus()
        old, self._frame = self._frame, frame
        self._ring = FocusRing(kit, frame)
        reopen = self._dialog is not None and self._dialog.objectName() == "settings"
        self._dialog = None
        if old is not None:
            old.hide()
            old.deleteLater()
        frame.setParent(self)
        frame.show()
        for turn in frame.page.findChildren(Button, "turn"):
            turn.clicked.connect(weakly(self._turned))
        if reopen and not isinstance(screen.page, LanguagePage):
            self._open_settings()
        self.setAccessibleName(frame.header.accessibleName())
        self._turned()

    def _turned(self) -> None:
        """A new page, or leaf of a page: it ignores presses for a moment."""
        self.setFocus()
        self._ready_at = self._clock() + self._settings.guard_ms / 1000

    def _tell(self, before: Screen, now: Screen) -> None:
        """Show for a moment what has changed, in the new size and colours."""
        frame = self._frame
        if frame is None or self._dialog is not None or frame.tools is None:
            return
        told = notice(before, now, frame.kit.texts)
        if told is not None:
            Toast(frame.kit, told.marked, frame, frame.tools.geometry())

    def _send(self, press: Press, value: int | None) -> None:
        if self._screen is not None and press in self._screen.presses:
            self._last = press
            self._on_press(press, value)

    def _open_settings(self) -> None:
        """Open the dialog with the tools that do not fit in their row."""
        screen = self._screen
        assert screen is not None

        def parts(kit: Kit, width: int) -> list[QWidget]:
            title, *said = display(Writer(screen, kit.texts))
            rows: list[QWidget] = [Text(kit, title.text, "question", width=width, bold=True)]
            for part in said:
                if part.offer is not None:
                    press = part.offer.press
                    rows.append(Button(kit, part.text, press, width=width, symbol=SYMBOLS[press]))
            return [*rows, self._close_button(kit, width)]

        self._open(parts, "settings")

    def _close_button(self, kit: Kit, width: int) -> Button:
        button = Button(kit, kit.texts("tool.close"), None, width=width, style="primary")
        button.clicked.connect(self._close_dialog)
        return button

    def _open(self, parts: Callable[[Kit, int], list[QWidget]], name: str) -> None:
        frame = self._frame
        assert frame is not None
        self._close_dialog()
        for squeeze in squeezes(has_detail=False):
            dialog = Dialog(frame.kit.squeezed(squeeze), frame, parts)
            if dialog.fits():
                break
            dialog.hide()
            dialog.deleteLater()
        dialog.setObjectName(name)
        self._dialog = dialog

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self.setFocus()
            self._dialog.hide()
            self._dialog.deleteLater()
            self._dialog = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or not self.ready() or self._screen is None:
            return
        key, text = event.key(), event.text()
        if self._dialog is not None:
            if key in _BACK or text == "0":
                self._close_dialog()
        elif not self._key(key, text):
            super().keyPressEvent(event)

    def _key(self, key: int, text: str) -> bool:
        """Handle a key; returns False if it has no meaning here."""
        assert self._screen is not None
        assert self._frame is not None
        typing = is_typed(self._screen.page)
        if text in _TOOL_KEYS:
            self._send(_TOOL_KEYS[text], None)
        elif key in _ENTER:
            primary = self._frame.page.primary
            if primary is not None and primary.isEnabled():
                primary.click()
        elif typing and text.isdecimal() and text.isascii():
            self._send(Press.DIGIT, int(text))
        elif typing and (key in _ERASE or text == "."):
            erase = Press.ERASE in self._screen.presses
            self._send(Press.ERASE if erase else Press.BACK, None)
        elif key in _BACK or text == "0":
            self._send(Press.BACK, None)
        elif text.isdecimal() and text.isascii():
            choices = self._frame.page.choices[: int(text)][int(text) - 1 :]
            for chosen in choices:
                if chosen.isEnabled() and chosen.isVisibleTo(self._frame):
                    chosen.click()
        else:
            return False
        return True

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._ring is not None:
            inside = now is not None and now is not self and self.isAncestorOf(now)
            self._ring.follow(now if inside else None)

    def showEvent(self, event: QShowEvent) -> None:
        handle = self.windowHandle()
        if self._settings.fullscreen and handle is not None:
            handle.screenChanged.connect(self._fill, Qt.ConnectionType.UniqueConnection)

    def _fill(self) -> None:
        """Fill the present screen, after a screen was connected or removed."""
        if self.isVisible():
            self.setGeometry(screen_of(self).geometry())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._given is not None and self._frame and self._frame.size() != self.size():
            self._screen = self._offered(self._given)
            self._rebuild()

    def end(self) -> None:
        """Close the window for good, also from full screen."""
        self._ends = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._settings.fullscreen and not self._ends:
            event.ignore()  # Alt+F4 of a patient; the program itself calls `end`
            return
        if self._mailbox is not None:
            self._mailbox.connect(None)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._focus_moved)
        super().closeEvent(event)


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ERASE = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Escape, Qt.Key.Key_Back)
_TOOL_KEYS = {key: press for press, key in KEYS.items() if press is not Press.BACK}
