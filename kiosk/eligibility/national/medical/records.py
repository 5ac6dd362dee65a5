"""Synthetic medical records, computed from the person; nothing is stored.

The names of medicines, institutions and acts are invented and marked so; the item codes of
check-ups are the public JLAC10 codes [K].
"""

import random  # noqa: TID251  seeded by the person: the same records each time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kiosk.clock import add_months, age
from kiosk.eligibility.wire import medical_information as wire
from kiosk.personas.schema import Person

MEDICINES_BEGIN = date(2021, 9, 1)
"""薬剤情報 is of care since then, for three years back (OQBLOG-330)."""
CARE_BEGINS = date(2022, 6, 1)
"""診療情報 is of claims since then (OQBLOG-330)."""
CHECKUPS_BEGIN = date(2020, 1, 1)
"""特定健診情報 is of check-ups since then, for five years back (OQBLOG-330)."""
YEARS_OF_CARE, YEARS_OF_CHECKUPS = 3, 5
CHECKUP_AGE, CHECKUP_LAST_AGE = 40, 74
"""特定健診 is for those of 40 to 74."""
OPERATION = "50"
"""診療識別 of an operation."""

DRUGS = (
    ("990000001", "架空降圧錠５ｍｇ", "架空ジピン", "1", "錠", "１日１回朝食後"),
    (
        "990000002",
        "架空胃粘膜カプセル５０ｍｇ",
        "架空プラゾール",
        "1",
        "カプセル",
        "１日１回就寝前",
    ),
    ("990000003", "架空解熱鎮痛錠２００ｍｇ", "架空プロフェン", "3", "錠", "１日３回毎食後"),
    ("990000004", "架空抗アレルギー錠１０ｍｇ", "架空スチン", "1", "錠", "１日１回就寝前"),
    ("990000005", "架空外用貼付剤１０ｃｍ", "架空フェナク", "2", "枚", "１日１回患部に貼付"),
)
ACTS = (
    ("990100001", "架空再診料", "12"),
    ("990100002", "架空血液検査", "60"),
    ("990100003", "架空画像診断", "70"),
)
OPERATIONS = (
    ("990200001", "架空白内障手術", OPERATION),
    ("990200002", "架空虫垂切除術", OPERATION),
)
INSTITUTIONS = (("1399900011", "架空内科クリニック"), ("1399900029", "架空総合病院"))

# code, name, unit, mean, spread
ITEMS = (
    ("9N001000000000001", "身長", "cm", 163.0, 9.0),
    ("9N006000000000001", "体重", "kg", 60.0, 10.0),
    ("9N016160100000001", "腹囲（実測）", "cm", 82.0, 9.0),
    ("9A751000000000001", "収縮期血圧（１回目）", "mmHg", 126.0, 14.0),
    ("9A761000000000001", "拡張期血圧（１回目）", "mmHg", 77.0, 10.0),
    ("3D046000001906202", "ＨｂＡ１ｃ（ＮＧＳＰ値）", "%", 5.6, 0.5),
    ("3F077000002327101", "ＬＤＬコレステロール", "mg/dl", 122.0, 28.0),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The parts of a medicine answer that the consents allow."""

    medicine: bool
    care: bool
    surgery: bool


def _dice(person: Person, what: str) -> random.Random:
    return random.Random(f"{what}:{person.kana}:{person.birth.isoformat()}:{person.sex}")


def months(
    person: Person, first: date, last: date, today: date, shown: Shown
) -> Iterator[wire.MeTrMonthInf]:
    """Months with care on the days from `first` to `last` and until `today`, newest first."""
    first = max(first, MEDICINES_BEGIN, add_months(today, -12 * YEARS_OF_CARE), person.birth)
    last = min(last, today)
    month = last.replace(day=1)
    while month >= first.replace(day=1):
        made = _month(person, month, (first, last), shown)
        if made is not None:
            yield made
        month = add_months(month, -1)


def _month(
    person: Person, month: date, days: tuple[date, date], shown: Shown
) -> wire.MeTrMonthInf | None:
    dice = _dice(person, f"{month:%Y%m}")
    if dice.random() < 0.35:
        return None  # not every month has care
    code, name = dice.choice(INSTITUTIONS)
    day = month.replace(day=dice.randint(1, 28))
    drugs = tuple(_drug(dice, drug) for drug in dice.sample(DRUGS, dice.randint(1, 3)))
    acts = [act for act in ACTS if dice.random() < 0.6]
    operated = dice.random() < 0.04
    operations = [dice.choice(OPERATIONS)] if operated else []
    wanted = (acts if shown.care else []) + (operations if shown.surgery else [])
    if month < CARE_BEGINS:
        wanted = []
    if not (days[0] <= day <= days[1] and (shown.medicine or wanted)):
        return None
    visit = wire.DiDateInf(
        di_date=day,
        pr_date=day,
        drug_infs=wire.DrugInfs(drugs) if shown.medicine else None,
        me_tr_infs=wire.MeTrInfs(tuple(_act(*act) for act in wanted)) if wanted else None,
    )
    return wire.MeTrMonthInf(
        di_org="1",
        me_tr_di_h_cd=code,
        me_tr_di_h_nm=name,
        me_tr_month=f"{month:%Y%m}",
        in_out="2",
        di_date_infs=wire.DiDateInfs((visit,)),
    )


def _drug(dice: random.Random, drug: tuple[str, str, str, str, str, str]) -> wire.DrugInf:
    code, name, ingredient, amount, unit, usage = drug
    days = str(dice.choice((7, 14, 28)))
    return wire.DrugInf(code, name, ingredient, amount, unit, usage, days, "21")


def _act(code: str, name: str, kind: str) -> wire.MeTrInf:
    return wire.MeTrInf(code, name, kind, "1", "1")


def checkups(person: Person, today: date) -> Iterator[wire.SpecificHealthCheckupInfo]:
    """One check-up per year, newest first, if the person was 40 to 74 on its day."""
    earliest = max(CHECKUPS_BEGIN, add_months(today, -12 * YEARS_OF_CHECKUPS))
    for year in range(today.year, earliest.year - 1, -1):
        dice = _dice(person, f"checkup {year}")
        day = date(year, dice.randint(5, 12), dice.randint(1, 28))
        of_age = CHECKUP_AGE <= age(person.birth, day) <= CHECKUP_LAST_AGE
        if earliest <= day <= today and of_age:
            items = tuple(_item(dice, item) for item in ITEMS)
            yield wire.SpecificHealthCheckupInfo(
                day, wire.HealthCheckupResultAndQuestionInfos(items)
            )


def _item(
    dice: random.Random, item: tuple[str, str, str, float, float]
) -> wire.HealthCheckupResultAndQuestionInfo:
    code, name, unit, mean, spread = item
    value = f"{max(0.1, dice.gauss(mean, spread)):.1f}"
    return wire.HealthCheckupResultAndQuestionInfo(
        item_code=code, item_name=name, data_type="PQ", data_value=value, unit=unit
    )
