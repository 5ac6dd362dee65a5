"""Tables as CSV and Excel."""

import csv
import io

from kiosk.facility.report.tables import Cell, FigureTable

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(table: FigureTable) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it; what is not known is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([_safe(one) for one in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def to_excel(tables: list[FigureTable]) -> bytes:
    """One sheet a table, with its notes below."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title[:31].translate(str.maketrans("[]:*?/\\", "()----|")))
        sheet.append(list(table.columns))
        for row in table.rows:
            sheet.append([_safe(one) for one in row])
        for note in table.notes:
            sheet.append([f"※ {note}"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _safe(value: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula is marked as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
