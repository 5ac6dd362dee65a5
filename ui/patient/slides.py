"""The slide show of the waiting screen."""

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QImageReader,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy

from kiosk.texts.parts import Part
from ui.kit.context import Kit
from ui.kit.icon import draw_icon
from ui.kit.text import Lines

_SYMBOLS = {
    "slide.medicine": "medicine", "slide.limit": "subsidy", "slide.checkup": "checkup",
}  # fmt: skip
_SECONDS = 8
_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
_FORMATS = (b"png", b"jpeg", b"webp")
_MEGAPIXELS = 40
log = logging.getLogger(__name__)


def pictures(folder: Path | None) -> tuple[Path, ...]:
    """The facility's pictures, sorted by name; empty if the folder cannot be read."""
    if folder is None:
        return ()
    try:
        return tuple(sorted(f for f in folder.iterdir() if f.suffix.lower() in _SUFFIXES))
    except OSError as error:
        log.warning("no slides: %s", error)
        return ()


def read_picture(file: Path, box: QSize) -> QImage | None:
    """Read a picture, scaled to fit `box`; None, with a line in the log, if it cannot be shown.

    A picture with more than _MEGAPIXELS is not decoded, because that would block the reception.
    """
    if not file.is_file():  # reading a named pipe would block the reception
        log.warning("the slide %s is no file", file.name)
        return None
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    # The format is read from the content. SVG is refused: it could load files or take very long.
    size = reader.size() if bytes(reader.format().data()) in _FORMATS else QSize()
    if not size.isValid() or size.width() * size.height() > _MEGAPIXELS * 1_000_000:
        log.warning("the slide %s is no picture or has more than %d MP", file.name, _MEGAPIXELS)
        return None
    reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        log.warning("the slide %s cannot be read: %s", file.name, reader.errorString())
        return None
    return picture


class Slides(QLabel):
    """Shows reasons to use the card, then the facility's own pictures, one at a time."""

    def __init__(self, kit: Kit, width: int, slides: Sequence[Part]) -> None:
        super().__init__()
        self._kit, self._slides = kit, slides
        self._folder, self._files = kit.slides, list(pictures(kit.slides))
        self._bad: set[Path] = set()
        self._picture: QImage | None = None
        look = kit.look
        close = look.grid.landscape or look.large_text
        self._pad, self._gap = look.gap(28 if close else 40), look.gap(24 if close else 36)
        self._size = round(look.type("row") * 1.6)
        room = width - 2 * self._pad - self._size - self._gap
        self._texts = [
            (Lines(kit, _head(kit, slide), "row", room, bold=True),
             Lines(kit, slide.words[1].marked, "caption", room))
            for slide in slides
        ]  # fmt: skip
        self._dots = look.gap(40)
        tall = max(head.height + more.height for head, more in self._texts)
        tall = max(tall + look.gap(44), look.gap(300) if self._folder is not None else 0)
        self.setMinimumHeight(tall + self._dots)
        self.setMinimumWidth(
            round(max(max(h.width, m.width) for h, m in self._texts)) + width - room
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setInterval(_SECONDS * 1000)
        self._timer.timeout.connect(self.turn)
        self._index = -1
        self.turn()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def turn(self) -> None:
        """Show the next slide. Each round begins with another look into the folder."""
        self._index, self._picture = self._index + 1, None
        while 0 <= (number := self._index - len(self._slides)) < len(self._files):
            file = self._files[number]
            self._picture = read_picture(file, QSize(self.width(), self.height() - self._dots))
            if self._picture is not None:
                self.setText(file.stem)
                self.update()
                return
            self._bad.add(file)
            del self._files[number]
        if self._index >= len(self._slides):
            self._index = 0
            self._look_again()
        self.setText(self._slides[self._index].name)
        self.update()

    def _look_again(self) -> None:
        """Find pictures that came or went; one that cannot be shown is not tried again here."""
        if self._folder is not None and self._folder.is_dir():
            self._files = [file for file in pictures(self._folder) if file not in self._bad]

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, look = self._kit, self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = look.border(2)
        area = QRectF(0, 0, self.width(), self.height() - self._dots)
        painter.setPen(QPen(kit.colour("hair"), stroke))
        painter.setBrush(kit.colour("surface"))
        half = stroke / 2
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), look.px(16), look.px(16))
        self._paint_dots(painter, area.bottom() + self._dots * 0.62)
        if self._picture is not None:
            self._paint_picture(painter, area, self._picture)
            return
        box = QRectF(self._pad, 0, self._size, area.height())
        symbol = _SYMBOLS[self._slides[self._index].id]
        draw_icon(painter, self, symbol, self._size, look.colours.primary, box)
        head, more = self._texts[self._index]
        left, top = box.right() + self._gap, (area.height() - head.height - more.height) / 2
        head.paint(painter, QRectF(left, top, head.width, 0), kit.colour("ink"))
        more.paint(painter, QRectF(left, top + head.height, more.width, 0), kit.colour("ink2"))

    def _paint_picture(self, painter: QPainter, area: QRectF, picture: QImage) -> None:
        radius = self._kit.look.px(16)
        path = QPainterPath()
        path.addRoundedRect(area, radius, radius)
        painter.setClipPath(path)
        x = (area.width() - picture.width()) / 2
        painter.drawImage(QRectF(x, (area.height() - picture.height()) / 2, picture.width(),
                                 picture.height()), picture)  # fmt: skip
        painter.setClipping(False)

    def _paint_dots(self, painter: QPainter, y: float) -> None:
        look = self._kit.look
        painter.setPen(Qt.PenStyle.NoPen)
        dot, gap, bar = look.px(8), look.px(14), look.px(40)
        count = len(self._slides) + len(self._files)
        x = (self.width() - bar - (count - 1) * (dot + gap)) / 2
        for index in range(count):
            now = index == self._index
            wide = bar if now else dot
            painter.setBrush(self._kit.colour("primary" if now else "line"))
            painter.drawRoundedRect(QRectF(x, y - dot / 2, wide, dot), dot / 2, dot / 2)
            x += wide + gap


def _head(kit: Kit, slide: Part) -> str:
    """A slide's heading, on one line if it fits."""
    return slide.words[0].marked.replace("\n", "|" if _closed_up(kit) else " ")


def _closed_up(kit: Kit) -> bool:
    return kit.texts.language.value in ("ja", "zh-CN")
