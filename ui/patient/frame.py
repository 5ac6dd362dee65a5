"""One whole screen: header, page, tools and strip, made for one size."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.session.events import Press
from kiosk.session.view import (
    Countdown,
    ErrorPage,
    IdlePage,
    RemovedEarlyPage,
    Screen,
    Strip,
    TakeCardPage,
)
from kiosk.texts.parts import Part, Writer
from kiosk.texts.screens import header as spoken_header
from kiosk.texts.screens import strip
from ui.kit.context import Kit, squeezes
from ui.patient.camera import Mailbox
from ui.patient.chrome import Header, ToolBar
from ui.patient.pages import build
from ui.patient.strips import CardStrip, TakeStrip

CHROME = frozenset({Press.TEXT_SIZE, Press.CONTRAST, Press.VOICE, Press.REACH, Press.LANGUAGE})


class ScreenFrame(QWidget):
    """Draws one `Screen`. Screens with equal `shape` can be shown without a new frame."""

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
        body, tools, bottom = self._areas(kit, screen, settings)
        header = QRect(0, 0, look.width, look.grid_px(look.grid.top))
        title = spoken_header(Writer(screen, kit.texts))
        self.header = Header(kit, title, screen.step, bare=self._whole)
        self.page = build(kit, screen, body.size(), mailbox, camera_position)
        self.strip = self._strip(bottom.size())
        for widget, area in (
            (self.page, body),
            (self.header, header),
            (self.tools, tools),
            (self.strip, bottom),
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
        """Areas of page, tools and strip; creates the tools, because their height is needed."""
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
        degrees = squeezes(has_detail=False)
        for squeeze, terse in ((degrees[0], False), *((degree, True) for degree in degrees)):
            self.tools = ToolBar(
                kit.squeezed(squeeze), screen, self._clock, settings, width=row.width(), terse=terse
            )
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
        kit, screen = self.kit, self.screen_shown
        said = {part.id: part for part in strip(Writer(screen, kit.texts, slot=kit.slot))}
        if not said or not size.height():
            return None
        if screen.strip is Strip.TAKE and not kit.look.grid.landscape:
            sentence, picture = said["card"].words[0].marked, said["picture"].name
            return TakeStrip(kit, sentence, picture, width=size.width(), height=size.height())
        return self._fitting(said["card"], size)

    def _symbol(self, key: str | None) -> str:
        """The strip's icon."""
        if self.screen_shown.strip is Strip.PLACE:
            return "retry" if key == "strip.retry" else "card-place"
        return {Strip.TAKE: "card-take", Strip.PHONE: "phone"}.get(
            self.screen_shown.strip, "card-stay"
        )

    def _fitting(self, said: Part, size: QSize) -> CardStrip:
        """The strip with its full text if it fits, else the short text, else in smaller type."""
        full, short = said.words
        kind, symbol = self.screen_shown.strip, self._symbol(full.key)
        counted = counts_in_strip(self.screen_shown) and self.screen_shown.countdown is not None
        for squeeze in squeezes(has_detail=False):
            kit = self.kit.squeezed(squeeze)
            for words in (full, short):
                made = CardStrip(
                    kit, kind, words.marked, name=said.name, symbol=symbol, width=size.width(),
                    counted=counted,
                )  # fmt: skip
                if made.fits(size.height()):
                    return made
        return made

    def refresh(self, screen: Screen) -> bool:
        """Show another screen in place; returns False if a new frame is needed."""
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
    """The properties of a screen that a frame cannot change in place."""
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
    """Whether the strip shows the time left to put the card back."""
    return screen.strip is Strip.PLACE and isinstance(screen.page, RemovedEarlyPage)
