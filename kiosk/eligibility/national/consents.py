"""Consents: from the patient's answers to the flags of the result file, with validity periods."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from kiosk.session.codes import ConsentFlag, LimitConsent, Treatment
from kiosk.session.effects import Answers
from kiosk.session.rules import Category

OUTPATIENT_WINDOW = timedelta(hours=24)
"""How long after its registration an outpatient consent lets information be viewed (PORTAL Q3);
`consent_hours` of the settings says otherwise."""

Views = Mapping[Category, tuple[str, ...]]

VIEWS: Views = {
    Category.CHECKUP: ("specific_health_checkups_info",),
    Category.MEDICINE: ("pharmacists_info", "prescription_info"),
    Category.CARE: ("diagnosis_info", "allergy_info", "contraindication_info", "test_info"),
    Category.SURGERY: ("operation_info", "diagnosis_name", "infectious_info"),
}
"""Which flag triples a category opens (OQSCD036; the fan-out is read from its labels [G]);
`views` of the settings says otherwise."""

NEW_VIEWS = frozenset(
    {
        "prescription_info",
        "allergy_info",
        "contraindication_info",
        "test_info",
        "diagnosis_name",
        "infectious_info",
    }
)
NEW_VIEWS_SINCE = date(2025, 1, 28)
"""Since when these triples exist (ORCA's interface, 6-52); no other day is known."""

LIMIT = "limit_application_certificate_related"
DISEASE = "specific_diseases_certificate_related"


@dataclass(frozen=True, slots=True)
class Consent:
    """The answer for one category: when it was given, and until when the data may be viewed."""

    category: Category
    agreed: bool
    at: datetime
    until: datetime
    treatment: Treatment = Treatment.OUTPATIENT

    def holds(self, now: datetime) -> bool:
        """Whether the data may be viewed at `now`; the last second is included."""
        return self.agreed and self.at <= now <= self.until


def given(
    answers: Answers,
    at: datetime,
    until: datetime | None = None,
    treatment: Treatment = Treatment.OUTPATIENT,
    lasts: timedelta = OUTPATIENT_WINDOW,
) -> tuple[Consent, ...]:
    """The consents in `answers`, in the order of `Category`; valid to `until`, else for `lasts`."""
    at = at.replace(microsecond=0)
    end = until if until is not None else at + lasts
    return tuple(
        Consent(category, category in answers.agreed, at, end, treatment)
        for category in Category
        if category in answers.agreed or category in answers.declined
    )


def flags(consents: Iterable[Consent], now: datetime, views: Views = VIEWS) -> dict[str, Any]:
    """The consent fields of a `ResultOfQualificationConfirmation` as seen at `now`.

    A category that was never asked counts as not agreed, except 限度額: without its screen
    (removed on 2024-10-07) it is provided without asking.
    """
    by_category = {consent.category: consent for consent in consents}
    fields: dict[str, Any] = {}
    for category, opened in views.items():
        for view in opened:
            fields |= _triple(view, by_category.get(category), now)
    disease = by_category.get(Category.SPECIFIC_DISEASE)
    agreed = disease is not None and disease.agreed
    fields[f"{DISEASE}_cons_flg"] = ConsentFlag.GIVEN if agreed else ConsentFlag.NONE
    fields[f"{DISEASE}_cons_time"] = disease.at if disease and disease.agreed else None
    limit = by_category.get(Category.LIMIT)
    provided = limit is None or limit.agreed
    fields[f"{LIMIT}_cons_flg"] = LimitConsent.GIVEN if provided else LimitConsent.NONE
    fields[f"{LIMIT}_cons_time"] = limit.at if limit and limit.agreed else None
    return fields


def without_medical(answers: Answers) -> Answers:
    """The answers without medical information, for a certificate in its grace period (HINO)."""
    medical = answers.agreed & VIEWS.keys()
    return Answers(
        agreed=answers.agreed - medical,
        declined=answers.declined | medical,
        prescription=answers.prescription,
        subsidy=answers.subsidy,
    )


def _triple(view: str, consent: Consent | None, now: datetime) -> dict[str, Any]:
    flag = _flag(consent, now)
    shown = consent if flag in (ConsentFlag.GIVEN, ConsentFlag.EXPIRED) else None
    return {
        f"{view}_cons_flg": flag,
        f"{view}_cons_time": shown.at if shown else None,
        f"{view}_available_time": shown.until if shown else None,
    }


def _flag(consent: Consent | None, now: datetime) -> ConsentFlag:
    """Code of OQSCD016; only home visits and online care have a code for an expired consent."""
    if consent is None or not consent.agreed:
        return ConsentFlag.NONE
    if consent.holds(now):
        return ConsentFlag.GIVEN
    lasting = consent.treatment in (Treatment.HOME_VISIT, Treatment.ONLINE)
    return ConsentFlag.EXPIRED if lasting else ConsentFlag.NONE
