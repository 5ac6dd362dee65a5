"""Tiles of the table: a card, a recording, a fault; and the reader."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.kit.buttons import Pressable
from ui.kit.context import Kit
from ui.kit.drawing import SCENE, paint_card, paint_pad, paint_phone, paint_slab
from ui.kit.icon import draw_icon
from ui.kit.text import CENTER, Lines
from ui.table.model import CardTile, FaultTile, FrameTile

MIME = "application/x-uketsuke-card"
_PAD_SHARE = 0.55
"""The phones' reader beside the card's, in shares of its width."""


class Tile(Pressable):
    """A framed tile; the chosen one has a thick frame and a check mark."""

    def __init__(self, kit: Kit, name: str, chosen: bool, act: Callable[[], None]) -> None:
        super().__init__(kit, name, None)
        self.chosen = chosen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCheckable(True)
        self.setChecked(chosen)
        self.clicked.connect(lambda _checked: act())

    def paint_frame(self, painter: QPainter) -> None:
        """Paint background and frame."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = 4 if self.chosen else 1
        colour = "primary" if self.chosen else "line"
        painter.setPen(QPen(self.kit.colour(colour), thick))
        painter.setBrush(self.kit.colour("tint" if self.isDown() else "surface"))
        half = thick / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, 10, 10)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.kit.colour("focus"), 2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 6, -6, -6), 6, 6)


class CardButton(Tile):
    """A card: press it, or drag it onto the reader. `key` is its key on the keyboard."""

    def __init__(
        self, kit: Kit, card: CardTile, key: int, chosen: bool, act: Callable[[], None],
        *, compact: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(kit, f"{key} {card.name} {card.note}", chosen, act)
        self.card, self._key, self._compact = card, key, compact
        self._from: QPoint | None = None
        self.setMinimumSize(*((84, 76) if compact else (112, 116)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_frame(painter)
        kit, wide = self.kit, self.width()
        if self._compact:
            self._paint_compact(painter, kit, wide)
            return
        paint_thing(painter, kit, self.card, QRectF(0, 9, wide, 47))
        whole = self.card.name.replace(" ", "\u00a0")
        name = Lines(kit, whole, "desk", wide - 50, bold=True)
        name.paint(painter, QRectF(12, 61, wide - 50, 0), kit.colour("ink"))
        note = Lines(kit, self.card.note.replace(" ", "\u00a0"), "desk_note", wide - 22)
        note.paint(painter, QRectF(12, 86, wide - 22, 0), kit.colour("ink2"))
        paint_key(painter, kit, str(self._key), QRectF(wide - 34, 60, 24, 24))

    def _paint_compact(self, painter: QPainter, kit: Kit, wide: int) -> None:
        paint_thing(painter, kit, self.card, QRectF(8, 5, wide - 44, 27))
        paint_key(painter, kit, str(self._key), QRectF(wide - 30, 8, 22, 22))
        name = Lines(kit, self.card.name.replace(" ", "\u00a0"), "desk_small", wide - 12, bold=True)
        name.paint(painter, QRectF(6, 33, wide - 12, 0), kit.colour("ink"), CENTER)
        note = Lines(kit, self.card.note.replace(" ", "\u00a0"), "desk_note", wide - 12)
        note.paint(painter, QRectF(6, 54, wide - 12, 0), kit.colour("ink2"), CENTER)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = QApplication.startDragDistance()
        moved = event.position().toPoint()
        if self._from is None or (moved - self._from).manhattanLength() < far:
            return
        self._from = None
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(card_mime(self.card.id))
        drag.setPixmap(self.grab().scaledToWidth(150, Qt.TransformationMode.SmoothTransformation))
        drag.exec(Qt.DropAction.CopyAction)


def paint_thing(painter: QPainter, kit: Kit, card: CardTile, area: QRectF) -> None:
    """Paint the card or phone in the middle of `area`, as large as possible."""
    shape = (130, 232) if card.phone else (316, 199)
    share = min(area.width() / shape[0], area.height() / shape[1])
    place = QRectF(0, 0, shape[0] * share, shape[1] * share)
    place.moveCenter(area.center())
    paint = paint_phone if card.phone else paint_card
    paint(painter, place, kit.look.colours, card.accent)


def card_mime(card: str) -> QMimeData:
    """The MIME data of a dragged card."""
    data = QMimeData()
    data.setData(MIME, card.encode())
    return data


def paint_key(painter: QPainter, kit: Kit, key: str, box: QRectF) -> None:
    """Paint a small key cap."""
    painter.setPen(QPen(kit.colour("line"), 1))
    painter.setBrush(kit.colour("surface"))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(kit.colour("ink2"))
    painter.setFont(kit.font("desk_small", bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


class FrameButton(Tile):
    """A recording, shown as a picture."""

    def __init__(
        self, kit: Kit, frame: FrameTile, chosen: bool, act: Callable[[], None],
        *, compact: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(kit, frame.label, chosen, act)
        self._label = frame.label
        self._picture = QImage.fromData(frame.picture) if frame.picture else QImage()
        self.setMinimumSize(112, 70 if compact else 102)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, 0, self.width(), self.height() - 26)
        path = QPainterPath()
        path.addRoundedRect(area, 8, 8)
        painter.setClipPath(path)
        painter.fillRect(area, QColor("#5B6B7E"))
        if self._picture.isNull():
            draw_icon(painter, self, "camera", 34, "#FFFFFF", area)
        else:
            self._paint_picture(painter, area)
        painter.setClipping(False)
        thick = 4 if self.chosen else 1
        painter.setPen(QPen(self.kit.colour("primary" if self.chosen else "line"), thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = thick / 2
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), 8, 8)
        lines = Lines(self.kit, self._label, "desk_small", self.width(), bold=self.chosen)
        below = QRectF(0, area.bottom() + 3, self.width(), 0)
        lines.paint(painter, below, self.kit.colour("ink"), CENTER)
        if self.hasFocus():
            painter.setPen(QPen(self.kit.colour("focus"), 2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(area.adjusted(6, 6, -6, -6), 6, 6)

    def _paint_picture(self, painter: QPainter, area: QRectF) -> None:
        picture = self._picture
        scale = max(area.width() / picture.width(), area.height() / picture.height())
        shown = QRectF(0, 0, area.width() / scale, area.height() / scale)
        shown.moveCenter(QRectF(picture.rect()).center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, picture, shown)


class FaultButton(Tile):
    """A fault; amber, bold and with a flash sign while it is active."""

    def __init__(
        self, kit: Kit, fault: FaultTile, act: Callable[[], None], *, compact: bool = False
    ) -> None:
        name = kit.texts("fault.name", label=fault.label) if fault.active else fault.label
        super().__init__(kit, name, fault.active, act)
        self._active = fault.active
        self.lines = Lines(kit, fault.label, "desk_small", 4000, bold=fault.active)
        self._size = 18 if fault.active else 0
        wide = round(self.lines.width) + self._size + 28 + (6 if self._size else 0)
        self.setFixedSize(wide, 34 if compact else 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, painter = self.kit, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = 3 if self._active else 1
        painter.setPen(QPen(kit.colour("warn" if self._active else "line"), thick))
        fill = "warn_tint" if self._active else "tint" if self.isDown() else "surface"
        painter.setBrush(kit.colour(fill))
        half = thick / 2 + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(kit.colour("focus"), 2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 6, -6, -6), 5, 5)
        if self._active:
            box = QRectF(12, 0, self._size, self.height())
            draw_icon(painter, self, "fault", self._size, kit.look.colours.warn, box)
        left = 14 + (self._size + 6 if self._size else 0)
        area = QRectF(left, (self.height() - self.lines.height) / 2, self.lines.width, 0)
        self.lines.paint(painter, area, kit.colour("warn" if self._active else "ink"))


@dataclass(frozen=True, slots=True)
class PhonePad:
    """The phones' own reader, and the phone on it."""

    phone: CardTile | None


class ReaderTile(QWidget):
    """The reader with the card on it, and the phones' `pad` beside it; cards can be dropped here.

    `name` says what lies there.
    """

    def __init__(
        self,
        kit: Kit,
        card: CardTile | None,
        name: str,
        place: Callable[[str], None],
        pad: PhonePad | None = None,
        *,
        compact: bool = False,
    ) -> None:
        super().__init__()
        self._desk_kit, self._card, self._place, self._pad = kit, card, place, pad
        self.setAcceptDrops(True)
        self.setAccessibleName(name)
        self._tall = 84 if compact else 150
        self.setMinimumSize(round(1.8 * self._tall), self._tall)

    def sizeHint(self) -> QSize:
        return QSize(round(1.8 * self._tall), self._tall)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._place(bytes(event.mimeData().data(MIME).data()).decode())
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, wide = self._desk_kit.look.colours, SCENE.width()
        both = wide * (1 + _PAD_SHARE) if self._pad else wide
        share = min((self.width() - 16) / both, (self.height() - 10) / 250)
        top = (self.height() - 250 * share) / 2 - 200 * share
        painter.translate((self.width() - both * share) / 2, top)
        painter.scale(share, share)
        paint_slab(painter, colours, outlined=False)
        if self._card is not None:
            paint_thing(painter, self._desk_kit, self._card, QRectF(172, 205, 272, 171))
        if self._pad is None:
            return
        painter.translate(wide, 450 * (1 - _PAD_SHARE))
        painter.scale(_PAD_SHARE, _PAD_SHARE)
        paint_pad(painter, colours, outlined=False)
        if self._pad.phone is not None:
            paint_thing(painter, self._desk_kit, self._pad.phone, QRectF(172, 0, 272, 376))
