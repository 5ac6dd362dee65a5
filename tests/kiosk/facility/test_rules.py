"""Parts of the rules that no question on the command line reaches."""

from datetime import date
from decimal import Decimal

import pytest

from kiosk.facility.pages.questions import QUESTIONS, answer
from kiosk.facility.rules import lump_sum as lump
from kiosk.facility.rules.addition import AdditionInput, addition
from kiosk.facility.rules.cooperation import cooperation
from kiosk.facility.rules.transition import transition
from kiosk.facility.values import Mistake, Month, day, month, number


def test_a_small_facility_has_at_most_150_receipts() -> None:
    assert (lump.is_small(150), lump.is_small(151)) == (True, False)


def test_the_increase_is_that_of_the_best_month_or_their_mean_or_sum() -> None:
    assert lump.increase(10, [15, 40, 21]) == 30
    assert lump.increase(10, [15, 40, 21], "mean") == 15
    assert lump.increase(10, [15, 40, 21], "sum") == 46


@pytest.mark.parametrize(
    ("called", "leaflets", "yen"),
    [
        (date(2025, 5, 1), date(2025, 7, 31), 50000),
        (date(2025, 4, 30), date(2025, 7, 31), 0),
        (date(2025, 5, 1), date(2025, 8, 1), 0),
        (date(2025, 5, 1), None, 0),
    ],
)
def test_the_measures_of_a_station_lie_in_the_period(
    called: date, leaflets: date | None, yen: int
) -> None:
    begun = date(2025, 5, 1)
    assert cooperation(begun, begun, called=called, leaflets=leaflets)["yen"] == yen


def test_an_excuse_for_paper_claims_has_no_end() -> None:
    assert transition("paper", 1).known
    assert transition("paper", 2)["until"] is None
    with pytest.raises(Mistake):
        transition("paper", 3)


def test_months_of_which_the_rate_is_not_given_are_named_where_one_may_choose() -> None:
    asked = AdditionInput("medical", Month(2025, 4), {Month(2024, 12): Decimal(20)})
    (note,) = addition(asked).notes
    assert "2024-11" in note
    assert "2025-01" in note
    assert "2024-12" not in note


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_form_says_what_is_missing_in_one_line(name: str) -> None:
    given = {field.id: (field.options or ("",))[0] for field in QUESTIONS[name].fields}
    if name == "cooperation":  # a day that is not entered is an evidence that lacks
        assert answer(name, given)[0] == "0 円"
    else:
        assert len(answer(name, given)) == 1


def test_a_form_answers_what_is_not_known_with_where_to_look() -> None:
    said = answer("transition", {"list": "医療機関・薬局", "kind": "３"})
    assert said[0] == "分かりません"
    assert said[-1].startswith("調べる先")
    late = {"list": "訪問看護 オンライン資格確認", "kind": "1", "contract": "2024-11-01"}
    assert answer("transition", late)[0] == "この類型に当たりません"
    assert answer("transition", {**late, "contract": "R6.10.31"})[0] == "2025-06-30 まで"


@pytest.mark.parametrize("text", ["2025-00", "2025-13", "1999-12", "R0.13", "1月", "2025-1-2", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(Mistake):
        month(text)


@pytest.mark.parametrize("text", ["1_000", "1e", "", "--1", "12,34", "1,2345", "NaN", "∞"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Mistake):
        number(text)


def test_days_are_read_in_eras_too() -> None:
    wanted = date(2025, 1, 31)
    for text in ("2025-01-31", "２０２５/１/３１", "令和7年1月31日", "R7.1.31", "2025年1月31日"):
        assert day(text) == wanted
    assert day("平成30年3月31日") == date(2018, 3, 31)
    assert day("令和元年5月1日") == date(2019, 5, 1)
