"""The eligibility port over a registry in this process: verify, register consents, deliver.

The patient's answers are stored first, so an outage of the insurance lookup only delays the result.
A result is promised when its row is committed. `_deliver` then writes a temporary file next to the
target, marks the row as staged, and renames the file. If the process ends at any point, the next
call or `deliver_pending` finishes the delivery. No result appears twice: one thread at a time, of
all processes, works on a reception, and a state never goes back. A result belongs to the desk that
identified the patient; another desk writes it only after it has taken it over
(`kiosk.eligibility.national.store.owed_results`).
"""

import base64
import copy
import hashlib
import json
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from cryptography import x509
from sqlalchemy import Connection, Row, insert, update

from kiosk import files
from kiosk.clock import Clock, age, japan
from kiosk.eligibility.adapters.delivery_rows import DeliveryRows
from kiosk.eligibility.adapters.locks import ResultLocks
from kiosk.eligibility.adapters.retries import OUTAGES, RetryPolicy
from kiosk.eligibility.adapters.stored_answers import answers_from_json
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.consents import given, without_medical
from kiosk.eligibility.national.homevisit.visits import Ledger
from kiosk.eligibility.national.results import describe, in_force, judged_as, opened
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store import owed_results, queries, tables
from kiosk.eligibility.national.store.owed_results import (
    ANSWERED,
    DELIVERED,
    IDENTIFIED,
    OWED,
    PENDING,
    STAGED,
    result_name,
)
from kiosk.eligibility.national.store.queries import Holder, Inquiry
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.store.shared import SharedChallenges, in_order, is_shared
from kiosk.eligibility.pki.certificates import AcceptedCertificate, ProofVerifier
from kiosk.eligibility.port import Delivery, Late, Proof, Ticket, unheard
from kiosk.eligibility.wire import qualification as wire
from kiosk.eligibility.wire import write
from kiosk.errors import (
    CertificateInvalid,
    FolderUnwritable,
    NoSuchPerson,
    NotRegistered,
    SystemDown,
    TakenOver,
)
from kiosk.session.codes import Reference, Segment, Status, Validity
from kiosk.session.effects import Answers
from kiosk.session.events import CertificateState, PatientFacts
from kiosk.timing import SYSTEM_CHANCE, Chance

BEAT = timedelta(seconds=20)
"""Interval of a desk's reports to the registry."""

log = logging.getLogger(__name__)

Told = tuple[Validity, tuple[wire.ResultOfQualificationConfirmation, ...]]
Ask = Callable[[Holder, date], Told]
"""Looks up the insurance of a person on a day. Raises NetworkDown, SystemDown."""


def judge_here(holder: Holder, on: date, verdict: Validity | None = None) -> Told:
    """Judge by the insurances in the registry of this process, or answer with this verdict."""
    validity, insurances = judged_as(holder, verdict, on)
    return validity, describe(holder, insurances, on)


class Embedded:
    """`kiosk.eligibility.port.Eligibility` over a `Registry`.

    `ca_certificates` are the trusted authorities of authentication certificates. `face_folder` is
    the folder for results; with None the client writes them (see `collect` and `acknowledge`).
    `desk` is the identity of the desk that owns the results; "" means that there is one desk only.
    `rows` are how far each delivery is, `locks` keep two threads from one result.
    """

    def __init__(
        self,
        registry: Registry,
        ca_certificates: Iterable[x509.Certificate | bytes],
        facility: Facility,
        face_folder: Path | None,
        clock: Clock = japan,
        *,
        ask: Ask = judge_here,
        settings: EligibilitySettings | None = None,
        retries: RetryPolicy | None = None,
        desk: str = "",
        chance: Chance = SYSTEM_CHANCE,
    ) -> None:
        self.desk = desk
        self.rows = DeliveryRows(registry, facility.code, desk)
        self._beaten: datetime | None = None
        self.registry = registry
        shared = SharedChallenges(registry, facility.code) if is_shared(registry) else None
        self.gate = ProofVerifier(ca_certificates, clock, chance, shared)
        self.facility = facility
        self.face_folder = face_folder
        self.clock, self._chance = clock, chance
        self._ask = ask
        self._settings = settings if settings is not None else EligibilitySettings()
        self._charset = self._settings.face_charset
        self.locks = ResultLocks(registry, writes=face_folder is not None)
        self._retries = retries if retries is not None else RetryPolicy()
        self._owing = True
        """Whether a promised result may wait: from an earlier process or a failed delivery."""

    def at(self, desk: str) -> "Embedded":
        """A copy for another desk, or `self` if this side writes the results or `desk` is empty."""
        if self.face_folder is not None or not desk:
            return self
        other = copy.copy(self)
        other.desk, other.rows = desk, DeliveryRows(self.registry, self.facility.code, desk)
        other._beaten = None  # noqa: SLF001  a copy of this class
        return other

    def obey(self, settings: EligibilitySettings) -> None:
        """Use other settings from the next result on."""
        self._settings = settings

    def there(self) -> None:
        """Note in the registry, at intervals, that this desk is running. An outage is ignored."""
        now = self.clock()
        if not self.desk or (self._beaten is not None and abs(now - self._beaten) < BEAT):
            return
        self._beaten = now
        name = owed_results.desk_name(self.facility) if self.face_folder else "HTTP"
        with suppress(SystemDown):  # delivery does not depend on this note
            owed_results.seen(self.registry, self.desk, self.facility.code, name, now)
            self._owing = True  # staff may have assigned another desk's result to this one
            self._clear()

    def _clear(self) -> None:
        """Remove this desk's temporary files of results that another desk has taken over."""
        if self.face_folder is None:
            return
        for number, name in owed_results.left_behind(self.registry, self.desk):
            target = self.face_folder / name
            with suppress(FolderUnwritable):  # tried again next time
                if target.exists():
                    log.warning("a result that another desk took over lies here too: %s", name)
                files.discard(target)
                owed_results.cleared(self.registry, number)

    def challenge(self) -> bytes:
        """Create a challenge; see the port."""
        return self.gate.challenge()

    def identify(self, proof: Proof) -> Ticket:
        """Identify the person of the certificate; see the port."""
        standing = self.gate.verify(proof)
        found = self.registry.of_card(standing.serial, self.clock().date())
        if found is None:
            raise NoSuchPerson("no person of the registry has this certificate; fill the registry")
        holder, revoked = found
        if revoked:
            raise CertificateInvalid("the certificate was revoked")
        now = self.clock().replace(microsecond=0)
        reference = base64.urlsafe_b64encode(self._chance(24)).decode()
        with self.registry.transaction() as connection:
            connection.execute(
                insert(tables.reception).values(
                    reference=reference,
                    facility=self.facility.code,
                    desk=self.desk,
                    person_id=holder.id,
                    method=proof.method.value,
                    certificate=standing.state.value,
                    at=now,
                    state=IDENTIFIED,
                )
            )
        return Ticket(reference, _facts(holder, standing, now))

    def register(self, ticket: Ticket) -> None:
        """Register the card (初回登録); see the port."""
        with self.registry.transaction() as connection:
            person_id = self.rows.row(connection, ticket.reference).person_id
        self.registry.register(person_id)

    def submit(self, ticket: Ticket, answers: Answers) -> Delivery:
        """Register consents and deliver the result; see the port. Also raises NotRegistered."""
        with self.locks.of(ticket.reference):
            try:
                row = self.rows.look(ticket.reference)
            except TakenOver:
                self.rows.adopt(ticket.reference)
                row = self.rows.look(ticket.reference)
            if row.state == IDENTIFIED:
                if not self.registry.holder(row.person_id).registered:
                    raise NotRegistered("the card is not registered as the insurance card yet")
                self.rows.keep(ticket.reference, answers, self.clock().replace(microsecond=0))
            try:
                return self._settle(ticket.reference)
            except Exception as error:
                self._owing = True
                if not isinstance(error, OUTAGES):
                    self._retries.refused(ticket.reference)
                raise

    def deliver_pending(self, tell: Callable[[Late], None] = unheard) -> int:
        """Deliver the results that this process or an earlier one could not; returns how many.

        Does not query the registry while no result can be waiting. Safe to call from any thread.
        See the port; raises FolderUnwritable, NetworkDown, SystemDown.
        """
        self.there()
        if self.face_folder is None or not self._owing:
            return 0
        self._owing = False  # before the query: a delivery that fails later sets it again
        delivered, trouble = 0, None
        try:
            for reference in self.rows.promised():
                try:
                    delivered += self._deliver_late(reference, tell)
                except OUTAGES as error:  # perhaps of one result only: try the others
                    trouble = error
        except Exception:
            self._owing = True
            raise
        if trouble is not None:
            self._owing = True
            raise trouble
        return delivered

    def _deliver_late(self, reference: str, tell: Callable[[Late], None]) -> bool:
        """Try to deliver one result; returns whether it was. Raises the errors in OUTAGES."""
        if not self._retries.due(reference):
            self._owing = True
            return False
        with self.locks.of(reference):
            try:
                if self.rows.look(reference).state not in OWED:
                    return False  # already delivered
            except TakenOver:
                return False
            done = self._retries.ask(reference, partial(self._settle, reference))
        if done is None or done.given_up is not None:
            self._owing = True
        if done is None:
            return False
        tell(done)
        return done.given_up is None

    def collect(self, reference: str) -> tuple[str, bytes] | None:
        """File name and content of a promised result that the client must write.

        Returns None after it was acknowledged.
        """
        row = self.rows.look(reference)
        return None if row.state not in (PENDING, STAGED) else (row.file, row.payload)

    def acknowledge(self, reference: str) -> None:
        """Note that the client has written a collected result; deletes its content here."""
        with self.registry.transaction() as connection:
            self.rows.row(connection, reference)
        self.rows.mark(reference, (PENDING, STAGED), DELIVERED)

    def _settle(self, reference: str) -> Delivery:
        """Do the remaining steps after the answers: look up the insurance, promise, deliver."""
        row = self.rows.look(reference)
        if row.state == ANSWERED:
            kept = json.loads(row.payload)
            at = datetime.fromisoformat(kept["at"])
            told = self._ask(self.registry.holder(row.person_id, at.date()), at.date())
            with self.registry.transaction() as connection:
                row = self.rows.row(connection, reference, keep=True)
                if row.state == ANSWERED:  # no other process has promised it since
                    self._promise(connection, row, told, answers_from_json(kept), at)
        return self._deliver(reference)

    def _promise(
        self, connection: Connection, row: "Row[Any]", told: Told, answers: Answers, now: datetime
    ) -> None:
        """Write consents, history and the result file's content in the caller's transaction."""
        here, person = self.facility.code, row.person_id
        if row.certificate == CertificateState.GRACE.value:
            answers = without_medical(answers)
        queries.write_consents(
            connection, here, person, given(answers, now, lasts=self._settings.outpatient)
        )
        validity, found = told
        in_order(connection, f"receptions {here}")  # for readers that follow the numbers
        asked = Inquiry(here, now, "card", person, validity.value, row.reference)
        queries.write_inquiries(connection, [asked])
        standing = Ledger(connection, here, now, self._settings).standing([person]).get(person, ())
        numbers = queries.numbers_of(connection, here, [person]).get(person)
        number = numbers[0] if numbers else None
        key = hashlib.sha256(f"{here}:{person}".encode()).hexdigest()[:40]
        shown = tuple(
            replace(one, reference_number=number, qualification_confirmation_key=key)
            for one in opened(found, standing, now, self._settings.opens)
        )
        body = wire.ResultBody(
            prescription_issue_select=answers.prescription,
            processing_result_status=Status.NORMAL,
            qualification_validity=validity,
            result_list=wire.ResultList(shown) if found else None,
            reference_number=number,
        )
        connection.execute(
            update(tables.reception)
            .where(tables.reception.c.id == row.id)
            .values(
                state=PENDING,
                validity=validity.value,
                prescription=answers.prescription.value if answers.prescription else None,
                subsidy=answers.subsidy,
                file=result_name(
                    self.facility, row.reference, row.id, now, self._settings.face_name
                ),
                payload=write(wire.Result(self._header(now), body), self._charset),
            )
        )

    def _header(self, now: datetime) -> wire.ResultHeader:
        return wire.ResultHeader(
            process_execution_time=now,
            qualification_confirmation_date=now.date(),
            medical_institution_code=self.facility.code,
            reference_classification=Reference.MY_NUMBER_CARD,
            segment_of_result=Segment.NORMAL,
            character_code_identifier=self._charset,
        )

    def _deliver(self, reference: str) -> Delivery:
        row = self.rows.look(reference)
        if self.face_folder is None:
            return Delivery(row.validity, None)
        target = self.face_folder / row.file
        if row.state == PENDING:
            files.stage(target, row.payload, shared=True)
            if not self.rows.mark(reference, (PENDING,), STAGED):  # another desk has taken it over
                files.discard(target)
            row = self.rows.look(reference)
        if row.state == STAGED:
            if files.temporary(target).exists():  # else an earlier process has already renamed it
                files.publish(target, in_place=self._settings.files_appear == "in_place")
            self.rows.mark(reference, (STAGED,), DELIVERED)
        return Delivery(row.validity, target)


def _facts(holder: Holder, standing: AcceptedCertificate, now: datetime) -> PatientFacts:
    on = now.date()
    held = in_force(holder.insurances, on)
    valid = standing.state is CertificateState.VALID
    return PatientFacts(
        registered=holder.registered,
        age=age(holder.person.birth, on),
        certificate=standing.state,
        certificate_ends=None if valid else standing.ends,
        days_left=0 if valid else standing.days_left,
        certificate_serves=standing.serves if standing.state is CertificateState.GRACE else None,
        has_specific_disease=any(insurance.diseases for insurance in held),
        has_subsidy=holder.subsidy,
    )
