"""The journal: append-only, nothing personal, and no reception left open."""

import errno
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from kiosk import lock
from kiosk.desk.receptions.journal import Journal, JournalTrouble
from kiosk.eligibility import desk_identity
from kiosk.eligibility.desk_identity import DeskIdentity
from kiosk.errors import Busy
from kiosk.records.reading import entries, open_receptions
from kiosk.records.record import VERSION, Moment, Note
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault


def test_moments_are_lines_in_order(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    journal = Journal(file)
    journal.record(Moment(1.0, 1, "reading"))
    journal.record(Moment(2.0, 1, note=Note.DELIVERED, result="/somewhere/face/result.xml"))
    journal.record(Moment(2.5, 1, outcome=Outcome.COMPLETED))
    journal.close()
    lines = list(entries(file))
    assert [line["version"] for line in lines] == [VERSION] * 3
    assert (lines[0]["phase"], lines[1]["note"]) == ("reading", "delivered")
    assert lines[1]["result"] == "result.xml"
    assert lines[2]["outcome"] == "completed"


def test_a_reception_cut_off_is_closed_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    first = Journal(file)
    first.record(Moment(1.0, 1, "reading"))
    first.record(Moment(2.0, 1, outcome=Outcome.ERROR, fault=Fault.PIN_LOCKED))
    first.record(Moment(3.0, 2, "reading"))
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
    journal.record(Moment(1.0, 1, "reading"))
    journal.close()
    with file.open("a", encoding="utf-8") as damaged:
        damaged.write('{"time": "2026-')
    journal = Journal(file)
    journal.record(Moment(2.0, 1, "reading"))
    journal.close()
    assert sum("outcome" in entry for entry in entries(file)) == 1
    assert json.loads(file.read_text(encoding="utf-8").splitlines()[-1])["phase"] == "reading"


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
    first.record(Moment(1.0, 7, "submitting", reference="d1"))
    first.close()
    second = Journal(file)
    second.record(Moment(1.0, 0, note=Note.LATE, result="/face/result.xml", reference="d1"))
    second.record(Moment(1.0, 0, note=Note.GIVEN_UP, reference="d2", reason="they say no"))
    second.close()
    asked, late, given_up = entries(file)
    assert late["reception"] == asked["reception"]
    assert (late["note"], late["result"]) == ("delivered_late", "result.xml")
    assert (given_up["reception"], given_up["reason"]) == ("unknown", "they say no")


def test_a_line_cut_short_within_a_letter_harms_nothing(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    file.write_bytes('{"staff": "管理'.encode()[:-1])
    journal = Journal(file)
    journal.record(Moment(2.0, 1, "reading"))
    journal.close()
    assert [line["phase"] for line in entries(file)] == ["reading"]


def heard(file: Path, **options: Any) -> tuple[Journal, "Queue[JournalTrouble | None]"]:
    """A journal that tries again at once, and what it tells of itself."""
    told: Queue[JournalTrouble | None] = Queue()
    return Journal(file, told.put, retry_s=0.01, **options), told


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /dev/full")
def test_on_a_full_disk_nothing_waits_and_what_waited_is_caught_up(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    file.symlink_to("/dev/full")
    journal, told = heard(file)
    journal.record(Moment(1.0, 1, "reading"))
    journal.staff("kanri", "cancel", 1)
    assert told.get(timeout=60) is JournalTrouble.FULL
    file.unlink()  # room again
    assert told.get(timeout=60) is None
    journal.record(Moment(2.0, 1, outcome=Outcome.CANCELLED))
    journal.close()
    assert [line.get("act", line.get("outcome")) for line in entries(file)] == [
        None, "cancel", "cancelled",
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /dev/full")
def test_a_journal_that_stays_full_closes_all_the_same_and_says_what_is_lost(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "journal.jsonl"
    file.symlink_to("/dev/full")
    journal, _ = heard(file)
    journal.record(Moment(1.0, 1, "reading"))
    journal.close()
    journal.close()
    assert "1 lines are lost" in caplog.text


def test_a_journal_that_cannot_be_opened_at_the_start_is_written_as_soon_as_it_can(
    tmp_path: Path,
) -> None:
    file = tmp_path / "late" / "journal.jsonl"
    file.parent.write_text("a file where the folder will be")
    journal, told = heard(file)
    assert told.get(timeout=60) is JournalTrouble.UNWRITABLE
    journal.record(Moment(1.0, 1, "reading"))
    file.parent.unlink()
    assert told.get(timeout=60) is None
    journal.close()
    assert [line["phase"] for line in entries(file)] == ["reading"]


def test_lines_for_which_there_was_no_room_in_memory_leave_a_mark(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    file.mkdir()
    journal, told = heard(file, most_waiting=2)
    for number in range(5):
        journal.record(Moment(1.0, number, "reading"))
    assert told.get(timeout=60) is JournalTrouble.UNWRITABLE
    file.rmdir()
    assert told.get(timeout=60) is None
    journal.close()
    first, second, mark = entries(file)
    assert [first["phase"], second["phase"], mark["missing"]] == ["reading", "reading", 3]
    assert mark["since"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
def test_of_lines_that_did_not_fit_no_half_one_stays(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    file.write_text(json.dumps({"staff": "kanri", "act": "end_visual"}) + "\n")
    with holding("filled", file) as other:
        other.communicate("room again\n", timeout=60)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 21
    assert all(json.loads(line) for line in lines)


@contextmanager
def holding(what: str, place: Path) -> "Iterator[subprocess.Popen[str]]":
    """Another process that is at work there; killed at the end."""
    command = [sys.executable, str(Path(__file__).with_name("holding.py")), what, str(place)]
    pipe = subprocess.PIPE
    other = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other
    finally:
        other.kill()
        other.communicate()


def test_a_journal_is_written_by_one_process_and_another_leaves_its_receptions_alone(
    tmp_path: Path,
) -> None:
    file = tmp_path / "journal.jsonl"
    with holding("journal", file) as other:
        with pytest.raises(Busy, match=rf"already written by process {other.pid} on "):
            Journal(file)
        assert [line.get("outcome") for line in entries(file)] == [None]
    Journal(file).close()  # it was killed: its lock is gone, its reception is cut off
    assert [line.get("fault") for line in entries(file)] == [None, "cut_off"]


def test_a_desk_runs_once_and_keeps_its_identity_whoever_was_killed(tmp_path: Path) -> None:
    with holding("desk", tmp_path) as other, pytest.raises(Busy, match=f"process {other.pid} on "):
        DeskIdentity(tmp_path)
    first = DeskIdentity(tmp_path)
    with pytest.raises(Busy):
        DeskIdentity(tmp_path)
    first.close()
    again = DeskIdentity(tmp_path)
    again.close()
    elsewhere = DeskIdentity(tmp_path / "elsewhere")
    elsewhere.close()
    assert first.id == again.id != elsewhere.id


@pytest.mark.parametrize("kept", ["", "../../etc", "f" * 31])
def test_a_damaged_identity_is_made_anew(tmp_path: Path, kept: str) -> None:
    (tmp_path / "desk-id").write_text(kept)
    desk = DeskIdentity(tmp_path)
    desk.close()
    assert (tmp_path / "desk-id").read_text().splitlines()[0] == desk.id != kept


def identity(folder: Path) -> str:
    """Start and end the desk of a folder; returns its identity."""
    desk = DeskIdentity(folder)
    desk.close()
    return desk.id


def test_a_copied_data_folder_is_a_desk_of_its_own_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first, copy = tmp_path / "院内", tmp_path / "copy"
    made = identity(first)
    shutil.copytree(first, copy)
    own = identity(copy)
    assert own != made
    assert f"{copy} was copied from another desk's folder ({first})" in caplog.text
    caplog.clear()
    assert (identity(first), identity(copy)) == (made, own)
    assert not caplog.text


@pytest.mark.parametrize("original_stays", [False, True])
def test_a_copy_on_another_machine_is_a_desk_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, original_stays: bool
) -> None:
    made = identity(tmp_path / "desk")
    monkeypatch.setattr(desk_identity, "machine_id", lambda: "another")
    if not original_stays:
        (tmp_path / "desk").rename(tmp_path / "restored")
    assert identity(tmp_path / ("desk" if original_stays else "restored")) != made


def test_a_moved_data_folder_stays_the_same_desk(tmp_path: Path) -> None:
    made = identity(tmp_path / "before")
    (tmp_path / "before").rename(tmp_path / "after")
    assert identity(tmp_path / "after") == made
    assert identity(tmp_path / "before") != made


def test_the_identity_of_an_earlier_program_is_kept_and_bound_to_its_folder(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "desk-id").write_text("c0ffee00" * 4 + "\n")
    assert identity(tmp_path / "desk") == "c0ffee00" * 4
    shutil.copytree(tmp_path / "desk", tmp_path / "copy")
    assert identity(tmp_path / "copy") != "c0ffee00" * 4


def test_a_drive_without_locks_is_said_and_keeps_nobody_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: object, **_how: bool) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "lock_file", none)
    DeskIdentity(tmp_path).close()
    assert "cannot be locked" in caplog.text
