import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from kiosk.texts.pages.arrival import SLIDES
from tests.support.ui import Desk
from ui.patient.slides import Slides, pictures, read_picture


def picture(file: Path, width: int = 600, height: int = 400) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#2F7A4D"))
    assert image.save(str(file))
    return file


def claims(file: Path, width: int, height: int) -> Path:
    """A PNG whose header claims a size, without the pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    file.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(header))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
    )
    return file


def test_a_picture_is_read_no_larger_than_its_place(tmp_path: Path) -> None:
    read = read_picture(picture(tmp_path / "a.png"), QSize(300, 300))
    assert read is not None
    assert (read.width(), read.height()) == (300, 200)


def test_a_picture_of_a_hundred_megapixels_is_left_out_unread(tmp_path: Path) -> None:
    assert read_picture(claims(tmp_path / "huge.png", 10_000, 10_000), QSize(300, 300)) is None


def test_a_folder_that_is_not_there_has_no_pictures(tmp_path: Path) -> None:
    assert pictures(None) == ()
    assert pictures(tmp_path / "nowhere") == ()
    (tmp_path / "notes.txt").write_text("no picture")
    picture(tmp_path / "b.png")
    picture(tmp_path / "a.png")
    assert [f.name for f in pictures(tmp_path)] == ["a.png", "b.png"]


@pytest.mark.parametrize("size", ["portrait", "landscape"])
def test_the_waiting_screen_turns_through_what_can_be_shown(
    make_desk: Callable[..., Desk], tmp_path: Path, size: str
) -> None:
    claims(tmp_path / "1-huge.png", 10_000, 10_000)
    (tmp_path / "2-broken.jpg").write_bytes(b"no picture")
    picture(tmp_path / "3-good.png")
    desk = make_desk(size, slides=tmp_path)
    desk.show("idle")
    slides = desk.window.findChildren(Slides)[0]
    seen = []
    for _ in range(2 * (len(SLIDES) + 1)):
        seen.append(slides.text())
        slides.turn()
        assert not desk.window.grab().isNull()
    assert seen.count("3-good") == 2
    assert not any("huge" in text or "broken" in text for text in seen)


def test_pictures_that_come_later_are_shown_and_those_that_go_are_not(
    make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    folder = tmp_path / "drive"
    desk = make_desk("portrait", slides=folder)
    desk.show("idle")
    slides = desk.window.findChildren(Slides)[0]

    def round_trip() -> set[str]:
        seen = set()
        for _ in range(2 * (len(SLIDES) + 1)):
            slides.turn()
            seen.add(slides.text())
        return seen

    assert "late" not in round_trip()
    folder.mkdir()
    picture(folder / "late.png")
    assert "late" in round_trip()
    (folder / "late.png").unlink()
    round_trip()
    assert "late" not in round_trip()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_a_pipe_among_the_slides_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert read_picture(tmp_path / "pipe.png", QSize(100, 100)) is None


def test_an_svg_that_is_called_png_is_no_slide(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    (tmp_path / "drawing.png").write_text(drawing, encoding="utf-8")
    assert read_picture(tmp_path / "drawing.png", QSize(100, 100)) is None
