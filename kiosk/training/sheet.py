"""The sheet of a training as one HTML file to print, which Qt's text browser shows as well."""

from collections import Counter
from collections.abc import Sequence
from html import escape

from kiosk.texts import Texts
from kiosk.training.judge import CaseResult, Judged, Judgement

STYLE = """
@page { size: A4; margin: 14mm }
body { font-family: 'Noto Sans CJK JP', 'Noto Sans JP', 'Yu Gothic', 'Hiragino Sans', sans-serif;
  color: #101828; }
h1 { font-size: 20pt } h2 { font-size: 13pt; page-break-after: avoid }
p.note { color: #475467 }
table { border-collapse: collapse; page-break-inside: avoid }
th { background-color: #F2F4F7; text-align: left }
td.right { color: #0A6B45 } td.late { color: #7A4E00 } td.neutral { color: #475467 }
td.harmful, td.missed { color: #B3261E }
"""
COUNTED = (Judgement.RIGHT, Judgement.LATE, Judgement.MISSED, Judgement.HARMFUL)
SIGNS = {
    Judgement.RIGHT: "○",
    Judgement.LATE: "△",
    Judgement.MISSED: "―",
    Judgement.HARMFUL: "×",
    Judgement.NEUTRAL: "・",
}


def html(texts: Texts, trainee: str, day: str, seed: int, results: Sequence[CaseResult]) -> str:
    """The whole page; `day` is written as given. It contains no data of the trainee but a name."""
    title = texts("sheet.title")
    counts = Counter(result.verdict for result in results)
    told = "　".join(
        texts("sheet.count", verdict=texts(f"verdict.{one}"), count=counts[one]) for one in COUNTED
    )
    head = texts("sheet.head", name=trainee, day=day, seed=seed)
    cases = "".join(_case(texts, number, one) for number, one in enumerate(results, 1))
    return (
        f'<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8"><title>{escape(title)}'
        f"</title><style>{STYLE}</style></head><body><h1>{escape(title)}</h1>"
        f"<p>{escape(head)}</p><p><b>{escape(told)}</b></p>{cases}"
        f'<p class="note">{escape(texts("sheet.note"))}</p></body></html>\n'
    )


def _case(texts: Texts, number: int, result: CaseResult) -> str:
    verdict = texts(f"verdict.{result.verdict}")
    title = f"{number}. {result.case.table.title}　{SIGNS[result.verdict]} {verdict}"
    says = texts("sheet.says", words=result.case.table.says)
    head = "".join(
        f'<th width="{wide}%">{escape(texts(f"sheet.{name}"))}</th>'
        for name, wide in (("did", 27), ("verdict", 15), ("why", 35), ("source", 23))
    )
    rows = "".join(_row(texts, line) for line in result.lines)
    return (
        f"<h2>{escape(title)}</h2><p>{escape(says)}</p>"
        f'<table width="100%" border="1" cellspacing="0" cellpadding="5"><tr>{head}</tr>'
        f"{rows}</table>"
    )


def _row(texts: Texts, line: Judged) -> str:
    did = texts(f"do.{line.act}")
    if line.after_s is not None:
        did += texts("sheet.after", seconds=max(0, round(line.after_s)))
    said = f"{SIGNS[line.verdict]} {texts(f'verdict.{line.verdict}')}"
    day = f"、{line.date}" if line.date else ""
    cells = (did, said, line.why, f"{line.source}{day}" if line.source else "")
    marks = ("", f' class="{line.verdict}"', "", "")
    inside = "".join(
        f"<td{mark}>{escape(cell)}</td>" for cell, mark in zip(cells, marks, strict=True)
    )
    return f"<tr>{inside}</tr>"
