"""照合番号B from what is printed: the Japanese era year, which changes in mid-year."""

from datetime import date

import pytest

from drivers.card.printed_face import Printed, era, typed


@pytest.mark.parametrize(
    ("birth", "begins"),
    [
        (date(1980, 2, 17), "550217"),  # docs/card.md, confirmed on a card: 昭和55
        (date(2020, 2, 24), "020224"),
        (date(1989, 1, 7), "640107"),
        (date(1989, 1, 8), "010108"),
        (date(2019, 4, 30), "310430"),
        (date(2019, 5, 1), "010501"),
        (date(1926, 12, 24), "151224"),
        (date(1926, 12, 25), "011225"),
        (date(1912, 7, 29), "450729"),
        (date(1912, 7, 30), "010730"),
    ],
)
def test_code_b_begins_with_the_era_year_of_birth(birth: date, begins: str) -> None:
    assert Printed(birth, 2035, "2285").code_b == f"{begins}20352285"


def test_a_day_before_the_gregorian_calendar_has_no_era() -> None:
    with pytest.raises(ValueError, match="era"):
        era(date(1872, 12, 31))


def test_what_is_printed_never_shows_in_a_repr() -> None:
    assert repr(Printed(date(1980, 2, 17), 2035, "2285")) == "Printed()"


@pytest.mark.parametrize(
    ("printed", "plausible"),
    [
        (Printed(date(1980, 2, 17), 2035, "2285"), True),
        (Printed(date(2027, 1, 1), 2035, "2285"), False),
        (Printed(date(1980, 2, 17), 2015, "2285"), False),
        (Printed(date(1980, 2, 17), 2038, "2285"), False),
        (Printed(date(1980, 2, 17), 2035, "22 5"), False),
        (Printed(date(1870, 2, 17), 2035, "2285"), False),
    ],
)
def test_an_impossible_reading_is_recognised(printed: Printed, plausible: bool) -> None:
    assert printed.plausible(date(2026, 11, 22)) is plausible


@pytest.mark.parametrize(
    "digits", ["55021720352285", "01010820352285", "01050120301234", "64010720290000"]
)
def test_typed_digits_come_back_as_they_were_typed(digits: str) -> None:
    found = typed(digits, date(2026, 11, 22))
    assert found is not None
    assert found.code_b == digits


@pytest.mark.parametrize(
    "digits",
    ["", "5502172035228", "55023020352285", "99010120352285", "00010120352285", "55021719992285"],
)
def test_digits_that_no_card_bears_are_not_tried(digits: str) -> None:
    assert typed(digits, date(2026, 11, 22)) is None


@pytest.mark.parametrize("zero", "０٠")
def test_digits_of_another_script_are_taken_as_ascii(zero: str) -> None:
    other = "55021720352285".translate({48 + n: ord(zero) + n for n in range(10)})
    found = typed(other, date(2026, 11, 22))
    assert found is not None
    assert found.code_b == "55021720352285"
