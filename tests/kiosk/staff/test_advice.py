"""Every outcome leaves every role a way on."""

from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest

from kiosk.records.record import Joined, Step
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault
from kiosk.staff.advice import Way, advise, needs_staff
from kiosk.staff.roles import Role
from kiosk.staff.rows import OUTCOMES, VALIDITIES, Run, begun, row
from kiosk.staff.view import Notice, ReceptionRow, Status, Subsidy
from kiosk.texts import load

TEXTS = load(domain="staff")
ENDED = sorted({*OUTCOMES.values(), *VALIDITIES.values()} - {Status.CHECKING, Status.VALID})


def reception(status: Status, fault: Fault | None = None, *notices: Notice) -> ReceptionRow:
    return ReceptionRow(
        "1-1", datetime(2026, 11, 25), 1, None, status, notices=notices, fault=fault
    )


@pytest.mark.parametrize("role", list(Role))
def test_every_outcome_has_a_sentence_and_no_button_that_its_role_may_not_press(
    role: Role,
) -> None:
    for status, fault in product(ENDED, [None, *Fault]):
        told = advise(reception(status, fault), role)
        assert TEXTS.has(told.key), (status, fault)
        assert Way.VISUAL not in told.ways or role is Role.ADMIN


def test_whoever_was_received_leaves_nothing_to_do() -> None:
    assert advise(reception(Status.VALID), Role.GENERAL).key == ""
    assert not needs_staff(reception(Status.VALID))


@pytest.mark.parametrize("status", [Status.INVALID, Status.NONE])
def test_insurance_that_is_not_confirmed_leads_to_other_proofs_and_the_statement(
    status: Status,
) -> None:
    assert advise(reception(status), Role.GENERAL).ways == (Way.HELP, Way.STATEMENT)


def test_who_is_not_met_by_name_or_number_is_looked_up_again_with_what_was_typed_checked() -> None:
    by_number = replace(reception(Status.NONE), looked_up=True)
    by_name = replace(by_number, notices=(Notice.OUTAGE,))
    for told, key in ((by_number, "next.none.lookup"), (by_name, "next.unmet")):
        found = advise(told, Role.GENERAL)
        assert (found.key, found.ways) == (key, (Way.HELP, Way.STATEMENT))
        assert "確かめて、もう一度照会" in TEXTS(found.key)
        assert needs_staff(told)


def test_who_declines_a_subsidy_is_asked_for_the_paper_certificate() -> None:
    told = reception(Status.VALID)
    assert "紙の受給者証" in TEXTS(
        advise(replace(told, subsidy=Subsidy.WITHHELD), Role.GENERAL).key
    )
    assert advise(replace(told, subsidy=Subsidy.PROVIDED), Role.GENERAL).key == ""


def test_a_person_is_called_for_who_cannot_go_on_until_the_statement_was_taken() -> None:
    stuck = reception(Status.IDENTIFYING, None, Notice.STUCK)
    assert needs_staff(stuck)
    assert advise(stuck, Role.ADMIN).ways[0] is Way.VISUAL
    assert advise(stuck, Role.GENERAL).key == "next.fetch_admin"
    assert needs_staff(reception(Status.VALID, None, Notice.INSURED_TWICE))
    assert not needs_staff(reception(Status.INVALID, None, Notice.STATEMENT))


@pytest.mark.parametrize("role", list(Role))
def test_every_notice_that_calls_for_a_person_says_what_to_do_next(role: Role) -> None:
    for notice in Notice:
        calling = reception(Status.VALID, None, notice)
        assert TEXTS.has(advise(calling, role).key) is needs_staff(calling), notice


@pytest.mark.parametrize("role", list(Role))
def test_a_statement_that_was_taken_is_not_asked_for_again(role: Role) -> None:
    for status, fault in product(ENDED, [None, *Fault]):
        assert advise(reception(status, fault, Notice.STATEMENT), role).key == "", (status, fault)


def test_how_to_prove_identity_is_told_only_until_it_is_proven() -> None:
    began = begun(1, 1, datetime(2026, 11, 25))

    def told(phase: str) -> set[Notice]:
        record = replace(began.record, steps=(Step(phase, 0.0),))
        run = Run(1, 1, Joined(record), no_photo=True, unread=True)
        return {*row(run, None, TEXTS).notices}

    assert told("choosing_method") == {Notice.NO_PHOTO, Notice.UNREAD}
    assert told("consent_all") == told("submitting") == set()


def test_every_notice_and_way_has_its_words() -> None:
    assert all(TEXTS.has(f"notice.{one}.title") and TEXTS.has(f"notice.{one}") for one in Notice)
    assert all(TEXTS.has(f"way.{one}") for one in Way)
    assert set(OUTCOMES) == set(Outcome)
