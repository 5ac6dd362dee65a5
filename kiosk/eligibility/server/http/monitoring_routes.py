"""Routes for monitoring: receptions, history, health and metrics."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any, Protocol

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry
from prometheus_client import generate_latest as latest
from prometheus_client.multiprocess import MultiProcessCollector

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.records import records
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.access.admission import facility_of
from kiosk.errors import SystemDown
from kiosk.records.public import to_json

POLL_SECONDS = 0.5
HISTORY_MOST = 1000
"""Checks in one answer of `/v1/history`."""
SHARED_METRICS = "PROMETHEUS_MULTIPROC_DIR"
"""The variable with the folder in which several processes add up their metrics."""
EVENT_DIGITS = 18
"""More would not fit the registry's 64-bit numbers."""


class MonitoredService(Protocol):
    """The part of the service that these routes use."""

    @property
    def national(self) -> National:
        """The national system of the service."""
        ...

    @property
    def metrics(self) -> CollectorRegistry:
        """The metrics of the service."""
        ...


def add_routes(app: FastAPI, service: MonitoredService) -> None:
    """Add the routes for receptions, history, health and metrics."""
    registry = service.national.registry

    @app.get(
        "/v1/receptions", operation_id="followReceptions", tags=["monitoring"],
        response_class=StreamingResponse,
        responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
    )  # fmt: skip
    async def receptions(request: Request) -> StreamingResponse:
        """Server-sent events, one per submitted reception; Last-Event-ID resumes."""
        facility = facility_of(request)
        given = request.headers.get("last-event-id", "")
        number = given.isascii() and given.isdigit() and len(given) <= EVENT_DIGITS
        last = int(given) if number else None
        if last is None:
            last = await asyncio.to_thread(registry.last_line, facility.code)
        stream = _events(service, request, facility, last)
        return StreamingResponse(stream, media_type="text/event-stream")

    @app.get("/v1/history", operation_id="listRecords", tags=["monitoring"])
    async def history(request: Request, days: int = 1) -> list[dict[str, Any]]:
        """The records of this facility's checks in the last days, newest first, without names."""
        facility = facility_of(request)
        since = service.national.clock() - timedelta(days=min(max(days, 0), 366))
        found = await asyncio.to_thread(records, registry, facility.code, since, most=HISTORY_MOST)
        return [to_json(one) for one in reversed(found)]

    @app.get(
        "/health", operation_id="checkHealth", tags=["monitoring"],
        responses={503: {"description": "the registry does not answer"}},
    )  # fmt: skip
    async def health() -> JSONResponse:
        """Whether the registry answers."""
        try:
            await asyncio.to_thread(registry.last_line, "0000000000")
        except SystemDown as error:
            return JSONResponse({"status": "down", "detail": error.detail}, 503)
        return JSONResponse({"status": "ok"})

    @app.get(
        "/metrics", operation_id="readMetrics", tags=["monitoring"], response_class=Response,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    )  # fmt: skip
    async def metrics() -> Response:
        """Prometheus text, of all processes of this service."""
        counted = service.metrics
        if SHARED_METRICS in os.environ:
            counted = CollectorRegistry()
            MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        return Response(latest(counted), media_type=CONTENT_TYPE_LATEST)


async def _events(
    service: MonitoredService, request: Request, facility: Facility, last: int
) -> AsyncIterator[str]:
    registry = service.national.registry
    yield ": uketsuke\n\n"
    while not await request.is_disconnected():
        for line in await asyncio.to_thread(registry.receptions, facility.code, last):
            last = line.number
            told = {
                "at": line.at.isoformat(),
                "validity": line.validity,
                "method": line.method,
                "file": line.file,
            }
            yield f"id: {line.number}\nevent: reception\ndata: {json.dumps(told)}\n\n"
        await asyncio.sleep(POLL_SECONDS)
