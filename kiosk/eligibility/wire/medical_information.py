"""薬剤・診療情報 (YZKsiquc01) and 特定健診情報 (TKKsiquc01): requests and answers.

Element names are those that a public program reads from such files; other elements are unknown and
are not written.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from kiosk.eligibility.wire.qualification import (
    Branch,
    Identifier,
    InsurerNumber,
    Line,
    Number,
    PersonName,
    Symbol,
)
from kiosk.eligibility.wire.serialization import Digits10, ListOf, Month, Text
from kiosk.session.codes import CheckupFile, MedicineFile, Sex, Treatment

Period = Annotated[str, Text(8, r"[0-9]{6}([0-9]{2})?")]
"""yyyyMM or yyyyMMdd."""
Quantity = Annotated[str, Text(12, r"[0-9]+(\.[0-9]+)?")]
Code = Annotated[str, Text(20)]


@dataclass(frozen=True, slots=True)
class InformationHeader:
    """Header of both requests: the person by insurance and branch number, without a birth date."""

    medical_institution_code: Digits10
    insurer_number: InsurerNumber
    insured_person_identification_number: Number
    insurance_card_symbol: Symbol | None = None
    branch_number: Branch | None = None
    arbitrary_file_identifier: Identifier | None = None


PrDiInf = Annotated[str, Text(2, r"[0-9]{1,2}")]


@dataclass(frozen=True, slots=True)
class MedicineQuery:
    """The wanted months, what is told and in which format (all of it in XML [G]), and the care."""

    start_date: Period | None = None
    end_date: Period | None = None
    file_category: MedicineFile = MedicineFile.CARE_XML
    pr_di_inf_classification: PrDiInf | None = None
    medical_treatment_flag: Treatment = Treatment.OUTPATIENT


@dataclass(frozen=True, slots=True)
class CheckupQuery:
    """The format, and the kind of care; `start_date` and `end_date` have no effect."""

    start_date: Period | None = None
    end_date: Period | None = None
    file_category: CheckupFile = CheckupFile.XML
    pr_di_inf_classification: PrDiInf | None = None
    medical_treatment_flag: Treatment = Treatment.OUTPATIENT


@dataclass(frozen=True, slots=True)
class MedicineRequest:
    """YZKsiquc01req."""

    message_header: InformationHeader
    message_body: MedicineQuery = MedicineQuery()


@dataclass(frozen=True, slots=True)
class CheckupRequest:
    """TKKsiquc01req."""

    message_header: InformationHeader
    message_body: CheckupQuery = CheckupQuery()


InformationRequest = MedicineRequest | CheckupRequest


# 薬剤・診療 -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuaInf:
    """The person of a medicine answer."""

    name: PersonName | None = None
    kana_name: PersonName | None = None
    birth: date | None = None
    adm_gend_code: Sex | None = None


@dataclass(frozen=True, slots=True)
class MedicineHeader:
    """`result_code` 1 is success; otherwise `message_contents` gives the reason."""

    process_execution_time: datetime
    result_code: Annotated[str, Text(1)]
    error_code: Code | None = None
    message_contents: Line | None = None
    arbitrary_file_identifier: Identifier | None = None
    qua_inf: QuaInf | None = None


@dataclass(frozen=True, slots=True)
class DrugInf:
    """One medicine."""

    drug_c: Code | None = None
    drug_n: PersonName | None = None
    ingre_n: PersonName | None = None
    qua1: Quantity | None = None
    unit: Code | None = None
    usage_n: PersonName | None = None
    times: Quantity | None = None
    me_tr_id_cl: Code | None = None


@dataclass(frozen=True, slots=True)
class DrugInfs(ListOf):
    """The medicines of a day."""

    drug_inf: tuple[DrugInf, ...] = ()


@dataclass(frozen=True, slots=True)
class MeTrInf:
    """One act of care; 診療識別 50 is an operation."""

    sin_inf_cd: Code | None = None
    sin_inf_n: PersonName | None = None
    me_tr_id_cl: Code | None = None
    qua1: Quantity | None = None
    times: Quantity | None = None


@dataclass(frozen=True, slots=True)
class MeTrInfs(ListOf):
    """The acts of a day."""

    me_tr_inf: tuple[MeTrInf, ...] = ()


@dataclass(frozen=True, slots=True)
class DiDateInf:
    """A day of care."""

    di_date: date | None = None
    pr_date: date | None = None
    drug_infs: DrugInfs | None = None
    me_tr_infs: MeTrInfs | None = None


@dataclass(frozen=True, slots=True)
class DiDateInfs(ListOf):
    """The days of a month."""

    di_date_inf: tuple[DiDateInf, ...] = ()


@dataclass(frozen=True, slots=True)
class MeTrMonthInf:
    """A month at one institution."""

    di_org: Code | None = None
    me_tr_di_h_cd: Digits10 | None = None
    me_tr_di_h_nm: PersonName | None = None
    me_tr_month: Month | None = None
    in_out: Code | None = None
    di_date_infs: DiDateInfs | None = None


@dataclass(frozen=True, slots=True)
class MedicineBody:
    """Months, newest first."""

    me_tr_month_inf: tuple[MeTrMonthInf, ...] = ()


@dataclass(frozen=True, slots=True)
class Medicine:
    """YZKsiquc01res."""

    message_header: MedicineHeader
    message_body: MedicineBody = MedicineBody()


# 特定健診 -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QualificationsInfo:
    """The person of a check-up answer."""

    name: PersonName | None = None
    kanas_name: PersonName | None = None
    birthday: date | None = None
    administrative_gender_code: Sex | None = None


@dataclass(frozen=True, slots=True)
class CheckupHeader:
    """As `MedicineHeader`, with other elements for the person."""

    process_execution_time: datetime
    result_code: Annotated[str, Text(1)]
    error_code: Code | None = None
    message_contents: Line | None = None
    arbitrary_file_identifier: Identifier | None = None
    qualifications_info: QualificationsInfo | None = None


@dataclass(frozen=True, slots=True)
class HealthCheckupResultAndQuestionInfo:
    """One item of a check-up."""

    item_code: Code | None = None
    item_name: PersonName | None = None
    data_type: Code | None = None
    data_value: PersonName | None = None
    unit: Code | None = None
    oid: PersonName | None = None
    data_value_name: PersonName | None = None


@dataclass(frozen=True, slots=True)
class HealthCheckupResultAndQuestionInfos(ListOf):
    """The items of a check-up."""

    health_checkup_result_and_question_info: tuple[HealthCheckupResultAndQuestionInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class SpecificHealthCheckupInfo:
    """One check-up."""

    effective_time: date | None = None
    health_checkup_result_and_question_infos: HealthCheckupResultAndQuestionInfos | None = None


@dataclass(frozen=True, slots=True)
class CheckupBody:
    """Check-ups, newest first."""

    specific_health_checkup_info: tuple[SpecificHealthCheckupInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class Checkup:
    """TKKsiquc01res."""

    message_header: CheckupHeader
    message_body: CheckupBody = CheckupBody()
