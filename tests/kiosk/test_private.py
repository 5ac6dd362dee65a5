"""Nothing personal that a command writes can be read by another user of the machine."""

import os
import stat
from pathlib import Path

import pytest

from kiosk import private

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="on Windows a user's folders are closed to others by themselves"
)


def test_a_folder_of_results_keeps_what_its_readers_need(tmp_path: Path) -> None:
    face = tmp_path / "face"
    face.mkdir()
    face.chmod(0o2777)
    private.share(face, "group")
    assert stat.S_IMODE(face.stat().st_mode) == 0o2770
    private.share(face, "owner")
    assert stat.S_IMODE(face.stat().st_mode) == 0o2700


def test_a_file_that_is_there_is_closed_before_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    file.touch()
    file.chmod(0o644)
    with open(file, "ab", opener=private.opener):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_belongs_to_all_is_left_alone(tmp_path: Path) -> None:
    common = tmp_path / "tmp"
    common.mkdir()
    common.chmod(0o1777)
    private.folder(common)
    assert stat.S_IMODE(common.stat().st_mode) == 0o1777
    with open(os.devnull, "wb", opener=private.opener):
        assert stat.S_IMODE(Path(os.devnull).stat().st_mode) & 0o006
