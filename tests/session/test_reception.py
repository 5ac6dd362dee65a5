"""The branches of the reception, event by event."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.session.effects import (
    CheckPin,
    Cue,
    End,
    Identify,
    Outcome,
    ReadCard,
    Sound,
    StartFace,
    StopFace,
    Submit,
)
from kiosk.session.events import (
    CardFacts,
    CardKind,
    CardPlaced,
    CardRead,
    CardTaken,
    CertificateState,
    FaceRefused,
    FaceSeen,
    Failed,
    Fault,
    Hint,
    Identified,
    Method,
    PinChecked,
    Press,
    Pressed,
    ReaderDown,
    ReaderReady,
    Registered,
    RulesChanged,
    StaffPress,
    StaffPressed,
    Tick,
)
from kiosk.session.flow.accepts import accepts
from kiosk.session.rules import Category, load_profile, profile_names
from kiosk.session.screens import screen
from kiosk.session.states import Idle, Language, Problem, RemovedEarly, TakeCard, TextSize
from kiosk.session.view import (
    CertificatePage,
    ConsentAllPage,
    ConsentPage,
    DonePage,
    ErrorPage,
    FacePage,
    FaceUnprovenPage,
    IdlePage,
    LanguagePage,
    MethodPage,
    PinPage,
    PrescriptionPage,
    RegistrationPage,
    RemovedEarlyPage,
    SubsidyPage,
    TakeCardPage,
    VisualPage,
    Wait,
    WaitPage,
    Why,
)
from tests.support.session import CARD, PATIENT, Desk, desk_of


def test_three_touches_complete_a_reception_by_face(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    assert desk.page == DonePage(agreed=3, asked=3)
    assert desk.of(End) == [End(1, Outcome.COMPLETED, None)]
    desk.play(CardTaken(desk.later(1)))
    assert desk.page == DonePage(agreed=3, asked=3)
    desk.play(Tick(desk.later(5)))
    assert desk.page == IdlePage(None, phone=True)


def test_effects_of_a_reception_come_in_the_order_of_the_device(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    kinds = [type(e) for e in desk.effects if type(e).__name__ != "Sound"]
    assert [k.__name__ for k in kinds] == [
        "Begin",
        "ReadCard",
        "StartFace",
        "StopFace",
        "Identify",
        "Submit",
        "End",
    ]


def test_limit_information_is_given_without_asking_since_2024(desk: Desk) -> None:
    desk.place().match().identified().press(Press.DISAGREE_ALL)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert submit.answers.agreed == {Category.LIMIT}


def test_seed_profile_asks_five_items_one_by_one(old_desk: Desk) -> None:
    old_desk.place().match().identified()
    asked = []
    while isinstance(old_desk.page, ConsentPage):
        asked.append(old_desk.page.item.id)
        old_desk.press(Press.AGREE)
    assert asked == ["surgery", "care_medicine", "checkup", "limit", "specific_disease"]
    [submit] = old_desk.of(Submit)
    assert isinstance(submit, Submit)
    assert submit.answers.agreed == frozenset(Category)


def test_a_patient_under_forty_is_not_asked_about_checkups(desk: Desk) -> None:
    desk.place().match().identified(age=39)
    assert isinstance(desk.page, ConsentAllPage)
    assert [item.id for item in desk.page.items] == ["surgery", "care_medicine"]


def test_agreeing_to_all_never_grants_what_was_not_asked(desk: Desk) -> None:
    desk.place().match().identified(age=39).press(Press.AGREE_ALL)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert Category.CHECKUP not in submit.answers.agreed


def test_categories_the_facility_does_not_use_are_not_shown() -> None:
    desk = desk_of("2025-09-19", uses=frozenset({Category.MEDICINE, Category.CHECKUP}))
    desk.place().match().identified().press(Press.ONE_BY_ONE)
    assert isinstance(desk.page, ConsentPage)
    assert desk.page.item.categories == {Category.MEDICINE}


def test_answers_one_by_one_are_kept_apart(desk: Desk) -> None:
    desk.place().match().identified().press(Press.ONE_BY_ONE)
    desk.press(Press.DISAGREE, Press.AGREE, Press.DISAGREE)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert submit.answers.agreed == {Category.CARE, Category.MEDICINE, Category.LIMIT}
    assert submit.answers.declined == {Category.SURGERY, Category.CHECKUP}


def test_going_back_asks_again_and_forgets_the_answer(desk: Desk) -> None:
    desk.place().match().identified().press(Press.ONE_BY_ONE, Press.AGREE, Press.BACK)
    assert isinstance(desk.page, ConsentPage)
    assert desk.page.index == 0
    desk.press(Press.DISAGREE, Press.AGREE, Press.AGREE)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert Category.SURGERY in submit.answers.declined


def test_going_back_from_the_first_question_returns_to_the_bundle(desk: Desk) -> None:
    desk.place().match().identified().press(Press.ONE_BY_ONE, Press.BACK)
    assert isinstance(desk.page, ConsentAllPage)


def test_a_card_holder_without_registration_is_led_through_it(desk: Desk) -> None:
    desk.place().match().identified(registered=False)
    assert isinstance(desk.page, RegistrationPage)
    desk.press(Press.REGISTER)
    assert desk.page == WaitPage(Wait.REGISTERING, slow=False)
    desk.play(Registered(desk.later(1), 1))
    assert isinstance(desk.page, ConsentAllPage)


def test_declining_registration_ends_with_the_reason(desk: Desk) -> None:
    desk.place().match().identified(registered=False).press(Press.NOT_REGISTER)
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.NOT_REGISTERED
    [end] = desk.of(End)
    assert isinstance(end, End)
    assert end.outcome is Outcome.REFUSED


def test_an_expiring_certificate_is_announced_before_the_consents(desk: Desk) -> None:
    ends = date(2027, 1, 31)
    desk.place().match()
    desk.identified(certificate=CertificateState.EXPIRING, certificate_ends=ends, days_left=67)
    assert desk.page == CertificatePage(CertificateState.EXPIRING, ends, 67)
    desk.press(Press.CONFIRM)
    assert isinstance(desk.page, ConsentAllPage)


def test_in_the_grace_no_medical_information_can_be_given(desk: Desk) -> None:
    desk.place().match()
    desk.identified(certificate=CertificateState.GRACE, certificate_ends=date(2026, 9, 1))
    desk.press(Press.CONFIRM)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert submit.answers.agreed == {Category.LIMIT}


def test_prescription_form_and_subsidy_are_asked_where_they_apply() -> None:
    desk = desk_of("2025-09-19", ask_prescription=True)
    desk.place().match().identified(has_subsidy=True).press(Press.AGREE_ALL)
    assert desk.page == PrescriptionPage()
    desk.press(Press.PAPER)
    assert desk.page == SubsidyPage()
    desk.press(Press.BACK)
    assert desk.page == PrescriptionPage()
    desk.press(Press.ELECTRONIC, Press.WITHHOLD)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert submit.answers.prescription == "1"
    assert submit.answers.subsidy is False


def test_a_facility_that_does_not_ask_about_subsidies_skips_their_page() -> None:
    desk = desk_of("2025-09-19", ask_subsidy=False)
    desk.place().match().identified(has_subsidy=True).press(Press.AGREE_ALL)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert submit.answers.subsidy is None


def test_specific_disease_is_asked_only_of_those_who_hold_the_certificate(desk: Desk) -> None:
    desk.place().match().identified(has_specific_disease=True).press(Press.ONE_BY_ONE)
    desk.press(Press.AGREE, Press.AGREE, Press.AGREE)
    assert isinstance(desk.page, ConsentPage)
    assert desk.page.item.id == "specific_disease"
    desk.press(Press.WITHHOLD)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert Category.SPECIFIC_DISEASE in submit.answers.declined


def test_the_right_pin_proves_identity(desk: Desk) -> None:
    desk.place().press(Press.PIN).type_pin()
    assert desk.of(CheckPin) == [CheckPin(1, "1234", allow_last=False)]
    desk.play(PinChecked(desk.later(1), 1, correct=True, left=3))
    assert desk.of(Identify) == [Identify(1, Method.PIN)]


def test_a_wrong_pin_shows_what_is_left(desk: Desk) -> None:
    desk.place().press(Press.PIN).type_pin("0000")
    desk.play(PinChecked(desk.later(1), 1, correct=False, left=2))
    assert isinstance(desk.page, PinPage)
    assert (desk.page.wrong, desk.page.left, desk.page.entered) == (True, 2, 0)


def test_the_last_try_is_spent_only_after_the_patient_confirms(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.MY_NUMBER, 1, True)).press(Press.PIN)
    assert isinstance(desk.page, PinPage)
    assert desk.page.ask_last
    desk.type_pin()
    assert desk.of(CheckPin) == []
    desk.press(Press.CONFIRM).type_pin()
    assert desk.of(CheckPin) == [CheckPin(1, "1234", allow_last=True)]


def test_locking_the_pin_leaves_the_face(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.MY_NUMBER, 1, True)).press(Press.PIN, Press.CONFIRM).type_pin()
    desk.play(PinChecked(desk.later(1), 1, correct=False, left=0))
    assert desk.page == MethodPage(face=None, pin=Why.PIN_LOCKED, phone=True)


def test_locking_the_pin_without_a_photo_ends_with_the_reason(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.MY_NUMBER, 1, False)).press(Press.PIN, Press.CONFIRM).type_pin()
    desk.play(PinChecked(desk.later(1), 1, correct=False, left=0))
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.PIN_LOCKED


def test_a_card_without_pin_offers_only_the_face(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.FACE_ONLY, None, True))
    assert desk.page == MethodPage(face=None, pin=Why.NO_PIN, phone=True)
    desk.press(Press.PIN)
    assert desk.page == MethodPage(face=None, pin=Why.NO_PIN, phone=True)


def test_a_photo_that_does_not_decode_leaves_the_pin_and_says_why(desk: Desk) -> None:
    desk.place(face_fault=Fault.PHOTO_UNREADABLE)
    assert desk.page == MethodPage(face=Why.NO_PHOTO, pin=None, phone=True)


def test_no_method_left_names_the_cause(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.FACE_ONLY, None, True), Fault.PHOTO_UNREADABLE)
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.PHOTO_UNREADABLE


def test_a_refused_face_may_try_again_and_then_falls_to_the_pin(desk: Desk) -> None:
    desk.place()
    for attempt in range(1, 4):
        desk.press(Press.FACE)
        desk.play(FaceRefused(desk.later(1), 1))
        expected = PinPage if attempt == 3 else FaceUnprovenPage
        assert isinstance(desk.page, expected)
    assert isinstance(desk.page, PinPage)
    assert not desk.page.face


def test_giving_up_after_a_refused_face_is_a_refusal(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    desk.play(FaceRefused(desk.later(1), 1)).play(CardTaken(desk.later(1)))
    assert desk.of(End) == [End(1, Outcome.REFUSED, None)]
    assert isinstance(desk.state.phase, Idle)


def test_an_empty_room_times_out(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    desk.play(Tick(desk.later(21)))
    assert isinstance(desk.page, FaceUnprovenPage)
    desk.play(CardTaken(desk.later(1)))
    assert desk.of(End) == [End(1, Outcome.TIMEOUT, None)]


def test_faces_refused_on_a_card_without_pin_end_with_the_staff(desk: Desk) -> None:
    desk.place(CardFacts(CardKind.FACE_ONLY, None, True))
    for _ in range(3):
        desk.press(Press.FACE)
        desk.play(FaceRefused(desk.later(1), 1))
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.IDENTITY_REFUSED


def test_hints_change_at_most_once_a_second(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    start = desk.now
    desk.play(FaceSeen(start + 0.1, 1, Hint.CLOSER, 0.0))
    desk.play(FaceSeen(start + 0.2, 1, Hint.FARTHER, 0.3))
    assert desk.page == FacePage(Hint.CLOSER, 0.3, pin=True)
    desk.play(FaceSeen(start + 1.2, 1, Hint.FARTHER, 0.4))
    assert desk.page == FacePage(Hint.FARTHER, 0.4, pin=True)


def test_a_camera_that_fails_spends_no_attempt(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    desk.play(Failed(desk.later(1), 1, Fault.CAMERA_ENDED))
    assert desk.page == FaceUnprovenPage(retry=True, pin=True, fault=Fault.CAMERA_ENDED)
    reception = desk.state.reception
    assert reception is not None
    assert reception.face_failures == 0


def test_staff_can_vouch_by_eye(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL))
    assert desk.page == VisualPage()
    assert desk.of(StopFace)
    desk.play(StaffPressed(desk.later(1), StaffPress.CONFIRM_VISUAL))
    assert desk.of(Identify) == [Identify(1, Method.VISUAL)]


def test_staff_can_cancel_and_the_card_is_asked_for(desk: Desk) -> None:
    desk.place().match().identified()
    desk.play(StaffPressed(desk.later(1), StaffPress.CANCEL))
    assert desk.page == TakeCardPage(alarm=False, completed=False)
    assert desk.of(End) == [End(1, Outcome.CANCELLED, None)]
    desk.play(CardTaken(desk.later(1)))
    assert isinstance(desk.state.phase, Idle)


def test_a_card_left_behind_raises_the_alarm_until_it_is_taken(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    desk.play(Tick(desk.later(4)))
    assert desk.page == TakeCardPage(alarm=False, completed=True)
    desk.play(Tick(desk.later(11)))
    assert desk.page == TakeCardPage(alarm=True, completed=True)
    desk.play(Tick(desk.later(1000)))
    assert desk.page == TakeCardPage(alarm=True, completed=True)
    desk.play(CardTaken(desk.later(1)))
    assert desk.page == IdlePage(None, phone=True)


def test_the_alarm_sounds_every_two_seconds_and_grows_louder_after_ten(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    desk.play(Tick(desk.later(4)))
    before = len(desk.of(Sound))
    for _ in range(30):
        desk.play(Tick(desk.later(1)))
    levels = [sound.level for sound in desk.of(Sound)[before:] if isinstance(sound, Sound)]
    assert levels[:5] == [0] * 5
    assert levels[5:] == [1] * len(levels[5:])
    assert len(levels) == 11
    desk.play(CardTaken(desk.later(1)))
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    desk.play(Tick(desk.later(4)))
    desk.play(Tick(desk.later(11)))
    assert desk.effects[-1] == Sound(desk.number, Cue.LEFT_BEHIND, 0)


def test_taking_the_card_early_says_what_was_answered_and_saves_nothing(desk: Desk) -> None:
    desk.place().match().identified().press(Press.ONE_BY_ONE, Press.AGREE)
    desk.play(CardTaken(desk.later(1)))
    assert isinstance(desk.page, RemovedEarlyPage)
    assert [item.answer for item in desk.page.items] == [True, None, None]
    assert desk.of(Submit) == []
    assert desk.of(End) == []
    desk.play(Tick(desk.later(31)))
    assert desk.page == IdlePage(None, phone=True)
    assert desk.of(End) == [End(1, Outcome.CARD_REMOVED, Fault.CARD_TAKEN)]


def left_and_put_back(desk: Desk, token: bytes) -> None:
    desk.place(replace(CARD, token=b"sakura")).match().identified()
    desk.press(Press.ONE_BY_ONE, Press.AGREE)
    desk.play(CardTaken(desk.later(1))).play(CardPlaced(desk.later(10)))
    desk.play(CardRead(desk.later(1), 1, replace(CARD, token=token)))


def test_the_same_card_put_back_in_time_goes_on_where_it_was(desk: Desk) -> None:
    left_and_put_back(desk, b"sakura")
    assert isinstance(desk.page, ConsentPage)
    assert desk.page.index == 1
    desk.press(Press.AGREE, Press.AGREE)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert submit.reception == 1
    assert Category.SURGERY in submit.answers.agreed


def test_another_card_begins_anew_and_sees_nothing_of_the_first(desk: Desk) -> None:
    left_and_put_back(desk, b"someone else")
    assert desk.of(End) == [End(1, Outcome.CARD_REMOVED, Fault.CARD_TAKEN)]
    assert desk.number == 2
    reception = desk.state.reception
    assert reception is not None
    assert (reception.patient, reception.replies) == (None, ())
    assert len(desk.of(ReadCard)) == 3


def test_a_card_that_cannot_be_told_apart_never_goes_on(desk: Desk) -> None:
    desk.place().match().identified().play(CardTaken(desk.later(1)))
    desk.play(CardPlaced(desk.later(1))).play(CardRead(desk.later(1), 1, CARD))
    assert desk.number == 2


def test_the_first_profile_asks_about_high_costs_before_the_limit() -> None:
    desk = desk_of("2021-10")
    desk.place().match().identified()
    asked = []
    while isinstance(desk.page, ConsentPage):
        asked.append(desk.page.item.id)
        yes = Press.AGREE if desk.page.item.form == "agree" else Press.PROVIDE
        desk.press(yes)
    assert asked == ["medicine", "checkup", "high_cost", "limit", "specific_disease"]


def test_who_does_not_use_the_high_cost_system_is_not_asked_further() -> None:
    desk = desk_of("2021-10")
    desk.place().match().identified().press(Press.AGREE, Press.AGREE, Press.WITHHOLD)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert submit.answers.agreed == {Category.MEDICINE, Category.CHECKUP}


def test_a_card_put_back_that_cannot_be_read_is_named_and_asked_for(desk: Desk) -> None:
    desk.place(replace(CARD, token=b"sakura")).match().identified()
    desk.play(CardTaken(desk.later(1))).play(CardPlaced(desk.later(1)))
    desk.play(Failed(desk.later(1), 1, Fault.CARD_UNREADABLE))
    assert isinstance(desk.page, ErrorPage)
    desk.play(Tick(desk.later(16)))
    assert desk.page == TakeCardPage(alarm=False, completed=False)


def test_a_message_stays_a_moment_only_once_the_card_is_taken(desk: Desk) -> None:
    desk.play(CardPlaced(desk.later(1)))
    desk.play(Failed(desk.later(1), 1, Fault.CARD_NOT_MY_NUMBER))
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(5)))
    assert desk.page == IdlePage(None, phone=True)


def test_ending_visual_mode_without_any_other_method_says_why(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL))
    desk.place(CardFacts(CardKind.MY_NUMBER, 0, True), Fault.PHOTO_UNREADABLE)
    desk.play(StaffPressed(desk.later(1), StaffPress.END_VISUAL))
    assert isinstance(desk.page, ErrorPage)


def test_the_time_runs_visibly_while_a_language_is_chosen(desk: Desk) -> None:
    desk.place().play(Tick(desk.later(50))).press(Press.LANGUAGE, Press.EXTEND)
    desk.play(Tick(desk.later(50)))
    assert isinstance(desk.page, LanguagePage)


def test_a_language_is_chosen_on_any_screen_and_goes_with_the_patient(desk: Desk) -> None:
    desk.press(Press.LANGUAGE)
    assert desk.page == LanguagePage(Language.JAPANESE)
    desk.play(Pressed(desk.later(1), Press.CHOOSE_LANGUAGE, list(Language).index("en")))
    assert desk.page == IdlePage(None, phone=True)
    desk.place()
    assert desk.state.preferences.language is Language.ENGLISH
    desk.press(Press.LANGUAGE, Press.BACK)
    assert desk.page == MethodPage(face=None, pin=None, phone=True)
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(40)))
    assert desk.state.preferences.language is Language.JAPANESE


def test_a_card_laid_down_closes_the_choice_of_languages(desk: Desk) -> None:
    desk.press(Press.LANGUAGE).play(CardPlaced(desk.later(1)))
    assert desk.page == WaitPage(Wait.READING, slow=False)


def test_the_voice_can_be_switched_off(desk: Desk) -> None:
    desk.press(Press.VOICE)
    assert not desk.state.preferences.voice


def test_visual_mode_for_one_patient_ends_with_that_patient(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL)).place()
    assert desk.page == VisualPage()
    desk.play(StaffPressed(desk.later(1), StaffPress.CONFIRM_VISUAL))
    desk.identified().press(Press.AGREE_ALL).deliver()
    assert desk.state.visual is None


def test_visual_mode_for_some_minutes_serves_several_and_switches_itself_off(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL, 10))
    for _ in range(2):
        desk.place()
        assert desk.page == VisualPage()
        desk.play(StaffPressed(desk.later(1), StaffPress.CONFIRM_VISUAL))
        desk.identified().press(Press.AGREE_ALL).deliver()
        desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(5)))
    assert desk.state.visual is not None
    desk.play(Tick(desk.later(600)))
    assert desk.state.visual is None


def test_visual_mode_for_one_patient_ends_when_that_patient_is_refused(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL)).place()
    desk.play(StaffPressed(desk.later(1), StaffPress.REFUSE_VISUAL))
    assert desk.state.visual is None


@pytest.mark.parametrize("press", [StaffPress.CONFIRM_VISUAL, StaffPress.CANCEL])
def test_staff_who_meant_an_earlier_patient_do_nothing_to_this_one(
    desk: Desk, press: StaffPress
) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL, 10)).place()
    desk.play(StaffPressed(desk.later(1), press, reception=0))
    assert desk.page == VisualPage()
    desk.play(StaffPressed(desk.later(1), press, reception=1))
    assert desk.page != VisualPage()


def test_ending_visual_mode_lets_the_waiting_patient_choose(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL)).place()
    desk.play(StaffPressed(desk.later(1), StaffPress.END_VISUAL))
    assert desk.page == MethodPage(face=None, pin=None, phone=True)


def test_visual_mode_receives_a_card_whose_pin_is_locked_and_photo_broken(desk: Desk) -> None:
    desk.play(StaffPressed(desk.later(1), StaffPress.START_VISUAL))
    desk.place(CardFacts(CardKind.MY_NUMBER, 0, True), Fault.PHOTO_UNREADABLE)
    assert desk.page == VisualPage()


def test_a_card_taken_while_the_result_is_on_its_way_is_too_late_to_undo(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL)
    desk.play(CardTaken(desk.later(0.1)))
    desk.deliver()
    assert desk.page == DonePage(agreed=3, asked=3)
    desk.play(Tick(desk.later(4)))
    assert desk.page == IdlePage(None, phone=True)


def test_an_answer_of_an_earlier_reception_is_dropped(desk: Desk) -> None:
    desk.place().press(Press.FACE)
    desk.play(CardTaken(desk.later(1))).play(CardPlaced(desk.later(1)))
    before = desk.state
    desk.play(Identified(desk.later(1), 1, PATIENT))
    assert desk.state == before


def test_a_recognised_face_is_seen_before_the_questions_come(desk: Desk) -> None:
    desk.place().match()
    desk.gap = 0.01
    desk.identified()
    now = screen(desk.state, desk.now).page
    assert now == FacePage(Hint.HOLD, 1.0, pin=False, matched=True)
    desk.play(Tick(desk.later(0.4)))
    assert isinstance(desk.page, ConsentAllPage)


def test_checking_stays_long_enough_to_be_read(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL)
    desk.gap = 0.05
    desk.deliver()
    assert desk.page == WaitPage(Wait.SUBMITTING, slow=False)
    desk.play(Tick(desk.later(1)))
    assert isinstance(desk.page, DonePage)


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_while_reading_is_shown_and_ends(desk: Desk, fault: Fault) -> None:
    desk.play(CardPlaced(desk.later(1)))
    desk.play(Failed(desk.later(1), 1, fault))
    if fault is Fault.CARD_TAKEN:
        assert isinstance(desk.state.phase, RemovedEarly)
    else:
        assert isinstance(desk.page, ErrorPage)
        assert desk.page.fault is fault
    desk.play(Tick(desk.later(16)))
    waits = Problem if fault is Fault.PHONE_MISPLACED else TakeCard | Idle
    assert isinstance(desk.state.phase, waits)


def test_the_public_error_numbers_are_those_of_the_device(desk: Desk) -> None:
    codes = {}
    for fault in Fault:
        desk.play(CardTaken(desk.later(100))).play(CardPlaced(desk.later(100)))
        desk.play(Failed(desk.later(1), desk.number, fault))
        if isinstance(desk.page, ErrorPage):
            codes[desk.page.code] = (fault, desk.page.known)
    known = {code for code, (_, known) in codes.items() if known}
    assert known == {"001", "002", "006", "OQC-OWSE0900000"}
    assert len(codes) == len(Fault) - 1
    assert codes["006"][0] is Fault.CERTIFICATE_INVALID


def test_a_reader_that_goes_away_is_named_and_comes_back(desk: Desk) -> None:
    desk.play(ReaderDown(desk.later(1), Fault.READER_SERVICE_DOWN))
    assert desk.page == IdlePage(Fault.READER_SERVICE_DOWN)
    desk.play(ReaderReady(desk.later(1)))
    assert desk.page == IdlePage(None, phone=True)


def test_a_reader_lost_in_a_reception_ends_it_with_the_reason(desk: Desk) -> None:
    desk.place().play(ReaderDown(desk.later(1), Fault.READER_MISSING))
    assert isinstance(desk.page, ErrorPage)
    assert desk.of(End) == [End(1, Outcome.ERROR, Fault.READER_MISSING)]


def test_a_reader_whose_loss_looked_like_a_taken_card_is_named(desk: Desk) -> None:
    desk.place().play(CardTaken(desk.later(0.1)))
    desk.play(ReaderDown(desk.later(0.1), Fault.READER_SERVICE_DOWN))
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.READER_SERVICE_DOWN
    assert len(desk.of(End)) == 1


def test_a_card_that_stayed_on_a_lost_reader_must_leave_before_the_next_reception(
    desk: Desk,
) -> None:
    desk.place().play(CardTaken(desk.later(0.1)))
    desk.play(ReaderDown(desk.later(0.1), Fault.READER_SERVICE_DOWN))
    desk.play(ReaderReady(desk.later(1))).play(CardPlaced(desk.later(0.1), stayed=True))
    assert isinstance(desk.page, ErrorPage)
    desk.play(Tick(desk.later(60)))
    assert desk.page == TakeCardPage(alarm=False, completed=False)
    desk.play(CardTaken(desk.later(1)))
    assert len(desk.of(ReadCard)) == 1
    desk.place()
    assert len(desk.of(ReadCard)) == 2


def test_a_card_left_on_a_reader_that_comes_back_late_is_asked_for(desk: Desk) -> None:
    desk.play(ReaderDown(desk.later(1), Fault.READER_MISSING))
    desk.play(ReaderReady(desk.later(60))).play(CardPlaced(desk.later(0.1), stayed=True))
    assert desk.page == TakeCardPage(alarm=False, completed=False)
    desk.play(Tick(desk.later(60)))
    assert desk.page == TakeCardPage(alarm=True, completed=False)
    desk.play(CardTaken(desk.later(1)))
    assert desk.page == IdlePage(None, phone=True)
    assert desk.of(ReadCard) == []


def test_a_second_card_on_the_reader_starts_nothing_new(desk: Desk) -> None:
    desk.place().play(CardPlaced(desk.later(1)))
    assert len(desk.of(ReadCard)) == 1


def test_preferences_go_with_the_patient(desk: Desk) -> None:
    desk.press(Press.TEXT_SIZE, Press.CONTRAST).place()
    assert desk.state.preferences.text_size is TextSize.LARGE
    assert desk.state.preferences.contrast
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(30)))
    assert desk.state.preferences.text_size is TextSize.NORMAL


def test_preferences_chosen_at_idle_are_forgotten_when_no_card_follows(desk: Desk) -> None:
    desk.press(Press.TEXT_SIZE).play(Tick(desk.later(61)))
    assert desk.state.preferences.text_size is TextSize.NORMAL


def test_a_time_out_never_agrees(desk: Desk) -> None:
    desk.place().match().identified().play(Tick(desk.later(61)))
    assert desk.of(Submit) == []
    assert desk.of(End) == [End(1, Outcome.TIMEOUT, None)]


def test_the_time_of_a_question_can_be_extended(desk: Desk) -> None:
    desk.place().match().identified().play(Tick(desk.later(50))).press(Press.EXTEND)
    desk.play(Tick(desk.later(50)))
    assert isinstance(desk.page, ConsentAllPage)


def waiting_for_the_patient() -> dict[str, Desk]:
    """A desk on every page whose time is the patient's."""

    def desk() -> Desk:
        return desk_of("2025-09-19", ask_prescription=True)

    def asked(**facts: object) -> Desk:
        return desk().place().match().identified(**facts)

    seen = desk().place()
    return {
        "method": desk().place(),
        "language": desk().place().press(Press.LANGUAGE),
        "face": desk().place().press(Press.FACE),
        "unproven": seen.press(Press.FACE).play(FaceRefused(seen.later(1), 1)),
        "pin": desk().place().press(Press.PIN),
        "visual": desk().place().play(StaffPressed(2.5, StaffPress.START_VISUAL)),
        "register": asked(registered=False),
        "certificate": asked(certificate=CertificateState.EXPIRING),
        "consent-all": asked(),
        "consent": asked().press(Press.ONE_BY_ONE),
        "prescription": asked().press(Press.AGREE_ALL),
        "subsidy": asked(has_subsidy=True).press(Press.AGREE_ALL, Press.PAPER),
        "removed": asked().play(CardTaken(6)),
        "error": desk().place(CardFacts(CardKind.MY_NUMBER, 0, False)),
    }


@pytest.mark.parametrize("name", waiting_for_the_patient())
def test_the_end_of_every_page_is_shown_and_put_off_by_one_press(name: str) -> None:
    desk = waiting_for_the_patient()[name]
    phase = desk.state.phase
    assert phase.deadline is not None
    late = phase.deadline - 0.5
    shown = screen(desk.state, late).countdown
    assert shown is not None
    assert shown.extendable
    assert shown.ends == phase.deadline
    desk.play(Pressed(late, Press.EXTEND))
    desk.play(Tick(phase.deadline + 0.1))
    assert type(desk.state.phase) is type(phase)
    assert screen(desk.state, phase.deadline + 0.1).countdown is None


def test_where_a_machine_is_waited_for_no_time_is_put_off(desk: Desk) -> None:
    desk.place().press(Press.PIN).type_pin()
    assert Press.EXTEND not in accepts(desk.state)
    desk.play(PinChecked(desk.later(1), 1, correct=True, left=3))
    assert Press.EXTEND not in accepts(desk.state)
    desk.identified().press(Press.AGREE_ALL)
    assert Press.EXTEND not in accepts(desk.state)


def test_low_reach_goes_with_the_patient_and_may_be_the_desks_own() -> None:
    desk = desk_of("2025-09-19")
    desk.place().press(Press.REACH)
    assert desk.state.preferences.low
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(60)))
    assert desk.page == IdlePage(None, phone=True)
    assert not desk.state.preferences.low
    desk.play(RulesChanged(desk.later(1), replace(desk.state.rules, low=True)))
    desk.place().press(Press.REACH).play(CardTaken(desk.later(1))).play(Tick(desk.later(60)))
    assert desk.state.preferences.low


def test_no_secret_shows_in_a_repr(desk: Desk) -> None:
    desk.place().press(Press.PIN).type_pin("8351")
    seen = repr(desk.state) + repr(desk.effects) + repr(Pressed(0.0, Press.DIGIT, 8))
    assert "8351" not in seen
    assert "digit=" not in seen


def test_every_shipped_profile_names_its_source() -> None:
    assert profile_names() == (
        "2021-10", "2022-09", "2023-05", "2024-10-07", "2025-09-19", "next",
    )  # fmt: skip
    for name in profile_names():
        profile = load_profile(name)
        assert profile.name == name
        assert profile.source
        assert len({q.id for q in profile.questions}) == len(profile.questions)


def test_starting_the_face_asks_for_the_camera_once(desk: Desk) -> None:
    desk.place().press(Press.FACE, Press.FACE)
    assert len(desk.of(StartFace)) == 1


def test_card_facts_default_card_has_all_methods(desk: Desk) -> None:
    desk.place(CARD)
    assert desk.page == MethodPage(face=None, pin=None, phone=True)


def test_other_rules_hold_from_the_next_patient_on(desk: Desk) -> None:
    old = replace(desk.state.rules, profile=load_profile("2023-05"))
    desk.play(RulesChanged(desk.later(1), old))
    desk.place().match().identified()
    assert isinstance(desk.page, ConsentPage)
    new = replace(old, profile=load_profile("2025-09-19"))
    desk.play(RulesChanged(desk.later(1), new))
    assert isinstance(desk.page, ConsentPage), "who is being received goes on as they began"
    desk.play(CardTaken(desk.later(1))).play(Tick(desk.later(40)))
    desk.place().match().identified()
    assert isinstance(desk.page, ConsentAllPage)


def test_other_rules_hold_for_the_card_that_follows_at_once(desk: Desk) -> None:
    desk.place().match().identified().press(Press.AGREE_ALL).deliver()
    desk.play(CardTaken(desk.later(0.1)))
    old = replace(desk.state.rules, profile=load_profile("2023-05"))
    desk.play(RulesChanged(desk.later(0.1), old))
    desk.place()
    assert desk.state.rules is old


@pytest.mark.parametrize(
    ("age", "why"), [(0, Why.YOUNG), (12, Why.YOUNG), (13, None), (None, None)]
)
def test_the_face_is_not_offered_to_a_child(desk: Desk, age: int | None, why: Why | None) -> None:
    desk.place(age=age)
    assert desk.page == MethodPage(face=why, pin=None, phone=True)
    started = desk.press(Press.FACE).effects[-1] == StartFace(1)
    assert started is (why is None)


def test_the_age_from_which_faces_are_matched_is_a_rule(desk: Desk) -> None:
    desk.state = replace(desk.state, rules=replace(desk.state.rules, face_from_age=0))
    assert desk.place(age=3).page == MethodPage(face=None, pin=None, phone=True)


def test_a_child_without_a_pin_is_sent_to_the_desk(desk: Desk) -> None:
    desk.place(replace(CARD, pin_tries=None), age=5)
    assert isinstance(desk.page, ErrorPage)
    assert desk.page.fault is Fault.IDENTITY_REFUSED
