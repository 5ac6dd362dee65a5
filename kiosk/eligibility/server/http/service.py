"""The state of the HTTP service: what its routes share."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from fastapi import HTTPException
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers

from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.access.permits import Permits
from kiosk.eligibility.server.access.tokens import TokenVerifier
from kiosk.eligibility.server.exchange import Exchange
from kiosk.errors import FolderUnwritable

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
    """This process also does the background work: late results, bulk requests, deletion of old
    data.
    """


class HttpService:
    """The state of a running service: an exchange and a terminal for each facility."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self.national = wiring.national
        registry, settings = self.national.registry, self.national.settings
        self.tokens = TokenVerifier(registry)
        self.permits = Permits(registry, settings.requests_per_second)
        self.exchanges: dict[Facility, Exchange] = {}
        self.terminals: dict[str, Embedded] = {}
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

    async def admit(self, headers: Headers) -> Facility:
        """The facility of a request's token. Raises HTTPException 401 or 429, SystemDown."""
        facility = self.wiring.alone or await self._facility(headers)
        if not await self.permits.admit(facility.code):
            raise HTTPException(429, "too many requests", headers={"Retry-After": "1"})
        return facility

    async def _facility(self, headers: Headers) -> Facility:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        facility = self.tokens.known(token)
        if facility is None and scheme.lower() == "bearer" and len(token) < 200:
            facility = await asyncio.to_thread(self.tokens.verify, token)
        if facility is None:
            raise HTTPException(
                401, "a facility token is needed", headers={"WWW-Authenticate": "Bearer"}
            )
        return facility
