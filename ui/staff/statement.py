"""Help for outages as a PDF: 被保険者資格申立書, and other proofs of insurance.

Marked as a simulation on every page.
"""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtPrintSupport import QPrinter

from kiosk.staff.view import ReceptionRow
from kiosk.texts import Texts, era_year
from ui.kit import fonts

FIELDS = (
    "name", "kana", "birth", "sex", "address", "phone", "insurer", "employer", "burden", "date",
    "sign",
)  # fmt: skip
NOTHING: Mapping[str, str] = {}
HELP = ("portal", "notice", "statement", "repeat", "never")


def known(texts: Texts, reception: ReceptionRow, today: date) -> dict[str, str]:
    """The fields of the statement that a reception tells."""
    filled = {"name": reception.name, "kana": reception.kana, "date": era_day(texts, today)}
    if (result := reception.result) is not None:
        filled["birth"] = era_day(texts, result.birth)
        filled["insurer"] = result.insurer
        if result.burden is not None:
            filled["burden"] = texts("burden", tenths=result.burden)
    return filled


def era_day(texts: Texts, when: date) -> str:
    """A date with the Japanese era."""
    return texts("date", era=era_year(when), month=when.month, day=when.day)


def paint_statement(
    texts: Texts, device: QPdfWriter | QPrinter, filled: Mapping[str, str] = NOTHING
) -> None:
    """Paint the form and the page for the desk onto a PDF or a printer. Raises OSError.

    `filled` has what is written into the form already.
    """
    title = texts("statement.title")
    if isinstance(device, QPdfWriter):
        device.setTitle(title)
    else:
        device.setDocName(title)
    device.setResolution(150)
    margins = QMarginsF(18, 18, 18, 18)
    page = QPageSize(QPageSize.PageSizeId.A4)
    device.setPageLayout(
        QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )
    painter = QPainter(device)
    if not painter.isActive():
        raise OSError("the statement cannot be written")
    area = QRectF(device.pageLayout().paintRectPixels(150))
    _paint(painter, texts, QSizeF(area.width(), area.height()), filled)
    device.newPage()
    _paint_help(painter, texts, area.width())
    if not painter.end():
        raise OSError("the statement cannot be written")


def _head(painter: QPainter, wide: float, demo: str, title: str) -> None:
    painter.setPen(QColor("#B3261E"))
    painter.setFont(fonts.font("ja", 26, bold=True))
    middle = Qt.AlignmentFlag.AlignCenter
    painter.drawText(QRectF(0, 0, wide, 44), middle, demo)
    painter.setPen(QColor("#1B2330"))
    painter.setFont(fonts.font("ja", 44, bold=True))
    painter.drawText(QRectF(0, 70, wide, 80), middle, title)
    painter.setFont(fonts.font("ja", 26))


def _paint_help(painter: QPainter, texts: Texts, wide: float) -> None:
    _head(painter, wide, texts("statement.demo"), texts("help.title"))
    top = 200.0
    for number, name in enumerate(HELP, 1):
        area = QRectF(0, top, wide, 70)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, f"{number}. {texts(f'help.{name}')}")
        top += 70


def _paint(painter: QPainter, texts: Texts, size: QSizeF, filled: Mapping[str, str]) -> None:
    wide = size.width()
    _head(painter, wide, texts("statement.demo"), texts("statement.title"))
    painter.drawText(QRectF(0, 180, wide, 50), 0, texts("statement.lead"))
    top, tall = 260.0, 92.0
    painter.setPen(QPen(QColor("#1B2330"), 2))
    for name in FIELDS:
        painter.drawRect(QRectF(0, top, wide * 0.32, tall))
        painter.drawRect(QRectF(wide * 0.32, top, wide * 0.68, tall))
        inset = QRectF(16, top, wide * 0.32 - 24, tall)
        painter.drawText(inset, Qt.AlignmentFlag.AlignVCenter, texts(f"statement.{name}"))
        value = QRectF(wide * 0.32 + 16, top, wide * 0.68 - 24, tall)
        painter.drawText(value, Qt.AlignmentFlag.AlignVCenter, filled.get(name, ""))
        top += tall
