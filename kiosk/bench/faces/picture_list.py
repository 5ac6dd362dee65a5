"""CSV files that name pictures, read as spreadsheets save them."""

import csv
from collections.abc import Iterable
from pathlib import Path

from kiosk.encodings import table_text

FLAGS = {"": False, "0": False, "1": True}


class ListUnusable(Exception):
    """A list of pictures that cannot be measured; says why and what to change."""


def read_list(file: Path, needed: Iterable[str]) -> list[dict[str, str]]:
    """The rows of a CSV by the names of its columns; cells that a row lacks are empty.

    Raises ListUnusable, also if one of the columns `needed` is missing or its cell is empty.
    """
    text = _text(file)
    first = next(iter(text.splitlines()), "")
    cells = csv.DictReader(
        text.splitlines(), delimiter=max(",\t;", key=first.count), restval="", strict=True
    )
    rows = []
    try:
        found = [name.strip() for name in cells.fieldnames or ()]
        cells.fieldnames = found
        for column in needed:
            if column not in found:
                raise ListUnusable(f"{file} has no column {column}; name it in the first line")
        for row in cells:
            for column in needed:
                if not row[column].strip():
                    raise ListUnusable(f"{file}: line {cells.line_num} has no {column}; fill it in")
            rows.append({name: row[name].strip() for name in found})
    except csv.Error:
        raise ListUnusable(
            f"{file}: line {cells.line_num} is no line of a CSV; save it as CSV UTF-8"
        ) from None
    return rows


def _text(file: Path) -> str:
    try:
        return table_text(file.read_bytes())
    except OSError as error:
        raise ListUnusable(f"{file} cannot be read: {error.strerror}") from error
    except ValueError:
        raise ListUnusable(
            f"{file} is no CSV in UTF-8 or Shift_JIS; save it as CSV UTF-8"
        ) from None


def flag(file: Path, column: str, value: str) -> bool:
    """A cell that is 1 or 0; empty is 0. Raises ListUnusable."""
    if value not in FLAGS:
        raise ListUnusable(f"{file}: {column} is 1 or 0, not {value!r}")
    return FLAGS[value]


def check_there(names: Iterable[str], folder: Path) -> None:
    """Raises ListUnusable if a picture is not in the folder: it would count as a missed face."""
    missing = sorted({name for name in names if not (folder / name).is_file()})
    if missing:
        raise ListUnusable(
            f"{len(missing)} of the listed pictures are not in {folder}, the first is "
            f"{missing[0]}; change --images or the list"
        )
