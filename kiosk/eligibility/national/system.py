"""The simulated national system: typed questions in, typed answers out, for any transport.

Questions of one facility that arrive together are answered in one transaction. This keeps single
checks fast under load, and a bulk check of ten thousand persons short.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import Connection

from kiosk.clock import Clock, japan
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.checks import CheckQuestion, CheckResult, CheckRun, question
from kiosk.eligibility.national.consents import given
from kiosk.eligibility.national.refusals import TEXTS, Refusal, Refused
from kiosk.eligibility.national.registration import register
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store import queries as store
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.wire import qualification as wire
from kiosk.eligibility.wire.registration import (
    RegistrationAnswer,
    RegistrationRequest,
    RegistrationResult,
)
from kiosk.records.record import Asked
from kiosk.session.codes import Charset, Reference, Segment, Status, Treatment
from kiosk.session.effects import Answers


class AnyRequest(Protocol):
    """A request with the header of every kind except YZK and TKK."""

    @property
    def message_header(self) -> wire.RequestHeader:
        """See wire.RequestHeader."""


class National:
    """Answers questions over a registry. Safe to call from several threads."""

    def __init__(
        self,
        registry: Registry,
        settings: EligibilitySettings | None = None,
        clock: Clock = japan,
    ) -> None:
        self.registry = registry
        self.settings = settings if settings is not None else EligibilitySettings()
        self.clock = clock

    def check(self, facility: str, questions: Sequence[CheckQuestion]) -> list[CheckResult]:
        """The answers, in the order of the questions, in one transaction. Raises SystemDown."""
        if not questions:
            return []
        with self.registry.transaction() as connection:
            return self.check_in(connection, facility, questions)

    def check_in(
        self,
        connection: Connection,
        facility: str,
        questions: Sequence[CheckQuestion],
        treatment: Treatment | None = None,
        kind: Asked = Asked.INSURANCE,
    ) -> list[CheckResult]:
        """As `check`, in the caller's transaction; `kind` is that of checks by insurance.

        With `treatment`, only patients with a lasting consent of that kind are answered, and only
        that consent is used.
        """
        now = self.clock().replace(microsecond=0)
        asked = CheckRun(
            connection, facility, questions, now, self.settings, treatment=treatment, kind=kind
        )
        findings = [asked.answer(one) for one in questions]
        store.write_inquiries(connection, asked.history)
        return findings

    def consent(
        self,
        facility: str,
        person_id: int,
        answers: Answers,
        until: datetime | None = None,
        treatment: Treatment = Treatment.OUTPATIENT,
    ) -> None:
        """Register a patient's consents at a facility; `until` None: the outpatient period."""
        now = self.clock().replace(microsecond=0)
        with self.registry.transaction() as connection:
            store.write_consents(
                connection,
                facility,
                person_id,
                given(answers, now, until, treatment, lasts=self.settings.outpatient),
            )

    # messages --------------------------------------------------------------------------------

    def single(
        self, facility: Facility, requests: Sequence[tuple[wire.Request, str | None]]
    ) -> list[wire.Result]:
        """Answer single checks (OQSsiquc01), given as pairs of a request and its name."""
        asked: list[CheckQuestion | Refusal] = [
            self._question(facility, request, name) for request, name in requests
        ]
        findings = iter(
            self.check(facility.code, [q for q in asked if isinstance(q, CheckQuestion)])
        )
        return [
            self._result(
                request, next(findings) if isinstance(q, CheckQuestion) else CheckResult(refusal=q)
            )
            for (request, _), q in zip(requests, asked, strict=True)
        ]

    def lasting(
        self, facility: Facility, request: wire.Request, treatment: Treatment, name: str | None
    ) -> wire.Result:
        """The result of a single check of 訪問診療等 or オンライン診療等 [G]. Raises SystemDown."""
        asked = self._question(facility, request, name)
        if isinstance(asked, Refusal):
            return self._result(request, CheckResult(refusal=asked))
        with self.registry.transaction() as connection:
            (found,) = self.check_in(connection, facility.code, [asked], treatment)
        return self._result(request, found)

    def _question(
        self, facility: Facility, request: wire.Request, name: str | None
    ) -> CheckQuestion | Refusal:
        infos = request.message_body.qualification_confirm_search_info
        if request.message_header.medical_institution_code != facility.code:
            return Refusal.FACILITY
        if len(infos) != 1:
            return Refusal.INCOMPLETE
        try:
            return question(infos[0], self.day(request), name)
        except Refused as refused:
            return refused.refusal

    def day(self, request: AnyRequest) -> date:
        """The day a request asks about: today unless it says otherwise."""
        return request.message_header.qualification_confirmation_date or self.clock().date()

    def header(self, request: AnyRequest, segment: Segment = Segment.NORMAL) -> wire.ResultHeader:
        """The header of the answer to a request."""
        head = request.message_header
        return wire.ResultHeader(
            process_execution_time=self.clock().replace(microsecond=0),
            qualification_confirmation_date=self.day(request),
            medical_institution_code=head.medical_institution_code,
            arbitrary_file_identifier=head.arbitrary_file_identifier,
            reference_classification=head.reference_classification or Reference.INSURANCE_CARD,
            segment_of_result=segment,
            character_code_identifier=head.character_code_identifier or Charset.SHIFT_JIS,
        )

    def refused(self, request: AnyRequest, refusal: Refusal) -> wire.Result:
        """The error answer to a refused request."""
        head = replace(
            self.header(request, Segment.FAILED),
            medical_institution_code=None,  # it may be the code of another than who asks
            error_code=refusal.value,
            error_message=TEXTS[refusal],
        )
        return wire.Result(head)

    def register(self, facility: Facility, request: RegistrationRequest) -> RegistrationResult:
        """Answer a 照会番号登録 of one person (OQSsiimm01). Raises SystemDown."""
        infos = request.message_body.reference_number_registration_info
        if request.message_header.medical_institution_code != facility.code:
            return RegistrationResult(self.refused(request, Refusal.FACILITY).message_header)
        if len(infos) != 1:
            return RegistrationResult(self.refused(request, Refusal.INCOMPLETE).message_header)
        with self.registry.transaction() as connection:
            (refusal,) = register(connection, facility.code, infos, self.clock().date())
        return RegistrationResult(
            self.header(request),
            RegistrationAnswer(
                reference_number_registration_info=infos[0],
                processing_result_status=Status.ERROR if refusal else Status.NORMAL,
                processing_result_code=refusal.value if refusal else None,
                processing_result_message=TEXTS[refusal] if refusal else None,
            ),
        )

    def _result(self, request: wire.Request, found: CheckResult) -> wire.Result:
        if found.refusal in (Refusal.FACILITY, Refusal.INCOMPLETE):
            return self.refused(request, found.refusal)
        infos = request.message_body.qualification_confirm_search_info
        tag = infos[0].arbitrary_identifier if infos else None
        number = found.numbers[0] if found.numbers else None
        results = tuple(
            replace(row, arbitrary_identifier=tag, reference_number=number) for row in found.results
        )
        return wire.Result(
            self.header(request),
            wire.ResultBody(
                processing_result_status=Status.ERROR if found.refusal else Status.NORMAL,
                processing_result_code=found.refusal.value if found.refusal else None,
                processing_result_message=TEXTS[found.refusal] if found.refusal else None,
                qualification_validity=found.validity,
                result_list=wire.ResultList(results) if results else None,
                reference_number=number,
            ),
        )
