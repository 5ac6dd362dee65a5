"""救急時, 災害時 and 障害時モード: who may use them and when, what is found, what is recorded."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kiosk.apps.staff.controller import StaffController
from kiosk.clock import japan
from kiosk.eligibility.national.by_person import PersonSearch, find
from kiosk.personas import find as persona
from kiosk.session.view import IdlePage, MethodPage, TakeCardPage
from kiosk.staff.accounts import DEMO
from kiosk.staff.acts import AskAgain, LookUpCard, LookUpNumber, LookUpPerson, SignIn, SignOut
from kiosk.staff.emergency import ACTS, MODES, Mode, offered
from kiosk.staff.roles import Role
from kiosk.staff.view import Notice, ReceptionRow, Status
from kiosk.texts import load
from tests.support.staff import Clinic
from ui.kit.buttons import Button
from ui.staff.rows import method_key

EVERY = frozenset(Mode)
TWINS = date(2019, 5, 1)


@pytest.mark.parametrize(
    ("role", "day", "hospital", "switched", "modes"),
    [
        (Role.ADMIN, date(2026, 11, 27), True, EVERY, set(Mode)),
        (Role.GENERAL, date(2026, 11, 27), True, EVERY, {Mode.DISASTER, Mode.OUTAGE}),
        (Role.RECORDS, date(2026, 11, 27), True, EVERY, {Mode.EMERGENCY, Mode.DISASTER}),
        (Role.ADMIN, date(2026, 11, 27), False, EVERY, {Mode.DISASTER, Mode.OUTAGE}),
        (Role.ADMIN, date(2026, 11, 27), True, frozenset(), {Mode.EMERGENCY}),
        (Role.ADMIN, date(2024, 12, 8), True, EVERY, {Mode.DISASTER, Mode.OUTAGE}),
        (Role.ADMIN, date(2024, 12, 9), True, frozenset(), {Mode.EMERGENCY}),
        (Role.ADMIN, date(2023, 5, 31), True, EVERY, {Mode.DISASTER}),
    ],
)
def test_a_mode_is_offered_where_date_role_facility_and_the_national_side_allow(
    role: Role, day: date, hospital: bool, switched: frozenset[str], modes: set[Mode]
) -> None:
    assert set(offered(role, day, hospital=hospital, switched=switched)) == modes


def test_every_mode_reason_and_entry_of_the_record_has_its_words() -> None:
    texts = load(domain="staff")
    for mode, facts in MODES.items():
        assert all(texts.has(key) for key in (f"mode.{mode}", f"mode.{mode}.lead"))
        assert all(texts.has(f"reason.{mode}.{reason}") for reason in facts.reasons)
    assert all(texts.has(f"record.{act}") for act in ACTS)


@pytest.fixture
def clinic(make_clinic: Callable[..., Clinic]) -> Clinic:
    return make_clinic()


def sign_in(clinic: Clinic, role: Role) -> StaffController:
    staff = clinic.staff
    staff.act(SignIn(*DEMO[role]))
    clinic.wait(lambda: staff.view.role is role)
    return staff


def found(staff: StaffController) -> list[ReceptionRow]:
    return [row for row in staff.view.receptions if row.looked_up]


def test_several_who_match_are_several_rows_and_who_why_and_when_is_recorded(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic(modes=["outage"])
    staff = sign_in(clinic, Role.ADMIN)
    kiosk = clinic.patients[0].kiosk
    staff.act(LookUpPerson(Mode.OUTAGE, "system", "試野", TWINS))
    clinic.wait(lambda: len(found(staff)) == 2)
    assert {row.name for row in found(staff)} == {"試野 樹", "試野 紬"}
    assert all(Notice.OUTAGE in row.notices for row in found(staff))
    assert all(row.result is not None and row.result.consents == () for row in found(staff))
    assert [(one.act, one.who) for one in staff.view.record] == [
        ("outage.system", DEMO[Role.ADMIN][0])
    ]
    kiosk.flush()
    line = json.loads(clinic.journals[0].read_text("utf-8").splitlines()[-1])
    assert (line["act"], line["staff"]) == ("outage.system", DEMO[Role.ADMIN][0])
    assert "試野" not in clinic.journals[0].read_text("utf-8")
    assert isinstance(clinic.patients[0].screen.page, IdlePage)
    staff.act(LookUpPerson(Mode.OUTAGE, "system", "試野", TWINS, 2))
    clinic.wait(lambda: len(found(staff)) == 3)
    assert found(staff)[-1].name == "試野 紬"
    staff.act(LookUpPerson(Mode.OUTAGE, "device", "だれでもない", TWINS))
    clinic.wait(lambda: len(found(staff)) == 4)
    assert found(staff)[-1].status is Status.NONE
    staff.act(LookUpPerson(Mode.OUTAGE, "curious", "試野", TWINS))
    assert len(staff.view.record) == 3, "a reason that nobody offers"


def test_an_unconscious_patients_card_is_read_without_a_pin_and_asks_the_patient_nothing(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic(facility={"hospital": True})
    staff, patient, kenji = sign_in(clinic, Role.ADMIN), clinic.patients[0], persona("kenji")
    staff.act(LookUpCard(Mode.EMERGENCY, "unconscious"))
    clinic.wait(lambda: len(found(staff)) == 1)
    assert "リーダーにカードがありません" in found(staff)[0].sentence
    patient.place(kenji)
    patient.until(MethodPage)
    staff.act(LookUpCard(Mode.EMERGENCY, "unconscious"))
    clinic.wait(lambda: len(found(staff)) == 2)
    row = found(staff)[-1]
    assert (row.name, row.status) == (kenji.person.name.replace("　", " "), Status.VALID)
    assert Notice.EMERGENCY in row.notices
    assert method_key(row) == "method.urgent"
    assert [one.act for one in staff.view.record].count("emergency.unconscious") == 2
    patient.until(TakeCardPage)
    patient.take()
    assert list(Path(patient.kiosk.config.folder.face).glob("*.xml")) == []
    staff.act(LookUpCard(Mode.OUTAGE, "system"))
    assert len(found(staff)) == 2, "the card is read in an emergency only"


def test_a_look_up_by_card_is_never_repeated_with_the_card_that_lies_there_by_now(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic(facility={"hospital": True})
    staff, patient = sign_in(clinic, Role.ADMIN), clinic.patients[0]
    patient.place(persona("kenji"))
    patient.until(MethodPage)
    staff.act(LookUpCard(Mode.EMERGENCY, "unconscious"))
    clinic.wait(lambda: len(found(staff)) == 1)
    patient.until(TakeCardPage)
    patient.take()
    clinic.press("もう一度照会")
    clinic.says("救急時医療情報閲覧")
    assert len(staff.view.record) == 1, "the mode's dialog asks for a reason first"
    clinic.press("とじる")
    staff.act(SignOut())
    sign_in(clinic, Role.GENERAL)
    assert "もう一度照会" not in {
        one.accessibleName() for one in clinic.window.findChildren(Button) if one.isVisible()
    }
    patient.place(persona("sakura"))
    patient.until(MethodPage)
    staff.act(AskAgain(found(staff)[0].id))
    staff.act(LookUpNumber("1"))
    clinic.wait(lambda: len(found(staff)) > 1)
    assert [row.name for row in found(staff)] == ["見本 健司", ""]
    assert patient.at(MethodPage), "her reception goes on"


def test_a_look_up_by_name_is_repeated_only_in_a_mode_of_the_account_and_is_recorded(
    make_clinic: Callable[..., Clinic],
) -> None:
    clinic = make_clinic(facility={"hospital": True})
    staff = sign_in(clinic, Role.ADMIN)
    staff.act(LookUpPerson(Mode.EMERGENCY, "urgent", "試野", TWINS, 2))
    clinic.wait(lambda: len(found(staff)) == 1)
    staff.act(AskAgain(found(staff)[0].id))
    clinic.wait(lambda: len(found(staff)) == 2)
    assert [one.act for one in staff.view.record] == ["emergency.urgent"] * 2
    staff.act(SignOut())
    sign_in(clinic, Role.GENERAL)
    staff.act(AskAgain(found(staff)[0].id))
    staff.act(LookUpNumber("1"))
    clinic.wait(lambda: len(found(staff)) > 2)
    assert [row.name for row in found(staff)] == ["試野 紬", "試野 紬", ""]


def test_nobody_is_looked_up_in_a_mode_that_is_not_switched_on(clinic: Clinic) -> None:
    staff = sign_in(clinic, Role.ADMIN)
    staff.act(LookUpPerson(Mode.OUTAGE, "system", "試野", TWINS))
    clinic.patients[0].kiosk.flush()
    assert staff.view.record == ()
    assert "outage" not in clinic.journals[0].read_text("utf-8")


def test_kana_part_of_an_address_and_protected_persons(clinic: Clinic) -> None:
    desk = clinic.patients[0].kiosk.desk
    assert desk is not None
    now = japan()

    def names(wanted: PersonSearch) -> set[str | None]:
        with desk.registry.transaction() as connection:
            found = find(connection, wanted, now)
        return {one.results[0].name if one.results else None for one in found}

    birth = date(1986, 12, 24)
    assert names(PersonSearch("フカイ", birth)) == {"不開　示"}
    assert names(PersonSearch("不開", birth, address="例示町35")) == {None}, "nobody by it"
    assert names(PersonSearch("試野", TWINS, address="楓台4丁目")) == {"試野　樹", "試野　紬"}
    assert names(PersonSearch("試野", TWINS, address="ほかの町")) == {None}
    assert names(PersonSearch(" ", TWINS)) == {None}
