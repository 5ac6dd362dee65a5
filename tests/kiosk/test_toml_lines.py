"""TOML files as editors save them, and what is said about a wrong one."""

from pathlib import Path

import pytest

from kiosk.personas import schema
from kiosk.toml_lines import Mistakes, parsed


def test_a_byte_order_mark_before_the_text_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "one.toml"
    file.write_bytes("name = '名前'\r\n".encode("utf-8-sig"))
    text, table = parsed(file)
    assert table == {"name": "名前"}
    assert text.startswith("name")


def test_a_person_is_read_from_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    file = tmp_path / "people/sakura.toml"
    file.write_bytes(schema.text("sakura").encode("utf-8-sig"))
    assert schema.load(file).person == schema.find("sakura").person


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("# 名前\n".encode("cp932"), ":1: the file is not UTF-8"),
        (b"a = 1\nb = \n", ":2: "),
        (b"a = 1\n[b\n", ":2: "),
    ],
)
def test_a_file_that_is_no_toml_is_told_with_its_line(
    tmp_path: Path, data: bytes, told: str
) -> None:
    file = tmp_path / "one.toml"
    file.write_bytes(data)
    with pytest.raises(Mistakes) as caught:
        parsed(file)
    (line,) = caught.value.lines
    assert line.startswith(f"{file}{told}")
