"""資格確認: the request by insurance, the result, and the same in bulk (docs/interfaces.md).

Names and order of elements are those of public programs that read or write these files; only
elements that a check cannot work without are required.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from kiosk.eligibility.wire.serialization import Amount, Digits10, ListOf, Month, Ratio, Text
from kiosk.session.codes import (
    Charset,
    Classification,
    ConsentFlag,
    Consistency,
    Designation,
    Disease,
    LimitChanged,
    LimitConsent,
    LimitFlag,
    LimitKind,
    Loss,
    Preschool,
    Presence,
    Reference,
    Relation,
    Segment,
    Sex,
    Status,
    TicketCare,
    TicketType,
    TicketUse,
    Treatment,
    Validity,
)
from kiosk.session.effects import Prescription

InsurerNumber = Annotated[str, Text(8, r"[ 0-9]{2}[0-9]{6}", width=8)]
"""保険者番号; 6 digits are left-padded to 8 with spaces."""
Symbol = Annotated[str, Text(20)]
Number = Annotated[str, Text(20)]
Branch = Annotated[str, Text(2, r"[0-9]{2}")]
Identifier = Annotated[str, Text(100)]
PatientNumber = Annotated[str, Text(50)]
"""照会番号: the facility's own number of the patient."""
PersonName = Annotated[str, Text(100)]
Line = Annotated[str, Text(400)]
ReceptionNumber = Annotated[str, Text(20, r"[0-9]{1,20}")]
"""受付番号 of a bulk request."""
HeadReceptionNumber = Annotated[str, Text(20, r"[0-9]{1,20}", published=False)]
"""Read in the head of a download request too, where earlier versions of this wire had it."""


@dataclass(frozen=True, slots=True)
class RequestHeader:
    """Header of every request except YZK and TKK."""

    medical_institution_code: Digits10
    qualification_confirmation_date: date | None = None
    arbitrary_file_identifier: Identifier | None = None
    reference_classification: Reference | None = None
    character_code_identifier: Charset | None = None
    reception_number: HeadReceptionNumber | None = None


@dataclass(frozen=True, slots=True)
class SearchInfo:
    """資格確認照会用情報: by insurance, or by the facility's own 照会番号 [G for the latter].

    The dates and months after `arbitrary_identifier` belong to the bulk kinds only.
    """

    insurer_number: InsurerNumber | None = None
    insured_card_symbol: Symbol | None = None
    insured_identification_number: Number | None = None
    insured_branch_number: Branch | None = None
    birthdate: date | None = None
    limit_application_certificate_related_cons_flg: LimitConsent | None = None
    arbitrary_identifier: Identifier | None = None
    reference_number: PatientNumber | None = None
    medical_treatment_month: Month | None = None
    consent_date_from: date | None = None
    consent_date_to: date | None = None
    examination_date_from: date | None = None
    examination_date_to: date | None = None
    medical_treatment_flag: Treatment | None = None


@dataclass(frozen=True, slots=True)
class RequestBody:
    """One search for the single kinds, many for the bulk kinds; a download has the number only."""

    qualification_confirm_search_info: tuple[SearchInfo, ...] = ()
    reception_number: ReceptionNumber | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """OQSsiquc01req and every OQSmu…req."""

    message_header: RequestHeader
    message_body: RequestBody = RequestBody()


@dataclass(frozen=True, slots=True)
class ResultHeader:
    """Header of a result; the last four fields belong to the answers of bulk downloads."""

    process_execution_time: datetime
    qualification_confirmation_date: date | None = None
    medical_institution_code: Digits10 | None = None
    arbitrary_file_identifier: Identifier | None = None
    reference_classification: Reference | None = None
    segment_of_result: Segment = Segment.NORMAL
    error_code: Annotated[str, Text(20)] | None = None
    error_message: Line | None = None
    character_code_identifier: Charset = Charset.SHIFT_JIS
    reception_number: ReceptionNumber | None = None
    number_of_processing_result: int | None = None
    number_of_normal_processing: int | None = None
    number_of_error: int | None = None


@dataclass(frozen=True, slots=True)
class ElderlyRecipientCertificateInfo:
    """高齢受給者証情報."""

    elderly_recipient_certificate_date: date | None = None
    elderly_recipient_valid_start_date: date | None = None
    elderly_recipient_valid_end_date: date | None = None
    elderly_recipient_contribution_ratio: Ratio | None = None


@dataclass(frozen=True, slots=True)
class LimitApplicationCertificateRelatedInfo:
    """限度額適用認定証関連情報."""

    limit_application_certificate_classification: LimitKind | None = None
    limit_application_certificate_classification_flag: LimitFlag | None = None
    limit_application_certificate_date: date | None = None
    limit_application_certificate_valid_start_date: date | None = None
    limit_application_certificate_valid_end_date: date | None = None
    limit_application_certificate_long_term_date: date | None = None


@dataclass(frozen=True, slots=True)
class SpecificDiseasesCertificateInfo:
    """特定疾病療養受療証情報."""

    specific_diseases_disease_category: Disease | None = None
    specific_diseases_certificate_date: date | None = None
    specific_diseases_valid_start_date: date | None = None
    specific_diseases_valid_end_date: date | None = None
    specific_diseases_self_pay: Amount | None = None


@dataclass(frozen=True, slots=True)
class SpecificDiseasesCertificateList(ListOf):
    """特定疾病療養受療証情報リスト."""

    specific_diseases_certificate_info: tuple[SpecificDiseasesCertificateInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class MedicalTicketInfo:
    """医療券・調剤券情報; `status_of_infecton` is spelt so on the wire."""

    ticket_type: TicketType | None = None
    medical_ticket_valid_date: date | None = None
    medical_ticket_expiration_date: date | None = None
    issue_number: Annotated[str, Text(20)] | None = None
    medical_treatment_month: Month | None = None
    designated_medical_institution_code: Digits10 | None = None
    designated_medical_institution_flag: Designation | None = None
    designated_medical_institution_name: PersonName | None = None
    prescription_issuer_medical_institution_code: Digits10 | None = None
    prescription_issuer_medical_institution_name: PersonName | None = None
    injury_name1: PersonName | None = None
    injury_name2: PersonName | None = None
    injury_name3: PersonName | None = None
    medical_treatment_type: TicketCare | None = None
    self_pay_amount: Amount | None = None
    district_contact_name: PersonName | None = None
    handling_contact_name: PersonName | None = None
    single_or_combined_use: TicketUse | None = None
    status_of_social_insurance: Presence | None = None
    consistency_flag: Consistency | None = None
    status_of_infecton: Presence | None = None
    status_of_elderly_medical_care: Presence | None = None
    status_of_prefectural_expenses: Presence | None = None
    remarks1: Line | None = None
    remarks2: Line | None = None
    remarks3: Line | None = None


@dataclass(frozen=True, slots=True)
class PublicExpenseResultList(ListOf):
    """医療扶助資格確認結果リスト."""

    medical_ticket_info: tuple[MedicalTicketInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultOfQualificationConfirmation:
    """One insurance of one person, and the consents to view data.

    The ten triples at the end are filled by `kiosk.eligibility.national.consents`.
    """

    insured_card_classification: Classification | None = None
    insurer_number: InsurerNumber | None = None
    insured_card_symbol: Symbol | None = None
    insured_identification_number: Number | None = None
    insured_branch_number: Branch | None = None
    personal_family_classification: Relation | None = None
    insured_name: PersonName | None = None
    name: PersonName | None = None
    name_of_other: PersonName | None = None
    name_kana: PersonName | None = None
    name_of_other_kana: PersonName | None = None
    sex1: Sex | None = None
    sex2: Sex | None = None
    birthdate: date | None = None
    qualification_confirmation_key: Annotated[str, Text(100)] | None = None
    address: Line | None = None
    post_number: Annotated[str, Text(8, r"[0-9]{3}-[0-9]{4}")] | None = None
    qualification_date: date | None = None
    disqualification_date: date | None = None
    insured_certificate_issuance_date: date | None = None
    insured_card_valid_date: date | None = None
    insured_card_expiration_date: date | None = None
    insured_partial_contribution_ratio: Ratio | None = None
    preschool_classification: Preschool | None = None
    reason_of_loss: Loss | None = None
    insurer_name: PersonName | None = None
    elderly_recipient_certificate_info: ElderlyRecipientCertificateInfo | None = None
    limit_application_certificate_related_cons_flg: LimitConsent | None = None
    limit_application_certificate_related_cons_time: datetime | None = None
    limit_application_certificate_related_info: LimitApplicationCertificateRelatedInfo | None = None
    limit_application_certificate_changed: LimitChanged | None = None
    specific_diseases_certificate_related_cons_flg: ConsentFlag | None = None
    specific_diseases_certificate_related_cons_time: datetime | None = None
    specific_diseases_certificate_list: SpecificDiseasesCertificateList | None = None
    public_expense_result_list: PublicExpenseResultList | None = None
    specific_health_checkups_info_cons_flg: ConsentFlag | None = None
    specific_health_checkups_info_cons_time: datetime | None = None
    specific_health_checkups_info_available_time: datetime | None = None
    pharmacists_info_cons_flg: ConsentFlag | None = None
    pharmacists_info_cons_time: datetime | None = None
    pharmacists_info_available_time: datetime | None = None
    diagnosis_info_cons_flg: ConsentFlag | None = None
    diagnosis_info_cons_time: datetime | None = None
    diagnosis_info_available_time: datetime | None = None
    operation_info_cons_flg: ConsentFlag | None = None
    operation_info_cons_time: datetime | None = None
    operation_info_available_time: datetime | None = None
    diagnosis_name_cons_flg: ConsentFlag | None = None
    diagnosis_name_cons_time: datetime | None = None
    diagnosis_name_available_time: datetime | None = None
    infectious_info_cons_flg: ConsentFlag | None = None
    infectious_info_cons_time: datetime | None = None
    infectious_info_available_time: datetime | None = None
    allergy_info_cons_flg: ConsentFlag | None = None
    allergy_info_cons_time: datetime | None = None
    allergy_info_available_time: datetime | None = None
    contraindication_info_cons_flg: ConsentFlag | None = None
    contraindication_info_cons_time: datetime | None = None
    contraindication_info_available_time: datetime | None = None
    test_info_cons_flg: ConsentFlag | None = None
    test_info_cons_time: datetime | None = None
    test_info_available_time: datetime | None = None
    prescription_info_cons_flg: ConsentFlag | None = None
    prescription_info_cons_time: datetime | None = None
    prescription_info_available_time: datetime | None = None
    reference_number: PatientNumber | None = None
    arbitrary_identifier: Identifier | None = None
    prescription_issue_select: Prescription | None = None


@dataclass(frozen=True, slots=True)
class ResultList(ListOf):
    """The insurances found, the one in force first."""

    result_of_qualification_confirmation: tuple[ResultOfQualificationConfirmation, ...] = ()


@dataclass(frozen=True, slots=True)
class BulkConfirmUnit:
    """The answer to one search of a bulk request; the insurances in a `ResultList` or without."""

    qualification_confirm_search_info: SearchInfo | None = None
    processing_result_status: Status | None = None
    processing_result_code: Annotated[str, Text(20)] | None = None
    processing_result_message: Line | None = None
    qualification_validity: Validity | None = None
    result_list: ResultList | None = None
    result_of_qualification_confirmation: tuple[ResultOfQualificationConfirmation, ...] = ()
    reference_number: tuple[PatientNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultBody:
    """The answer: in its own elements for a single check, in units for a bulk check.

    The answer to an upload has the 受付番号 only.
    """

    reception_number: ReceptionNumber | None = None
    prescription_issue_select: Prescription | None = None
    processing_result_status: Status | None = None
    processing_result_code: Annotated[str, Text(20)] | None = None
    processing_result_message: Line | None = None
    qualification_validity: Validity | None = None
    result_list: ResultList | None = None
    reference_number: PatientNumber | None = None
    bulk_confirm_unit: tuple[BulkConfirmUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """OQSsiquc01res, the result pushed to the `face` folder, and every OQSmu…res."""

    message_header: ResultHeader
    message_body: ResultBody = field(default_factory=ResultBody)
