"""Help and mistakes of the command line in the language of the system's user.

The library of the command line has no translations of its own: its words are told like ours.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typer import Abort
from typer._click.exceptions import ClickException

from kiosk.texts import Language
from kiosk.texts.told import system_language, tell

TITLES = (
    "ABORTED_TEXT",
    "ARGUMENTS_PANEL_TITLE",
    "COMMANDS_PANEL_TITLE",
    "DEFAULT_STRING",
    "ERRORS_PANEL_TITLE",
    "OPTIONS_PANEL_TITLE",
    "REQUIRED_LONG_STRING",
    "RICH_HELP",
)
"""The words of `typer.rich_utils` around our own."""
_KANA_KANJI = "\u3041-\u30fe\u4e00-\u9fff"
_NOT_FIRST = "ぁぃぅぇぉっゃゅょァィゥェォッャュョー、。）」："
WORD = re.compile(
    rf"\s*(?:[（「]*(?:[{_KANA_KANJI}]|[^\s{_KANA_KANJI}（「{_NOT_FIRST}]+)[{_NOT_FIRST}]*|\S)\s*"
)
"""What no line is broken in: a word, or one Japanese character and what may not begin a line."""


def told_when_asked(command: Any) -> None:
    """Let a command and all below it tell their help once a user sees it, which starts with usage.

    Until then nothing is read: a kiosk that starts needs no help.
    """
    written = command.get_usage

    def get_usage(context: Any) -> str:
        _tell_titles()
        _tell_help(command, context)
        return tell(written(context))

    command.get_usage = get_usage
    for one in command.params:
        if getattr(one, "prompt", None):
            one.prompt = tell(one.prompt)
    for inner in getattr(command, "commands", {}).values():
        told_when_asked(inner)


def texts_of(command: Any) -> Iterator[str]:
    """Every English text in the help of a command and of its options, a paragraph each."""
    for said in (command.help, *(getattr(one, "help", None) for one in command.params)):
        yield from _paragraphs(said)


def _tell_help(command: Any, context: Any) -> None:
    for one in (command, *getattr(command, "commands", {}).values(), *command.get_params(context)):
        if getattr(one, "help", None):
            one.help = "\n\n".join(map(tell, _paragraphs(one.help)))


def _paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a help text, each on one line."""
    return [" ".join(part.split()) for part in (text or "").split("\n\n") if part.strip()]


def _tell_titles() -> None:
    from typer import rich_utils

    if system_language() is Language.JAPANESE:
        _break_japanese_lines()
    for name in TITLES:
        setattr(rich_utils, name, tell(getattr(rich_utils, name)))


def _break_japanese_lines() -> None:
    """Mend the breaking of lines by `rich`.

    It breaks at spaces only, which Japanese has none of, and drops the spaces at the end of a line
    by a count of characters, of which a Japanese one is two cells wide.
    """
    from rich import _wrap
    from rich.text import Text

    def rstrip_end(text: Text, size: int) -> None:
        spaces = len(text.plain) - len(text.plain.rstrip())
        beyond = min(spaces, text.cell_len - size)
        if beyond > 0:
            text.right_crop(beyond)

    _wrap.re_word = WORD
    setattr(Text, "rstrip_end", rstrip_end)  # noqa: B010


@contextmanager
def told_mistakes() -> Iterator[None]:
    """Tell what was wrong on the command line when the library says it."""
    try:
        yield
    except Abort:
        _tell_titles()
        raise
    except ClickException as error:
        _tell_titles()
        said = tell(error.format_message())
        setattr(error, "format_message", lambda: said)  # noqa: B010  its own repeats the options
        raise
