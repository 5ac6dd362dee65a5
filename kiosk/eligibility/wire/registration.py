"""照会番号登録 of one person (OQS-IF-003/004) and of many (OQS-IF-009 to 012).

Elements are those of a public specification and parser (docs/interfaces.md).
"""

from dataclasses import dataclass, field
from typing import Annotated

from kiosk.eligibility.wire.qualification import (
    Branch,
    InsurerNumber,
    Line,
    Number,
    PatientNumber,
    ReceptionNumber,
    RequestHeader,
    ResultHeader,
    Symbol,
)
from kiosk.eligibility.wire.serialization import Text
from kiosk.session.codes import Status


@dataclass(frozen=True, slots=True)
class ReferenceNumberRegistrationInfo:
    """The facility's number for the person of an insurance."""

    reference_number: PatientNumber
    insurer_number: InsurerNumber
    insured_card_symbol: Symbol | None = None
    insured_identification_number: Number = field(kw_only=True)
    insured_branch_number: Branch | None = None


@dataclass(frozen=True, slots=True)
class RegistrationBody:
    """One person for OQSsiimm01, many for OQSmuimm01."""

    reference_number_registration_info: tuple[ReferenceNumberRegistrationInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistrationRequest:
    """OQSsiimm01req and OQSmuimm01req."""

    message_header: RequestHeader
    message_body: RegistrationBody = RegistrationBody()


@dataclass(frozen=True, slots=True)
class BulkRegistrationUnit:
    """The outcome for one person of a bulk registration."""

    reference_number_registration_info: ReferenceNumberRegistrationInfo | None = None
    processing_result_status: Status | None = None
    processing_result_code: Annotated[str, Text(20)] | None = None
    processing_result_message: Line | None = None


@dataclass(frozen=True, slots=True)
class RegistrationAnswer:
    """The outcome: in its own elements for one person, in units for many."""

    reception_number: ReceptionNumber | None = None
    reference_number_registration_info: ReferenceNumberRegistrationInfo | None = None
    processing_result_status: Status | None = None
    processing_result_code: Annotated[str, Text(20)] | None = None
    processing_result_message: Line | None = None
    bulk_registration_unit: tuple[BulkRegistrationUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistrationResult:
    """OQSsiimm01res and OQSmuimm02res."""

    message_header: ResultHeader
    message_body: RegistrationAnswer = RegistrationAnswer()
