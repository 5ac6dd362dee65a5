"""The cases of a training: all of them sound, complaints with lines, and what is judged."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kiosk.apps.training.run import names
from kiosk.texts import load
from kiosk.texts.screens import describe
from kiosk.toml_lines import Mistakes
from kiosk.training.acts import ACTS, SPOKEN
from kiosk.training.case import Case, read, shipped
from kiosk.training.choose import chosen, drawn
from kiosk.training.judge import Deed, Judgement, judge
from kiosk.training.sheet import html
from ui.gallery.samples import screens

NAMES = names()
CASES = [read(file, NAMES) for file in shipped()]
GOOD = """\
case = 1
title = "a"
level = "easy"
persona = "sakura"
says = "b"

[[act]]
do = "seat"
rate = "right"
needed = true
within = 30
why = "c"
source = "d"
date = "2026-11"

[[act]]
do = "full_price"
rate = "harmful"
why = "e"
source = "f"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return read(written(tmp_path, GOOD), NAMES)


def test_there_are_at_least_twenty_cases_of_both_levels() -> None:
    assert len(CASES) >= 20
    assert {case.table.level for case in CASES} == {"easy", "hard"}
    assert sum(case.table.level == "easy" for case in CASES) >= 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_has_something_right_and_something_harmful_with_why_and_source(case: Case) -> None:
    rates = {act.rate for act in case.table.act}
    assert rates == {"right", "harmful"}
    assert all(act.why.endswith("。") and act.source for act in case.table.act)


def test_every_act_has_a_label_and_every_label_an_act() -> None:
    texts = load(domain="training")
    labels = {key.removeprefix("do.") for key in texts.table if key.startswith("do.")}
    assert labels == set(ACTS)
    assert all(texts.has(f"group.{group}") for group in SPOKEN)
    assert all(texts.has(f"verdict.{verdict}") for verdict in Judgement)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('persona = "sakura"', 'persona = "sakula"', 4, "sakura"),
        ('level = "easy"', 'level = "esay"', 3, "'easy' or 'hard'"),
        ('do = "seat"', 'do = "sit"', 7, "no act is called 'sit'"),
        ('do = "full_price"', 'do = "seat"', 16, "judged twice"),
        ("within = 30", "witin = 30", 7, "the nearest is 'within'"),
        ('rate = "harmful"', 'rate = "harmful"\nneeded = true', 16, "never needed"),
        ("needed = true", "needed = false", 7, "no act is needed"),
        ('says = "b"\n', "", 1, "'says' is missing"),
        ('source = "d"', 'source = "d"\nmend = ["net.down"]', 7, "fault of this case"),
        ('title = "a"', "title = a", 2, ""),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    file = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(Mistakes) as found:
        read(file, NAMES)
    told = found.value.lines[0]
    assert told.startswith(f"{file}:{line}: ")
    assert says in told


def test_a_right_act_is_right_in_time_and_late_after(case: Case) -> None:
    assert judge(case, [Deed("seat", 29)]).verdict is Judgement.RIGHT
    assert judge(case, [Deed("seat", 31)]).verdict is Judgement.LATE


def test_what_was_not_done_is_missed_and_the_harmful_counts_most(case: Case) -> None:
    nothing = judge(case, [])
    assert [(line.act, line.verdict) for line in nothing.lines] == [("seat", Judgement.MISSED)]
    assert judge(case, [Deed("full_price", 1)]).verdict is Judgement.HARMFUL
    assert judge(case, [Deed("wait", 1), Deed("seat", 2)]).verdict is Judgement.RIGHT


def test_one_of_several_ways_is_enough() -> None:
    turned = next(case for case in CASES if case.id == "turned")
    for way in ("turn_card", "use_pin"):
        assert judge(turned, [Deed(way, 5)]).verdict is Judgement.RIGHT
    assert [line.act for line in judge(turned, []).lines] == ["turn_card"]


def test_asking_for_papers_that_the_patient_lacks_is_not_enough() -> None:
    lacking = next(case for case in CASES if case.id == "not_found")
    asked = Deed("see_proof", 5)
    assert judge(lacking, [asked]).verdict is Judgement.MISSED
    assert judge(lacking, [asked, Deed("statement", 60)]).verdict is Judgement.RIGHT


def test_the_seed_alone_decides_the_queue() -> None:
    queue = [case.id for case in chosen("mixed", 7, 10, NAMES)]
    assert queue == [case.id for case in chosen("mixed", 7, 10, NAMES)]
    assert queue != [case.id for case in chosen("mixed", 8, 10, NAMES)]
    assert len(set(queue)) == 10
    easy = chosen("easy", 7, 99, NAMES)
    assert {case.table.level for case in easy} == {"easy"}
    assert easy == drawn(easy, 7)


def test_a_list_names_cases_files_and_folders_in_its_order(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    assert [one.id for one in chosen(f"turned,{file}", 1, 10, NAMES)] == ["turned", "mine"]
    assert [one.id for one in chosen(str(tmp_path), 1, 10, NAMES)] == ["mine"]
    with pytest.raises(Mistakes, match="nothing"):
        chosen("nothing", 1, 10, NAMES)


class Strict(HTMLParser):
    """Knows what is open, and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_sheet_tells_what_was_done_why_and_where_that_is_from(case: Case) -> None:
    result = judge(case, [Deed("full_price", 12), Deed("wait", 3)])
    page = html(load(domain="training"), "研修 <花子>", "2026-11-27", 5, [result])
    read_page = Strict()
    read_page.feed(page)
    assert read_page.open == []
    for words in (
        "研修 <花子>", "2026-11-27", "10割を請求する（12秒）", "してはいけない",
        "席で待って", "しなかった", "どちらでもない", "d、2026-11",
    ):  # fmt: skip
        assert words in read_page.words
    assert "http" not in page
    assert "<script" not in page


def test_who_provides_a_subsidy_tells_of_the_button_that_is_shown() -> None:
    (case,) = [one for one in CASES if one.id == "subsidy_given"]
    (pressed,) = re.findall("「([^」]+)」を押し", case.table.says)
    assert pressed in {part.name for part in describe(screens()["subsidy"]).parts}
