"""One whole screen: header, page, tools and strip, made for one size and painted as one."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.session.events import PHONE_FAULTS, Press
from kiosk.session.view import (
    Countdown,
    ErrorPage,
    FacePage,
    IdlePage,
    RemovedEarlyPage,
    Screen,
    Strip,
    TakeCardPage,
)
from ui.chrome import Header, ToolBar
from ui.kit import Kit, squeezes
from ui.patient.camera import Mailbox
from ui.patient.pages import build
from ui.strips import CardStrip, TakeStrip

CHROME = frozenset({Press.TEXT_SIZE, Press.CONTRAST, Press.VOICE, Press.REACH, Press.LANGUAGE})


class Frame(QWidget):
    """Everything of one `Screen`. `shape` tells which screens can be shown without a new frame."""

    def __init__(
        self,
        kit: Kit,
        screen: Screen,
        *,
        mailbox: Mailbox | None,
        camera_position: str,
        clock: Callable[[], float],
        settings: Callable[[], None],
    ) -> None:
        super().__init__()
        look = kit.look
        self.kit, self.screen_shown, self._clock = kit, screen, clock
        self.resize(look.width, look.height)
        self._whole = isinstance(screen.page, TakeCardPage)
        self._idle = isinstance(screen.page, IdlePage)
        body, tools, strip = self._areas(kit, screen, settings)
        header = QRect(0, 0, look.width, look.grid_px(look.grid.top))
        self.header = Header(kit, screen.step, screen.facility.name, bare=self._whole)
        self.page = build(kit, screen, body.size(), mailbox, camera_position)
        self.strip = self._strip(strip.size())
        for widget, area in (
            (self.page, body),
            (self.header, header),
            (self.tools, tools),
            (self.strip, strip),
        ):
            if widget is not None:
                widget.setParent(self)
                widget.setGeometry(area)
        self._bell_tag = isinstance(screen.page, TakeCardPage) and screen.page.alarm
        if self._bell_tag:
            edge = look.px(28)
            self.header.setGeometry(header.adjusted(0, edge // 2, -edge // 2, edge // 2))
        self._count(screen.countdown)

    def _areas(
        self, kit: Kit, screen: Screen, settings: Callable[[], None]
    ) -> tuple[QRect, QRect, QRect]:
        """Places of page, tools and strip; makes the tools, whose height they need."""
        look = kit.look
        wide, tall = look.width, look.height
        top = look.grid_px(look.grid.top)
        shown = screen.strip is not Strip.NONE
        low = self._strip_height(kit, screen) if shown else 0
        if self._whole:
            self.tools: ToolBar | None = None
            return QRect(0, top, wide, tall - top), QRect(), QRect()
        landscape = look.grid.landscape
        share = round(wide * look.grid.strip_share) if landscape and shown else wide
        row = QRect(share if landscape and shown else 0, 0, wide - share or wide, 0)
        for squeeze in squeezes(has_detail=False):
            self.tools = ToolBar(
                kit.squeezed(squeeze), screen.presses, self._clock, settings,
                width=row.width(), idle=self._idle,
                timer="timer.face" if isinstance(screen.page, FacePage) else "timer",
            )  # fmt: skip
            if self.tools.fits():
                break
        assert self.tools is not None
        least = self.tools.minimum_height()
        if landscape:
            low = max(low, look.grid_px(look.grid.strip), least + look.px(4))
            body = QRect(0, top, wide, tall - top - low)
            row.setRect(row.x(), tall - low, row.width(), low)
            return body, row, QRect(0, tall - low, share if shown else 0, low)
        high = max(look.px(116), least + look.px(12)) if self._idle else least + look.px(16)
        body = QRect(0, top, wide, tall - top - high - low)
        row.setRect(0, tall - low - high, wide, high)
        return body, row, QRect(0, tall - low, wide, low)

    def _strip_height(self, kit: Kit, screen: Screen) -> int:
        look = kit.look
        if screen.strip is Strip.TAKE and not look.grid.landscape:
            return look.px(184 if isinstance(screen.page, ErrorPage) else look.grid.take)
        if screen.strip is Strip.PLACE and isinstance(screen.page, RemovedEarlyPage):
            return max(look.px(168), 2 * look.line("strip") + look.px(56))
        return max(look.grid_px(look.grid.strip), look.line("strip") + look.px(40))

    def _strip(self, size: QSize) -> QWidget | None:
        kit, texts, screen = self.kit, self.kit.texts, self.screen_shown
        if screen.strip is Strip.NONE or not size.height():
            return None
        width = size.width()
        if screen.strip is Strip.TAKE:
            if not kit.look.grid.landscape:
                return TakeStrip(
                    kit, texts("strip.take"), texts("take.picture"), width=width,
                    height=size.height(),
                )  # fmt: skip
            return self._fitting("card-take", texts("strip.take"), "strip.take.short", size)
        if screen.strip is Strip.PHONE:
            return self._fitting("phone", texts("strip.phone"), "strip.phone.short", size)
        if screen.strip is Strip.STAY:
            return self._fitting("card-stay", texts("strip.stay"), "strip.stay.short", size)
        if isinstance(screen.page, RemovedEarlyPage):
            how = "resume" if screen.page.can_go_on else "start"
            again = texts("strip.again", how=texts(f"strip.again.{how}"))
            return self._fitting("card-place", again, "strip.place", size)
        if isinstance(screen.page, ErrorPage) and screen.page.fault in PHONE_FAULTS:
            return self._fitting("card-place", texts("strip.card"), "strip.place", size)
        return self._fitting("retry", texts("strip.retry"), "strip.place", size)

    def _fitting(self, symbol: str, text: str, short: str, size: QSize) -> CardStrip:
        """The strip's full text where it fits, otherwise the short one, at last in smaller type."""
        kind, brief = self.screen_shown.strip, self.kit.texts(short)
        counted = counts_in_strip(self.screen_shown) and self.screen_shown.countdown is not None
        for squeeze in squeezes(has_detail=False):
            kit = self.kit.squeezed(squeeze)
            for words in (text, brief):
                strip = CardStrip(
                    kit, kind, words, symbol=symbol, width=size.width(), counted=counted
                )
                if strip.fits(size.height()):
                    return strip
        return strip

    def refresh(self, screen: Screen) -> bool:
        """Show another view in place; False when a new frame is needed."""
        if shape(screen) != shape(self.screen_shown) or not self.page.refresh(screen):
            return False
        back = self.tools.back if self.tools else None
        if Press.BACK in screen.presses and back is None:
            return False
        if Press.EXTEND in screen.presses and not (self.tools and self.tools.extends):
            return False
        if back is not None:
            back.setVisible(Press.BACK in screen.presses)
        self.screen_shown = screen
        self._count(screen.countdown)
        return True

    def _count(self, countdown: Countdown | None) -> None:
        in_strip = counts_in_strip(self.screen_shown)
        if in_strip and isinstance(self.strip, CardStrip):
            self.strip.count(countdown, self._clock)
        if self.tools is not None:
            self.tools.count(countdown, seconds=not in_strip)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = getattr(self.page, "paint_ground", None)
        if ground is not None:
            ground(painter, QRectF(self.rect()))
        else:
            painter.fillRect(self.rect(), self.kit.colour("ground"))


def shape(screen: Screen) -> tuple[object, ...]:
    """What the same frame cannot change."""
    return (
        type(screen.page),
        screen.step,
        screen.strip,
        screen.preferences,
        screen.facility,
        screen.presses & CHROME,
        counts_in_strip(screen) and screen.countdown is None,
    )


def counts_in_strip(screen: Screen) -> bool:
    """Whether the strip says how long the card may still be put back."""
    return screen.strip is Strip.PLACE and isinstance(screen.page, RemovedEarlyPage)
