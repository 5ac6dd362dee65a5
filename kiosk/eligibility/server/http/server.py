"""The HTTP server of a process, made from what is to be served."""

import gc
import signal
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.server.http.service import Wiring
from kiosk.eligibility.server.serving import ENDS_WITHIN_S, Serving

if TYPE_CHECKING:
    from fastapi import FastAPI


def wiring_of(
    serving: Serving, national: National, desk: str, *, background: bool = True
) -> Wiring:
    """The parts of the HTTP service; `background`: it also does the background work."""
    authority = TestCA.load_or_create(serving.ca_folder).authentication.certificate
    face = None
    if serving.folder is not None and serving.facility is not None:
        face = serving.facility, serving.folder / "face"
    alone = None if serving.with_tokens else serving.facility
    return Wiring(national, [authority], face, desk, alone, background)


def http_server(serving: Serving, app: "FastAPI") -> uvicorn.Server:
    """The server of an app; it also prepares this process for short answers."""

    class Server(uvicorn.Server):
        """A uvicorn server that shuts down in order at SIGHUP too, as at SIGINT and SIGTERM."""

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            with super().capture_signals(), hang_up(self.handle_exit):
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


@contextmanager
def hang_up(handler: Callable[..., None]) -> Iterator[None]:
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
