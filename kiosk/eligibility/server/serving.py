"""The settings of `kiosk serve`."""

import ssl
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import Clock, japan
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.system import National
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from cryptography import x509
    from fastapi import FastAPI

ENDS_WITHIN_S = 2
"""Seconds that open requests have to end; a folder's request that is not answered then is answered
at the next start."""


@dataclass(frozen=True, slots=True)
class Tls:
    """The server's certificate and key; `clients`: the CA of required client certificates."""

    certificate: Path
    key: Path
    clients: Path | None = None


Pages = Callable[["FastAPI", National, "x509.Certificate | bytes"], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Serving:
    """What to serve. `port` 0: the folder only. Without tokens: on a loopback address only."""

    registry_url: str = field(repr=False)
    ca_folder: Path
    facility: Facility | None = None
    folder: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8780
    with_tokens: bool = True
    tls: Tls | None = None
    settings: EligibilitySettings = field(default_factory=EligibilitySettings)
    clock: Clock = japan
    pages: "Pages | None" = None
    """Adds web pages to the service; returns lines to tell. They need one process (`workers` 1)."""
    workers: int = 1
    """Processes that answer HTTP; more than one: on PostgreSQL only."""


def check(serving: Serving) -> None:
    """Raise KioskError where settings contradict each other, or the TLS files cannot be used."""
    if serving.folder is not None and serving.facility is None:
        raise KioskError("an OQS folder belongs to a facility; give its ten-digit code")
    if not serving.port and serving.folder is None:
        raise KioskError("nothing to serve: give a folder, a port, or both")
    if serving.workers > 1 and (not serving.port or sys.platform == "win32"):
        raise KioskError("several processes answer HTTP only, and not on Windows")
    if serving.tls is not None:
        _check_tls(serving.tls)
    if not serving.with_tokens:
        if serving.facility is None:
            raise KioskError("without tokens the facility that asks must be given")
        if not _loopback(serving.host):
            raise KioskError("without tokens only a loopback address is served")


def _check_tls(tls: Tls) -> None:
    for file in (tls.certificate, tls.key, tls.clients):
        if file is not None and not file.is_file():
            raise KioskError(f"{file} is not there; `kiosk registry tls FOLDER` writes such files")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(tls.certificate, tls.key)
        if tls.clients is not None:
            context.load_verify_locations(tls.clients)
    except OSError as error:  # of which ssl.SSLError is one
        cause = getattr(error, "reason", None) or error.strerror
        raise KioskError(f"the files for TLS cannot be used ({cause})") from None


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
