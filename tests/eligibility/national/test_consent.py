from datetime import datetime, timedelta

from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from kiosk.eligibility.national.consents import VIEWS, flags, given, without_medical
from kiosk.session.codes import ConsentFlag, LimitConsent, Treatment
from kiosk.session.effects import Answers, Prescription
from kiosk.session.rules import Category

AT = datetime(2023, 2, 21, 17, 48, 35)
categories = st.sets(st.sampled_from(Category))


def test_the_time_of_expiry_is_exactly_a_day_after_the_consent() -> None:
    fields = flags(given(Answers(agreed=frozenset({Category.MEDICINE})), AT), AT)
    assert fields["pharmacists_info_cons_flg"] is ConsentFlag.GIVEN
    assert fields["pharmacists_info_cons_time"] == AT
    assert fields["pharmacists_info_available_time"] == datetime(2023, 2, 22, 17, 48, 35)


def test_four_viewing_categories_make_exactly_ten_triples() -> None:
    assert sum(len(views) for views in VIEWS.values()) == 10
    fields = flags((), AT)
    assert sum(name.endswith("_available_time") for name in fields) == 10


@hypothesis_given(categories, categories)
def test_a_triple_is_open_exactly_when_its_category_was_agreed_to(
    agreed: set[Category], declined: set[Category]
) -> None:
    answers = Answers(frozenset(agreed), frozenset(declined - agreed))
    fields = flags(given(answers, AT), AT)
    for category, views in VIEWS.items():
        for view in views:
            opened = fields[f"{view}_cons_flg"] is ConsentFlag.GIVEN
            assert opened == (category in agreed)
            assert (fields[f"{view}_cons_time"] is not None) == opened
            assert (fields[f"{view}_available_time"] is not None) == opened


@hypothesis_given(st.integers(0, 3 * 86400))
def test_an_outpatient_consent_holds_for_a_day_and_then_reads_as_none(seconds: int) -> None:
    answers = Answers(agreed=frozenset(Category))
    fields = flags(given(answers, AT), AT + timedelta(seconds=seconds))
    expected = ConsentFlag.GIVEN if seconds <= 86400 else ConsentFlag.NONE
    assert fields["diagnosis_info_cons_flg"] is expected


def test_an_expired_consent_of_home_visits_says_so() -> None:
    answers = Answers(agreed=frozenset({Category.CARE}))
    consents = given(answers, AT, AT + timedelta(days=90), Treatment.HOME_VISIT)
    fields = flags(consents, AT + timedelta(days=91))
    assert fields["diagnosis_info_cons_flg"] is ConsentFlag.EXPIRED
    assert fields["diagnosis_info_available_time"] == AT + timedelta(days=90)


def test_the_limit_is_provided_where_its_screen_is_gone_and_withheld_where_it_was_declined() -> (
    None
):
    unasked = flags((), AT)
    declined = flags(given(Answers(declined=frozenset({Category.LIMIT})), AT), AT)
    key = "limit_application_certificate_related_cons_flg"
    assert (unasked[key], declined[key]) == (LimitConsent.GIVEN, LimitConsent.NONE)


def test_in_the_grace_period_medical_information_is_declined_and_other_answers_stay() -> None:
    limits = {Category.SPECIFIC_DISEASE, Category.LIMIT}
    answers = Answers(
        agreed=frozenset({Category.MEDICINE, Category.SPECIFIC_DISEASE}),
        declined=frozenset({Category.SURGERY, Category.LIMIT}),
        prescription=Prescription.PAPER,
        subsidy=True,
    )
    left = without_medical(answers)
    assert left.agreed == {Category.SPECIFIC_DISEASE}
    assert left.declined == {Category.MEDICINE, Category.SURGERY, Category.LIMIT}
    assert (left.prescription, left.subsidy) == (Prescription.PAPER, True)
    assert not limits & VIEWS.keys()
