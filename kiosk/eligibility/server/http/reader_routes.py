"""The HTTP routes for kiosks: one route per call of the eligibility port."""

import asyncio
import base64
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel, ConfigDict

from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.desk_identity import DESK, IDENTITY
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.port import Proof, Ticket
from kiosk.eligibility.server.access.admission import facility_of
from kiosk.eligibility.wire.reader_api import facts_to_json
from kiosk.session.effects import Answers, Prescription
from kiosk.session.events import CertificateState, Method, PatientFacts
from kiosk.session.rules import Category


class Shape(BaseModel):
    """Base of the JSON objects; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ProofShape(Shape):
    """A `Proof`; bytes in base64."""

    method: Method
    certificate: str
    challenge: str
    signature: str


class AnswersShape(Shape):
    """`Answers`, with the reference of the ticket."""

    reference: str
    agreed: frozenset[Category] = frozenset()
    declined: frozenset[Category] = frozenset()
    prescription: Prescription | None = None
    subsidy: bool | None = None


class ReferenceShape(Shape):
    """The reference of a ticket."""

    reference: str


class ChallengeShape(Shape):
    """A challenge in base64."""

    challenge: str


class TicketShape(Shape):
    """The reference of a reception, and what the reader needs to know of the person."""

    reference: str
    patient: dict[str, Any]


class SubmittedShape(Shape):
    """資格有効性, and the result file in base64 for the reader to write, if it is to."""

    validity: str | None
    file: str | None
    content: str | None


class ReaderService(Protocol):
    """The part of the service that these routes use."""

    def terminal(self, facility: Facility) -> Embedded:
        """The eligibility adapter of a facility."""
        ...


def add_routes(app: FastAPI, service: ReaderService) -> None:
    """Add the `/v1/terminal/…` routes."""

    async def call(request: Request, action: Callable[[Embedded], Any]) -> Any:
        facility = facility_of(request)
        terminal = service.terminal(facility).at(desk_of(request))
        return await asyncio.to_thread(action, terminal)

    @app.post("/v1/terminal/challenge", operation_id="createChallenge", tags=["reader"])
    async def challenge(request: Request) -> ChallengeShape:
        """Create a challenge in base64, valid for one proof."""
        made = await call(request, lambda one: one.challenge())
        return ChallengeShape(challenge=_text(made))

    @app.post("/v1/terminal/identify", operation_id="identifyPerson", tags=["reader"])
    async def identify(request: Request, shape: ProofShape) -> TicketShape:
        """Identify the person of a certificate; returns the facts that a reception needs."""
        try:
            proof = Proof(
                shape.method,
                *(_bytes(part) for part in (shape.certificate, shape.challenge, shape.signature)),
            )
        except ValueError:
            raise HTTPException(422, "base64 was expected") from None
        ticket: Ticket = await call(request, lambda one: one.identify(proof))
        return TicketShape(reference=ticket.reference, patient=facts_to_json(ticket.patient))

    @app.post("/v1/terminal/register", operation_id="registerCard", tags=["reader"])
    async def register(request: Request, shape: ReferenceShape) -> ReferenceShape:
        """Register the card (初回登録)."""
        await call(request, lambda one: one.register(_ticket(shape.reference)))
        return shape

    @app.post("/v1/terminal/submit", operation_id="submitAnswers", tags=["reader"])
    async def submit(request: Request, shape: AnswersShape) -> SubmittedShape:
        """Register the consents; returns the result file unless the service writes the folder."""
        answers = Answers(shape.agreed, shape.declined, shape.prescription, shape.subsidy)
        submitted: SubmittedShape = await call(
            request, partial(_submit, reference=shape.reference, answers=answers)
        )
        return submitted

    @app.post("/v1/terminal/delivered", operation_id="confirmDelivery", tags=["reader"])
    async def delivered(request: Request, shape: ReferenceShape) -> ReferenceShape:
        """The kiosk has written the result: delete its content here."""
        await call(request, lambda one: one.acknowledge(shape.reference))
        return shape


def desk_of(request: Request) -> str:
    """The identity of the desk that asks; empty if it sends none."""
    told = request.headers.get(DESK, "")
    return told if IDENTITY.fullmatch(told) else ""


def _submit(terminal: Embedded, reference: str, answers: Answers) -> SubmittedShape:
    terminal.there()
    delivery = terminal.submit(_ticket(reference), answers)
    collected = terminal.collect(reference)
    file, content = collected if collected else (None, None)
    text = None if content is None else _text(content)
    return SubmittedShape(validity=delivery.validity, file=file, content=text)


def _ticket(reference: str) -> Ticket:
    """A ticket with placeholder facts, for calls that use the reference only."""
    return Ticket(reference, PatientFacts(True, 0, CertificateState.VALID))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
