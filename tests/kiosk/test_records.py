"""The record of a reception: read alike from journal and registry, nothing personal."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from kiosk.clock import JST
from kiosk.desk.receptions.journal import Journal
from kiosk.errors import KioskError
from kiosk.records.public import SCHEMA, from_json, schema_text, to_json
from kiosk.records.reading import entries, merged, read, records
from kiosk.records.record import CUT_OFF, FIRST_PHASES, Asked, Moment, Note, Record, Step, digest
from kiosk.session.codes import Validity
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault, Method
from kiosk.session.rules import Category
from kiosk.session.states import AnyPhase
from kiosk.staff.rows import PHASES

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 11, 27, 9, tzinfo=JST)
RECEPTION = (
    Moment(100.0, 1, "reading", asked=Asked.CARD),
    Moment(100.4, 1, "choosing_method", asked=Asked.CARD),
    Moment(101.0, 1, "matching_face", asked=Asked.CARD, method=Method.FACE),
    Moment(103.5, 1, "identifying", asked=Asked.CARD, method=Method.FACE),
    Moment(
        104.0, 1, "submitting", asked=Asked.CARD, method=Method.FACE, reference=digest("ticket"),
        consents={Category.MEDICINE: True, Category.CHECKUP: False},
    ),
    Moment(104.6, 1, note=Note.DELIVERED, result="/face/result.xml", validity=Validity.VALID),
    Moment(104.9, 1, outcome=Outcome.COMPLETED),
    Moment(104.9, 1, "done"),
    Moment(107.9, 1, "take_card"),
    Moment(109.0, 1, "idle"),
)  # fmt: skip


def written(file: Path, *moments: Moment) -> None:
    journal = Journal(file, kiosk="001")
    for moment in moments:
        journal.record(moment)
    journal.close()


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


def test_a_reception_is_read_as_it_was_recorded(journal: Path) -> None:
    written(journal, *RECEPTION)
    (record,) = read(journal)
    assert (record.asked, record.method, record.kiosk) == (Asked.CARD, Method.FACE, "001")
    assert (record.outcome, record.fault, record.validity) == (Outcome.COMPLETED, "", "1")
    assert record.consents == {Category.MEDICINE: True, Category.CHECKUP: False}
    assert (record.result, record.note) == ("result.xml", Note.DELIVERED)
    assert record.reference == digest("ticket") != "ticket"
    assert record.steps[:3] == (
        Step("reading", 0.0, 0.4),
        Step("choosing_method", 0.4, 0.6),
        Step("matching_face", 1.0, 2.5),
    )  # fmt: skip
    assert record.steps[-1] == Step("take_card", 7.9, 1.1)
    assert record.ended is not None
    assert record.began <= record.ended
    assert record.began.tzinfo == JST


def test_a_reception_that_runs_has_no_outcome_and_one_that_was_cut_off_says_so(
    journal: Path,
) -> None:
    written(journal, *RECEPTION[:3])
    assert [(one.outcome, one.phase) for one in read(journal)] == [(None, "matching_face")]
    Journal(journal).close()
    (cut,) = read(journal)
    assert (cut.outcome, cut.fault) == (Outcome.ERROR, CUT_OFF)


def test_the_method_is_the_last_one_tried_and_a_fault_is_that_of_the_end(journal: Path) -> None:
    written(
        journal,
        *RECEPTION[:3],
        Moment(102.0, 1, "choosing_method", asked=Asked.CARD),
        Moment(103.0, 1, "entering_pin", asked=Asked.CARD, method=Method.PIN),
        Moment(104.0, 1, outcome=Outcome.REFUSED, fault=Fault.PIN_LOCKED),
        Moment(104.0, 1, "problem", asked=Asked.CARD, method=Method.FACE),
    )
    (record,) = read(journal)
    assert (record.method, record.outcome, record.fault) == ("pin", "refused", "pin.locked")
    assert record.seconds("choosing_method") == pytest.approx(1.6)


def test_a_late_result_belongs_to_the_reception_of_an_earlier_run(journal: Path) -> None:
    outage = Moment(104.5, 1, outcome=Outcome.ERROR, fault=Fault.NETWORK_DOWN)
    written(journal, *RECEPTION[:5], outage)
    given_up = Moment(1.0, 0, note=Note.GIVEN_UP, reference=digest("ticket"), reason="declined")
    written(journal, given_up)
    assert [(one.note, one.reason) for one in read(journal)] == [(Note.GIVEN_UP, "declined")]
    late = Moment(2.0, 0, note=Note.LATE, reference=digest("ticket"), validity=Validity.SEVERAL)
    written(journal, late)
    (record,) = read(journal)
    assert (record.outcome, record.fault) == ("error", "eligibility.network_down")
    assert (record.note, record.reason, record.validity) == (Note.LATE, "", "5")


def test_what_staff_did_and_damaged_lines_are_no_receptions(journal: Path) -> None:
    journal.write_text('{"staff": "kanri", "act": "cancel", "reception": "a-1"}\n{"time"\n[]\n')
    assert read(journal, journal.with_name("missing.jsonl")) == ()


OLD = (
    {"reception": "a-1", "step": "Reading", "monotonic": 1.0},
    {"reception": "a-1", "step": "MatchingFace", "monotonic": 2.0},
    {"reception": "a-1", "step": "Submitting", "monotonic": 3.0, "digest": "d1"},
    {"reception": "a-1", "step": "Delivered", "monotonic": 3.5, "result": "r.xml"},
    {"reception": "a-1", "step": "Submitting", "monotonic": 4.0, "outcome": "completed"},
)


def test_lines_from_before_the_schema_had_a_version_are_read_too(journal: Path) -> None:
    lines = [
        json.dumps({"time": f"2026-11-01T00:00:0{n}+00:00", **one}) for n, one in enumerate(OLD)
    ]
    journal.write_text("\n".join(lines) + "\n")
    (record,) = read(journal)
    assert [step.phase for step in record.steps] == ["reading", "matching_face", "submitting"]
    assert (record.outcome, record.reference, record.note) == ("completed", "d1", "delivered")
    assert record.asked is Asked.CARD
    assert record.began.hour == 9


def test_lines_of_a_newer_program_are_refused_not_misread() -> None:
    with pytest.raises(KioskError, match="update the program"):
        list(records([{"version": 2, "reception": "a-1", "phase": "reading"}]))


def check(name: str, **values: Any) -> Record:
    return Record(name, AT, outcome=Outcome.COMPLETED, **values)


def test_a_check_that_kiosk_and_service_both_recorded_counts_once() -> None:
    ours = check("a-1", reference="d1", kiosk="001", steps=(Step("reading", 0.0, 0.4),))
    theirs = check("registry-1", reference="d1", validity=Validity.VALID)
    typed = check("registry-2", asked=Asked.NUMBER)
    bulk = check("registry-3", asked=Asked.BULK)
    both = merged([ours], [theirs, typed, bulk])
    assert [one.id for one in both] == ["a-1", "registry-2", "registry-3"]
    assert (both[0].kiosk, both[0].validity, len(both[0].steps)) == ("001", "1", 1)


def test_a_record_goes_through_json_unchanged_and_fits_the_published_schema(journal: Path) -> None:
    published = (ROOT / SCHEMA).read_text("utf-8")
    assert published == schema_text(), "run python -m kiosk.records.public"
    validator = Draft202012Validator(json.loads(published))
    written(journal, *RECEPTION)
    looked_up = check("registry-3", asked=Asked.MEDICINE, viewed=(Category.CARE,))
    for record in (*read(journal), check("registry-2", asked=Asked.NUMBER), looked_up):
        data = json.loads(json.dumps(to_json(record)))
        validator.validate(data)
        assert from_json(data) == record
        del data["viewed"]
        assert from_json(data) == replace(record, viewed=()), "a record of an older program"
        newer = {**data, "version": 2}
        assert not validator.is_valid(newer)
        with pytest.raises(ValidationError):
            from_json(newer)


def test_every_line_of_a_journal_names_its_version(journal: Path) -> None:
    written(journal, *RECEPTION[:2])
    Journal(journal).close()
    assert {line["version"] for line in entries(journal)} == {1}


def test_phases_have_ids_of_their_own() -> None:
    ids = [phase.id for phase in get_args(AnyPhase)]
    assert len(set(ids)) == len(ids)
    assert {*PHASES, *FIRST_PHASES} <= set(ids)
