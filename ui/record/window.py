"""The notice that frames are being recorded: large, red-framed, with the picture that is kept."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.texts import Language, load
from ui.kit.fonts import font
from ui.patient.camera import Mailbox


class RecordingWindow(QWidget):
    """Shows what is recorded and says so; Escape or a click ends the recording."""

    arrived = Signal()

    def __init__(self, mailbox: Mailbox, stop: Callable[[], None]) -> None:
        super().__init__()
        self._mailbox, self._stop = mailbox, stop
        self._texts = load(domain="recording")
        self._picture: QImage | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self._texts("recording.title"))
        self.setWindowTitle(self._texts("recording.title"))
        self.arrived.connect(self._look, Qt.ConnectionType.QueuedConnection)
        mailbox.connect(self.arrived.emit)

    def sizeHint(self) -> QSize:
        return QSize(960, 720)

    def _look(self) -> None:
        frame = self._mailbox.take()
        if frame is not None:
            tall, wide = frame.shape[:2]
            shape = (wide, tall, frame.strides[0], QImage.Format.Format_RGB32)
            self._picture = QImage(frame.data, *shape)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        bar = max(96, self.height() // 6)
        area = QRectF(12, bar, self.width() - 24, self.height() - bar - 12)
        if self._picture is not None:
            fitting = self._picture.size().scaled(
                area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
            )
            place = QRectF(0, 0, fitting.width(), fitting.height())
            place.moveCenter(area.center())
            painter.drawImage(place, self._picture, QRectF(self._picture.rect()))
        painter.setPen(QPen(QColor("#B3261E"), 12))
        painter.drawRect(self.rect().adjusted(6, 6, -6, -6))
        painter.setBrush(QColor("#B3261E"))
        painter.drawEllipse(QRectF(32, bar / 2 - 14, 28, 28))
        self._write(painter, "recording.title", QRectF(84, 16, self.width(), bar * 0.55), 34)
        self._write(painter, "recording.lead", QRectF(84, bar * 0.55, self.width(), bar * 0.4), 20)

    def _write(self, painter: QPainter, key: str, box: QRectF, pixels: int) -> None:
        face: QFont = font(Language.JAPANESE.value, pixels, bold=pixels > 30)
        painter.setFont(face)
        painter.setPen(QColor("#1B2330"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, self._texts(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._stop()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: object) -> None:
        self._stop()
