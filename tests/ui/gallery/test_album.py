from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

import ui
from kiosk.session.states import Language
from ui.gallery import album, web
from ui.gallery.samples import screens

ALBUM = Path(ui.__file__).parents[1] / "docs" / "screens"


def test_the_album_shows_every_page_and_every_language(qtbot: QtBot) -> None:
    plates = list(album.patient_plates())
    assert {p.name for p in plates} == set(screens())
    assert {p.language for p in plates} == {language.value for language in Language}
    assert len({p.file for p in plates}) == len(plates)


def test_a_picture_is_written_small_and_removes_only_what_the_album_named(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "gone.webp").write_bytes(b"")
    (tmp_path / "holiday.webp").write_bytes(b"somebody's own")
    (tmp_path / "index.html").write_text("<img src='gone.webp'>")
    plate = next(album.patient_plates())
    written = album.write(tmp_path, iter([plate]))
    assert {f.name for f in tmp_path.iterdir()} == {plate.file, "holiday.webp", "index.html"}
    assert QImage(str(tmp_path / plate.file)).height() == 560
    assert plate.file in album.page(written)


def test_the_album_in_the_repository_shows_the_pages_there_are() -> None:
    """Written by `python -m ui.gallery.album docs/screens` when a page is added or taken away."""
    page = (ALBUM / "index.html").read_text(encoding="utf-8")
    missing = [p.file for p in album.patient_plates() if p.file not in page]
    assert missing == []
    size = sum(f.stat().st_size for f in ALBUM.iterdir())
    assert size < 9_500_000


def test_the_album_in_the_repository_shows_the_web_pages() -> None:
    page = (ALBUM / "index.html").read_text(encoding="utf-8")
    sheets = list(web.sheets())
    assert [one.name for one in sheets if f"src='{one.name}." not in page] == []
    assert len({(one.name, one.language, one.text) for one in sheets}) == len(sheets)
