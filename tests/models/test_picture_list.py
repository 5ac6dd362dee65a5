"""Lists of pictures as a facility's spreadsheet saves them."""

from pathlib import Path

import cv2
import pytest
from typer.testing import CliRunner

from kiosk.bench.faces.picture_list import ListUnusable, check_there, read_list
from kiosk.cli.main import app
from models.frames import Image

TEXT = "picture,group\nsakura.jpg,患者\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_a_list_is_read_as_spreadsheets_save_it(tmp_path: Path, encoding: str, comma: str) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(TEXT.replace(",", comma).replace("\n", "\r\n").encode(encoding))
    assert read_list(file, ["picture"]) == [{"picture": "sakura.jpg", "group": "患者"}]


def test_cells_that_a_row_lacks_are_empty_and_those_too_many_are_no_part_of_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("picture,person\na.jpg\nb.jpg,b,3\n")
    rows = read_list(file, ["picture"])
    assert rows == [{"picture": "a.jpg", "person": ""}, {"picture": "b.jpg", "person": "b"}]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no column picture"),
        (b"name\na.jpg\n", "no column picture"),
        (b"picture,person\n,a\n", "line 2 has no picture"),
        (b'picture,person\n"a.jpg"x,a\n', "is no line of a CSV"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "no CSV in UTF-8 or Shift_JIS"),
    ],
)
def test_what_is_no_list_is_refused_with_its_cause(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(data)
    with pytest.raises(ListUnusable, match=said):
        read_list(file, ["picture"])


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(ListUnusable, match="cannot be read"):
        read_list(tmp_path, ["picture"])


def test_pictures_that_are_not_there_are_counted_and_the_first_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    check_there(["a.jpg"], tmp_path)
    with pytest.raises(ListUnusable, match=r"2 of the listed.*first is b\.jpg"):
        check_there(["c.jpg", "a.jpg", "b.jpg"], tmp_path)


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--groups", "picture\nsakura.jpg\n", "no two pictures"),
        ("--groups", "picture,mask\nsakura.jpg,yes\n", "mask is 1 or 0"),
        ("--groups", "picture\nabsent.jpg\n", "not in"),
        ("--pairs", "a,b,same\nsakura.jpg,absent.jpg,1\nsakura.jpg,sakura.jpg,0\n", "not in"),
        ("--pairs", "a,b,same\nsakura.jpg,sakura.jpg,1\n", "of different people"),
    ],
)
def test_the_bench_says_what_is_wrong_with_a_list(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    portraits: dict[str, Image],
    option: str,
    text: str,
    said: str,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "300")
    cv2.imwrite(str(tmp_path / "sakura.jpg"), portraits["sakura"])
    (tmp_path / "list.csv").write_text(text)
    words = ["bench", "accuracy", option, str(tmp_path / "list.csv"), "--images", str(tmp_path)]
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exit_code == 2, done.output
    assert said in " ".join(done.output.split())
