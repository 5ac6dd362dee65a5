"""Compute the contents of a result file from a person and a day; pure functions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk.clock import add_months, birthday, month_end
from kiosk.eligibility.national.consents import DISEASE, LIMIT, VIEWS, Consent, Views, flags
from kiosk.eligibility.national.store.queries import Holder
from kiosk.eligibility.wire import qualification as wire
from kiosk.personas import schema
from kiosk.session import codes


def in_force(insurances: Iterable[schema.Insurance], on: date) -> tuple[schema.Insurance, ...]:
    """The insurances in force on that day, newest first."""
    held = [insurance for insurance in insurances if insurance.holds(on)]
    return tuple(sorted(held, key=lambda insurance: insurance.start, reverse=True))


def judge(holder: Holder, on: date) -> tuple[codes.Validity, tuple[schema.Insurance, ...]]:
    """Validity (OQSCD006) on a day, and the insurances to report: those in force, else the last.

    有効（未登録） means public assistance without a registered ticket for the month.
    """
    held = in_force(holder.insurances, on)
    if held:
        aid_only = all(one.classification == codes.Classification.MEDICAL_AID for one in held)
        ticketed = any(_tickets(one, on) for one in held)
        unregistered = aid_only and not ticketed
        return codes.Validity.VALID_UNREGISTERED if unregistered else codes.Validity.VALID, held
    begun = [insurance for insurance in holder.insurances if insurance.start <= on]
    if begun:
        return codes.Validity.INVALID, (max(begun, key=lambda insurance: insurance.start),)
    return codes.Validity.NOT_FOUND, ()


def judged_as(
    holder: Holder, verdict: codes.Validity | None, on: date
) -> tuple[codes.Validity, tuple[schema.Insurance, ...]]:
    """As `judge`, with `verdict` in place of the registry's own, and the insurances that fit it."""
    own = judge(holder, on)
    if verdict is None or verdict is own[0]:
        return own
    match verdict:
        case codes.Validity.NOT_FOUND:
            return verdict, ()
        case codes.Validity.INVALID:
            ended = (i.model_copy(update={"end": min(on, i.end or on)}) for i in holder.insurances)
            return verdict, judge(replace(holder, insurances=tuple(ended)), on)[1]
        case _:
            return verdict, own[1]


def rows(
    holder: Holder,
    insurances: Iterable[schema.Insurance],
    consents: Iterable[Consent],
    now: datetime,
    on: date,
    *,
    views: Views = VIEWS,
) -> tuple[wire.ResultOfQualificationConfirmation, ...]:
    """One result per insurance, with the data that the consents allow at `now`."""
    return opened(describe(holder, insurances, on), consents, now, views)


def opened(
    found: Iterable[wire.ResultOfQualificationConfirmation],
    consents: Iterable[Consent],
    now: datetime,
    views: Views = VIEWS,
) -> tuple[wire.ResultOfQualificationConfirmation, ...]:
    """The results with consent flags, without the data that the consents do not allow."""
    given = flags(consents, now, views)
    limit = given[f"{LIMIT}_cons_flg"] == codes.LimitConsent.GIVEN
    disease = given[f"{DISEASE}_cons_flg"] == codes.ConsentFlag.GIVEN
    shut: dict[str, None] = {}
    if not limit:
        shut["limit_application_certificate_related_info"] = None
    if not disease:
        shut["specific_diseases_certificate_list"] = None
    return tuple(replace(row, **given, **shut) for row in found)


def describe(
    holder: Holder, insurances: Iterable[schema.Insurance], on: date
) -> tuple[wire.ResultOfQualificationConfirmation, ...]:
    """One result per insurance with all data and without consent flags."""
    return tuple(_row(holder, insurance, on) for insurance in insurances)


def _row(
    holder: Holder, held: schema.Insurance, on: date
) -> wire.ResultOfQualificationConfirmation:
    person = holder.person
    return wire.ResultOfQualificationConfirmation(
        insured_card_classification=codes.Classification(held.classification),
        insurer_number=f"{held.insurer_number:>8}",
        insured_card_symbol=held.symbol or None,
        insured_identification_number=held.number,
        insured_branch_number=held.branch,
        personal_family_classification=codes.Relation(str(held.relation)),
        insured_name=held.insured_name or (person.name if held.relation == 1 else None),
        name=person.name,
        name_of_other=person.name_of_other,
        name_kana=person.kana,
        name_of_other_kana=person.kana_of_other,
        sex1=codes.Sex(str(person.sex)),
        birthdate=person.birth,
        # 不開示: the address of a protected person, and data that reveal it, are never given.
        address=None if holder.withheld else person.address,
        post_number=None if holder.withheld else person.post,
        qualification_date=held.start,
        disqualification_date=held.end,
        insured_certificate_issuance_date=held.issued or held.start,
        insured_card_valid_date=held.start,
        insured_card_expiration_date=held.valid_until,
        insured_partial_contribution_ratio=held.burden if held.is_for_elderly else None,
        preschool_classification=codes.Preschool.PRESCHOOL if preschool(person.birth, on) else None,
        reason_of_loss=codes.Loss(held.loss) if held.loss else None,
        insurer_name=held.insurer_name,
        elderly_recipient_certificate_info=_recipient(person.birth, held, on),
        limit_application_certificate_related_info=_limit(held.limit),
        specific_diseases_certificate_list=_diseases(held.diseases),
        public_expense_result_list=_aid(held, on),
    )


def preschool(birth: date, on: date) -> bool:
    """未就学: until 31 March after the sixth birthday; a birthday on 1 April counts as 31 March."""
    sixth = add_months(birth, 72)
    ends = date(sixth.year + ((sixth.month, sixth.day) > (4, 1)), 3, 31)
    return on <= ends


def recipient_period(birth: date) -> tuple[date, date]:
    """First and last day as 高齢受給者: from the month after the 70th birthday to the 75th's eve.

    Who was born on the first of a month is one from the 70th birthday on.
    """
    seventieth = birthday(birth, 70)
    first = seventieth if seventieth.day == 1 else month_end(seventieth) + timedelta(days=1)
    return first, birthday(birth, 75) - timedelta(days=1)


def _recipient(
    birth: date, held: schema.Insurance, on: date
) -> wire.ElderlyRecipientCertificateInfo | None:
    """高齢受給者証情報 of a person of 70 to 74; None in 後期高齢者医療 or 生活保護."""
    first, last = recipient_period(birth)
    aid = held.classification == codes.Classification.MEDICAL_AID
    if held.is_for_elderly or aid or not first <= on <= last:
        return None
    return wire.ElderlyRecipientCertificateInfo(
        elderly_recipient_certificate_date=max(first, held.start),
        elderly_recipient_valid_start_date=max(first, held.start),
        elderly_recipient_valid_end_date=last,
        elderly_recipient_contribution_ratio=held.burden,
    )


def _limit(held: schema.Limit | None) -> wire.LimitApplicationCertificateRelatedInfo | None:
    if held is None:
        return None
    return wire.LimitApplicationCertificateRelatedInfo(
        limit_application_certificate_classification=codes.LimitKind(held.kind),
        limit_application_certificate_classification_flag=codes.LimitFlag(held.flag),
        limit_application_certificate_date=held.issued or held.start,
        limit_application_certificate_valid_start_date=held.start,
        limit_application_certificate_valid_end_date=held.end,
        limit_application_certificate_long_term_date=held.long_term,
    )


def _diseases(held: tuple[schema.Disease, ...]) -> wire.SpecificDiseasesCertificateList | None:
    if not held:
        return None
    return wire.SpecificDiseasesCertificateList(
        tuple(
            wire.SpecificDiseasesCertificateInfo(
                specific_diseases_disease_category=codes.Disease(str(one.category)),
                specific_diseases_certificate_date=one.issued or one.start,
                specific_diseases_valid_start_date=one.start,
                specific_diseases_valid_end_date=one.end,
                specific_diseases_self_pay=str(one.self_pay),
            )
            for one in held
        )
    )


def _tickets(held: schema.Insurance, on: date) -> tuple[schema.MedicalTicket, ...]:
    return tuple(ticket for ticket in held.tickets if ticket.start <= on <= ticket.end)


def _aid(held: schema.Insurance, on: date) -> wire.PublicExpenseResultList | None:
    tickets = _tickets(held, on)
    return wire.PublicExpenseResultList(tuple(map(_ticket, tickets))) if tickets else None


def _ticket(held: schema.MedicalTicket) -> wire.MedicalTicketInfo:
    injuries = (*held.injuries, None, None, None)
    remarks = (*held.remarks, None, None, None)
    return wire.MedicalTicketInfo(
        ticket_type=codes.TicketType(held.type),
        medical_ticket_valid_date=held.start,
        medical_ticket_expiration_date=held.end,
        issue_number=held.issue_number,
        medical_treatment_month=held.month,
        designated_medical_institution_code=held.facility_code,
        designated_medical_institution_flag=(
            codes.Designation.SAME if held.designated else codes.Designation.DIFFERENT
        ),
        designated_medical_institution_name=held.facility_name,
        injury_name1=injuries[0],
        injury_name2=injuries[1],
        injury_name3=injuries[2],
        medical_treatment_type=codes.TicketCare(held.care),
        self_pay_amount=str(held.self_pay),
        district_contact_name=held.district_contact,
        handling_contact_name=held.handling_contact,
        single_or_combined_use=codes.TicketUse(held.use),
        status_of_social_insurance=_presence(held.social_insurance),
        consistency_flag=codes.Consistency.INCONSISTENT if held.inconsistent else None,
        status_of_infecton=_presence(held.infection),
        status_of_elderly_medical_care=_presence(held.elderly),
        status_of_prefectural_expenses=_presence(held.prefectural),
        remarks1=remarks[0],
        remarks2=remarks[1],
        remarks3=remarks[2],
    )


def _presence(there: bool) -> codes.Presence:
    return codes.Presence.PRESENT if there else codes.Presence.ABSENT
