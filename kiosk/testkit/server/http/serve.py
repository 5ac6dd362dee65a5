"""`kiosk test serve`: a process with desks in virtual time that serves the control protocol."""

import itertools
import json
import os
import queue
import secrets
import socket
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import uvicorn

from kiosk import durable
from kiosk.apps.kiosk import application as qt_application
from kiosk.config import ConfigMistakes, parse_table
from kiosk.testkit.server.control import DeskControl
from kiosk.testkit.server.desks import START, DeskSpec, SharedParts, VirtualDesk, tidy
from kiosk.testkit.server.http import protocol
from kiosk.testkit.server.http.app import application
from kiosk.testkit.server.refusals import NotSeen, Refused
from kiosk.testkit.server.seen.failures import Failures
from kiosk.testkit.server.seen.observer import T
from kiosk.timing import REAL

MOST_DESKS = 32
KEEP_ALIVE_S = 3600
"""How long a client may say nothing before its connection is closed: tests stop in a debugger."""
CALL_S = 90.0
"""Real seconds after which a call counts as hung; the longest calls need a tenth of this."""
ENDS_S = 5.0
"""Real seconds that the process has to close its desks once its parent is gone."""
LOOKS_EVERY_S = 0.5
"""Real seconds after which a wait for calls begins anew. A signal that arrives just before a wait
begins does not end that wait; Python handles the signal when the next one begins.
"""
HANGS = "an earlier call hangs in this process of desks; end it and start another"


class VirtualDesks:
    """`served_desks.Desks` whose calls all run on the GUI's thread, in `work`.

    When a call has not ended after `patience` real seconds, it is answered with what is shown, and
    every further one is refused: only the end of the process can end it.
    """

    def __init__(self, patience: float = CALL_S) -> None:
        self._patience = patience
        self._ended = 0
        """How many calls have ended."""
        self._hangs = False
        self._failures = Failures()
        self._shared = SharedParts()
        self._desks: dict[str, VirtualDesk] = {}
        self._numbers = itertools.count(1)
        self._jobs: queue.Queue[Callable[[], None] | None] = queue.Queue()

    def work(self) -> None:
        """Run calls until `stop`; on the GUI's thread, and as often as wanted before `end`."""
        with self._failures:
            while True:
                try:
                    job = self._jobs.get(timeout=LOOKS_EVERY_S)
                except queue.Empty:
                    continue
                if job is None:
                    return
                job()
                self._ended += 1
                tidy()

    def stop(self) -> None:
        """End `work`."""
        self._jobs.put(None)

    def end(self) -> None:
        """Close all desks and remove what they wrote; on the GUI's thread."""
        for desk in self._desks.values():
            desk.close()
        self.forget()

    def forget(self) -> None:
        """Remove what the desks wrote, also while a call hangs."""
        self._shared.close()

    def ids(self) -> tuple[str, ...]:
        """See Desks."""
        if self._hangs:
            raise Refused(HANGS)
        return tuple(self._desks)

    def open(self, wish: protocol.NewDesk) -> str:
        """See Desks."""
        try:
            config = parse_table(wish.config)
        except ConfigMistakes as error:
            raise Refused("; ".join(error.mistakes)) from None
        start = START if wish.start is None else wish.start.replace(tzinfo=None)

        def make() -> str:
            if len(self._desks) >= MOST_DESKS:
                raise Refused(f"{MOST_DESKS} desks are open; close one")
            name = str(next(self._numbers))
            made = DeskSpec(
                config,
                start,
                wish.seed,
                wish.frames,
                wish.pictures,
                wish.with_persons,
                wish.visual_password,
            )
            self._desks[name] = VirtualDesk(made, self._shared, self._failures)
            return name

        return self._call(make)

    def run(self, desk: str, call: Callable[[DeskControl], T]) -> T:
        """See Desks."""
        return self._call(lambda: call(self._desks[desk].control), desk)

    def peek(self, desk: str) -> DeskControl:
        """See Desks."""
        return self._desks[desk].control

    def reset(self, desk: str) -> None:
        """See Desks."""

        def renew() -> None:
            self._desks[desk] = self._desks[desk].again()

        self._call(renew, desk)

    def close(self, desk: str) -> None:
        """See Desks."""
        self._call(lambda: self._desks.pop(desk).close(), desk)

    def _call(self, call: Callable[[], T], desk: str = "") -> T:
        """Run a call on the GUI's thread; from any other."""
        self.ids()
        done: Future[T] = Future()

        def job() -> None:
            held = self._desks.get(desk)
            self._failures.desk = held.control.events if held else None
            try:
                done.set_result(call())
            except Exception as error:
                done.set_exception(error)
            except BaseException as error:  # a signal, which may come once the answer is given
                if not done.done():
                    done.set_exception(error)
                raise

        self._jobs.put(job)
        while True:
            before = self._ended
            try:
                return done.result(self._patience)
            except TimeoutError:
                if self._ended == before and not done.done():
                    raise self._hung(desk) from None

    def _hung(self, desk: str) -> NotSeen | Refused:
        """The answer to a call that does not end."""
        self._hangs = True
        held = self._desks.get(desk)
        return Refused(HANGS) if held is None else held.control.observer.hung(self._patience)


def serve(say: Callable[[str], None], port: int = 0, *, with_parent: bool = False) -> None:
    """Serve until interrupted, or until standard input ends if `with_parent`.

    When it is ready it says one line of JSON: the address and the token.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    durable.forgo()
    qt_application()
    desks, token = VirtualDesks(), secrets.token_urlsafe(24)
    server, listening = listen(application(desks, token), port)
    threading.Thread(target=server.run, args=([listening],), name="http", daemon=True).start()
    if with_parent:
        threading.Thread(target=_until_alone, args=(desks,), name="parent", daemon=True).start()
    said = {"url": f"http://127.0.0.1:{listening.getsockname()[1]}", "token": token}
    say(json.dumps(said))
    try:
        desks.work()
    except KeyboardInterrupt:
        pass
    finally:
        desks.end()
        server.should_exit = True


def listen(app: Any, port: int) -> tuple[uvicorn.Server, socket.socket]:
    """A server of this machine only, and its listening socket."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", port))
    listening.listen(128)  # connections wait from now on, before the server runs
    settings = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        lifespan="off",
        timeout_keep_alive=KEEP_ALIVE_S,
    )
    # Imports what the server's thread needs: it must not do so while a signal ends the process.
    settings.load()
    settings.get_loop_factory()
    return uvicorn.Server(settings), listening


def _until_alone(desks: VirtualDesks) -> None:
    """Stop when the process that started this one is gone: its end of the pipe closes then.

    It does not wait for a running call, which may never end. It reads the file number: a thread
    that holds Python's own buffer of standard input aborts the process at its end.
    """
    while os.read(sys.stdin.fileno(), 1024):
        pass
    desks.stop()
    REAL.sleep(ENDS_S)
    desks.forget()
    os._exit(1)
