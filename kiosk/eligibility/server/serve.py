"""Run the simulated national system: HTTP, an OQS folder, or both."""

import gc
import logging
import signal
import ssl
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import Clock, japan
from kiosk.eligibility.desk_identity import DeskIdentity, identity
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.registry import Registry
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.shared import AnyLease, Locks, is_shared
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.exchange import Exchange
from kiosk.errors import Busy, KioskError
from kiosk.personas import schema

OWN = ".uketsuke"
"""The folder of the program's own files inside an OQS folder."""
ENDS_WITHIN_S = 2
"""Seconds that open requests have to end; a folder's request that is not answered then is answered
at the next start."""

STANDS_BY_S = 1.0
"""Seconds after which a service that stands by asks again for the folder."""

if TYPE_CHECKING:
    import uvicorn
    from cryptography import x509
    from fastapi import FastAPI

    from kiosk.eligibility.server.http_service import Wiring
    from kiosk.eligibility.server.oqs_folder import FolderServer

log = logging.getLogger(__name__)


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
        if serving.workers > 1 and not is_shared(registry):
            raise KioskError(
                "several processes need a registry in PostgreSQL (--url); a SQLite file has one"
            )
        added = fill_if_empty(registry)
        if added:
            say(f"the registry was empty: {added} synthetic persons written")
        national = National(registry, serving.settings, serving.clock)
        folder: threading.Thread | None = None
        try:
            folder = _folder(serving, national, stop, say)
            if folder is not None:
                folder.start()  # within the block that ends it, whenever a signal arrives
            if serving.port:
                _http(serving, national, stop, say)
                stop.set()
            stop.wait()
        finally:
            stop.set()
            if folder is not None:
                wait_for_end(folder)
    finally:
        registry.close()


def wait_for_end(thread: threading.Thread) -> None:
    """Wait until a thread that was told to stop has ended; a signal may have come before it ran."""
    with suppress(RuntimeError):
        thread.join(ENDS_WITHIN_S)


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


def _folder(
    serving: Serving, national: National, stop: threading.Event, say: Callable[[str], None]
) -> threading.Thread | None:
    """The thread that serves the OQS folder; on a shared registry, as soon as no other has it."""
    if serving.folder is None or serving.facility is None:
        return None
    from kiosk.eligibility.server.oqs_folder import FolderServer

    root, facility = serving.folder, serving.facility

    def trouble(detail: str | None) -> None:
        say("the folder can be written again" if detail is None else detail)

    def made() -> FolderServer:
        server = FolderServer(root, Exchange(national, facility), trouble)
        say(f"OQS folder {root} is served for facility {facility.code}")
        return server

    if is_shared(national.registry):
        lease = partial(
            Locks(national.registry).lease, f"folder {identity(root / OWN, shared=True)}"
        )
        target = partial(_in_turn, made, lease, stop, say)
    else:
        target = partial(_run, made(), stop)
    return threading.Thread(target=target, name="oqs-folder", daemon=True)


def _run(server: "FolderServer", stop: threading.Event) -> None:
    try:
        server.run(stop)
    finally:
        server.close()


def _in_turn(
    make: Callable[[], "FolderServer"],
    take: Callable[[], AnyLease | None],
    stop: threading.Event,
    say: Callable[[str], None],
) -> None:
    """Serve a folder while this process has its lease, and stand by while another has it."""
    told = ""
    while not stop.is_set():
        lease = None
        try:
            lease = take()
            if lease is None:
                raise Busy("another service has the folder; this one stands by")
            _while_held(make(), lease, stop)
            told = ""
        except KioskError as error:
            if error.detail != told:
                told = error.detail
                say(told)
        finally:
            if lease is not None:
                lease.release()
        stop.wait(STANDS_BY_S)


def _while_held(server: "FolderServer", lease: AnyLease, stop: threading.Event) -> None:
    """Serve until `stop` is set or the lease is lost."""
    ended = threading.Event()
    thread = threading.Thread(target=_run, args=(server, ended), daemon=True)
    thread.start()
    try:
        while not stop.wait(STANDS_BY_S) and lease.held():
            pass
    finally:
        ended.set()
        thread.join(ENDS_WITHIN_S)


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


def _http(
    serving: Serving, national: National, stop: threading.Event, say: Callable[[str], None]
) -> None:
    """Answer HTTP until a signal raises."""
    desk = None
    if serving.folder is not None and serving.facility is not None:
        desk = DeskIdentity(serving.folder / OWN, shared=is_shared(national.registry))
    try:
        scheme = "https" if serving.tls else "http"
        told = f"{scheme}://{serving.host}:{serving.port}/docs describes what is served"
        if serving.workers > 1:
            _in_workers(serving, national, desk, stop, lambda: say(told))
        else:
            _here(serving, national, desk, say, told)
    finally:
        if desk is not None:
            desk.close()


def _here(
    serving: Serving,
    national: National,
    desk: DeskIdentity | None,
    say: Callable[[str], None],
    told: str,
) -> None:
    """Answer HTTP, and serve the web pages, in this process."""
    from kiosk.eligibility.server.http_service import create_app

    wiring = wiring_of(serving, national, desk.id if desk else "")
    app = create_app(wiring)
    if serving.pages is not None:
        for line in serving.pages(app, national, wiring.authorities[0]):
            say(line)
    server = http_server(serving, app)
    say(told)
    server.run()


def _in_workers(
    serving: Serving,
    national: National,
    desk: DeskIdentity | None,
    stop: threading.Event,
    ready: Callable[[], None],
) -> None:
    """Answer HTTP in several processes, and do here what is to be done once."""
    from kiosk.eligibility.server.http_service import Service, work
    from kiosk.eligibility.server.workers import Workers

    service = Service(wiring_of(serving, national, desk.id if desk else ""))
    workers = Workers(replace(serving, pages=None), desk.id if desk else "")
    background = threading.Thread(target=work, args=(service, stop), daemon=True)
    try:
        background.start()
        ready()
        workers.run(stop)
    finally:
        stop.set()
        workers.close()
        wait_for_end(background)


def wiring_of(
    serving: Serving, national: National, desk: str, *, background: bool = True
) -> "Wiring":
    """The parts of the HTTP service; `background`: it also does what is done without a request."""
    from kiosk.eligibility.pki.issuer import TestCA
    from kiosk.eligibility.server.http_service import Wiring

    authority = TestCA.load_or_create(serving.ca_folder).authentication.certificate
    face = None
    if serving.folder is not None and serving.facility is not None:
        face = serving.facility, serving.folder / "face"
    alone = None if serving.with_tokens else serving.facility
    return Wiring(national, [authority], face, desk, alone, background)


def http_server(serving: Serving, app: "FastAPI") -> "uvicorn.Server":
    """The server of an app; it also prepares this process for short answers."""
    import uvicorn

    class Server(uvicorn.Server):
        """uvicorn ends in order at SIGINT and SIGTERM, and here at SIGHUP too."""

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            with super().capture_signals(), _hang_up(self.handle_exit):
                yield

    tls = serving.tls
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
    return Server(config)
