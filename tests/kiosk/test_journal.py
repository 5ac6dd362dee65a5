"""The journal: append-only, nothing personal, and no reception left open."""

import json
from pathlib import Path

from kiosk.journal import Journal, entries, open_receptions
from kiosk.moments import GIVEN_UP, LATE, Moment
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault


def test_moments_are_lines_in_order(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    journal = Journal(file)
    journal.record(Moment(1.0, 1, "Reading"))
    journal.record(Moment(2.0, 1, "Delivered", result="/somewhere/face/result.xml"))
    journal.record(Moment(2.5, 1, "Submitting", Outcome.COMPLETED))
    journal.close()
    lines = list(entries(file))
    assert [line["step"] for line in lines] == ["Reading", "Delivered", "Submitting"]
    assert lines[1]["result"] == "result.xml"
    assert lines[2]["outcome"] == "completed"


def test_a_reception_cut_off_is_closed_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    first = Journal(file)
    first.record(Moment(1.0, 1, "Reading"))
    first.record(Moment(2.0, 1, "ChoosingMethod", Outcome.ERROR, Fault.PIN_LOCKED))
    first.record(Moment(3.0, 2, "Reading"))
    first.close()
    assert len(open_receptions(file)) == 1
    Journal(file).close()
    assert open_receptions(file) == []
    last = list(entries(file))[-1]
    assert (last["outcome"], last["fault"]) == ("error", "cut_off")
    Journal(file).close()
    assert list(entries(file))[-1] == last


def test_a_line_that_a_crash_cut_short_harms_nothing(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    journal = Journal(file)
    journal.record(Moment(1.0, 1, "Reading"))
    journal.close()
    with file.open("a", encoding="utf-8") as damaged:
        damaged.write('{"time": "2026-')
    journal = Journal(file)
    journal.record(Moment(2.0, 1, "Reading"))
    journal.close()
    assert sum("outcome" in entry for entry in entries(file)) == 1
    assert json.loads(file.read_text(encoding="utf-8").splitlines()[-1])["step"] == "Reading"


def test_what_staff_did_is_written_with_the_account_and_the_reception(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    journal = Journal(file)
    journal.staff("kanri", "start_visual", minutes=10)
    journal.staff("kanri", "confirm_visual", 3)
    journal.close()
    first, second = entries(file)
    assert (first["staff"], first["act"], first["minutes"]) == ("kanri", "start_visual", 10)
    assert first["time"]
    assert second["reception"].endswith("-3")
    assert open_receptions(file) == []


def test_a_late_result_names_its_reception_also_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    first = Journal(file)
    first.record(Moment(1.0, 7, "Submitting", digest="d1"))
    first.close()
    second = Journal(file)
    second.record(Moment(1.0, 0, LATE, result="/face/result.xml", digest="d1"))
    second.record(Moment(1.0, 0, GIVEN_UP, digest="d2", reason="they say no"))
    second.close()
    asked, late, given_up = entries(file)
    assert late["reception"] == asked["reception"]
    assert (late["step"], late["result"]) == (LATE, "result.xml")
    assert (given_up["reception"], given_up["reason"]) == ("unknown", "they say no")
