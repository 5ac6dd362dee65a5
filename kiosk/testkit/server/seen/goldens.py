"""Compares the window with a kept picture: exactly where fonts and Qt agree, else by structure.

The structure is where each text and button is, and the colours of a grid. Another font or version
of Qt moves edges by a few pixels, which is no finding; another text or place is one.
"""

import base64
import hashlib
from functools import cache
from typing import Any

from PySide6.QtCore import QPoint, qVersion
from PySide6.QtGui import QColor, QImage, QPainter, qRgb
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kiosk.apps.demo.headless import png
from ui.kit.fonts import families, font

SAMPLE = "受付 顔認証 Aあア 0123"
GRID = 16
"""Colours are compared in so many columns and rows."""
FAR, UNLIKE = 0.03, 40
"""How far an edge may move, as a share of the window, and a colour, of 255."""
MOST_FINDINGS = 8
CHANGED = qRgb(214, 0, 90)


def about(window: QWidget, picture: QImage) -> dict[str, Any]:
    """What a picture of a window is kept with: where it was taken, and its structure."""
    return {**_where(), "size": [picture.width(), picture.height()], **_structure(window, picture)}


def compare(window: QWidget, seen: QImage, kept: bytes, told: dict[str, Any]) -> dict[str, Any]:
    """How the picture `seen` of a window differs from a kept one and what is `told` about that.

    `how`: exact or structure; `findings`: a sentence each, none if it is the same; `seen` and
    `difference`: PNG files in base64, the second only where something differs; `about`: see there.
    """
    here = about(window, seen)
    exact = all(told.get(key) == value for key, value in _where().items())
    expected = QImage.fromData(kept)
    findings = _pixels(expected, seen) if exact else _moved(told, here)
    difference = _difference(expected, seen) if findings else None
    return {
        "how": "exact" if exact else "structure",
        "findings": findings[:MOST_FINDINGS],
        "seen": _text(seen),
        "difference": _text(difference) if difference is not None else None,
        "about": here,
    }


@cache
def _where() -> dict[str, str]:
    """Qt's version, and a digest of how this machine's font draws."""
    image = QImage(400, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(font("ja", 32))
    painter.drawText(QPoint(4, 44), SAMPLE)
    painter.end()
    drawn = hashlib.sha256(bytes(image.constBits())).hexdigest()[:16]
    return {"qt": qVersion(), "font": f"{families()[0]} {drawn}"}


def _structure(window: QWidget, picture: QImage) -> dict[str, Any]:
    wide, high = max(1, window.width()), max(1, window.height())
    boxes = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        at = widget.mapTo(window, QPoint(0, 0))
        edges = (at.x() / wide, at.y() / high, widget.width() / wide, widget.height() / high)
        text = widget.accessibleName() or widget.text()
        boxes.append({"text": text, "box": [round(edge, 4) for edge in edges]})
    small = picture.scaled(GRID, GRID)
    colours = [small.pixelColor(x, y) for y in range(GRID) for x in range(GRID)]
    return {"boxes": boxes, "colours": [[one.red(), one.green(), one.blue()] for one in colours]}


def _pixels(expected: QImage, seen: QImage) -> list[str]:
    if expected.size() != seen.size():
        size = f"{seen.width()}x{seen.height()}"
        return [f"the window is {size}, the kept picture {expected.width()}x{expected.height()}"]
    kind = QImage.Format.Format_RGB32
    if bytes(expected.convertToFormat(kind).constBits()) == bytes(
        seen.convertToFormat(kind).constBits()
    ):
        return []
    return [f"{_count(expected, seen)} pixels differ"]


def _count(expected: QImage, seen: QImage) -> int:
    import numpy as np

    one, other = (_array(image) for image in (expected, seen))
    return int(np.any(one != other, axis=2).sum())


def _array(image: QImage) -> Any:
    import numpy as np

    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1, 4)[:, :, :3]


def _moved(told: dict[str, Any], here: dict[str, Any]) -> list[str]:
    """What differs between two structures."""
    kept, seen = told.get("boxes", []), here["boxes"]
    texts, shown = [one["text"] for one in kept], [one["text"] for one in seen]
    if texts != shown:
        gone = [text for text in texts if text not in shown]
        new = [text for text in shown if text not in texts]
        return [
            *(f"the text {text!r} is gone" for text in gone),
            *(f"the text {text!r} is new" for text in new),
        ] or ["the texts are in another order"]
    found = [
        f"{one['text']!r} is at {other['box']}, it was at {one['box']}"
        for one, other in zip(kept, seen, strict=True)
        if any(abs(a - b) > FAR for a, b in zip(one["box"], other["box"], strict=True))
    ]
    cells = zip(told.get("colours", []), here["colours"], strict=False)
    unlike = sum(
        max(abs(a - b) for a, b in zip(one, other, strict=True)) > UNLIKE for one, other in cells
    )
    if unlike > GRID:
        found.append(f"the colours of {unlike} of {GRID * GRID} parts differ")
    return found


def _difference(expected: QImage, seen: QImage) -> QImage:
    """The window in grey, what differs from the kept picture in one colour."""
    import numpy as np

    drawn = seen.convertToFormat(QImage.Format.Format_Grayscale8)
    drawn = drawn.convertToFormat(QImage.Format.Format_RGB32)
    if expected.size() != seen.size():
        return drawn
    unlike = np.any(_array(expected) != _array(seen), axis=2)
    pixels = np.frombuffer(drawn.constBits(), np.uint32).reshape(unlike.shape).copy()
    pixels[unlike] = CHANGED
    made = QImage(pixels.data, seen.width(), seen.height(), QImage.Format.Format_RGB32)
    return made.copy()


def _text(image: QImage) -> str:
    return base64.b64encode(png(image)).decode()
