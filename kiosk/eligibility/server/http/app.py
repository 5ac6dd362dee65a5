"""The HTTP side of the simulated national system (`kiosk serve`), with all of its routes.

Kiosks use `/v1/terminal/…`; other programs `/v1/<kind>`, see `messages`.
"""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.requests import ClientDisconnect

from kiosk.eligibility.server.access.admission import Admission
from kiosk.eligibility.server.bulk import Bulk
from kiosk.eligibility.server.http import docs_page, monitoring_routes, reader_routes
from kiosk.eligibility.server.http.description import describe, operation
from kiosk.eligibility.server.http.messages import Messages
from kiosk.eligibility.server.http.service import HttpService, Wiring
from kiosk.eligibility.server.kinds import TABLE, MessageKind
from kiosk.errors import KioskError, SystemDown, TakenOver
from kiosk.session.events import Fault
from kiosk.timing import REAL

POLL_SECONDS = 0.5
HUNG_UP = 499
"""The status under which the metrics count a client that disconnected before its answer."""
SWEEP_SECONDS = 600
ENDS_WITHIN_S = 5.0
"""Seconds that a bulk request under way has at the end; it is answered at the next start."""

log = logging.getLogger(__name__)


STATUS = {Fault.SYSTEM_DOWN: 503, Fault.FOLDER_UNWRITABLE: 507, Fault.NO_SUCH_PERSON: 404}

NO_TELEMETRY: Any = {"auto_configure": False, "tracing": False, "metrics": False, "logs": False}
"""FastAPI may send traces where the environment names a collector; this setting prevents it,
because requests are personal.
"""


def unfit(error: RequestValidationError) -> dict[str, Any]:
    """The error text for a body that does not fit its route; it has no value that was sent."""
    fields = {
        ".".join(str(part) for part in one["loc"][1:2])
        for one in error.errors()
        if one["type"] not in ("extra_forbidden", "json_invalid")
    }
    return {"detail": "the body does not fit this route", "fields": sorted(fields - {""})}


def create_app(wiring: Wiring) -> FastAPI:
    """Create the ASGI application."""
    service = HttpService(wiring)
    messages = Messages(service)

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
        messages.close()

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
        _add_kind(app, service, messages, kind)
    _add_unknown(app, messages)
    reader_routes.add_routes(app, service)
    monitoring_routes.add_routes(app, service)
    docs_page.add_page(app)
    return app


def work(service: HttpService, stop: threading.Event) -> None:
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


def _add_unknown(app: FastAPI, messages: Messages) -> None:
    """Answer every other kind too, with a code (the route stands after those of the kinds)."""

    @app.post("/v1/{kind}", include_in_schema=False)
    async def unknown(kind: str, request: Request) -> Response:
        return await messages.unknown(kind, request)


def _add_kind(app: FastAPI, service: HttpService, messages: Messages, entry: MessageKind) -> None:
    kind = entry.name
    seconds = service.seconds.labels(kind)

    async def post(request: Request) -> Response:
        begun = REAL.monotonic()
        status = 500
        try:
            response = await messages.answer(kind, request)
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
