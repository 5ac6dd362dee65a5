"""Several processes that answer HTTP on one port and one PostgreSQL (`kiosk serve --workers N`).

The parent holds the port, starts the processes, and starts one anew when it ends. The parent does
the work that must be done by one process only: the OQS folder, bulk requests, late results. The
processes end with the parent, however it ends.
"""

import logging
import multiprocessing
import os
import signal
import socket
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.process import BaseProcess

from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.http.monitoring_routes import SHARED_METRICS
from kiosk.eligibility.server.http.server import http_server, wiring_of
from kiosk.eligibility.server.serving import ENDS_WITHIN_S, Serving
from kiosk.errors import KioskError
from kiosk.timing import REAL

LOOK_SECONDS = 0.2
BACKLOG = 2048
STARTS_AGAIN_AFTER_S = 1.0
"""Seconds between two starts of a process, so that one that cannot start does not fill the log."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Worker:
    """What a process is made from; sent to it."""

    serving: Serving
    desk: str
    port: socket.socket

    def run(self) -> None:
        """Answer HTTP until SIGTERM, or until the parent is gone."""
        from kiosk.eligibility.server.http.app import create_app

        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the parent ends its processes in order
        threading.Thread(target=_end_with_parent, daemon=True).start()
        registry = Registry(self.serving.registry_url)
        try:
            national = National(registry, self.serving.settings, self.serving.clock)
            app = create_app(wiring_of(self.serving, national, self.desk, background=False))
            with suppress(KeyboardInterrupt):  # Ctrl+C reaches every process of the terminal
                http_server(self.serving, app).run(sockets=[self.port])
        finally:
            registry.close()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    while parent is not None and parent.is_alive():
        parent.join(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


class Workers:
    """The processes of a service. Raises KioskError if the port cannot be used."""

    def __init__(self, serving: Serving, desk: str) -> None:
        self._spawn = multiprocessing.get_context("spawn")
        self._worker = Worker(serving, desk, _bound(serving.host, serving.port))
        self._metrics = tempfile.TemporaryDirectory(prefix="uketsuke-metrics-")
        os.environ[SHARED_METRICS] = self._metrics.name
        self._begun = [self._start() for _ in range(serving.workers)]

    def run(self, stop: threading.Event) -> None:
        """Keep the processes running until `stop` is set or a signal raises."""
        while not stop.wait(LOOK_SECONDS):
            for place, (process, begun) in enumerate(self._begun):
                if process.is_alive() or REAL.monotonic() - begun < STARTS_AGAIN_AFTER_S:
                    continue
                log.warning("a process of the service ended (%s); a new one", process.exitcode)
                process.join()
                self._begun[place] = self._start()

    def close(self) -> None:
        """End the processes; their open requests have a moment to be answered."""
        for process, _ in self._begun:
            process.terminate()
        ends = REAL.monotonic() + ENDS_WITHIN_S
        for process, _ in self._begun:
            process.join(max(0.0, ends - REAL.monotonic()))
            if process.is_alive():
                process.kill()
        self._worker.port.close()
        self._metrics.cleanup()

    def _start(self) -> tuple[BaseProcess, float]:
        process = self._spawn.Process(target=self._worker.run, daemon=True)
        process.start()
        return process, REAL.monotonic()


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens; all processes accept from it."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        raise KioskError(f"port {port} of {host} cannot be used ({error.strerror})") from None
