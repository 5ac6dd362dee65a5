"""The tables of payment against what the official documents print, typed here independently."""

from decimal import Decimal

import pytest

from kiosk.facility.rules import addition as dx
from kiosk.facility.rules.lump_sum import lump_sum
from kiosk.facility.rules.subsidy import subsidy
from kiosk.facility.values import Month, rate

# 厚生労働省「医療DX推進体制整備加算の見直し」: 利用率 and points, per tier and period.
DX = """
１ 15% 医科：11点 歯科：9点 調剤：7点 30% 医科：11点 歯科：9点 調剤：7点
２ 10% 医科：10点 歯科：8点 調剤：6点 20% 医科：10点 歯科：8点 調剤：6点
３ 5% 医科：8点 歯科：6点 調剤：4点 10% 医科：8点 歯科：6点 調剤：4点
"""
KIND = {"医科": "medical", "歯科": "dental", "調剤": "pharmacy"}

# 日医発第249号: 一時金支給額の対応表, as it is printed; a row ends where its cells are merged.
CLINIC = """
1人以上 10人以上 20人以上 30人以上 50人以上 70人以上 80人以上
3%未満 0 0 0 3万 5万 7万 10万
3～5% 0 0 3万 5万 7万 10万
5～10% 0 3万 5万 7万 10万
10～20% 3万 5万 7万 10万
20～30% 5万 7万 10万
30～40% 7万 10万
40%～ 10万
"""
SMALL = """
1人以上 5人以上 10人以上 15人以上 25人以上 35人以上 40人以上
3%未満 0 0 1万 1.5万 2.5万 3.5万 5万
3～5% 0 1万 1.5万 2.5万 3.5万 5万
5～10% 1万 1.5万
"""
HOSPITAL = """
10人以上 40人以上 80人以上 150人以上 250人以上 350人以上 450人以上
3%未満 0 0 0 10万 12万 15万 20万
3～5% 0 0 10万 12万 15万 20万
5～10% 0 10万 12万 15万 20万
10～20% 10万 12万 15万 20万
20～30% 12万 15万 20万
30～40% 15万 20万
40%～ 20万
"""
LOWEST_AND_HIGHEST = {
    "3%未満": ("0", "2.99"),
    "3～5%": ("3", "4.99"),
    "5～10%": ("5", "9.99"),
    "10～20%": ("10", "19.99"),
    "20～30%": ("20", "29.99"),
    "30～40%": ("30", "39.99"),
    "40%～": ("40", "100"),
}
"""A rate at the lower and at the upper edge of each row."""

# 社会保障・税番号制度システム整備費等補助金: 補助率, 補助限度額, 事業額上限.
GRANTS = {
    "visit": "病院 1/2 41.1 82.2|大型チェーン薬局 1/2 8.5 17.1|診療所・薬局 3/4 12.8 17.1",
    "online": "病院 1/2 39 78.1|大型チェーン薬局 1/2 6.5 13|診療所・薬局 3/4 9.7 13",
}
GRANT_KIND = {"病院": "hospital", "大型チェーン薬局": "chain", "診療所・薬局": "clinic"}


def yen(printed: str) -> int:
    return int(Decimal(printed.removesuffix("万")) * 10_000)


def people(column: str) -> int:
    return int(column.removesuffix("人以上"))


def test_points_and_rates_are_those_of_the_announcement() -> None:
    for line in DX.strip().splitlines():
        tier, *cells = line.split()
        for billed, (least, *months) in ((Month(2024, 10), cells[:4]), (Month(2025, 1), cells[4:])):
            for printed in months:
                kind, points = printed.removesuffix("点").split("：")
                for reached, given in ((True, rate(least)), (False, rate(least) - Decimal("0.01"))):
                    asked = dx.AdditionInput(KIND[kind], billed, rates={billed.plus(-3): given})
                    found = dx.addition(asked)
                    assert (found["points"] == int(points)) is reached
                    assert (found["tier"] == int(tier)) is reached


@pytest.mark.parametrize(
    ("kind", "printed"), [("clinic", CLINIC), ("hospital", HOSPITAL), ("small", SMALL)]
)
def test_every_cell_of_a_lump_sum_table_is_paid_at_both_edges_of_its_row(
    kind: str, printed: str
) -> None:
    header, *rows = printed.strip().splitlines()
    columns = header.split()
    for line in rows:
        row, *cells = line.split()
        for place, column in enumerate(columns):
            expected = yen(cells[min(place, len(cells) - 1)])
            for baseline in LOWEST_AND_HIGHEST[row]:
                last_person = people(columns[place + 1]) - 1 if place + 1 < len(columns) else 10**6
                for increase in (people(column), last_person):
                    answer = lump_sum(kind, Decimal(baseline), increase)
                    if answer["table"] == "診療所" and kind == "small":
                        assert answer["yen"] == general(Decimal(baseline), increase)
                        assert answer["yen"] >= expected
                    else:
                        assert (answer["yen"], answer.row, answer.column) == (expected, row, column)


def general(baseline: Decimal, increase: int) -> int:
    answer = lump_sum("clinic", baseline, increase)["yen"]
    assert isinstance(answer, int)
    return answer


def test_below_the_first_column_nothing_is_paid() -> None:
    for kind, least in (("clinic", 1), ("hospital", 10), ("small", 1)):
        for baseline in ("0", "3", "5", "40"):
            for increase in (-5, 0, least - 1):
                assert lump_sum(kind, Decimal(baseline), increase)["yen"] == 0


@pytest.mark.parametrize("use", sorted(GRANTS))
def test_grants_are_those_of_the_two_tables(use: str) -> None:
    for line in GRANTS[use].split("|"):
        row, share, limit, ceiling = line.split()
        above, below = (int(one) for one in share.split("/"))
        kind = GRANT_KIND[row]
        at_ceiling = subsidy(kind, use, Decimal(ceiling))
        assert (at_ceiling["yen"], at_ceiling.row) == (yen(limit), row)
        assert subsidy(kind, use, Decimal(1000))["yen"] == yen(limit)
        small = subsidy(kind, use, Decimal("1.2"))
        assert small["yen"] == 12000 * above // below // 1000 * 1000
        assert subsidy(kind, use, Decimal(0))["yen"] == 0
