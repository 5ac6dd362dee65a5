"""Pictures of every page: `python -m ui.gallery.pages OUT` writes PNGs by size and text size."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kiosk.session.states import Language, TextSize
from kiosk.session.view import (
    Screen,
)
from ui.gallery.samples import screens

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SIZES = {
    "portrait": (800, 1280, 10.1),
    "landscape": (1280, 800, 10.1),
    "small": (1024, 600, 8.0),
}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, its screen and its display settings."""

    name: str
    screen: Screen
    width: int
    height: int
    diagonal: float


def shots(
    sizes: tuple[str, ...], texts: tuple[int, ...], contrast: bool, language: Language
) -> Iterator[Shot]:
    """The pictures of all pages at these sizes and text sizes."""
    for size in sizes:
        width, height, diagonal = SIZES[size]
        for text in texts:
            for name, shown in screens().items():
                wanted = replace(
                    shown.preferences,
                    text_size=TextSize(text), contrast=contrast, language=language,
                )  # fmt: skip
                theme = "-contrast" if contrast else ""
                theme += f".{language}" if language is not Language.JAPANESE else ""
                yield Shot(
                    f"{name}.{size}.{text}{theme}",
                    replace(shown, preferences=wanted),
                    width, height, diagonal,
                )  # fmt: skip


class StillPicture:
    """A mailbox with one drawn frame: a background and a simple face of no real person."""

    def __init__(self) -> None:
        tall, wide = 720, 1280
        y, x = np.mgrid[0:tall, 0:wide].astype(np.float32)
        frame = np.empty((tall, wide, 4), np.uint8)
        frame[:] = (122, 108, 92, 255)
        frame[(np.abs(x - 640) < 60) & (y > 480)] = (150, 184, 216, 255)
        body = ((x - 640) / 300) ** 2 + ((y - 760) / 190) ** 2 < 1
        frame[body] = (90, 76, 66, 255)
        frame[((x - 640) / 152) ** 2 + ((y - 310) / 200) ** 2 < 1] = (88, 80, 76, 255)
        frame[((x - 640) / 138) ** 2 + ((y - 370) / 186) ** 2 < 1] = (174, 203, 232, 255)
        for eye in (582, 698):
            frame[((x - eye) / 11) ** 2 + ((y - 360) / 14) ** 2 < 1] = (60, 48, 44, 255)
        frame[(np.abs(y - 462 - ((x - 640) / 50) ** 2 * -6) < 4) & (np.abs(x - 640) < 46)] = (
            92, 112, 170, 255,
        )  # fmt: skip
        self._frame: np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | None = frame

    def take(self) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | None:
        """The one frame."""
        return self._frame

    def connect(self, wake: object) -> None:
        """Does nothing: there is no second frame."""


def render(shot: Shot) -> "QImage":
    """Render a shot to an image; needs a QApplication."""
    from ui.patient.window import PatientWindow, WindowSettings

    settings = WindowSettings(
        shot.width, shot.height, diagonal=shot.diagonal, guard_ms=0, voice=True
    )
    window = PatientWindow(settings, StillPicture(), lambda *_: None, clock=lambda: 0.0)
    window.present(shot.screen)
    picture = window.grab().toImage()
    window.close()
    window.deleteLater()
    return picture


def main() -> None:
    """Write the pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sizes", default="portrait,landscape,small")
    parser.add_argument("--texts", default="100,150,200")
    parser.add_argument("--contrast", action="store_true", help="the high-contrast theme")
    parser.add_argument("--language", default="ja", choices=list(Language))
    parser.add_argument("--only", default="", help="names that begin so")
    options = parser.parse_args()
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    options.out.mkdir(parents=True, exist_ok=True)
    texts = tuple(int(t) for t in options.texts.split(","))
    sizes, language = tuple(options.sizes.split(",")), Language(options.language)
    for shot in shots(sizes, texts, options.contrast, language):
        if shot.name.startswith(options.only):
            render(shot).save(str(options.out / f"{shot.name}.png"))
    app.processEvents()


if __name__ == "__main__":
    main()
