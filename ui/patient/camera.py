"""The live camera picture with an oval for the face."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.context import Kit
from ui.patient.scenes import TURNS, PlaceTag

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]


class Mailbox(Protocol):
    """Holds the newest picture only; see drivers.camera.mailbox."""

    def take(self) -> "Picture | None":
        """The newest BGRA picture, uint8 (height, width, 4), or None if there is no new one."""
        ...

    def connect(self, wake: Callable[[], None] | None) -> None:
        """Set the function to call, from any thread, for a new picture if no call is pending."""
        ...


class CameraView(QWidget):
    """Paints the newest frame without a copy, and the oval over it. The driver has mirrored it."""

    def __init__(self, kit: Kit, mailbox: Mailbox | None, position: str) -> None:
        super().__init__()
        self._kit, self._mailbox, self._position = kit, mailbox, position
        self._frame: Picture | None = None
        self._over: QPixmap | None = None
        self.covered = False
        """Whether nothing of the camera's picture is painted."""
        self._adjust, self._progress = True, 0.0
        self._target = self._middle = (0.5, 0.5)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(kit.texts("face.picture"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(kit.look.px(320), kit.look.px(420 if not kit.brief else 320))
        self._tag = PlaceTag(kit, kit.texts(f"face.camera.{position}"), TURNS[position])
        self.look()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def look(self) -> None:
        """Show the newest frame, if there is a new one."""
        frame = self._mailbox.take() if self._mailbox else None
        if frame is not None:
            self._frame = frame
            self._follow()
            self.update()

    def put(
        self, *, adjust: bool, progress: float, face: tuple[float, float] | None = None
    ) -> None:
        """Set the oval: dashed with `adjust`, else a solid arc of `progress` (0 to 1).

        Picture and oval follow `face`, the face's centre in the picture (x and y from 0 to 1), so
        they fit tall persons and persons who sit.
        """
        if face is not None:
            self._target = face
        if (adjust, progress) != (self._adjust, self._progress):
            self._adjust, self._progress = adjust, progress
            self.update()

    def _follow(self) -> None:
        """Move a part of the distance to the face; all of it with reduced motion."""
        share = 0.18 if self._kit.look.motion else 1.0
        old, (x, y) = self._middle, self._target
        self._middle = (old[0] + (x - old[0]) * share, old[1] + (y - old[1]) * share)
        if round(old[1] * self.height()) != round(self._middle[1] * self.height()):
            self._over = None

    def oval(self) -> QRectF:
        """The oval: at most 77 % of the height, 55 % of the width, and 0.8 of its own height."""
        tag = self._tag.size.height() + self._kit.look.px(26)
        tall = min(self.height() * 0.77, self.height() - tag - self._kit.look.px(24))
        wide = min(self.width() * 0.55, tall * 0.8)
        below = self._position == "bottom"
        least = self._kit.look.px(16) if below else tag
        most = self.height() - tall - (tag if below else self._kit.look.px(16))
        rest = (self.height() - tall) / 2
        top = max(min(rest + (self._middle[1] - 0.5) * self.height(), most), least)
        return QRectF((self.width() - wide) / 2, top, wide, tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._frame is None or self.covered:
            painter.fillRect(self.rect(), QColor("#2A3342"))
        else:
            self._paint_frame(painter, self._frame)
        if self._over is None or self._over.size() != self.size():
            self._over = self._paint_over()
        painter.drawPixmap(0, 0, self._over)
        self._paint_ring(painter)

    def _paint_frame(self, painter: QPainter, frame: "Picture") -> None:
        tall, wide = frame.shape[:2]
        picture = QImage(frame.data, wide, tall, frame.strides[0], QImage.Format.Format_RGB32)
        scale = max(self.width() / wide, self.height() / tall)
        shown = QRectF(0, 0, self.width() / scale, self.height() / scale)
        half = shown.width() / 2
        middle = min(max(self._middle[0] * wide, half), wide - half)
        shown.moveCenter(QPointF(middle, tall / 2))
        painter.drawImage(QRectF(self.rect()), picture, shown)

    def _paint_over(self) -> QPixmap:
        """Paint the shade around the oval, the tag, and the corners in the background's colour."""
        look = self._kit.look
        over = QPixmap(self.size())
        over.fill(Qt.GlobalColor.transparent)
        painter = QPainter(over)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        everything, hole, frame = QPainterPath(), QPainterPath(), QPainterPath()
        everything.addRect(QRectF(self.rect()))
        hole.addEllipse(self.oval())
        frame.addRoundedRect(QRectF(self.rect()), look.px(16), look.px(16))
        shade = QColor(look.colours.shade)
        shade.setAlphaF(0.62)
        painter.fillPath(everything.subtracted(hole), shade)
        painter.fillPath(everything.subtracted(frame), self._kit.colour("ground"))
        self._paint_tag(painter)
        painter.end()
        return over

    def _paint_tag(self, painter: QPainter) -> None:
        edge, size = self._kit.look.px(14), self._tag.size
        top = self.height() - edge - size.height() if self._position == "bottom" else edge
        self._tag.paint(painter, self, QPointF((self.width() - size.width()) / 2, top))

    def _paint_ring(self, painter: QPainter) -> None:
        look, colours = self._kit.look, self._kit.look.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        oval = self.oval()
        painter.setPen(QPen(QColor(colours.shade), look.px(18)))
        painter.drawEllipse(oval)
        if self._adjust:
            pen = QPen(QColor(colours.ring_warn), look.px(9), c=Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([2.9, 2.0])
            painter.setPen(pen)
            painter.drawEllipse(oval)
            return
        painter.setPen(QPen(QColor(colours.ring_rest), look.px(8)))
        painter.drawEllipse(oval)
        painter.setPen(QPen(QColor(colours.ring_ok), look.px(14), c=Qt.PenCapStyle.RoundCap))
        painter.drawArc(oval, 90 * 16, -round(360 * 16 * max(0.0, min(1.0, self._progress))))
