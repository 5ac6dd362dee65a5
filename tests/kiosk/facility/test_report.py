"""The report: every table, what leaves the facility, and the demonstration years."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.queries import Inquiry, write_inquiries
from kiosk.eligibility.national.store.registry import Registry
from kiosk.facility import demonstration
from kiosk.facility.counting import national
from kiosk.facility.counting.record import Entry, ReceptionStep, Way
from kiosk.facility.counting.store import FILE, Figure, Store
from kiosk.facility.counting.worth import Office
from kiosk.facility.profile import START, FacilityProfile
from kiosk.facility.report import export, page
from kiosk.facility.report import national as country
from kiosk.facility.report.pictures import pictures
from kiosk.facility.report.shared import HIDDEN, LEAST, shared
from kiosk.facility.report.tables import (
    Ending,
    FigureTable,
    cause_title,
    causes,
    desks,
    endings,
    following,
    views,
)
from kiosk.facility.report.write import write
from kiosk.facility.values import Month
from kiosk.personas import schema
from kiosk.records.record import CUT_OFF
from kiosk.session.events import Fault

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("clinic"))
    demonstration.fill(store, "clinic")
    yield store
    store.close()


@pytest.fixture(scope="module")
def tables(clinic: Store) -> dict[str, FigureTable]:
    return page.tables(clinic, demonstration.PROFILES["clinic"], TODAY)


def column(table: FigureTable, name: str) -> list[Any]:
    place = next(number for number, one in enumerate(table.columns) if one.startswith(name))
    return [row[place] for row in table.rows]


def test_the_report_needs_no_other_file_and_says_what_it_does_not_know(
    tables: dict[str, FigureTable],
) -> None:
    text = page.html(tables, demonstration.PROFILES["clinic"], TODAY, demonstration.NOTICE)
    assert demonstration.NOTICE in text
    assert not re.search(r'(src|href)="(?!#)', text.replace("xlink", ""))
    assert "<script" not in text
    assert "url(http" not in text
    assert '<td class="none">不明</td>' in text
    parsed = etree.HTML(text)
    ids = parsed.xpath("//@id")
    assert len(ids) == len(set(ids)), "pictures must not share ids"
    assert len(parsed.xpath("//*[local-name()='svg']")) == 9


def test_funnel_causes_and_ways_agree(clinic: Store, tables: dict[str, FigureTable]) -> None:
    reached, left = column(tables["funnel"], "到達"), column(tables["funnel"], "ここで")
    for number in range(4):
        assert reached[number] - left[number] == reached[number + 1]
    assert sum(left) == sum(column(tables["causes"], "件数"))
    assert reached[-1] == sum(column(tables["ways"], "カード")) + sum(
        column(tables["ways"], "スマートフォン")
    )
    assert column(tables["days"], "日")[-1] == "2026-03-31"
    assert len(tables["days"].rows) <= 31
    assert sum(column(tables["desks"], "受付")) == reached[0]


def test_the_addition_of_each_month_follows_from_the_imported_rates(clinic: Store) -> None:
    office = Office(clinic, demonstration.PROFILES["clinic"])
    billed = office.worth(Month(2025, 10))
    best = max(office.receipts[Month(2025, month)].rate for month in (5, 6, 7))
    assert billed.answer is not None
    assert billed.answer["rate_used"] == pytest.approx(float(best))
    assert billed.answer["yen"] == billed.answer["points"] * 10 * office.visits(Month(2025, 10))
    assert office.worth(Month(2026, 7)).answer is None, "no source says which month counts"
    following = office.following(Month(2025, 7), Month(2025, 10))
    assert [one.tier for one in following] == sorted(one.tier for one in following)
    assert all(one.persons > 0 for one in following)


def test_a_kind_that_changes_in_mid_year_is_billed_by_each_months_kind(tmp_path: Path) -> None:
    store = Store(tmp_path)
    year = Month(2025, 4).until(Month(2026, 3))
    store.put_figures(
        [Figure(of, "rate", "50", "import") for of in year]
        + [Figure(of, "kind", "dental", "import") for of in year[6:]]
    )
    office = Office(store, FacilityProfile())
    points = [office.worth(of).answer["points"] for of in (Month(2025, 9), Month(2025, 10))]
    assert points == [12, 10]
    store.close()


def test_every_picture_is_an_image_that_names_itself(tables: dict[str, FigureTable]) -> None:
    drawn = pictures(tables)
    assert drawn.keys() >= {"use", "funnel", "seconds", "causes", "comparison", "ways"}
    for name, text in drawn.items():
        root = etree.fromstring(text.encode())
        assert root.get("role") == "img"
        assert root.findtext("{*}title") == tables[name].title
        assert "http://www.w3.org/2000/svg" in text


def test_a_table_without_any_number_is_drawn_too(tmp_path: Path) -> None:
    store = Store(tmp_path)
    found = page.tables(store, FacilityProfile(), TODAY)
    assert "該当する行がありません" in page.html(found, FacilityProfile(), TODAY)
    assert pictures(found)["funnel"]
    store.close()


def test_exports_are_read_back(tables: dict[str, FigureTable], tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(export.to_csv(tables["use"]).decode("utf-8-sig"))))
    assert len(rows) == 13
    (tmp_path / "all.xlsx").write_bytes(export.to_excel(list(tables.values())))
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert len(book.worksheets) == len(tables)
    assert book.worksheets[0]["B2"].value == tables["use"].rows[0][1]
    risky = FigureTable("x", "危険", ("月",), [("=1+1",)])
    assert b"'=1+1" in export.to_csv(risky)


def test_only_the_shared_table_is_written_for_others(clinic: Store, tmp_path: Path) -> None:
    written = list(write(clinic, FacilityProfile(), TODAY, tmp_path / "out", shared=True))
    assert [one.name for one in written] == ["shared.csv", "shared.xlsx"]


@pytest.mark.parametrize("kind", ["pharmacy", "hospital"])
def test_a_demonstration_year_is_the_same_each_time(kind: str, tmp_path: Path) -> None:
    stores = [Store(tmp_path / name) for name in ("a", "b")]
    for store in stores:
        demonstration.fill(store, kind, months=1)
    first, second = (store.rows("SELECT * FROM tally") for store in stores)
    assert first == second
    assert first
    for store in stores:
        store.close()


def test_national_figures_are_those_of_the_documents() -> None:
    printed = {
        "hospital": (9_723_199, 1_071_399),
        "medical": (63_283_146, 3_670_058),
        "dental": (10_695_030, 1_104_843),
        "pharmacy": (73_619_613, 1_503_312),
    }
    for kind, (checks, by_card) in printed.items():
        found = float(country.of_kind(kind)[Month(2023, 8)].rate)
        assert found == pytest.approx(100 * by_card / checks)
    assert sum(by_card for _, by_card in printed.values()) == 7_349_612
    assert float(country.months()[Month(2023, 8)].rate) == round(734_961_200 / 157_320_988, 2)
    assert Month(2025, 10) not in country.of_kind("dental")
    assert float(country.of_prefecture("東京都")[Month(2024, 3)].rate) == 5.30
    assert float(country.of_prefecture("京都府")[Month(2024, 3)].rate) == 5.91
    assert float(country.of_prefecture("北海道")[Month(2024, 3)].rate) == 5.71
    assert Month(2024, 3) not in country.of_prefecture("岡山県")


def test_readiness_of_prefectures_is_told_where_the_document_agrees_with_itself() -> None:
    assert country.operation("東京都", "hospital") == (637, 601, 555)
    assert country.operation("北海道", "pharmacy") == (2272, 2195, 2177)
    assert country.operation("島根県", "medical") == (553, 471, 430)
    for prefecture, kind in (("千葉県", "medical"), ("岡山県", "dental"), ("沖縄県", "hospital")):
        assert country.operation(prefecture, kind) is None


def test_consents_and_look_ups_are_counted_by_month_and_kind(tmp_path: Path) -> None:
    store = Store(tmp_path)
    at = datetime(2025, 5, 2, 9)
    entry = Entry(at, "001", Way.CARD, ReceptionStep.DONE, "completed", consents=("薬剤", "診療"))
    store.add([entry, replace(entry, consents=("薬剤",))])
    store.put_views({(OF, "閲覧 健診"): 3})
    found = views(store)
    assert found.columns == ("月", "同意 薬剤", "同意 診療", "閲覧 健診")
    assert found.rows == [("2025-05", 2, 1, 3)]
    store.close()


# what leaves the facility ----------------------------------------------------------------------

OF = Month(2025, 5)


def told(receipts: int, persons: int, ways: dict[Way, int]) -> tuple[object, ...]:
    """The shared row of a month with these counts."""
    office = Office.__new__(Office)
    office.profile = FacilityProfile()
    office.figures = {
        (OF, name): Figure(OF, name, str(value), "import")
        for name, value in (("receipts", receipts), ("persons", persons))
    }
    office.receipts, office.checks = {}, {}
    found = [
        Ending(OF, way, ReceptionStep.DONE, "completed", "", number) for way, number in ways.items()
    ]
    return shared(office, found, TODAY).rows[0]


COUNTS = st.integers(0, 40)


@settings(max_examples=60, deadline=None)
@given(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
def test_a_hidden_count_could_be_any_other_small_one(
    receipts: int, persons: int, card: int, number: int, bulk: int
) -> None:
    persons = min(persons, receipts)

    def row(**changed: int) -> tuple[object, ...]:
        given = {
            "receipts": receipts,
            "persons": persons,
            "card": card,
            "number": number,
            "bulk": bulk,
        }
        given |= changed
        ways = {Way.CARD: given["card"], Way.NUMBER: given["number"], Way.BULK: given["bulk"]}
        return told(given["receipts"], given["persons"], ways)

    seen = row()
    assert not any(isinstance(one, int) and one < LEAST for one in seen)
    for name, count in (("card", card), ("number", number), ("bulk", bulk)):
        if count < LEAST:
            assert all(row(**{name: other}) == seen for other in range(LEAST))
    if receipts >= LEAST and persons < LEAST:
        assert all(row(persons=other) == seen for other in range(LEAST))
    if receipts >= LEAST and receipts - persons < LEAST:
        others = range(max(0, receipts - LEAST + 1), receipts + 1)
        assert all(row(persons=other) == seen for other in others)


def test_a_month_that_has_not_ended_is_not_told(tmp_path: Path) -> None:
    store = Store(tmp_path)
    entry = Entry(datetime(2026, 11, 2, 9), "受付1", Way.CARD, ReceptionStep.DONE, "completed")
    store.add([entry] * 9 + [replace(entry, at=datetime(2026, 10, 2, 9))] * 3)
    found = shared(Office(store, FacilityProfile()), endings(store), TODAY)
    assert [row[0] for row in found.rows] == ["2026-10"]
    assert HIDDEN in found.rows[0]
    store.close()


def test_the_offices_file_and_what_it_tells_others_name_nobody(tmp_path: Path) -> None:
    registry = Registry(sqlite_url(tmp_path / "registry.sqlite3"))
    people = schema.everyone()
    registry.fill(people)
    at = datetime(2025, 5, 7, 9)
    asked = [Inquiry("1312345678", at, "card", number, "1", None) for number in range(1, 8)]
    with registry.transaction() as connection:
        write_inquiries(connection, asked)
    store = Store(tmp_path / "office")
    assert national.count(store, registry, "1312345678", cards=True) == 7
    assert store.figures()[Month(2025, 5), "persons"].value == "7"
    store.close()
    registry.close()
    data = (tmp_path / "office" / FILE).read_bytes()
    for person in people:
        assert person.person.name.encode() not in data


def test_a_stations_months_have_no_points_of_another_kind(tmp_path: Path) -> None:
    store = Store(tmp_path)
    month = Month(2025, 1)
    given = (("receipts", "100"), ("persons", "80"))
    store.put_figures([Figure(month, name, value, "import") for name, value in given])
    store.mark(START, "2024-12-02")
    found = page.tables(store, FacilityProfile(kind="station", code="1361234567"), TODAY)
    assert found["use"].rows[0][-3:] == (None, None, None)
    assert any("運用開始日は 2024-12-02" in note for note in found["use"].notes)
    assert found["next"].rows == []
    told = [row for row in found["worth"].rows if row[0] == "2025-04"]
    assert told[0][1] == "訪問看護"
    assert str(told[0][6]).startswith("分かりません")
    assert "全国の訪問看護ステーション %" in found["comparison"].columns
    store.close()


def test_readers_whose_receptions_are_not_counted_are_told(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add([Entry(datetime(2025, 5, 2, 9), "001", Way.CARD, ReceptionStep.DONE, "completed")])
    assert desks(store, 1).notes == []
    assert desks(store, 3).notes == ["リーダー 3 台のうち、1 台の受付が数えられています"]
    store.close()


def test_causes_are_told_in_japanese() -> None:
    ended = Ending(OF, Way.CARD, ReceptionStep.IDENTITY, "refused", "", 1)
    told = [replace(ended, cause=one) for one in (*map(str, Fault), CUT_OFF)]
    for row in causes(told).rows:
        assert not re.search("[a-z]{3}", str(row[1])), row
    assert cause_title("no.such") == "no.such"


@pytest.mark.parametrize(
    ("month", "persons", "said"),
    [
        (Month(2025, 8), "399", "2025-08 の利用は、どの区分の利用率にも届いています"),
        (Month(2026, 3), "10", "2026-06 の加算がどの月の利用率を見るかは資料にありません"),
        (Month(2030, 1), "10", "2030-04 の医科の加算は資料にありません"),
    ],
)
def test_no_next_tier_has_a_reason(tmp_path: Path, month: Month, persons: str, said: str) -> None:
    store = Store(tmp_path)
    given = (("receipts", "400"), ("persons", persons))
    store.put_figures([Figure(month, name, value, "import") for name, value in given])
    table = following(Office(store, FacilityProfile()))
    assert (table.rows, table.notes) == ([], [said])
    store.close()


def test_the_longest_cause_has_room_beside_its_bar() -> None:
    longest = max(map(str, Fault), key=lambda one: len(cause_title(one)))
    table = causes([Ending(OF, Way.CARD, ReceptionStep.IDENTITY, "card_removed", longest, 7)])
    root = etree.fromstring(pictures({"causes": table})["causes"].encode())
    (label,) = (one for one in root.iter("{*}text") if cause_title(longest) in (one.text or ""))
    placed = label.getparent()
    assert placed is not None
    x = float(placed.get("transform", "").strip(" )").split(",")[4])
    assert x + float(label.get("x", "0")) >= 0
