"""What is asked of an identified patient, in which order, and what the answers grant."""

from datetime import date

from kiosk.session.effects import (
    End,
    Outcome,
    Submit,
)
from kiosk.session.events import (
    CertificateState,
    Fault,
    Press,
    Registered,
    Tick,
)
from kiosk.session.rules import Category
from kiosk.session.view import (
    CertificatePage,
    ConsentAllPage,
    ConsentPage,
    ErrorPage,
    PrescriptionPage,
    RegistrationPage,
    SubsidyPage,
    Wait,
    WaitPage,
)
from tests.support.session import Desk, desk_of


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


def test_going_back_from_the_subsidy_asks_the_last_question_again(desk: Desk) -> None:
    desk.place().match().identified(has_subsidy=True)
    desk.press(Press.ONE_BY_ONE, Press.AGREE, Press.AGREE, Press.AGREE)
    assert desk.page == SubsidyPage()
    desk.press(Press.BACK)
    assert isinstance(desk.page, ConsentPage)
    assert desk.page.index == 2
    desk.press(Press.DISAGREE, Press.WITHHOLD)
    [submit] = desk.of(Submit)
    assert isinstance(submit, Submit)
    assert submit.answers.declined == {Category.CHECKUP}


def test_going_back_to_the_bundle_forgets_the_answers_to_all(desk: Desk) -> None:
    desk.place().match().identified(has_subsidy=True).press(Press.AGREE_ALL, Press.BACK)
    assert isinstance(desk.page, ConsentAllPage)
    desk.press(Press.ONE_BY_ONE)
    assert isinstance(desk.page, ConsentPage)
    assert desk.page.index == 0


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


def test_a_time_out_never_agrees(desk: Desk) -> None:
    desk.place().match().identified().play(Tick(desk.later(61)))
    assert desk.of(Submit) == []
    assert desk.of(End) == [End(1, Outcome.TIMEOUT, None)]
