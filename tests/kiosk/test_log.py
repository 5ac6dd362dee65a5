"""The log names causes and says nothing personal."""

import json
import logging
import sys
from pathlib import Path

import pytest

from kiosk.errors import PinWrong
from kiosk.log import Json, Silent, set_up


def record() -> logging.LogRecord:
    try:
        try:
            raise ValueError("input was 受付 花子")
        except ValueError as error:
            raise RuntimeError("parameters: 受付 花子") from error
    except RuntimeError:
        return logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), sys.exc_info())


@pytest.mark.parametrize("kind", [Silent, Json])
def test_a_traceback_tells_where_and_of_what_kind_but_not_what_was_said(
    kind: type[logging.Formatter],
) -> None:
    line = kind().format(record())
    assert "RuntimeError" in line
    assert "ValueError" in line
    assert __file__.rsplit("/", 1)[-1] in line
    text = json.loads(line)["exception"] if kind is Json else line
    assert "was 受付 花子" not in text.replace('raise ValueError("input was 受付 花子")', "")
    assert "RuntimeError: parameters" not in text


def test_an_error_of_our_own_keeps_its_sentence() -> None:
    try:
        raise PinWrong("the PIN was wrong", left=2)
    except PinWrong:
        failed = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), sys.exc_info())
    assert Silent().format(failed).endswith("PinWrong: the PIN was wrong")


def test_a_log_file_that_cannot_be_opened_is_said_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "occupied").write_text("a file where a folder should be")
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        set_up("WARNING", tmp_path / "occupied" / "kiosk.log")
        assert "kiosk.log cannot be written" in capsys.readouterr().err
    finally:
        root.handlers[:], root.level = before
