"""Counts from a kiosk's journal and from the registry."""

import json
from datetime import datetime
from pathlib import Path

from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.queries import Inquiry, write_inquiries
from kiosk.eligibility.national.store.registry import Registry
from kiosk.facility.counting import national
from kiosk.facility.counting.rates import by_checks, by_receipts, checks
from kiosk.facility.counting.record import JournalSource, Way
from kiosk.facility.counting.store import Figure, Store
from kiosk.facility.report.tables import views
from kiosk.facility.values import Month
from kiosk.session.rules import Category

CODE = "1312345678"


def lines(name: str, time: str, *phases: str, outcome: str = "completed", **more: str) -> str:
    """A reception as the journal writes it; each phase takes two seconds."""
    asked = "phone" if "choosing_phone" in phases else "card"
    same = {"version": 1, "time": time, "reception": name}
    found = [
        {**same, "monotonic": 10.0 + 2 * number, "phase": phase, "asked": asked}
        for number, phase in enumerate(phases)
    ]
    found.append({**same, "monotonic": 10.0 + 2 * len(phases), "outcome": outcome, **more})
    return "".join(json.dumps(one) + "\n" for one in found)


FACE = ("reading", "choosing_method", "matching_face", "consent_all", "submitting")


def test_receptions_of_a_journal_are_counted_once_by_month_of_japan(tmp_path: Path) -> None:
    file = tmp_path / "desk.jsonl"
    # 15:30 of 31 January in UTC is 1 February in Japan.
    file.write_text(
        lines("a-1", "2025-01-31T01:00:00.000+00:00", *FACE)
        + lines("a-2", "2025-01-31T15:30:00.000+00:00", "choosing_phone", *FACE[3:])
        + lines("a-3", "2025-02-03T01:00:00.000+00:00", *FACE[:3], outcome="timeout")
        + "broken\n"
        + json.dumps({"time": "2025-02-03T01:00:00+00:00", "staff": "x", "act": "y"})
        + "\n"
        + lines("a-4", "2025-02-03T02:00:00.000+00:00", *FACE)[:-90],
        encoding="utf-8",
    )
    store = Store(tmp_path)
    assert store.count(JournalSource(file)) == 3
    assert store.count(JournalSource(file)) == 0
    assert checks(store) == {Month(2025, 1): {Way.CARD: 1}, Month(2025, 2): {Way.PHONE: 1}}
    reached = store.rows("SELECT step, outcome, sum(n) FROM tally GROUP BY 1, 2 ORDER BY 1, 2")
    assert reached == [("done", "completed", 2), ("identity", "timeout", 1)]
    spent = dict(store.rows("SELECT step, sum(n * second) FROM seconds GROUP BY 1"))  # type: ignore[arg-type]
    assert spent == {"card": 4, "identity": 10, "consent": 4, "check": 4}
    with file.open("a", encoding="utf-8") as more:
        more.write("\n" + lines("a-5", "2025-02-04T01:00:00.000+00:00", *FACE))
    assert store.count(JournalSource(file)) == 1
    store.close()


def test_the_time_at_the_password_of_the_visual_check_belongs_to_the_identity(
    tmp_path: Path,
) -> None:
    file, phases = tmp_path / "desk.jsonl", ("reading", "choosing_method", "entering_password")
    ended = lines("a-1", "2025-02-03T01:00:00+00:00", *phases, outcome="timeout")
    file.write_text(ended, encoding="utf-8")
    store = Store(tmp_path)
    store.count(JournalSource(file))
    spent = store.rows("SELECT step, sum(n * second) FROM seconds GROUP BY 1 ORDER BY 1")
    assert spent == [("card", 2), ("identity", 4)]
    store.close()


def test_a_reception_under_way_is_counted_when_it_has_ended(tmp_path: Path) -> None:
    file, whole = tmp_path / "desk.jsonl", lines("a-1", "2025-01-31T01:00:00+00:00", *FACE)
    half = whole.splitlines(keepends=True)[:3]
    file.write_text("".join(half), encoding="utf-8")
    store = Store(tmp_path)
    assert store.count(JournalSource(file)) == 0
    file.write_text(whole, encoding="utf-8")
    assert store.count(JournalSource(file)) == 1
    store.close()


def test_a_journal_that_was_begun_anew_is_read_from_its_start(tmp_path: Path) -> None:
    file = tmp_path / "desk.jsonl"
    store = Store(tmp_path)
    for name in ("a-1", "b-1"):
        file.write_text(lines(name, "2025-01-31T01:00:00+00:00", *FACE), encoding="utf-8")
        assert store.count(JournalSource(file)) == 1
    assert checks(store)[Month(2025, 1)][Way.CARD] == 2
    store.close()


def test_the_registry_gives_persons_by_month_and_checks_that_no_kiosk_made(tmp_path: Path) -> None:
    registry = Registry(sqlite_url(tmp_path / "registry.sqlite3"))
    january, february = datetime(2025, 1, 31, 23, 59), datetime(2025, 2, 1, 0, 0)
    asked = [
        ("card", 1, january), ("card", 1, january), ("card", 2, january), ("card", 1, february),
        ("number", 3, january), ("insurance", 4, january), ("medicine", 1, january),
    ]  # fmt: skip
    with registry.transaction() as connection:
        write_inquiries(
            connection,
            [Inquiry(CODE, at, kind, person, "1", None) for kind, person, at in asked],
        )
    store = Store(tmp_path)
    store.put_figures([Figure(Month(2025, 2), "persons", "7", "import")])
    assert national.count(store, registry, CODE, cards=True) == 6
    assert national.count(store, registry, CODE, cards=True) == 6
    january_, february_ = Month(2025, 1), Month(2025, 2)
    assert checks(store) == {
        january_: {Way.CARD: 3, Way.NUMBER: 1, Way.INSURANCE: 1},
        february_: {Way.CARD: 1},
    }
    figures = store.figures()
    assert figures[january_, "persons"].value == "2"
    assert figures[february_, "persons"].value == "7", "what was imported stays"
    assert by_checks(store)[january_].rate == 60
    store.put_figures([Figure(january_, "receipts", "4", "typed")])
    rate = by_receipts(store)[january_]
    assert (rate.rate, rate.formula.endswith("= 2 ÷ 4")) == (50, True)
    file = tmp_path / "desk.jsonl"
    file.write_text(lines("a-1", "2025-01-31T01:00:00+00:00", *FACE), encoding="utf-8")
    assert not store.reads_kiosks()
    store.count(JournalSource(file))
    assert store.reads_kiosks(), "from now on the kiosks tell of cards, the registry of the rest"
    assert checks(store) == {january_: {Way.CARD: 1, Way.NUMBER: 1, Way.INSURANCE: 1}}
    registry.close()
    store.close()


def test_look_ups_are_counted_by_what_they_were_answered_with(tmp_path: Path) -> None:
    registry = Registry(sqlite_url(tmp_path / "registry.sqlite3"))
    at, care = datetime(2025, 1, 31, 9), frozenset({Category.MEDICINE, Category.CARE})
    asked: list[tuple[str, frozenset[Category] | None]] = [
        ("medicine", frozenset({Category.MEDICINE})), ("medicine", care), ("medicine", care),
        ("medicine", frozenset({Category.SURGERY})), ("medicine", frozenset()),
        ("checkup", frozenset({Category.CHECKUP})), ("checkup", frozenset()),
    ]  # fmt: skip
    older: list[tuple[str, frozenset[Category] | None]] = [("medicine", None), ("checkup", None)]
    with registry.transaction() as connection:
        lines = [Inquiry(CODE, at, kind, 1, None, None, told) for kind, told in (*asked, *older)]
        write_inquiries(connection, lines)
    store = Store(tmp_path)
    for _ in range(2):
        national.count(store, registry, CODE)
    table = views(store)
    assert table.columns == (
        "月", "閲覧 健診", "閲覧 薬剤", "閲覧 診療", "閲覧 手術", "閲覧 薬剤・診療・手術",
    )  # fmt: skip
    assert table.rows == [("2025-01", 2, 3, 2, 1, 1)]
    registry.close()
    store.close()
