"""The eligibility port over a registry in this process: verify, register consents, deliver.

What the patient answered is kept first, so that an outage of who tells the insurance only delays
the result. The result is promised when its row is committed, and the promise is kept by `_deliver`:
staged beside its place, marked so, renamed. Whatever moment the process dies at, the next call, or
`deliver_pending`, finishes it, and no result appears twice: one thread at a time is busy with a
reception, and no state goes back. A result belongs to the desk that identified its patient: no
other writes it, unless it takes it over (`kiosk.eligibility.national.owed_results`).
"""

import copy
import json
import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from cryptography import x509
from sqlalchemy import Connection, Row, insert, or_, select, update

from kiosk import files
from kiosk.clock import Clock, age, japan
from kiosk.eligibility.adapters.locks import NamedLocks
from kiosk.eligibility.adapters.retries import OUTAGES, RetryPolicy
from kiosk.eligibility.adapters.stored_answers import answers_from_json, answers_to_json
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national import owed_results, queries, tables
from kiosk.eligibility.national.consents import VIEWS, given
from kiosk.eligibility.national.owed_results import (
    ANSWERED,
    DELIVERED,
    IDENTIFIED,
    OWED,
    PENDING,
    STAGED,
    result_name,
)
from kiosk.eligibility.national.queries import Holder, Inquiry
from kiosk.eligibility.national.registry import Registry
from kiosk.eligibility.national.results import describe, in_force, judge, opened
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.pki.certificates import Gate, Standing
from kiosk.eligibility.port import Delivery, Late, Proof, Ticket, unheard
from kiosk.eligibility.wire import qualification as wire
from kiosk.eligibility.wire import write
from kiosk.errors import (
    CertificateInvalid,
    FolderUnwritable,
    KioskError,
    NoSuchPerson,
    NotRegistered,
    SystemDown,
    TakenOver,
)
from kiosk.session.codes import Charset, Reference, Segment, Status, Validity
from kiosk.session.effects import Answers
from kiosk.session.events import CertificateState, PatientFacts

BEAT = timedelta(seconds=20)
"""How often a desk tells that it is there."""

log = logging.getLogger(__name__)

Told = tuple[Validity, tuple[wire.ResultOfQualificationConfirmation, ...]]
Ask = Callable[[Holder, date], Told]
"""Who tells how a person is insured on a day. Raises NetworkDown, SystemDown."""


def judge_here(holder: Holder, on: date) -> Told:
    """By the registry's own insurances."""
    validity, insurances = judge(holder, on)
    return validity, describe(holder, insurances, on)


class Embedded:
    """`kiosk.eligibility.port.Eligibility` over a `Registry`.

    `ca_certificates` are the authorities whose authentication certificates count; `face_folder`
    is where results appear (None: others write them, and use `collect` and `acknowledge`). `desk`
    is the identity of the desk that asks: results are its own. Without one this is the only desk.
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
        charset: Charset = Charset.SHIFT_JIS,
        settings: EligibilitySettings | None = None,
        patience: RetryPolicy | None = None,
        desk: str = "",
    ) -> None:
        self.desk = desk
        self._beaten: datetime | None = None
        self.registry = registry
        self.gate = Gate(ca_certificates, clock)
        self.facility = facility
        self.face_folder = face_folder
        self._clock = clock
        self._ask = ask
        self._charset = charset
        self._settings = settings if settings is not None else EligibilitySettings()
        self._turns = NamedLocks()
        self._patience = patience if patience is not None else RetryPolicy()
        self._owing = True
        """Some promised result may wait: of an earlier process, or since a delivery failed."""

    def at(self, desk: str) -> "Embedded":
        """The same for another desk that writes its results itself; this one where it does not."""
        if self.face_folder is not None or not desk:
            return self
        other = copy.copy(self)
        other.desk, other._beaten = desk, None
        return other

    def there(self) -> None:
        """Note in the registry that this desk is there, at intervals; an outage is let be."""
        now = self._clock()
        if not self.desk or (self._beaten is not None and abs(now - self._beaten) < BEAT):
            return
        self._beaten = now
        name = owed_results.desk_name(self.facility) if self.face_folder else "HTTP"
        with suppress(SystemDown):  # whoever cannot note it delivers all the same
            owed_results.seen(self.registry, self.desk, self.facility.code, name, now)
            self._owing = True  # staff may have taken something over for this desk
            self._clear()

    def _clear(self) -> None:
        """Remove what this desk had half-written of results that another has taken over."""
        if self.face_folder is None:
            return
        for number, name in owed_results.left_behind(self.registry, self.desk):
            target = self.face_folder / name
            with suppress(FolderUnwritable):  # looked at again next time
                if not files.aside(target).exists():
                    log.warning("a result that another desk took over may lie twice: %s", name)
                files.discard(target)
                owed_results.cleared(self.registry, number)

    def challenge(self) -> bytes:
        """A fresh challenge; see the port."""
        return self.gate.challenge()

    def identify(self, proof: Proof) -> Ticket:
        """The person of the certificate; see the port."""
        standing = self.gate.verify(proof)
        found = self.registry.of_card(standing.serial)
        if found is None:
            raise NoSuchPerson("no person of the registry has this certificate; fill the registry")
        holder, revoked = found
        if revoked:
            raise CertificateInvalid("the certificate was revoked")
        now = self._clock().replace(microsecond=0)
        reference = secrets.token_urlsafe(24)
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
        """初回登録; see the port."""
        with self.registry.transaction() as connection:
            person_id = self._row(connection, ticket.reference).person_id
        self.registry.register(person_id)

    def submit(self, ticket: Ticket, answers: Answers) -> Delivery:
        """Register consents and deliver the result; see the port. Raises NotRegistered too."""
        with self._turns.of(ticket.reference):
            try:
                row = self._look(ticket.reference)
            except TakenOver:
                self._adopt(ticket.reference)
                row = self._look(ticket.reference)
            if row.state == IDENTIFIED:
                if not self.registry.holder(row.person_id).registered:
                    raise NotRegistered("the card is not registered as the insurance card yet")
                self._keep(ticket.reference, answers)
            try:
                return self._settle(ticket.reference)
            except Exception as error:
                self._owing = True
                if not isinstance(error, OUTAGES):
                    self._patience.refused(ticket.reference)
                raise

    def deliver_pending(self, tell: Callable[[Late], None] = unheard) -> int:
        """Deliver what was promised and could not be, now or by an earlier process; how many.

        Cheap while nothing waits: the registry is not even asked. From any thread. See the port;
        raises FolderUnwritable, NetworkDown, SystemDown.
        """
        self.there()
        if self.face_folder is None or not self._owing:
            return 0
        self._owing = False  # before looking: a delivery that fails meanwhile sets it again
        delivered, trouble = 0, None
        try:
            for reference in self._promised():
                try:
                    delivered += self._deliver_late(reference, tell)
                except OUTAGES as error:  # of one person, perhaps: others go on
                    trouble = error
        except Exception:
            self._owing = True
            raise
        if trouble is not None:
            self._owing = True
            raise trouble
        return delivered

    def _promised(self) -> Sequence[str]:
        columns = tables.reception.c
        with self.registry.transaction() as connection:
            return connection.scalars(
                select(columns.reference)
                .where(
                    columns.state.in_(OWED),
                    columns.facility == self.facility.code,
                    columns.desk == self.desk,
                )
                .order_by(columns.id)
            ).all()

    def _deliver_late(self, reference: str, tell: Callable[[Late], None]) -> bool:
        """Whether an owed result was delivered now. Raises NetworkDown and other outages."""
        if not self._patience.due(reference):
            self._owing = True
            return False
        with self._turns.of(reference):
            try:
                if self._look(reference).state not in OWED:
                    return False  # it was delivered meanwhile
            except TakenOver:
                return False
            done = self._patience.ask(reference, partial(self._settle, reference))
        if done is None or done.given_up is not None:
            self._owing = True
        if done is None:
            return False
        tell(done)
        return done.given_up is None

    def collect(self, reference: str) -> tuple[str, bytes] | None:
        """Name and content of a promised result that this side does not write itself.

        None once it was acknowledged: then it lies where it belongs.
        """
        row = self._look(reference)
        return None if row.state not in (PENDING, STAGED) else (row.file, row.payload)

    def acknowledge(self, reference: str) -> None:
        """Note that a collected result lies in its folder; its content is forgotten."""
        with self.registry.transaction() as connection:
            self._row(connection, reference)
        self._mark(reference, (PENDING, STAGED), DELIVERED)

    # inside ----------------------------------------------------------------------------------

    def _row(self, connection: Connection, reference: str, *, keep: bool = False) -> "Row[Any]":
        """The reception of a ticket; `keep`: nobody else changes it before the transaction ends."""
        wanted = select(tables.reception).where(
            tables.reception.c.reference == reference,
            tables.reception.c.facility == self.facility.code,
        )
        found = connection.execute(wanted.with_for_update() if keep else wanted).first()
        if found is None:
            raise KioskError("the ticket is not of this facility's registry; identify again")
        if found.desk != self.desk:
            raise TakenOver("another desk has taken this result over; it is delivered there")
        return found

    def _adopt(self, reference: str) -> None:
        """Whoever has the ticket owns a result of which no desk has anything yet."""
        columns = tables.reception.c
        with self.registry.transaction() as connection:
            connection.execute(
                update(tables.reception)
                .where(
                    columns.reference == reference,
                    columns.facility == self.facility.code,
                    or_(columns.state == IDENTIFIED, columns.desk == ""),
                )
                .values(desk=self.desk)
            )

    def _keep(self, reference: str, answers: Answers) -> None:
        """Write down what the patient answered, and when."""
        at = self._clock().replace(microsecond=0)
        kept = {"at": at.isoformat(), **answers_to_json(answers)}
        columns = tables.reception.c
        with self.registry.transaction() as connection:
            connection.execute(
                update(tables.reception)
                .where(columns.reference == reference, columns.state == IDENTIFIED)
                .values(state=ANSWERED, payload=json.dumps(kept).encode())
            )

    def _settle(self, reference: str) -> Delivery:
        """From the answers on: ask, promise, deliver, as far as is still to be done."""
        row = self._look(reference)
        if row.state == ANSWERED:
            kept = json.loads(row.payload)
            at = datetime.fromisoformat(kept["at"])
            told = self._ask(self.registry.holder(row.person_id), at.date())
            with self.registry.transaction() as connection:
                row = self._row(connection, reference, keep=True)
                if row.state == ANSWERED:  # still: no other process was quicker
                    self._promise(connection, row, told, answers_from_json(kept), at)
        return self._deliver(reference)

    def _promise(
        self, connection: Connection, row: "Row[Any]", told: Told, answers: Answers, now: datetime
    ) -> None:
        """Consents, history and the finished file, all in the caller's transaction."""
        here, person = self.facility.code, row.person_id
        if row.certificate == CertificateState.GRACE.value:
            answers = _without_medical(answers)
        queries.write_consents(
            connection, here, person, given(answers, now, lasts=self._settings.outpatient)
        )
        validity, found = told
        asked = Inquiry(here, now, "card", person, validity.value, row.reference)
        queries.write_inquiries(connection, [asked])
        standing = queries.consents(connection, here, [person]).get(person, ())
        numbers = queries.numbers_of(connection, here, [person]).get(person)
        shown = opened(found, standing, now, self._settings.views)
        body = wire.ResultBody(
            prescription_issue_select=answers.prescription,
            processing_result_status=Status.NORMAL,
            qualification_validity=validity,
            result_list=wire.ResultList(shown) if found else None,
            reference_number=numbers[0] if numbers else None,
        )
        connection.execute(
            update(tables.reception)
            .where(tables.reception.c.id == row.id)
            .values(
                state=PENDING,
                validity=validity.value,
                prescription=answers.prescription.value if answers.prescription else None,
                subsidy=answers.subsidy,
                file=result_name(self.facility, row.id, now),
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
        row = self._look(reference)
        if self.face_folder is None:
            return Delivery(row.validity, None)
        target = self.face_folder / row.file
        if row.state == PENDING:
            files.stage(target, row.payload, shared=True)
            if not self._mark(reference, (PENDING,), STAGED):  # another desk took it meanwhile
                files.discard(target)
            row = self._look(reference)
        if row.state == STAGED:
            if files.aside(target).exists():  # else it was renamed before the process ended
                files.publish(target)
            self._mark(reference, (STAGED,), DELIVERED)
        return Delivery(row.validity, target)

    def _look(self, reference: str) -> "Row[Any]":
        with self.registry.transaction() as connection:
            return self._row(connection, reference)

    def _mark(self, reference: str, expected: tuple[str, ...], state: str) -> bool:
        """Note how far the delivery is, if it was where expected and is this desk's; whether so.

        Delivered content is dropped.
        """
        forget = {"payload": None} if state == DELIVERED else {}
        columns = tables.reception.c
        with self.registry.transaction() as connection:
            marked = connection.execute(
                update(tables.reception)
                .where(
                    columns.reference == reference,
                    columns.desk == self.desk,
                    columns.state.in_(expected),
                )
                .values(state=state, **forget)
            )
            return marked.rowcount == 1


def _facts(holder: Holder, standing: Standing, now: datetime) -> PatientFacts:
    on = now.date()
    held = in_force(holder.insurances, on)
    valid = standing.state is CertificateState.VALID
    return PatientFacts(
        registered=holder.registered,
        age=age(holder.person.birth, on),
        certificate=standing.state,
        certificate_ends=None if valid else standing.ends,
        days_left=0 if valid else standing.days_left,
        has_specific_disease=any(insurance.diseases for insurance in held),
        has_subsidy=holder.subsidy,
    )


def _without_medical(answers: Answers) -> Answers:
    """In the certificate's grace eligibility is told, medical information is not (HINO)."""
    medical = answers.agreed & VIEWS.keys()
    return Answers(
        agreed=answers.agreed - medical,
        declined=answers.declined | medical,
        prescription=answers.prescription,
        subsidy=answers.subsidy,
    )
