"""The report's pictures as SVG, drawn by ReportLab's charts: for the page and for the window."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from kiosk.facility.report.tables import Cell, FigureTable

FONT = "HeiseiKakuGo-W5"
"""Measures the labels only; the program that shows the picture draws them in its own font."""
FAMILY = "'Noto Sans CJK JP', 'Noto Sans JP', 'Yu Gothic', 'Hiragino Sans', sans-serif"
COLOURS = ("#0B5CAD", "#C2410C", "#15803D", "#7E22CE", "#B45309", "#0F766E")
GREY = "#667085"
WIDTH, HEIGHT = 860, 330
LEFT, BOTTOM, TOP, RIGHT = 60, 60, 60, 20


def pictures(tables: dict[str, FigureTable]) -> dict[str, str]:
    """The picture of each table that has one; a table without numbers gets none."""
    return {name: DRAWN[name](one) for name, one in tables.items() if name in DRAWN and one.rows}


def lines(
    table: FigureTable,
    *solid: int,
    dashed: Sequence[int] = (),
    marks: Mapping[str, str] | None = None,
) -> str:
    """A line for each column by the first column; dashed lines are goals.

    `marks` label vertical lines at values of the first column.
    """
    from reportlab.graphics.charts.linecharts import HorizontalLineChart

    chart = HorizontalLineChart()
    places = [
        place
        for place in (*solid, *dashed)
        if any(_number(row[place]) is not None for row in table.rows)
    ]
    if not places:
        return _finish(table, None, [])
    chart.data = [[_number(row[place]) for row in table.rows] for place in places]
    chart.joinedLines = 1
    _axes(chart, [str(row[0]) for row in table.rows], percent=True)
    shown = []
    for number, place in enumerate(places):
        colour = COLOURS[number % len(COLOURS)] if place not in dashed else GREY
        chart.lines[number].strokeColor = _colour(colour)
        chart.lines[number].strokeWidth = 1.2 if place in dashed else 2.4
        if place in dashed:
            chart.lines[number].strokeDashArray = ([7, 3], [4, 3], [1, 3])[dashed.index(place) % 3]
        else:
            _dots(chart, number, colour)
        shown.append((colour, table.columns[place], place in dashed))
    return _finish(table, chart, shown, _upright(chart, table, marks or {}))


def _upright(chart: Any, table: FigureTable, marks: Mapping[str, str]) -> list[Any]:
    """The upright lines of these marks with their words."""
    from reportlab.graphics.shapes import Line, String

    names, drawn = [row[0] for row in table.rows], []
    for name, words in marks.items():
        if name in names:
            x = chart.x + chart.width * (names.index(name) + 0.5) / len(names)
            top = chart.y + chart.height
            line = Line(x, chart.y, x, top, strokeColor=_colour(COLOURS[3]), strokeWidth=1.5)
            line.strokeDashArray = [2, 2]
            drawn += [line, String(x + 4, top - 12, words, fontName=FONT, fontSize=11)]
    return drawn


def effect(table: FigureTable, started: str, expected: str) -> str:
    """Use by month with the month in which measures began and the one from which they may show."""
    marks = {started: "取組の開始", expected: "1か月"}
    return lines(table, 3, 4, marks=marks)


def bars(table: FigureTable, *places: int, stacked: bool = False, lying: bool = False) -> str:
    """Bars of columns by the first column."""
    from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart

    chart = HorizontalBarChart() if lying else VerticalBarChart()
    rows = list(reversed(table.rows)) if lying else table.rows
    places = tuple(place for place in places if any(_number(row[place]) for row in rows))
    if not places:
        return _finish(table, None, [])
    chart.data = [[_number(row[place]) or 0 for row in rows] for place in places]
    chart.categoryAxis.style = "stacked" if stacked else "parallel"
    _axes(chart, [str(row[0]) for row in rows], percent=False, lying=lying)
    chart.barSpacing, chart.groupSpacing = 1, 8
    for number in range(len(places)):
        chart.bars[number].fillColor = _colour(COLOURS[number % len(COLOURS)])
        chart.bars[number].strokeColor = None
    shown = [
        (COLOURS[number % len(COLOURS)], table.columns[place], False)
        for number, place in enumerate(places)
    ]
    return _finish(table, chart, shown)


DRAWN: dict[str, Callable[[FigureTable], str]] = {
    "use": lambda one: lines(one, 3, 4, dashed=(5, 6, 7)),
    "comparison": lambda one: lines(one, 1, 2, 3, 4),
    "ways": lambda one: bars(one, *range(1, len(one.columns)), stacked=True),
    "funnel": lambda one: bars(one, 1, 2),
    "seconds": lambda one: bars(one, 2, 3),
    "causes": lambda one: bars(_joined(one), 1, lying=True),
    "days": lambda one: bars(one, 1, 2),
    "hours": lambda one: bars(one, 1),
    "desks": lambda one: bars(one, 1),
}
"""The tables with a picture."""


def _axes(chart: Any, names: list[str], *, percent: bool, lying: bool = False) -> None:
    """Size, grid and labels; of many names only as many as have room."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    _font()
    wide = max(stringWidth(name, FONT, 11) for name in names) + 14
    left = max(250, math.ceil(wide)) if lying else LEFT
    chart.x, chart.y = left, BOTTOM if not lying else 30
    chart.width, chart.height = WIDTH - left - RIGHT, HEIGHT - chart.y - TOP
    every = 1 if lying else max(1, math.ceil(len(names) * wide / chart.width))
    chart.categoryAxis.categoryNames = [
        name if number % every == 0 else "" for number, name in enumerate(names)
    ]
    values = [one for row in chart.data for one in row if one is not None]
    chart.valueAxis.valueMin = 0
    if percent:
        chart.valueAxis.valueMax = min(100, max(10, -(-max(values) // 10) * 10))
        chart.valueAxis.labelTextFormat = "%d%%"
    else:
        chart.valueAxis.labelTextFormat = lambda value: f"{value:,.0f}"
        stacked = chart.categoryAxis.style == "stacked"
        columns = zip(*chart.data, strict=True)
        highest = max((sum(one) if stacked else max(one)) for one in columns)
        chart.valueAxis.valueStep = _step(highest)
        chart.valueAxis.valueMax = (int(highest / _step(highest)) + 1) * _step(highest)
    for axis in (chart.categoryAxis, chart.valueAxis):
        axis.labels.fontName, axis.labels.fontSize = FONT, 11
        axis.strokeColor = _colour(GREY)
    chart.valueAxis.visibleGrid = 1
    chart.valueAxis.gridStrokeColor = _colour("#D0D5DD")
    chart.categoryAxis.visibleTicks = 0


def _step(highest: float) -> float:
    """The distance of the grid's lines: 1, 2 or 5 times a power of ten, at most nine lines."""
    step = 1.0
    while True:
        for factor in (1, 2, 5):
            if highest / (step * factor) < 9:
                return step * factor
        step *= 10


def _finish(
    table: FigureTable, chart: Any, shown: list[tuple[str, str, bool]], marks: Sequence[Any] = ()
) -> str:
    """The picture with its title and what its colours mean."""
    from reportlab.graphics import renderSVG
    from reportlab.graphics.shapes import Drawing, Line, Rect, String
    from reportlab.pdfbase.pdfmetrics import stringWidth

    _font()
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.add(Rect(0, 0, WIDTH, HEIGHT, fillColor=_colour("#FFFFFF"), strokeColor=None))
    drawing.add(String(12, HEIGHT - 24, table.title, fontName=FONT, fontSize=15))
    if chart is None:
        drawing.add(String(12, HEIGHT / 2, "数がまだありません", fontName=FONT, fontSize=13))
    else:
        drawing.add(chart)
    for mark in marks:
        drawing.add(mark)
    x = 14.0
    for colour, name, dashed in shown:
        line = Line(x, HEIGHT - 43, x + 20, HEIGHT - 43, strokeColor=_colour(colour))
        line.strokeWidth = 2 if dashed else 7
        if dashed:
            line.strokeDashArray = [4, 3]
        drawing.add(line)
        drawing.add(String(x + 25, HEIGHT - 47, name, fontName=FONT, fontSize=11))
        x += 40 + stringWidth(name, FONT, 11)
    return _clean(renderSVG.drawToString(drawing), table)


def _clean(text: str, table: FigureTable) -> str:
    """One SVG element: readers' fonts, ids of its own, a title for those who cannot see it."""
    text = text[text.index("<svg") :]
    text = text.replace(f"font-family: {FONT}", f"font-family: {FAMILY}")
    text = text.replace('"clip"', f'"clip-{table.name}"').replace("#clip", f"#clip-{table.name}")
    text = text.replace("fill: None", "fill: none")  # Qt knows the keyword in small letters only
    text = text.replace('id="group"', f'id="group-{table.name}"')
    text = re.sub(r"<title>.*?</title>", f"<title>{escape(table.title)}</title>", text, count=1)
    text = re.sub(r"<desc>.*?</desc>", "", text, count=1)
    return text.replace("<svg ", '<svg role="img" ', 1).strip()


def _joined(table: FigureTable) -> FigureTable:
    """Outcome and cause as one name, for the bars."""
    rows: list[tuple[Cell, ...]] = [
        (f"{row[0]} {row[1]}".strip(), row[2]) for row in table.rows[:10]
    ]
    return FigureTable(table.name, table.title, (table.columns[0], table.columns[2]), rows)


def _dots(chart: Any, number: int, colour: str) -> None:
    """A dot at each value, so that a month between two unknown ones is seen."""
    from reportlab.graphics.widgets.markers import makeMarker

    chart.lines[number].symbol = makeMarker("FilledCircle")
    chart.lines[number].symbol.size = 5
    chart.lines[number].symbol.fillColor = _colour(colour)
    chart.lines[number].symbol.strokeColor = _colour(colour)


def _number(value: Cell) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _colour(name: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(name)


def _font() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
