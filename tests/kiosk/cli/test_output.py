"""What a demo writes, and what it leaves alone."""

import hashlib
import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.apps.demo.contact_sheet import GAP, GROUND, WIDTH, contact_sheet
from kiosk.apps.demo.output_files import MANIFEST, Output
from kiosk.errors import FolderUnwritable

FOREIGN = {
    "01-idle.png": b"somebody's holiday",
    "02-holiday.png": b"another",
    "report.json": b"{}",
    "journal.jsonl": b"a diary",
    "registry.sqlite": b"a registry",
    "registry.sqlite3": b"the registry with its tokens",
    "registry.sqlite3-wal": b"its log",
}
RUN = {"01-idle.png": b"idle", "02-face.png": b"face", "report.json": b"report"}


def run(folder: Path, files: dict[str, bytes] = RUN) -> list[Path]:
    """One run, as a demo makes it."""
    output = Output(folder)
    output.appended("journal.jsonl").touch()
    output.clear()
    return [output.write(name, data) for name, data in files.items()]


def found(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    for name, data in FOREIGN.items():
        (tmp_path / name).write_bytes(data)
    for _ in range(3):
        run(tmp_path)
        assert FOREIGN.items() <= found(tmp_path).items()
    ours = found(tmp_path).keys() - FOREIGN.keys()
    assert ours == {
        "01-idle-2.png", "02-face.png", "report-2.json", "journal-2.jsonl", MANIFEST
    }  # fmt: skip


def test_a_run_removes_what_the_last_run_wrote(tmp_path: Path) -> None:
    run(tmp_path, {**RUN, "03-pin.png": b"pin"})
    run(tmp_path)
    assert found(tmp_path).keys() == {*RUN, "journal.jsonl", MANIFEST}


def test_a_file_changed_since_the_last_run_is_kept(tmp_path: Path) -> None:
    run(tmp_path)
    (tmp_path / "report.json").write_bytes(b"report, with notes of the presenter")
    (tmp_path / "02-face.png").unlink()
    (tmp_path / "02-face.png").symlink_to(tmp_path / "01-idle.png")
    run(tmp_path)
    assert (tmp_path / "report.json").read_bytes().endswith(b"presenter")
    assert (tmp_path / "report-2.json").read_bytes() == b"report"
    assert (tmp_path / "02-face.png").is_symlink()


@pytest.mark.parametrize("name", ["../outside", "/outside", "sub/file", "..", ""])
def test_a_manifest_reaches_no_file_outside_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    (folder / "sub").mkdir(parents=True)
    digest = hashlib.sha256(b"kept").hexdigest()
    places = [tmp_path / "outside", folder / "sub" / "file"]
    for place in places:
        place.write_bytes(b"kept")
    named = str(tmp_path / "outside") if name == "/outside" else name
    (folder / MANIFEST).write_text(json.dumps({"files": {named: digest}}), encoding="utf-8")
    run(folder)
    assert all(place.read_bytes() == b"kept" for place in places)


@pytest.mark.parametrize("text", ["", "[]", '{"files": [1]}', '{"files": {"a": 1}}', "\x00\xff"])
def test_a_broken_manifest_removes_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "a").write_bytes(b"kept")
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    run(tmp_path)
    assert (tmp_path / "a").read_bytes() == b"kept"


def test_a_folder_that_cannot_be_made_is_said_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderUnwritable, match="--out"):
        Output(tmp_path / "file" / "out")


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_the_contact_sheet_is_filled_at_every_scale_of_the_display(ratio: float) -> None:
    picture = QImage(round(800 * ratio), round(1280 * ratio), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(0xFF123456)
    sheet = contact_sheet([picture] * 2)
    assert sheet.width() == 2 * (WIDTH + GAP) + GAP
    for column in range(2):
        left = GAP + column * (WIDTH + GAP)
        for x in (left, left + WIDTH - 1):
            for y in (GAP, sheet.height() - GAP - 1):
                assert sheet.pixelColor(x, y).rgb() == 0xFF123456, (x, y)
        assert sheet.pixelColor(left - 1, GAP) == GROUND
