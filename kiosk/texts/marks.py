"""The marks a text may hold: a line break where a line should end, ``|`` where it may end.

``|`` stands between 文節 and never inside a word.
"""


def plain(text: str) -> str:
    """The text without its marks, as a screen reader or a voice reads it."""
    return join(text.replace("|", "").split("\n"))


def join(lines: list[str]) -> str:
    """Put lines together: with a space between words, without one between 文節."""
    text = lines[0]
    for line in lines[1:]:
        spaced = text.endswith(" ") or not text or not line or _closed(text[-1], line[0])
        text += line if spaced else f" {line}"
    return text


def _closed(one: str, other: str) -> bool:
    """Whether no space stands between these two characters."""
    return any("⺀" <= c <= "꓏" or "＀" <= c <= "｠" for c in (one, other))
