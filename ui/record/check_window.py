"""The camera's live picture with what is measured, and what to change."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.texts import Language, load
from ui.kit.fonts import font
from ui.patient.camera import Mailbox

INK, GOOD, BAD = QColor("#1B2330"), QColor("#1E7B3A"), QColor("#B3261E")
COLUMN, MARGIN, STEP = 420, 24, 92
Face = tuple[float, float, float, float]
"""Left, top, right and bottom, as shares of the picture."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measured property: its name, its value, and the key of the advice, empty when good."""

    name: str
    value: float
    advice: str = ""


class CameraCheckWindow(QWidget):
    """Draws the picture at the left and the lines at the right; Escape or closing ends it."""

    arrived = Signal()

    def __init__(self, mailbox: Mailbox, stop: Callable[[], None]) -> None:
        super().__init__()
        self._mailbox, self._stop = mailbox, stop
        self._texts = load(domain="recording")
        self._picture: QImage | None = None
        self._lines: tuple[Line, ...] = ()
        self._face: Face | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(900, 620)
        self.resize(1180, 660)
        self.setWindowTitle(self._texts("check.title"))
        self.setAccessibleName(self._texts("check.title"))
        self.arrived.connect(self._look, Qt.ConnectionType.QueuedConnection)
        mailbox.connect(self.arrived.emit)

    def tell(self, lines: tuple[Line, ...], face: Face | None) -> None:
        """Show these lines, and a frame around the face."""
        self._lines, self._face = lines, face
        told = [f"{self._label(one)} {self._advice(one)}" for one in lines]
        self.setAccessibleDescription(" ".join(told))
        self.update()

    def _look(self) -> None:
        frame = self._mailbox.take()
        if frame is not None:
            tall, wide = frame.shape[:2]
            shape = (wide, tall, frame.strides[0], QImage.Format.Format_RGB32)
            self._picture = QImage(frame.data, *shape)
            self.update()

    def _label(self, line: Line) -> str:
        return self._texts(f"check.{line.name}", value=f"{line.value:.1f}")

    def _advice(self, line: Line) -> str:
        return self._texts(f"check.way.{line.advice}" if line.advice else "check.good")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        area = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -COLUMN - 2 * MARGIN, -MARGIN)
        if self._picture is not None:
            self._draw(painter, self._picture, area)
        left, top = self.width() - COLUMN - MARGIN, MARGIN
        self._write(painter, self._texts("check.title"), QRectF(left, top, COLUMN, 40), 26, INK)
        box = QRectF(left, top + 44, COLUMN, 56)
        self._write(painter, self._texts("check.lead"), box, 16, INK)
        for number, line in enumerate(self._lines):
            at, colour = top + 116 + STEP * number, BAD if line.advice else GOOD
            self._write(painter, self._label(line), QRectF(left, at, COLUMN, 32), 22, INK)
            text = f"{'△' if line.advice else '○'} {self._advice(line)}"
            self._write(painter, text, QRectF(left, at + 32, COLUMN, 52), 17, colour)

    def _draw(self, painter: QPainter, picture: QImage, area: QRectF) -> None:
        """The picture as large as it fits, with a frame around the face."""
        size = picture.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(area.center())
        painter.drawImage(place, picture, QRectF(picture.rect()))
        if self._face is not None:
            x1, y1, x2, y2 = self._face
            painter.setPen(QPen(GOOD, 3))
            painter.setClipRect(place)
            across, down = place.width(), place.height()
            left, top = place.x() + x1 * across, place.y() + y1 * down
            painter.drawRect(QRectF(left, top, (x2 - x1) * across, (y2 - y1) * down))
            painter.setClipping(False)

    def _write(
        self, painter: QPainter, text: str, box: QRectF, pixels: int, colour: QColor
    ) -> None:
        painter.setFont(font(Language.JAPANESE.value, pixels, bold=pixels > 20))
        painter.setPen(colour)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._stop()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)
