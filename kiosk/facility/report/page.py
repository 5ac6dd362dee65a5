"""The report as one HTML file without network access, scripts or font files."""

from datetime import date
from html import escape

from kiosk.facility.counting.store import Store
from kiosk.facility.counting.worth import Office
from kiosk.facility.profile import KIND_TITLES, FacilityProfile
from kiosk.facility.report import tables as made
from kiosk.facility.report.pictures import pictures
from kiosk.facility.report.shared import shared
from kiosk.facility.report.tables import Cell, FigureTable

STYLE = """
body { font-family: 'Noto Sans CJK JP', 'Noto Sans JP', 'Yu Gothic', 'Hiragino Sans', sans-serif;
  max-width: 900px; margin: 24px auto; padding: 0 16px; color: #101828; line-height: 1.6; }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2.2rem }
svg { width: 100%; height: auto; border: 1px solid #D0D5DD; border-radius: 6px }
table { border-collapse: collapse; width: 100%; font-size: .85rem; margin: .6rem 0 }
th, td { border: 1px solid #D0D5DD; padding: 3px 8px; text-align: left }
td:first-child, td:nth-child(2) { white-space: nowrap }
td.n { text-align: right; font-variant-numeric: tabular-nums }
th { background: #F2F4F7 } td.none { color: #667085; white-space: nowrap }
p.note { color: #475467; font-size: .85rem; margin: .2rem 0 }
summary { cursor: pointer } nav a { margin-right: 1em }
@media print { details { display: block } nav { display: none } h2 { break-after: avoid } }
"""
UNKNOWN = "不明"


def tables(store: Store, profile: FacilityProfile, today: date) -> dict[str, FigureTable]:
    """All tables of the report by name; `shared` is the only one that may leave the facility."""
    office, endings = Office(store, profile), made.endings(store)
    found = [
        made.use(office),
        made.worth(office),
        made.following(office),
        made.ways(endings),
        made.funnel(endings),
        made.seconds(store),
        made.causes(endings),
        made.days(store),
        made.hours(store),
        made.desks(store, profile.units),
        made.views(store),
        made.comparison(office),
        made.operation(office),
        shared(office, endings, today),
    ]
    return {one.name: one for one in found}


def html(
    found: dict[str, FigureTable], profile: FacilityProfile, today: date, notice: str = ""
) -> str:
    """The whole page of these tables, for inside the facility."""
    drawn = pictures(found)
    inside = [one for name, one in found.items() if name != "shared"]
    links = " ".join(f'<a href="#{one.name}">{escape(one.title)}</a>' for one in inside)
    body = "".join(_section(one, drawn.get(one.name, "")) for one in inside)
    head = f"{escape(profile.name)} マイナ保険証の利用"
    return (
        f'<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8"><title>{head}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
        f"<h1>{head}</h1><p>{KIND_TITLES[profile.kind]}・作成日 {today:%Y-%m-%d}。"
        "施設内用: 件数と秒数だけで、患者を指すものは含みません。</p>"
        + (f"<p><strong>{escape(notice)}</strong></p>" if notice else "")
        + f"<nav>{links}</nav>{body}</body></html>\n"
    )


def _section(table: FigureTable, picture: str) -> str:
    notes = "".join(f'<p class="note">※ {escape(one)}</p>' for one in table.notes)
    if not table.rows:
        empty = "<p>該当する行がありません。</p>"
        return f'<h2 id="{table.name}">{escape(table.title)}</h2>{empty}{notes}'
    head = "".join(f"<th>{escape(one)}</th>" for one in table.columns)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows)
    listed = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    if picture:
        listed = f"<details open><summary>表</summary>{listed}</details>"
    return f'<h2 id="{table.name}">{escape(table.title)}</h2>{picture}{listed}{notes}'


def _cell(value: Cell) -> str:
    if value is None:
        return f'<td class="none">{UNKNOWN}</td>'
    if isinstance(value, int | float):
        return f'<td class="n">{value:,}</td>'
    return f"<td>{escape(value)}</td>"
