"""The API for booking and video services: start a consent, come back, ask for the result.

Nothing of the patient goes to the service: only whether the consent was registered.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit, urlunsplit

from fastapi import FastAPI, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from kiosk.eligibility.national.homevisit import care_clients
from kiosk.eligibility.national.homevisit.care_clients import Booking, Client
from kiosk.eligibility.national.homevisit.visits import Visit
from kiosk.eligibility.national.system import National
from kiosk.eligibility.uses import Use
from kiosk.homevisit import profile
from kiosk.homevisit.flow import DAYS_AHEAD
from kiosk.homevisit.states import VisitRules, VisitState
from kiosk.session.states import Language
from kiosk.timing import REAL
from kiosk.web.api.webhooks import Webhooks
from kiosk.web.limits import RateLimit
from kiosk.web.render import HEADERS
from kiosk.web.runs import Run
from kiosk.web.visit_routes import VisitPages, message

OWN_TOKEN: dict[str, Any] = {"security": [{"serviceToken": []}]}
"""For the description of the API: a booking service has a token of its own."""
REFUSED: dict[int | str, dict[str, Any]] = {401: {"description": "no valid ID.SECRET"}}


class Start(BaseModel):
    """A consent to be started: the booked 診療日, and a text of the service's own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    day: date
    use: Literal["online", "other_route"] = "online"
    state: str = Field(default="", max_length=64, pattern=r"^[A-Za-z0-9_.~-]*$")


class Started(BaseModel):
    """Where the patient is to be sent, and the id to ask by."""

    id: str
    url: str


class Result(BaseModel):
    """Whether the consent was registered."""

    id: str
    outcome: Literal["waiting", "registered"]
    day: date
    use: str
    state: str


class CareApi:
    """The API, the patient's way in and back, and the webhook."""

    def __init__(
        self, national: National, visits: VisitPages, webhooks: Webhooks | None = None
    ) -> None:
        self._national, self._visits = national, visits
        self._webhooks = webhooks or Webhooks()
        self._registry = national.registry
        self._starts = RateLimit(120, 60)

    def add_to(self, app: FastAPI) -> None:
        """Add the routes."""
        self._visits.runs.effects.stored = self.stored
        app.add_api_route("/visit/b/{ident}", self.enter, include_in_schema=False)
        app.add_api_route("/visit/return", self.back, include_in_schema=False)
        app.add_api_route(
            "/care/v1/consents", self.start, methods=["POST"], response_model=Started,
            status_code=201, operation_id="startConsent", tags=["online care"],
            openapi_extra=OWN_TOKEN, responses={**REFUSED, 429: {"description": "too many"}},
        )  # fmt: skip
        app.add_api_route(
            "/care/v1/consents/{ident}", self.result, response_model=Result,
            operation_id="getConsent", tags=["online care"], openapi_extra=OWN_TOKEN,
            responses={**REFUSED, 404: {"description": "this service started no such consent"}},
        )  # fmt: skip

    async def _client(self, request: Request) -> Client:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        client = None
        if scheme.lower() == "bearer" and len(token) < 200:
            client = await asyncio.to_thread(care_clients.of_token, self._registry, token)
        if client is None:
            raise HTTPException(401, "a client's ID.SECRET is needed as bearer token")
        return client

    async def start(self, request: Request, wanted: Start) -> Started:
        """Start a consent: answers the address to which the patient's browser is redirected."""
        client = await self._client(request)
        now = self._national.clock()
        if not self._starts.take(client.id):
            raise HTTPException(429, "too many consents", headers={"Retry-After": "60"})
        if not now.date() <= wanted.day <= now.date() + DAYS_AHEAD:
            raise HTTPException(422, "the day is today or within a year")
        ident = await asyncio.to_thread(
            care_clients.begin,
            self._registry,
            client,
            day=wanted.day,
            use=Use(wanted.use),
            state=wanted.state,
            now=now,
        )  # fmt: skip
        base = f"{request.url.scheme}://{request.url.netloc}"
        return Started(id=ident, url=f"{base}/visit/b/{ident}")

    async def result(self, request: Request, ident: str) -> Result:
        """Whether the consent was registered."""
        client = await self._client(request)
        found = await asyncio.to_thread(care_clients.find, self._registry, ident)
        if found is None or found.client.id != client.id:
            raise HTTPException(404, "this client started no such consent")
        return Result.model_validate(_told(found), from_attributes=False)

    async def enter(self, request: Request, ident: str) -> Response:
        """The patient comes from the booking service."""
        found = await asyncio.to_thread(care_clients.find, self._registry, ident)
        now = self._national.clock()
        if found is None or not found.open(now) or found.day < now.date():
            return message(Language.JAPANESE, "dead", 404)
        known = await asyncio.to_thread(self._registry.facility, found.client.facility)
        rules = VisitRules(
            known[0] if known and known[0] else found.client.facility,
            found.use,
            profile.in_force(now.date()),
            booked=found.day,
            returns=True,
        )
        run = Run(found.client.facility, "", VisitState(rules), booking=ident)
        return self._visits.begin(request, run)

    async def back(self, request: Request) -> Response:
        """The patient goes back, to the registered address only, with a signed result."""
        session = self._visits.sessions.of(request)
        booking = session.data.booking if session is not None else ""
        found = await asyncio.to_thread(care_clients.find, self._registry, booking)
        if session is None or found is None or not session.data.state.over:
            return message(Language.JAPANESE, "expired", 410)
        self._visits.sessions.end(session)
        parts = urlsplit(found.client.callback)
        query = "&".join(filter(None, (parts.query, urlencode(signed(found)))))
        address = urlunsplit(parts._replace(query=query))
        return Response(status_code=303, headers={**HEADERS, "Location": address})

    def stored(self, run: Run, _: Visit) -> None:
        """Note a stored consent for the service that started it, then call the service's webhook.

        Raises SystemDown.
        """
        if not run.booking:
            return
        care_clients.settle(self._registry, run.booking)
        found = care_clients.find(self._registry, run.booking)
        if found is not None and found.client.webhook:
            self._webhooks.send(found.client.webhook, lambda: signed(found))


def _told(booking: Booking) -> dict[str, str]:
    return {
        "id": booking.id,
        "outcome": booking.outcome,
        "day": booking.day.isoformat(),
        "use": booking.use.value,
        "state": booking.state,
    }


def signed(booking: Booking) -> dict[str, str]:
    """What the service is told, with the time and a signature by its secret."""
    told = {**_told(booking), "at": f"{REAL.instant().timestamp():.0f}"}
    return {**told, "signature": signature(told, booking.client.secret)}


def signature(told: Mapping[str, str], secret: str) -> str:
    """HMAC-SHA256, in hexadecimal, over the fields in the order of their names, one a line."""
    text = "\n".join(f"{name}={told[name]}" for name in sorted(told) if name != "signature")
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
