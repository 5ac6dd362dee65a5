"""The HTTP side of the simulated national system (`kiosk serve`).

Every kind of request file is also a resource: `POST /v1/<kind>` takes the message as XML or JSON
and answers in the format of the `Accept` header. Kiosks use `/v1/terminal/…`.
"""

import asyncio
import json
import logging
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect

from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.refusals import Refusal, Refused
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server import docs_page, monitoring_routes, reader_routes
from kiosk.eligibility.server.admission import Admission, facility_of
from kiosk.eligibility.server.batching import Batcher
from kiosk.eligibility.server.bulk import Bulk
from kiosk.eligibility.server.description import describe, operation
from kiosk.eligibility.server.exchange import (
    Exchange,
    answered_in,
    failure,
    speaking,
    written,
)
from kiosk.eligibility.server.idempotency import Repeat, freeze, repeat_of, thaw
from kiosk.eligibility.server.kinds import KINDS, TABLE, Answer, Message, MessageKind, refusal_of
from kiosk.eligibility.server.permits import Permits
from kiosk.eligibility.server.tokens import TokenVerifier
from kiosk.eligibility.wire import BadMessage, Reason, from_json, read, to_json, write
from kiosk.eligibility.wire.charsets import MAX_BYTES
from kiosk.eligibility.wire.glimpse import glimpse, glimpse_json
from kiosk.eligibility.wire.kinds import SINGLE
from kiosk.eligibility.wire.qualification import Request as Single
from kiosk.eligibility.wire.qualification import Result
from kiosk.eligibility.wire.serialization import ROOT
from kiosk.errors import FolderUnwritable, KioskError, SystemDown, TakenOver
from kiosk.session.codes import Charset
from kiosk.session.events import Fault
from kiosk.timing import REAL, SYSTEM_CHANCE

POLL_SECONDS = 0.5
HUNG_UP = 499
"""The status under which the metrics count a client that was gone before it was answered."""
SWEEP_SECONDS = 600
ENDS_WITHIN_S = 5.0
"""Seconds that a bulk request under way has at the end; it is answered at the next start."""
AT_ONCE_BYTES = 64 * 1024
"""A larger request is parsed in a thread."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wiring:
    """The parts and settings of a service."""

    national: National
    authorities: Sequence[x509.Certificate | bytes]
    face: tuple[Facility, Path] | None = None
    """The facility whose results the service writes, and the folder; others fetch their results."""
    desk: str = ""
    """The identity of the desk that owns this folder."""
    alone: Facility | None = None
    """Serve this facility without tokens; for use on the local machine only."""
    background: bool = True
    """Do here what no request asks for: late results, bulk requests, deletion of old data."""


class Service:
    """The state of a running service: an exchange and a terminal for each facility."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self.national = wiring.national
        registry, settings = self.national.registry, self.national.settings
        self.door = TokenVerifier(registry)
        self.permits = Permits(registry, settings.requests_per_second)
        self.exchanges: dict[Facility, Exchange] = {}
        self.terminals: dict[str, Embedded] = {}
        self.batcher: Batcher[tuple[Facility, Single, str], Result] = Batcher(self._singles)
        self._owed = ""
        self.metrics = CollectorRegistry()
        self.asked = Counter(
            "uketsuke_requests", "Requests by kind and status", ["kind", "status"],
            registry=self.metrics,
        )  # fmt: skip
        self.seconds = Histogram(
            "uketsuke_request_seconds", "Seconds to an answer", ["kind"], registry=self.metrics,
            buckets=(0.002, 0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.25, 0.5, 1, 5),
        )  # fmt: skip

    def exchange(self, facility: Facility) -> Exchange:
        """The exchange of a facility."""
        if facility not in self.exchanges:
            self.exchanges[facility] = Exchange(self.national, facility)
        return self.exchanges[facility]

    def terminal(self, facility: Facility) -> Embedded:
        """The eligibility adapter of a facility, for its kiosks."""
        known = self.terminals.get(facility.code)
        if known is not None:
            return known
        mine, folder = self.wiring.face or (None, None)
        made = Embedded(
            self.national.registry,
            self.wiring.authorities,
            facility,
            folder if mine and mine.code == facility.code else None,
            self.national.clock,
            settings=self.national.settings,
            desk=self.wiring.desk if mine and mine.code == facility.code else "",
        )
        return self.terminals.setdefault(facility.code, made)  # the first thread's, for all

    def deliver(self) -> None:
        """Write undelivered results to the folder of this side. Raises SystemDown."""
        if self.wiring.face is None:
            return
        owed = ""
        try:
            late = self.terminal(self.wiring.face[0]).deliver_pending()
            if late:
                log.warning("results delivered late: %d", late)
        except FolderUnwritable as error:
            owed = error.detail
        if owed and owed != self._owed:
            log.warning("results wait to be delivered: %s", owed)
        self._owed = owed

    def forget(self) -> None:
        """Delete stored answers and bulk requests that are older than answer files may be."""
        minutes = self.national.settings.response_file_stay_minutes
        if minutes:
            self.national.registry.forget(self.national.clock() - timedelta(minutes=minutes))

    def _singles(self, asked: Sequence[tuple[Facility, Single, str]]) -> list[Result]:
        """Answer single checks of any facilities, in order."""
        places: dict[Facility, list[int]] = defaultdict(list)
        for place, (facility, _, _) in enumerate(asked):
            places[facility].append(place)
        told: dict[int, Result] = {}
        for facility, mine in places.items():
            requests = [(asked[place][1], asked[place][2]) for place in mine]
            told |= dict(zip(mine, self.exchange(facility).single(requests), strict=True))
        return [told[place] for place in range(len(asked))]

    async def admit(self, headers: Headers) -> Facility:
        """The facility of a request's token. Raises HTTPException 401 or 429, SystemDown."""
        facility = self.wiring.alone or await self._facility(headers)
        if not await self.permits.admit(facility.code):
            raise HTTPException(429, "too many requests", headers={"Retry-After": "1"})
        return facility

    async def _facility(self, headers: Headers) -> Facility:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        facility = self.door.known(token)
        if facility is None and scheme.lower() == "bearer" and len(token) < 200:
            facility = await asyncio.to_thread(self.door.verify, token)
        if facility is None:
            raise HTTPException(
                401, "a facility token is needed", headers={"WWW-Authenticate": "Bearer"}
            )
        return facility

    async def tell(self, kind: str, request: Request) -> Response:
        """The response to `POST /v1/<kind>`."""
        facility = facility_of(request)
        data = await _body(request)
        form = Form.of(request)
        repeat = repeat_of(kind, request.headers.get("idempotency-key", ""), data)
        try:
            if repeat is not None:
                kept = await asyncio.to_thread(self._kept, facility, repeat)
                if kept is not None:
                    return kept
            if len(data) > AT_ONCE_BYTES:  # do not block the event loop
                message, charset = await asyncio.to_thread(_parsed, kind, data, form)
            else:
                message, charset = _parsed(kind, data, form)
            name = SYSTEM_CHANCE(16).hex() if repeat is None else repeat.name(facility)
            answer = await self._ask(facility, kind, message, name)
            response = _response(kind, message, answer, charset, 200, xml=form.xml_out)
            if repeat is None:
                return response
            return await asyncio.to_thread(self._keep, facility, repeat, response)
        except BadMessage as problem:
            return self._refusal(kind, problem, data, form, 422)
        except Refused as refused:
            return self._refusal(kind, refused.refusal, data, form, 422)

    async def unknown(self, kind: str, request: Request) -> Response:
        """The response to `POST /v1/<kind>` of a kind that is not in the table."""
        return self._refusal(kind, refusal_of(kind)[0], await _body(request), Form.of(request), 404)

    def _refusal(
        self, kind: str, problem: BadMessage | Refusal, data: bytes, form: "Form", status: int
    ) -> Response:
        """The error answer, with what could be read of the request."""
        seen = glimpse(data) if form.xml_in else glimpse_json(data)
        charset = seen.charset if form.xml_out else Charset.UTF_8
        charset = charset if charset is not None else self.national.settings.default_charset
        answer = failure(self.national, kind, problem, replace(seen, charset=charset))
        return _response(kind, None, answer, charset, status, xml=form.xml_out)

    async def _ask(self, facility: Facility, kind: str, message: Message, name: str) -> Answer:
        if kind == SINGLE and isinstance(message, Single):
            return await self.batcher.ask((facility, message, name))
        return await asyncio.to_thread(self.exchange(facility).tell, kind, message, name)

    def _kept(self, facility: Facility, repeat: Repeat) -> Response | None:
        kept = self.national.registry.kept_answer(facility.code, repeat.key)
        return None if kept is None else thaw(kept, repeat)

    def _keep(self, facility: Facility, repeat: Repeat, response: Response) -> Response:
        now, frozen = self.national.clock(), freeze(response, repeat)
        kept = self.national.registry.keep_answer(facility.code, repeat.key, frozen, now)
        return thaw(kept, repeat)


@dataclass(frozen=True, slots=True)
class Form:
    """Whether a request is XML, and whether its answer is."""

    xml_in: bool
    xml_out: bool

    @classmethod
    def of(cls, request: Request) -> "Form":
        """By `Content-Type` and `Accept`; without `Accept` the answer has the request's form."""
        xml_in = "json" not in request.headers.get("content-type", "application/json")
        accept = request.headers.get("accept", "*/*")
        return cls(xml_in, "xml" in accept or (xml_in and "json" not in accept))


def _parsed(kind: str, data: bytes, form: Form) -> tuple[Message, Charset]:
    """The message and the encoding of its answer: JSON is UTF-8, whatever the message names."""
    message: Message
    if form.xml_in:
        message, charset = read(KINDS[kind].request, data)
    else:
        message, charset = _from_json(kind, data), Charset.UTF_8
    if not form.xml_out:
        return speaking(message, Charset.UTF_8), Charset.UTF_8
    return answered_in(message, charset)


def _from_json(kind: str, data: bytes) -> Message:
    try:
        given = json.loads(data, object_pairs_hook=_each_once)
    except BadMessage:
        raise
    except (ValueError, RecursionError):
        raise BadMessage(Reason.NOT_XML, "the body is not JSON") from None
    inside = given.get(ROOT) if isinstance(given, dict) else None
    message: Message = from_json(KINDS[kind].request, inside)
    return message


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a JSON object. Raises BadMessage if a key appears twice."""
    given = dict(pairs)
    if len(given) != len(pairs):
        raise BadMessage(Reason.REPEATED, "a key may occur once only in an object")
    return given


def _response(
    kind: str, message: Message | None, answer: Answer, charset: Charset, status: int, *, xml: bool
) -> Response:
    reply = written(kind, message, answer, charset) if message is not None and xml else None
    if reply is not None and reply.suffix == ".pdf":
        return Response(reply.data, status, media_type="application/pdf")
    if xml:
        name = "Shift_JIS" if charset is Charset.SHIFT_JIS else "UTF-8"
        body = reply.data if reply is not None else write(answer, charset)
        return Response(body, status, {"content-type": f"application/xml; charset={name}"})
    body = json.dumps({ROOT: to_json(answer)}, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(body, status, {"content-type": "application/json"})


def unfit(error: RequestValidationError) -> dict[str, Any]:
    """What a body that does not fit its route is told: our names only, nothing that was sent."""
    fields = {
        ".".join(str(part) for part in one["loc"][1:2])
        for one in error.errors()
        if one["type"] not in ("extra_forbidden", "json_invalid")
    }
    return {"detail": "the body does not fit this route", "fields": sorted(fields - {""})}


async def _body(request: Request) -> bytes:
    """The request's body. Raises HTTPException 413 if it is larger than a message may be."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BYTES:
            raise HTTPException(413, "the message is too large")
        parts.append(part)
    return b"".join(parts)


STATUS = {Fault.SYSTEM_DOWN: 503, Fault.FOLDER_UNWRITABLE: 507, Fault.NO_SUCH_PERSON: 404}

NO_TELEMETRY: Any = {"auto_configure": False, "tracing": False, "metrics": False, "logs": False}
"""FastAPI may send traces where the environment names a collector; none of this is for others."""


def create_app(wiring: Wiring) -> FastAPI:
    """Create the ASGI application."""
    service = Service(wiring)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        stop = threading.Event()
        background = threading.Thread(target=work, args=(service, stop), daemon=True)
        if wiring.background:
            background.start()
        yield
        stop.set()
        if wiring.background:
            await asyncio.to_thread(background.join, ENDS_WITHIN_S)
        service.batcher.close()

    app = FastAPI(
        title="uketsuke: simulated eligibility system",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        telemetry=NO_TELEMETRY,
    )
    app.state.service = service
    app.add_middleware(Admission, admit=service.admit)
    describe(app)

    @app.exception_handler(RequestValidationError)
    async def _unfit(_: Request, error: RequestValidationError) -> JSONResponse:
        return JSONResponse(unfit(error), 422)

    @app.exception_handler(KioskError)
    async def _refused(_: Request, error: KioskError) -> JSONResponse:
        status = 410 if isinstance(error, TakenOver) else STATUS.get(error.fault, 409)
        return JSONResponse({"fault": error.fault.value, "detail": error.detail}, status)

    for kind in TABLE:
        _add_kind(app, service, kind)
    _add_unknown(app, service)
    reader_routes.add_routes(app, service)
    monitoring_routes.add_routes(app, service)
    docs_page.add_page(app)
    return app


def work(service: Service, stop: threading.Event) -> None:
    """Deliver results, answer bulk requests and delete old data until `stop` is set."""
    swept = float("-inf")
    while not stop.is_set():
        try:
            if REAL.monotonic() - swept > SWEEP_SECONDS:
                swept = REAL.monotonic()
                service.forget()
            service.deliver()
            Bulk(service.national).work()
        except SystemDown as error:
            log.warning("results and bulk requests wait: %s", error.detail)
        except Exception as error:  # its text could be personal
            log.error("results or bulk requests fail (%s)", type(error).__name__)
        stop.wait(POLL_SECONDS)


def _add_unknown(app: FastAPI, service: Service) -> None:
    """Answer every other kind too, with a code (the route stands after those of the kinds)."""

    @app.post("/v1/{kind}", include_in_schema=False)
    async def unknown(kind: str, request: Request) -> Response:
        return await service.unknown(kind, request)


def _add_kind(app: FastAPI, service: Service, entry: MessageKind) -> None:
    kind = entry.name
    seconds = service.seconds.labels(kind)

    async def post(request: Request) -> Response:
        begun = REAL.monotonic()
        status = 500
        try:
            response = await service.tell(kind, request)
            status = response.status_code
            return response
        except HTTPException as refused:
            status = refused.status_code
            raise
        except SystemDown:
            status = 503
            raise
        except ClientDisconnect:
            status = HUNG_UP
            raise
        finally:
            service.asked.labels(kind, str(status)).inc()
            seconds.observe(REAL.monotonic() - begun)

    app.add_api_route(
        f"/v1/{kind}",
        post,
        methods=["POST"],
        name=kind,
        openapi_extra=operation(entry),
    )
