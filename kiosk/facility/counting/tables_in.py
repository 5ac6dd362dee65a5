"""Reads a table of monthly figures from CSV or Excel; refuses a file whole, with every reason."""

import csv
import hashlib
import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.encodings import table_text
from kiosk.facility import values
from kiosk.facility.counting.store import Figure
from kiosk.facility.profile import KIND_TITLES
from kiosk.facility.values import Mistake, Month

MOST_ROWS = 10_000
MOST_BYTES = 20_000_000
TOTALS = ("合計", "計", "総計", "平均", "total")

KIND_NAMES = {
    **{title: kind for kind, title in KIND_TITLES.items()}, "薬局": "pharmacy",
    **{kind: kind for kind in KIND_TITLES},
}  # fmt: skip


def kind(value: Any) -> str:
    """A kind of KIND_TITLES. Raises Mistake."""
    found = KIND_NAMES.get(values.plain(value).lower())
    if found is None:
        known = "、".join(KIND_TITLES.values())
        raise Mistake(f"「{values.plain(value)}」は種別ではありません ({known})")
    return found


@dataclass(frozen=True)
class Column:
    """A figure: its name, the headings under which it is found, and the parser of its cells."""

    name: str
    title: str
    headings: tuple[str, ...]
    parse: Callable[[Any], Any] = values.count


COLUMNS = (
    Column("receipts", "レセプト件数", ("receipts", "レセプトの発行件数", "レセプト")),
    Column("persons", "マイナ保険証利用人数", ("persons", "利用人数", "マイナ利用人数")),
    Column("rate", "レセプト件数ベース利用率", ("rate", "利用率", "利用率(%)"), values.rate),
    Column("checks", "オンライン資格確認件数", ("checks", "資格確認件数")),
    Column("card_checks", "マイナ保険証利用件数", ("card_checks", "利用件数")),
    Column("first_visits", "初診", ("first_visits", "初診件数", "初診回数")),
    Column("patients", "患者数", ("patients", "患者")),
    Column("kind", "種別", ("kind",), kind),
)
MONTH_HEADINGS = ("月", "年月", "診療月", "診療年月", "調剤年月", "month")
AT_MOST = (("persons", "receipts"), ("card_checks", "checks"))
"""Pairs of figures of which the first never exceeds the second."""
TITLES = {column.name: column.title for column in COLUMNS}


@dataclass(frozen=True)
class CellRefusal:
    """Why a cell is refused; row and column as a spreadsheet counts them, 0 for the whole file."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.row}行目" if self.row else "ファイル"
        return f"{place}{f' {self.column}' if self.column else ''}: {self.reason}"


class TableRefused(Exception):
    """A file is refused; nothing of it was taken."""

    def __init__(self, refusals: list[CellRefusal]) -> None:
        super().__init__("; ".join(map(str, refusals)))
        self.refusals = refusals


@dataclass(frozen=True)
class Imported:
    """The figures of a file, and a digest that tells a repeated import."""

    figures: list[Figure]
    digest: str
    unread: tuple[str, ...] = ()
    """Headings that belong to no figure."""


def read_file(file: Path, known: Mapping[tuple[Month, str], Figure], *, replace: bool) -> Imported:
    """The figures of a CSV or Excel file. Raises TableRefused with every reason, OSError.

    `known` are the figures that are there already: one of them that differs is refused unless
    `replace`, and a file that repeats them is accepted.
    """
    if file.stat().st_size > MOST_BYTES:
        raise TableRefused(
            [CellRefusal(0, "", f"{MOST_BYTES // 10**6} MB より大きいファイルは読めません")]
        )
    if file.suffix.lower() == ".xls":
        reason = "古い Excel の形式 (.xls) です。.xlsx か CSV で保存し直してください"
        raise TableRefused([CellRefusal(0, "", reason)])
    rows = _excel(file) if file.suffix.lower() in {".xlsx", ".xlsm"} else list(_csv(file))
    begin, columns, unread = _header(rows)
    refusals: list[CellRefusal] = []
    found: dict[tuple[Month, str], tuple[Figure, int, str]] = {}
    for number, cells in enumerate(rows[begin:], begin + 1):
        _row(number, cells, columns, found, refusals)
    _compare(found, known, refusals, replace=replace)
    if not found and not refusals:
        refusals.append(CellRefusal(0, "", "見出しの下に行がありません"))
    if refusals:
        raise TableRefused(sorted(refusals, key=lambda one: one.row))
    figures = [figure for figure, _, _ in found.values()]
    text = "\n".join(sorted(f"{one.month} {one.name} {one.value}" for one in figures))
    return Imported(figures, hashlib.sha256(text.encode()).hexdigest(), unread)


def _row(
    number: int,
    cells: list[Any],
    columns: dict[int, Column | None],
    found: dict[tuple[Month, str], tuple[Figure, int, str]],
    refusals: list[CellRefusal],
) -> None:
    """Take the figures of one row, or say why they are refused."""
    month_place = next(place for place, column in columns.items() if column is None)
    first = cells[month_place] if month_place < len(cells) else None
    filled = [place for place in columns if place < len(cells) and values.plain(cells[place])]
    if not filled or values.plain(first).lower() in TOTALS:
        return
    if not values.plain(first):
        refusals.append(CellRefusal(number, letter(month_place), "月がありません"))
        return
    try:
        of = values.month(first)
    except Mistake as mistake:
        refusals.append(CellRefusal(number, letter(month_place), mistake.reason))
        return
    for place in filled:
        column = columns[place]
        if column is None:
            continue
        where = f"{letter(place)}列「{column.title}」"
        try:
            value = column.parse(_percent(column, cells[place]))
        except Mistake as mistake:
            refusals.append(CellRefusal(number, where, mistake.reason))
            continue
        if (of, column.name) in found:
            before = found[of, column.name][1]
            refusals.append(CellRefusal(number, where, f"{of} は {before}行目にもあります"))
        figure = Figure(of, column.name, str(value), "import")
        found.setdefault((of, column.name), (figure, number, where))


def _compare(
    found: Mapping[tuple[Month, str], tuple[Figure, int, str]],
    known: Mapping[tuple[Month, str], Figure],
    refusals: list[CellRefusal],
    *,
    replace: bool,
) -> None:
    """Refuse what contradicts figures that are there, or other figures of the same month."""
    for key, (figure, number, where) in found.items():
        before = known.get(key)
        if before and before.source != "registry" and before.value != figure.value and not replace:
            reason = f"{figure.month} は {before.value} と入力済みです (置き換えるなら --replace)"
            refusals.append(CellRefusal(number, where, reason))
    merged = {**known, **{key: figure for key, (figure, _, _) in found.items()}}
    for less, more in AT_MOST:
        for of in sorted({of for of, name in found if name in (less, more)}):
            small, great = merged.get((of, less)), merged.get((of, more))
            if small and great and int(small.value) > int(great.value):
                _, number, where = found.get((of, less)) or found[of, more]
                reason = (
                    f"{TITLES[less]} {small.value} が{TITLES[more]} {great.value} を超えています"
                )
                refusals.append(CellRefusal(number, where, reason))


def _header(rows: list[list[Any]]) -> tuple[int, dict[int, Column | None], tuple[str, ...]]:
    """The first row below the headings, the column of each place (None is the month), and the
    headings that are not read.
    """
    by_heading = {
        values.plain(heading): column
        for column in COLUMNS
        for heading in (column.name, column.title, *column.headings)
    }
    for number, cells in enumerate(rows[:50]):
        names = [values.plain(cell).replace(" ", "").lower() for cell in cells]
        month_place = next((place for place, one in enumerate(names) if one in MONTH_HEADINGS), -1)
        columns: dict[int, Column | None] = {
            place: by_heading[name] for place, name in enumerate(names) if name in by_heading
        }
        if month_place < 0 or not columns:
            continue
        used = [column.name for column in columns.values() if column]
        for name in used:
            if used.count(name) > 1:
                raise TableRefused(
                    [CellRefusal(number + 1, "", f"「{TITLES[name]}」の列が2つあります")]
                )
        columns[month_place] = None
        unread = (values.plain(one) for place, one in enumerate(cells) if place not in columns)
        return number + 1, columns, tuple(filter(None, unread))
    wanted = "、".join(column.title for column in COLUMNS)
    raise TableRefused([CellRefusal(0, "", f"見出し「月」と次のどれかがありません: {wanted}")])


def _csv(file: Path) -> Iterator[list[Any]]:
    try:
        text = table_text(file.read_bytes())
    except ValueError:
        reason = "文字コードが UTF-8 でも Shift_JIS (cp932) でもありません"
        raise TableRefused([CellRefusal(0, "", reason)]) from None
    first = next((line for line in text.splitlines() if line.strip()), "")
    comma = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma)
    try:
        for number, row in enumerate(reader):
            if number >= MOST_ROWS:
                raise TableRefused(
                    [CellRefusal(number + 1, "", f"{MOST_ROWS}行より多くは読めません")]
                )
            yield list(row)
    except csv.Error:
        raise TableRefused([CellRefusal(reader.line_num, "", "CSV の行として読めません")]) from None


def _excel(file: Path) -> list[list[Any]]:
    import openpyxl

    unreadable = TableRefused([CellRefusal(0, "", "Excel のファイル (.xlsx) として読めません")])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations, which are not read
            rows = _sheet(openpyxl.load_workbook(file, read_only=True, data_only=True))
            if any(cell is None for cells in rows for cell in cells):
                _refuse_uncounted(rows, _sheet(openpyxl.load_workbook(file, read_only=True)))
    except (OSError, MemoryError, TableRefused):
        raise
    except Exception:  # a damaged file can raise any error in the parser
        raise unreadable from None
    if len(rows) > MOST_ROWS:
        raise TableRefused([CellRefusal(MOST_ROWS + 1, "", f"{MOST_ROWS}行より多くは読めません")])
    return rows


def _sheet(book: Any) -> list[list[Any]]:
    """The cells of the first sheet."""
    try:
        lines = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 1)
        return [[_cell(one) for one in line] for line in lines]
    finally:
        book.close()


def _refuse_uncounted(rows: list[list[Any]], formulas: list[list[Any]]) -> None:
    """Refuse formulas whose results the file does not hold: they would look like empty cells."""
    reason = "数式の結果が保存されていません。Excel で開いて保存し直してください"
    refusals = [
        CellRefusal(number, f"{letter(place)}列", reason)
        for number, (cells, written) in enumerate(zip(rows, formulas, strict=False), 1)
        for place, (cell, formula) in enumerate(zip(cells, written, strict=False))
        if cell is None and str(formula or "").startswith("=")
    ]
    if refusals:
        raise TableRefused(refusals)


def _cell(cell: Any) -> Any:
    """A cell's value; a cell shown in percent is 100 times what Excel keeps."""
    if isinstance(cell.value, int | float) and "%" in str(cell.number_format or ""):
        return f"{round(cell.value * 100, 6)}%"
    return cell.value


def _percent(column: Column, value: Any) -> Any:
    """A cell for its column: only a rate may carry a percent sign."""
    return value if column.name != "rate" else values.plain(value)


def letter(place: int) -> str:
    """The letters of a column as spreadsheets name it, from place 0."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
