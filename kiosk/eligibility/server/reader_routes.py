"""The resources a kiosk's reader uses over HTTP: the eligibility port, call by call."""

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
from kiosk.eligibility.wire.reader_api import facts_to_json
from kiosk.session.effects import Answers, Prescription
from kiosk.session.events import CertificateState, Method, PatientFacts
from kiosk.session.rules import Category


class Shape(BaseModel):
    """Closed JSON objects of the terminal."""

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
    """What these routes need of the service."""

    async def admitted(self, request: Request) -> Facility:
        """The facility that asks. Raises HTTPException."""
        ...

    def terminal(self, facility: Facility) -> Embedded:
        """The reader's side of a facility."""
        ...


def add_routes(app: FastAPI, service: Service) -> None:
    """The `/v1/terminal/…` resources."""

    async def call(request: Request, action: Callable[[Embedded], Any]) -> Any:
        facility = await service.admitted(request)
        terminal = service.terminal(facility).at(desk_of(request))
        return await asyncio.to_thread(action, terminal)

    @app.post("/v1/terminal/challenge")
    async def challenge(request: Request) -> dict[str, str]:
        """A fresh challenge, in base64, good for one proof."""
        return {"challenge": _text(await call(request, lambda one: one.challenge()))}

    @app.post("/v1/terminal/identify")
    async def identify(request: Request, shape: ProofShape) -> dict[str, Any]:
        """The person of a certificate, as far as a reception must know."""
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
        """初回登録."""
        await call(request, lambda one: one.register(_ticket(shape.reference)))
        return {"reference": shape.reference}

    @app.post("/v1/terminal/submit")
    async def submit(request: Request, shape: AnswersShape) -> dict[str, Any]:
        """Register the consents; the result comes along unless this side writes the folder."""
        answers = Answers(shape.agreed, shape.declined, shape.prescription, shape.subsidy)
        submitted: dict[str, Any] = await call(
            request, partial(_submit, reference=shape.reference, answers=answers)
        )
        return submitted

    @app.post("/v1/terminal/delivered")
    async def delivered(request: Request, shape: ReferenceShape) -> dict[str, str]:
        """The result lies in its folder: it may be forgotten here."""
        await call(request, lambda one: one.acknowledge(shape.reference))
        return {"reference": shape.reference}


def desk_of(request: Request) -> str:
    """The identity of the desk that asks; empty for one that tells none."""
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
    """A ticket whose patient's facts nobody will look at."""
    return Ticket(reference, PatientFacts(True, 0, CertificateState.VALID))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
