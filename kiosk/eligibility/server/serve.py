"""Run the simulated national system: HTTP, an OQS folder, or both, in one process."""

import gc
import logging
import signal
import ssl
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import Clock, japan
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.registry import Registry
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.exchange import Exchange
from kiosk.errors import KioskError
from kiosk.personas import schema

ENDS_WITHIN_S = 2
"""Seconds that open requests have to end; a folder's request that is not answered then is answered
at the next start."""

if TYPE_CHECKING:
    from cryptography import x509
    from fastapi import FastAPI

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tls:
    """The server's certificate and key; `clients`: the CA of required client certificates."""

    certificate: Path
    key: Path
    clients: Path | None = None


Pages = Callable[["FastAPI", National, "x509.Certificate"], Iterable[str]]


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
    """Adds web pages to the service; returns lines to tell."""


def serve(
    serving: Serving,
    stop: threading.Event | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until a signal raises, or until `stop` is set when there is no HTTP.

    Raises Busy (another server has the folder), FolderUnwritable, SystemDown, and KioskError for
    settings that contradict each other.
    """
    _check(serving)
    stop = stop if stop is not None else threading.Event()
    registry = Registry(serving.registry_url)
    try:
        added = fill_if_empty(registry)
        if added:
            say(f"the registry was empty: {added} synthetic persons written")
        national = National(registry, serving.settings, serving.clock)
        folder: threading.Thread | None = None
        try:
            folder = _folder(serving, national, stop, say)
            if folder is not None:
                folder.start()  # within the block that ends it, whenever a signal arrives
                code = serving.facility.code if serving.facility is not None else ""
                say(f"OQS folder {serving.folder} is served for facility {code}")
            if serving.port:
                _http(serving, national, say)
                stop.set()
            stop.wait()
        finally:
            stop.set()
            if folder is not None:
                folder.join(ENDS_WITHIN_S)
    finally:
        registry.close()


def fill_if_empty(registry: Registry) -> int:
    """Write the shipped personas into a registry without persons; returns how many."""
    if registry.is_empty():
        return registry.fill(schema.everyone())
    return 0


def _check(serving: Serving) -> None:
    if serving.folder is not None and serving.facility is None:
        raise KioskError("an OQS folder belongs to a facility; give its ten-digit code")
    if not serving.port and serving.folder is None:
        raise KioskError("nothing to serve: give a folder, a port, or both")
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


def _folder(
    serving: Serving, national: National, stop: threading.Event, say: Callable[[str], None]
) -> threading.Thread | None:
    """Deliver results of earlier receptions; returns the thread that serves the OQS folder."""
    if serving.folder is None or serving.facility is None:
        return None
    from kiosk.eligibility.server.oqs_folder import FolderServer

    def trouble(detail: str | None) -> None:
        say("the folder can be written again" if detail is None else detail)

    server = FolderServer(serving.folder, Exchange(national, serving.facility), trouble)

    def run() -> None:
        try:
            server.run(stop)
        finally:
            server.close()

    return threading.Thread(target=run, name="oqs-folder", daemon=True)


@contextmanager
def _hang_up(handler: Callable[..., None]) -> Iterator[None]:
    """Let SIGHUP call the handler, where the system has it and nothing (nohup) ignores it."""
    number = getattr(signal, "SIGHUP", None)
    here = threading.current_thread() is threading.main_thread()
    if number is None or not here or signal.getsignal(number) is signal.SIG_IGN:
        yield
        return
    earlier = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, earlier)


def _http(serving: Serving, national: National, say: Callable[[str], None]) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        """uvicorn ends in order at SIGINT and SIGTERM, and here at SIGHUP too."""

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            with super().capture_signals(), _hang_up(self.handle_exit):
                yield

    from kiosk.eligibility.desk_identity import DeskIdentity
    from kiosk.eligibility.pki.issuer import TestCA
    from kiosk.eligibility.server.http_service import Wiring, create_app

    authority = TestCA.load_or_create(serving.ca_folder).authentication.certificate
    face, desk = None, None
    if serving.folder is not None and serving.facility is not None:
        face = serving.facility, serving.folder / "face"
        desk = DeskIdentity(serving.folder / ".uketsuke")
    wiring = Wiring(
        national,
        [authority],
        face,
        desk.id if desk else "",
        None if serving.with_tokens else serving.facility,
    )
    tls = serving.tls
    app = create_app(wiring)
    if serving.pages is not None:
        for line in serving.pages(app, national, authority):
            say(line)
    config = uvicorn.Config(
        app,
        host=serving.host,
        port=serving.port,
        log_level="warning",
        access_log=False,
        # Clients of /v1/receptions never disconnect by themselves.
        timeout_graceful_shutdown=ENDS_WITHIN_S,
        ssl_certfile=str(tls.certificate) if tls else None,
        ssl_keyfile=str(tls.key) if tls else None,
        ssl_ca_certs=str(tls.clients) if tls and tls.clients else None,
        ssl_cert_reqs=ssl.CERT_REQUIRED if tls and tls.clients else ssl.CERT_NONE,
    )
    # Shorter than Python's 5 ms, so the event loop waits less for the threads that answer checks.
    sys.setswitchinterval(0.001)
    # Exclude imported objects from garbage collection: a full scan of them takes 80 ms.
    gc.collect()
    gc.freeze()
    scheme = "https" if tls else "http"
    say(f"{scheme}://{serving.host}:{serving.port}/docs describes what is served")
    try:
        Server(config).run()
    finally:
        if desk is not None:
            desk.close()
