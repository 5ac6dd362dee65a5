"""Every fault of the table, tried on a whole kiosk."""

from datetime import datetime
from pathlib import Path

import pytest

from kiosk.apps.table.fault_catalog import CATALOGUE
from kiosk.apps.table.faulty_eligibility import again
from kiosk.eligibility.national.records import records
from kiosk.eligibility.wire import BadMessage, read
from kiosk.eligibility.wire.qualification import Result
from kiosk.session.events import Fault, Hint, Press
from kiosk.session.view import (
    ConsentAllPage,
    ErrorPage,
    FacePage,
    FaceUnprovenPage,
    HoldPage,
    IdlePage,
    MethodPage,
    RemovedEarlyPage,
    Wait,
    WaitPage,
    Why,
)
from tests.support.table import Stage
from ui.kit.buttons import Button
from ui.table.model import Choose, ClearFaults, TakeCard, ToggleFault
from ui.table.tiles import FaultButton

CARD = {
    "card.in_sleeve": (ErrorPage, {"fault": Fault.CARD_UNREADABLE}),
    "card.pulled": (RemovedEarlyPage, {}),
    "card.slow": (WaitPage, {"what": Wait.READING}),
    "card.two": (ErrorPage, {"fault": Fault.CARD_SECOND}),
    "card.status": (ErrorPage, {}),
    "card.photo": (MethodPage, {"face": Why.NO_PHOTO}),
    "card.turned": (MethodPage, {"face": Why.UNREAD}),
    "card.glare": (MethodPage, {"face": Why.UNREAD}),
}
PHONE = {
    "phone.misplaced": (ErrorPage, {"fault": Fault.PHONE_MISPLACED}),
    "phone.other_kind": (ErrorPage, {"fault": Fault.PHONE_OTHER_KIND}),
    "phone.metal": (HoldPage, {"mute": True}),
}
READER = {
    "reader.missing": Fault.READER_MISSING,
    "reader.stopped": Fault.READER_SERVICE_DOWN,
    "reader.busy": Fault.READER_BUSY,
    "reader.starting": Fault.STARTING,
}
FACE = {
    "camera.unplug": (FaceUnprovenPage, {"fault": Fault.CAMERA_MISSING}),
    "camera.freeze": (FaceUnprovenPage, {"fault": Fault.CAMERA_ENDED}),
    "camera.black": (FaceUnprovenPage, {"fault": None}),
    "camera.dark": (FacePage, {"hint": Hint.LIGHT}),
    "face.backlit": (FacePage, {"hint": Hint.BACKLIT}),
    "face.too_close": (FacePage, {"hint": Hint.FARTHER}),
    "face.off_center": (FacePage, {"hint": Hint.CENTER}),
    "face.two_faces": (FacePage, {"hint": Hint.ALONE}),
    "face.spoof": (FaceUnprovenPage, {"fault": None}),
    "face.masked": (ConsentAllPage, {}),
}
SYSTEM = {
    "certificate.new": (ErrorPage, {"fault": Fault.CERTIFICATE_UNKNOWN}),
    "net.down": (ErrorPage, {"fault": Fault.NETWORK_DOWN}),
    "system.down": (ErrorPage, {"fault": Fault.SYSTEM_DOWN}),
    "query.slow": (WaitPage, {"what": Wait.IDENTIFYING}),
    "folder.unwritable": (ErrorPage, {"fault": Fault.FOLDER_UNWRITABLE}),
    "xml.late": (WaitPage, {"what": Wait.SUBMITTING}),
}
STRAYS = {"xml.crossed": 2, "xml.partial": 1, "xml.duplicate": 2, "query.duplicate": 1}
"""How many results lie in the folder after one reception."""
VERDICTS = {
    "validity=2": "無効",
    "validity=3": "無効（新しい資格あり）",
    "validity=4": "該当資格なし",
}


def test_every_fault_of_the_table_is_tried_here() -> None:
    tried = {*CARD, *PHONE, *READER, *FACE, *SYSTEM, *STRAYS, *VERDICTS, "settings.stale"}
    assert {fault.id for fault in CATALOGUE} == tried


@pytest.mark.parametrize("fault", CARD)
def test_a_fault_of_the_card_strikes_the_next_one_laid_down(stage: Stage, fault: str) -> None:
    page, values = CARD[fault]
    stage.table.act(ToggleFault(fault))
    stage.lay("sakura")
    stage.shows(page, **values)
    stage.tidy()
    stage.lay("sakura")
    assert stage.shows(MethodPage) == MethodPage(face=None, pin=None, phone=True, visual=True)


@pytest.mark.parametrize("fault", PHONE)
def test_a_fault_of_the_phone_strikes_the_next_one_held(stage: Stage, fault: str) -> None:
    page, values = PHONE[fault]
    stage.table.act(ToggleFault(fault))
    stage.press(Press.SMARTPHONE, Press.IPHONE)
    stage.shows(HoldPage)
    stage.lay("iphone")
    stage.shows(page, **values)
    stage.tidy()
    stage.press(Press.SMARTPHONE, Press.IPHONE)
    stage.shows(HoldPage)
    stage.lay("iphone")
    stage.shows(ConsentAllPage)
    assert stage.table.view().at_phones == "iphone"


def test_a_fault_of_the_phone_leaves_a_card_alone(stage: Stage) -> None:
    for fault in PHONE:
        stage.table.act(ToggleFault(fault))
    stage.lay("sakura")
    stage.shows(MethodPage)


@pytest.mark.parametrize("fault", READER)
def test_a_reader_that_fails_is_told_at_once_and_works_again_when_mended(
    stage: Stage, fault: str
) -> None:
    stage.table.act(ToggleFault(fault))
    stage.shows(IdlePage, fault=READER[fault])
    stage.table.act(ToggleFault(fault))
    stage.shows(IdlePage, fault=None)


def test_a_changed_setting_reaches_the_reader_when_it_is_started_anew(stage: Stage) -> None:
    stage.table.act(ToggleFault("settings.stale"))
    stage.table.act(Choose("facility", "none"))
    stage.by_pin("sakura")
    stage.shows(ConsentAllPage)
    stage.press(Press.AGREE_ALL)
    stage.completes()
    stage.table.act(TakeCard())
    stage.shows(IdlePage)
    stage.table.act(ToggleFault("settings.stale"))
    stage.by_pin("sakura")
    stage.completes()


def test_a_card_that_was_pulled_is_gone_from_the_table(stage: Stage) -> None:
    stage.table.act(ToggleFault("card.pulled"))
    stage.lay("sakura")
    stage.shows(RemovedEarlyPage)
    assert stage.on_reader is None


@pytest.mark.parametrize("fault", FACE)
def test_a_fault_of_the_camera_shows_while_matching(stage: Stage, fault: str) -> None:
    page, values = FACE[fault]
    stage.table.act(ToggleFault(fault))
    stage.by_face("sakura")
    stage.shows(page, **values)


@pytest.mark.parametrize("fault", SYSTEM)
def test_a_fault_of_the_system_is_said(stage: Stage, fault: str) -> None:
    page, values = SYSTEM[fault]
    stage.table.act(ToggleFault(fault))
    stage.by_pin("sakura")
    if fault in ("folder.unwritable", "xml.late"):
        stage.shows(ConsentAllPage)
        stage.press(Press.AGREE_ALL)
    stage.shows(page, **values)


def results(stage: Stage) -> list[Path]:
    return sorted(Path(stage.table.kiosk.config.folder.face).glob("OQSsiquc01res_face_*.xml"))


def received(stage: Stage, fault: str) -> list[Path]:
    """A whole reception under this fault; what lies in the folder then that did not before."""
    before = set(results(stage))
    stage.table.act(ToggleFault(fault))
    stage.by_pin("sakura")
    stage.shows(ConsentAllPage)
    stage.press(Press.AGREE_ALL)
    stage.completes()
    return [file for file in results(stage) if file not in before]


def kana(file: Path) -> set[str | None]:
    listed = read(Result, file.read_bytes())[0].message_body.result_list
    assert listed is not None
    return {found.name_kana for found in listed.result_of_qualification_confirmation}


@pytest.mark.parametrize("fault", STRAYS)
def test_a_reception_leaves_in_the_folder_what_its_fault_says(stage: Stage, fault: str) -> None:
    assert len(received(stage, fault)) == STRAYS[fault]


def test_another_patients_result_lies_beside_the_right_one(stage: Stage) -> None:
    first, second = received(stage, "xml.crossed")
    assert kana(first).isdisjoint(kana(second))


def test_half_a_result_becomes_whole(stage: Stage) -> None:
    (file,) = received(stage, "xml.partial")
    with pytest.raises(BadMessage):
        read(Result, file.read_bytes())
    stage.table.act(ClearFaults())
    stage.until(lambda: file.read_bytes().rstrip().endswith(b"</XmlMsg>"), "the rest")
    assert kana(file)


@pytest.mark.parametrize("digit", "0123456789abcdef")
def test_a_result_that_comes_twice_has_two_names(tmp_path: Path, digit: str) -> None:
    file = tmp_path / f"OQSsiquc01res_face_1312345678fd2{digit}15479b2ea7276c6d_20261127100121.xml"
    other = again(file)
    assert other != file
    assert len(other.name) == len(file.name)


def test_a_result_that_comes_twice_says_the_same(stage: Stage) -> None:
    first, second = received(stage, "xml.duplicate")
    assert first.read_bytes() == second.read_bytes()


def test_a_question_asked_twice_is_counted_once(stage: Stage) -> None:
    desk = stage.table.kiosk.desk
    assert desk is not None
    code = stage.table.kiosk.config.facility.code

    def asked() -> int:
        return len(records(desk.registry, code, datetime(2000, 1, 1)))

    before = asked()
    received(stage, "query.duplicate")
    assert asked() == before + 1


@pytest.mark.parametrize(("fault", "verdict"), VERDICTS.items())
def test_another_verdict_is_told_beside_the_patients_screen(
    stage: Stage, fault: str, verdict: str
) -> None:
    stage.table.act(ToggleFault(fault))
    stage.by_pin("sakura")
    stage.shows(ConsentAllPage)
    stage.press(Press.AGREE_ALL)
    stage.completes()
    assert stage.table.view().result == verdict


def test_all_faults_are_counted_and_go_with_one_press(stage: Stage) -> None:
    for fault in CATALOGUE:
        stage.click(FaultButton, fault.label)
    used = [f for group in stage.table.view().groups for f in group.faults if f.active]
    assert len(used) >= len(CATALOGUE) - 2, "two labels are said twice, of card and of line"
    stage.click(Button, "すべて戻す")
    assert not any(f.active for group in stage.table.view().groups for f in group.faults)
    stage.by_face("sakura")
    stage.shows(ConsentAllPage)
    stage.press(Press.AGREE_ALL)
    stage.completes()
    assert stage.table.view().result == "有効"
