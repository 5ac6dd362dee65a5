"""Run the simulated national system: HTTP, an OQS folder, or both."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kiosk.eligibility.desk_identity import DeskIdentity, identity
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.store.shared import AnyLease, Locks, is_shared
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.exchange import Exchange
from kiosk.eligibility.server.serving import ENDS_WITHIN_S, Serving, check
from kiosk.errors import Busy, KioskError
from kiosk.personas import schema

OWN = ".uketsuke"
"""The folder of the program's own files inside an OQS folder."""
STANDS_BY_S = 1.0
"""Seconds between the attempts of a standby service to take the folder."""
LOOKS_EVERY_S = 0.5
"""Seconds after which Python handles a signal that arrived just before a wait began."""

if TYPE_CHECKING:
    from kiosk.eligibility.server.oqs_folder import FolderServer

log = logging.getLogger(__name__)


def serve(
    serving: Serving,
    stop: threading.Event | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until a signal raises, or until `stop` is set when there is no HTTP.

    Raises Busy (another server has the folder), FolderUnwritable, SystemDown, and KioskError for
    settings that contradict each other.
    """
    check(serving)
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
            while not stop.wait(LOOKS_EVERY_S):
                pass
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
    """Serve a folder while this process has its lease; wait while another process has it."""
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
    from kiosk.eligibility.server.http.app import create_app
    from kiosk.eligibility.server.http.server import http_server, wiring_of

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
    from kiosk.eligibility.server.http.app import work
    from kiosk.eligibility.server.http.server import wiring_of
    from kiosk.eligibility.server.http.service import HttpService
    from kiosk.eligibility.server.http.workers import Workers

    service = HttpService(wiring_of(serving, national, desk.id if desk else ""))
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
