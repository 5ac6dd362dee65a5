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
from kiosk.eligibility.server.admission import facility_of
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


class Service(Protocol):
    """The part of the service that these routes use."""

    def terminal(self, facility: Facility) -> Embedded:
        """The eligibility adapter of a facility."""
        ...


def add_routes(app: FastAPI, service: Service) -> None:
    """Add the `/v1/terminal/…` routes."""

    async def call(request: Request, action: Callable[[Embedded], Any]) -> Any:
        facility = facility_of(request)
        terminal = service.terminal(facility).at(desk_of(request))
        return await asyncio.to_thread(action, terminal)

    @app.post("/v1/terminal/challenge")
    async def challenge(request: Request) -> dict[str, str]:
        """Create a challenge in base64, valid for one proof."""
        return {"challenge": _text(await call(request, lambda one: one.challenge()))}

    @app.post("/v1/terminal/identify")
    async def identify(request: Request, shape: ProofShape) -> dict[str, Any]:
        """Identify the person of a certificate; returns the facts that a reception needs."""
        try:
            proof = Proof(
                shape.method,
                *(_bytes(part) for part in (shape.certificate, shape.challenge, shape.signature)),
            )
        except ValueError:
            raise HTTPException(422, "base64 was expected") from None
        ticket: Ticket = await call(request, lambda one: one.identify(proof))
        return {"reference": ticket.reference, "patient": facts_to_json(ticket.patient)}

    @app.post("/v1/terminal/register")
    async def register(request: Request, shape: ReferenceShape) -> dict[str, str]:
        """Register the card (初回登録)."""
        await call(request, lambda one: one.register(_ticket(shape.reference)))
        return {"reference": shape.reference}

    @app.post("/v1/terminal/submit")
    async def submit(request: Request, shape: AnswersShape) -> dict[str, Any]:
        """Register the consents; returns the result file unless the service writes the folder."""
        answers = Answers(shape.agreed, shape.declined, shape.prescription, shape.subsidy)
        submitted: dict[str, Any] = await call(
            request, partial(_submit, reference=shape.reference, answers=answers)
        )
        return submitted

    @app.post("/v1/terminal/delivered")
    async def delivered(request: Request, shape: ReferenceShape) -> dict[str, str]:
        """The kiosk has written the result: delete its content here."""
        await call(request, lambda one: one.acknowledge(shape.reference))
        return {"reference": shape.reference}


def desk_of(request: Request) -> str:
    """The identity of the desk that asks; empty if it sends none."""
    told = request.headers.get(DESK, "")
    return told if IDENTITY.fullmatch(told) else ""


def _submit(terminal: Embedded, reference: str, answers: Answers) -> dict[str, Any]:
    terminal.there()
    delivery = terminal.submit(_ticket(reference), answers)
    collected = terminal.collect(reference)
    return {
        "validity": delivery.validity,
        "file": collected[0] if collected else None,
        "content": _text(collected[1]) if collected else None,
    }


def _ticket(reference: str) -> Ticket:
    """A ticket with placeholder facts, for calls that use the reference only."""
    return Ticket(reference, PatientFacts(True, 0, CertificateState.VALID))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
