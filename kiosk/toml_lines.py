"""TOML files that people write: complaints about them say the file and the line."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Mistakes(Exception):
    """What is wrong with a file, a line each: `file:line: sentence`."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def parsed(file: Path) -> tuple[str, dict[str, Any]]:
    """The text of a file and its table. Raises Mistakes."""
    try:
        text = file.read_text("utf-8-sig")
        return text, tomllib.loads(text)
    except OSError as error:
        raise Mistakes([f"{file}:1: the file cannot be read: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise Mistakes([f"{file}:1: the file is not UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = found[1] if found else text.count("\n") + 1
        raise Mistakes([f"{file}:{line}: {error}"]) from None


def reason(error: Any) -> str:
    """What is wrong by one of pydantic's errors, as the part of a sentence, without the value."""
    said = str(error["msg"]).removeprefix("Value error, ")
    return said[:1].lower() + said[1:]


class Lines:
    """On which line of a file a key or a step stands. `steps` is the name of the steps' list."""

    def __init__(self, text: str, steps: str = "steps") -> None:
        self._text, self._name = text, steps
        self._steps = [text.count("\n", 0, at) + 1 for at in _tables(text, steps)]

    def step(self, number: int) -> int:
        """The line of step `number`, counted from 0."""
        return self._steps[number] if number < len(self._steps) else self.key(self._name)

    def key(self, name: str) -> int:
        """The line of a key of the whole file; 1 if it is not found."""
        found = re.search(rf"^[ \t\[]*{re.escape(name)}\b", self._text, re.MULTILINE)
        return self._text.count("\n", 0, found.start()) + 1 if found else 1


def _tables(text: str, name: str) -> Iterator[int]:
    """Where each step begins: `[[steps]]`, or `{` within `steps = [ … ]`."""
    header = rf"^[ \t]*\[\[\s*{name}\s*\]\]"
    headers = [found.start() for found in re.finditer(header, text, re.MULTILINE)]
    if headers:
        yield from headers
        return
    found = re.search(rf"^[ \t]*{name}\s*=\s*\[", text, re.MULTILINE)
    if not found:
        return
    depth = 1
    token = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]')
    for part in token.finditer(text, found.end()):
        if part[0] in ("{", "["):
            if depth == 1 and part[0] == "{":
                yield part.start()
            depth += 1
        elif part[0] in ("}", "]"):
            depth -= 1
            if depth == 0:
                return
