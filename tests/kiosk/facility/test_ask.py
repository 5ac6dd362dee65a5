"""`kiosk facility ask …`: the worked cases, edges of tables and months, and what is refused."""

import json
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.main import get_command

from kiosk.cli.main import app
from kiosk.facility.rules import addition as dx
from kiosk.facility.values import Month

COMMAND = get_command(app)  # built once: it takes longer than a question


def kiosk(words: str) -> Any:
    return CliRunner().invoke(COMMAND, ["facility", "ask", *words.split()])


def ask(words: str) -> dict[str, Any]:
    done = kiosk(f"{words} --json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    assert {"known", "row", "column", "source"} <= found.keys()
    return found


def refused(words: str) -> str:
    done = kiosk(words)
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return str(done.stderr)


@pytest.mark.parametrize(
    ("words", "tier", "points", "used"),
    [
        ("--kind medical --month 2024-06", None, 8, None),
        ("--kind pharmacy --month 2024-09", None, 4, None),
        ("--kind medical --month 2024-10 --rates 2024-07=15", 1, 11, "2024-07"),
        (
            "--kind medical --month 2024-10 --rates 2024-07=5 --check-rates 2024-08=10",
            2,
            10,
            "2024-08",
        ),
        ("--kind dental --month 2024-12 --rates 2024-09=4.99", None, 0, "2024-09"),
        ("--kind medical --month 2025-01 --rates 2024-10=12,2024-11=21", 3, 8, "2024-10"),
        (
            "--kind medical --month 2025-01 --rates 2024-10=12 --check-rates 2024-11=24",
            2,
            10,
            "2024-11",
        ),
        (
            "--kind medical --month 2025-01 --rates 2024-10=30 --check-rates 2024-11=24",
            1,
            11,
            "2024-10",
        ),
        (
            "--kind medical --month 2025-02 --rates 2024-11=21 --check-rates 2024-12=40",
            2,
            10,
            "2024-11",
        ),
        ("--kind pharmacy --month 2025-03 --rates 2024-12=9,2025-01=90", None, 0, "2024-12"),
        (
            "--kind medical --month 2025-04 --rates 2024-11=45,2024-12=20,2025-01=44",
            1,
            12,
            "2024-11",
        ),
        (
            "--kind medical --month 2025-04 --rates 2024-10=99,2025-01=15,2025-02=99",
            3,
            10,
            "2025-01",
        ),
        ("--kind medical --month 2025-09 --rates 2025-05=14 --pediatric", 3, 10, "2025-05"),
        ("--kind medical --month 2025-10 --rates 2025-07=59", 2, 11, "2025-07"),
        ("--kind pharmacy --month 2026-02 --rates 2025-11=25", 3, 6, "2025-11"),
        ("--kind dental --month 2026-03 --rates 2025-10=70,2025-11=1,2025-12=2", 1, 11, "2025-10"),
        ("--kind medical --month 2026-05 --rates 2026-02=26.9 --pediatric", None, 0, "2026-02"),
        ("--kind medical --month 2026-05 --rates 2026-02=27 --pediatric", 3, 10, "2026-02"),
        ("--kind medical --month 2025-05 --rates 2025-01=50 --no-e-prescription", 4, 10, "2025-01"),
        ("--kind dental --month 2025-05 --rates 2025-01=30 --no-e-prescription", 5, 8, "2025-01"),
        ("--kind medical --month 2025-05 --rates 2025-01=15 --no-e-prescription", 6, 8, "2025-01"),
        (
            "--kind pharmacy --month 2025-05 --rates 2025-01=50 --no-e-prescription",
            None,
            0,
            "2025-01",
        ),
        ("--kind medical --month 2026-06 --rate 35", 2, 9, None),
        ("--kind medical --month 2026-11 --rate 30 --record-sharing", 1, 15, None),
        ("--kind medical --month 2026-11 --rate 30 --no-e-prescription", 3, 4, None),
        ("--kind medical --month 2026-06 --rate 29.9", None, 0, None),
        ("--kind pharmacy --month 2026-08 --rate 30", None, 8, None),
        ("--kind medical --month 2025-01 --rates 2024-10=50 --old-card-only", None, 0, "2024-10"),
    ],
)
def test_the_addition_of_a_month(words: str, tier: int, points: int, used: str) -> None:
    found = ask(f"addition {words}")
    assert (found["known"], found["tier"], found["points"]) == (True, tier, points)
    assert found["month_used"] == used
    assert found["yen"] is None
    assert found["source"]


def test_points_without_an_electronic_prescription_say_that_no_copy_was_seen() -> None:
    for kind in ("medical", "dental", "pharmacy"):
        words = f"addition --kind {kind} --month 2025-05 --rates 2025-01=50 --no-e-prescription"
        assert ask(words)["source"] == "no copy seen"


def test_yen_needs_the_number_of_visits() -> None:
    words = "addition --kind medical --month 2025-01 --rates 2024-10=21 --visits"
    assert ask(f"{words} 300")["yen"] == 10 * 10 * 300
    assert ask(f"{words} 1,000")["yen"] == 100_000
    assert ask(f"{words} ０")["yen"] == 0


@pytest.mark.parametrize(
    "words",
    [
        "--kind medical --month 2024-05",
        "--kind medical --month 2026-12",
        "--kind pharmacy --month 2026-12 --rate 99",
        "--kind dental --month 2026-06 --rate 99",
    ],
)
def test_what_no_source_gives_is_not_known(words: str) -> None:
    found = ask(f"addition {words} --visits 300")
    assert found["known"] is False
    assert [found[name] for name in ("points", "yen", "tier")] == [None, None, None]
    assert found["look_up"]


@pytest.mark.parametrize(
    ("words", "persons"),
    [
        ("--receipts 400 --persons 118 --rate 30", 2),
        ("--receipts 400 --persons 118 --rate 45", 62),
        ("--receipts 400 --persons 120 --rate 30", 0),
        ("--receipts 400 --persons 400 --rate 30", 0),
        ("--receipts 3 --persons 0 --rate 33.4", 2),
        ("--receipts １，０００ --persons 0 --rate ３０％", 300),
    ],
)
def test_missing_persons(words: str, persons: int) -> None:
    assert ask(f"missing {words}")["persons"] == persons


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 5000), st.data())
def test_missing_persons_are_the_fewest_that_reach_the_rate(receipts: int, data: Any) -> None:
    persons = data.draw(st.integers(0, receipts))
    rate = data.draw(st.decimals(0, 100, places=1))
    more = dx.missing_persons(receipts, persons, rate)["persons"]
    assert (persons + more) * 100 >= rate * receipts
    assert more == 0 or (persons + more - 1) * 100 < rate * receipts


@pytest.mark.parametrize(
    ("words", "yen", "row", "column"),
    [
        ("clinic --baseline 2.9 --increase 30", 30000, "3%未満", "30人以上"),
        ("clinic --baseline 3.0 --increase 20", 30000, "3～5%", "20人以上"),
        ("clinic --baseline 40 --increase 1", 100000, "40%～", "1人以上"),
        ("clinic --baseline 40 --increase 0", 0, "40%～", "該当なし"),
        ("small --baseline 2.9 --increase 30", 25000, "3%未満", "25人以上"),
        ("small --baseline 2.9 --increase 30 --small-general always", 30000, "3%未満", "30人以上"),
        ("small --baseline 2.9 --increase 40", 50000, "3%未満", "40人以上"),
        ("small --baseline 2.9 --increase 70", 70000, "3%未満", "70人以上"),
        ("small --baseline 3 --increase 20", 25000, "3～5%", "15人以上"),
        ("small --baseline 5 --increase 5", 15000, "5～10%", "5人以上"),
        ("small --baseline 5 --increase 10", 30000, "5～10%", "10人以上"),
        ("small --baseline 10 --increase 1", 30000, "10～20%", "1人以上"),
        ("hospital --baseline 10 --increase 9", 0, "10～20%", "該当なし"),
        ("hospital --baseline 10 --increase 10", 100000, "10～20%", "10人以上"),
    ],
)
def test_lump_sums(words: str, yen: int, row: str, column: str) -> None:
    found = ask(f"lump-sum --kind {words}")
    assert (found["known"], found["yen"], found["row"], found["column"]) == (True, yen, row, column)


COOPERATION = "cooperation --introduced 2025-05-01 --operation-start"


@pytest.mark.parametrize(
    ("words", "yen"),
    [
        ("2025-07-31 --called --leaflets", 50000),
        ("2025-05-01 --called --leaflets", 50000),
        ("2025-08-01 --called --leaflets", 0),
        ("2025-07-01 --called", 0),
        ("2025-07-01 --leaflets", 0),
        ("2025-07-01", 0),
    ],
)
def test_cooperation_money(words: str, yen: int) -> None:
    found = ask(f"{COOPERATION} {words}")
    assert found["yen"] == yen
    assert found["steps_left"][-1] == "実施報告"


def test_a_date_that_is_not_entered_yet_is_an_evidence_that_lacks() -> None:
    done = CliRunner().invoke(
        COMMAND,
        ["facility", "ask", *COOPERATION.split(), "", "--called", "--leaflets", "--json"],
    )
    found = json.loads(done.stdout)
    assert found["yen"] == 0
    assert found["steps_left"] == ["運用開始日入力", "実施報告"]


@pytest.mark.parametrize(
    ("words", "yen"),
    [
        ("clinic --use visit --cost 17.1", 128000),
        ("clinic --use visit --cost 17.1 --mobile 4.1 --computer 13", 128000),
        ("clinic --use visit --cost 20 --mobile 10 --computer 10", 105000),
        ("clinic --use visit --cost 20 --mobile 10", 105000),
        ("clinic --use visit --cost 4.1 --mobile 4.1", 30000),
        ("chain --use visit --cost 17.1", 85000),
        ("hospital --use visit --cost 82.2", 411000),
        ("hospital --use visit --cost 100 --mobile 50 --computer 50", 270000),
        ("hospital --use online --cost 78.1", 390000),
        ("clinic --use online --cost 13", 97000),
        ("clinic --use online --cost 17.1 --mobile 4.1 --computer 13", 97000),
        ("chain --use online --cost 500", 65000),
        ("station --use visit --cost 42.9", 429000),
        ("station --cost 50", 429000),
        ("station --use visit --cost 30.5", 305000),
    ],
)
def test_subsidies_are_in_yen_and_cut(words: str, yen: int) -> None:
    found = ask(f"subsidy --kind {words}")
    assert (found["known"], found["yen"]) == (True, yen)
    assert found["row"]
    assert found["column"]


@pytest.mark.parametrize(
    ("kind", "limit"), [("hospital", 411000), ("clinic", 128000), ("chain", 85000)]
)
def test_the_third_use_has_limits_and_no_rate(kind: str, limit: int) -> None:
    found = ask(f"subsidy --kind {kind} --use outpatient --cost 17.1")
    assert (found["known"], found["yen"], found["limit_yen"]) == (False, None, limit)
    assert found["look_up"]


def test_a_station_has_no_grant_for_other_uses() -> None:
    assert ask("subsidy --kind station --use outpatient --cost 17.1")["known"] is False


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("station --kind 1 --contract 2024-10-31", "2025-06-30"),
        ("station --kind 1 --contract 2024-10-31 --completed 2025-03-01", "2025-03-01"),
        ("station --kind 1 --contract 2024-10-31 --completed 2025-09-01", "2025-06-30"),
        ("station --kind 1 --contract 2024-11-01", None),
        ("station --kind 2 --line-ready 2024-12-15", "2025-06-15"),
        ("station --kind 2 --line-ready 2024-08-31", "2025-02-28"),
        ("station --kind 3", None),
        ("station --kind 3 --completed 2025-09-01", "2025-09-01"),
        ("station --kind 4", "2025-06-30"),
        ("station --kind 5", None),
        ("claims --kind 1", None),
        ("claims --kind 1 --completed 2025-01-10", "2025-01-10"),
        ("claims --kind 2 --contract 2024-10-01", "2025-06-30"),
        ("claims --kind 3 --line-ready 2025-03-31", "2025-09-30"),
        ("claims --kind 4", None),
        ("claims --kind 5", "2025-06-30"),
        ("claims --kind 6", None),
    ],
)
def test_transitions(words: str, until: str | None) -> None:
    found = ask(f"transition --list {words}")
    assert (found["known"], found["until"]) == (True, until)
    assert found["eligible"] is ("2024-11-01" not in words)


@pytest.mark.parametrize("kind", range(1, 7))
def test_the_second_list_has_no_deadlines(kind: int) -> None:
    found = ask(f"transition --list facility --kind {kind}")
    assert (found["known"], found["until"]) == (False, None)
    assert found["row"].startswith(f"({kind})")
    assert found["look_up"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("addition --month 2025-01 --rates 2024-10=1", "--kind"),
        ("addition --kind medical --rates 2024-10=1", "--month"),
        ("addition --kind medical --month 2025-01", "--rates"),
        ("addition --kind medical --month 2025-01 --rate 30", "2024-10"),
        ("addition --kind medical --month 2025-02 --check-rates 2024-12=30", "2024-11"),
        ("addition --kind medical --month 2025-04 --rates 2024-10=30", "2024-11、2024-12、2025-01"),
        ("addition --kind medical --month 2026-06 --rates 2026-03=30", "--rate "),
        ("addition --kind doctor --month 2025-01", "--kind"),
        ("addition --kind medical --month 2025-13", "--month"),
        ("addition --kind medical --month 2025-01 --rates 2024-10=101", "--rates"),
        ("addition --kind medical --month 2025-01 --rates 2024-10", "--rates"),
        ("addition --kind medical --month 2025-01 --rates 2024-10=1,2024-10=2", "--rates"),
        ("addition --kind medical --month 2025-01 --rates 2024-10=1 --visits -1", "--visits"),
        ("addition --kind medical --month 2026-06 --rate nan", "--rate"),
        ("missing --persons 1 --rate 30", "--receipts"),
        ("missing --receipts 1 --rate 30", "--persons"),
        ("missing --receipts 1 --persons 1", "--rate"),
        ("missing --receipts 100 --persons 101 --rate 30", "101"),
        ("missing --receipts 0 --persons 0 --rate 30", "0件"),
        ("missing --receipts 10.5 --persons 0 --rate 30", "--receipts"),
        ("lump-sum --baseline 1 --increase 1", "--kind"),
        ("lump-sum --kind clinic --increase 1", "--baseline"),
        ("lump-sum --kind clinic --baseline 1", "--increase"),
        ("lump-sum --kind clinic --baseline 100.1 --increase 1", "--baseline"),
        (
            "lump-sum --kind small --baseline 1 --increase 1 --small-general never",
            "--small-general",
        ),
        ("cooperation --operation-start 2025-07-01 --called --leaflets", "--introduced"),
        ("cooperation --introduced 2025-05-01 --called --leaflets", "--operation-start"),
        ("cooperation --introduced 2025-06-01 --operation-start 2025-05-31", "導入日"),
        ("cooperation --introduced 2025-06-31 --operation-start 2025-07-31", "--introduced"),
        ("subsidy --use visit --cost 1", "--kind"),
        ("subsidy --kind clinic --cost 1", "--use"),
        ("subsidy --kind clinic --use visit", "--cost"),
        ("subsidy --kind clinic --use visit --cost -1", "--cost"),
        ("subsidy --kind clinic --use visit --cost 17.1 --mobile 5 --computer 13", "17.1"),
        ("transition --kind 1", "--list"),
        ("transition --list station", "--kind"),
        ("transition --list station --kind 1", "--contract"),
        ("transition --list claims --kind 2", "--contract"),
        ("transition --list station --kind 2", "--line-ready"),
        ("transition --list claims --kind 3", "--line-ready"),
        ("transition --list station --kind 6", "1 から 5"),
        ("transition --list claims --kind 0", "1 から 6"),
        ("transition --list station --kind 3 --completed yesterday", "--completed"),
    ],
)
def test_a_missing_or_wrong_input_is_named_in_one_sentence(words: str, named: str) -> None:
    assert named in refused(words)


def test_months_looked_at_are_those_of_each_scheme() -> None:
    def looked(year: int, month: int) -> list[str]:
        receipts, checks = dx.months_looked_at(Month(year, month))
        return [*map(str, receipts), *(f"{one} checks" for one in checks)]

    assert looked(2025, 1) == ["2024-10", "2024-11 checks"]
    assert looked(2025, 2) == ["2024-11"]
    assert looked(2025, 4) == ["2024-11", "2024-12", "2025-01"]
    assert looked(2026, 3) == ["2025-10", "2025-11", "2025-12"]
    assert looked(2026, 6) == []
    assert looked(2026, 12) == []
