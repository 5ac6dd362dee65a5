"""The behaviour of all commands: output fits the terminal's encoding, errors are one sentence."""

import _thread
import codecs
import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Any, NoReturn

from typer.core import TyperGroup

from kiosk import private
from kiosk.cli.japanese import told_mistakes, told_when_asked
from kiosk.errors import KioskError
from kiosk.texts.told import tell

WAYS = {
    errno.ENOSPC: "the disk is full; make room on it, or choose another folder",
    errno.EDQUOT: "this user's share of the disk is used up; make room, or choose another folder",
    errno.EROFS: "it lies on a disk that cannot be written; choose another folder",
    errno.EACCES: "this user may not do that there; change its rights, or choose another folder",
    errno.EPERM: "this user may not do that there; change its rights, or choose another folder",
    errno.EMFILE: "too many files are open; raise the limit (ulimit -n), or end other programs",
    errno.ENOMEM: "there is not enough memory; end other programs, or raise the limit (ulimit -v)",
}
"""Cause and way out for errors of the system that a user can solve."""

EXTRAS = {
    "dlib": "peer",
    "face_recognition": "peer",
    "matplotlib": "bench",
    "pytest": "test",
    "rapidocr": "ocr",
    "smartcard": "pcsc",
}
"""The extra that installs each optional package."""

ENDS_WITHIN_S = 2.5
"""Seconds that a command has after SIGTERM or SIGHUP to end by itself."""
AGAIN_AFTER_S = 0.05
"""Seconds after which a request to end that Python swallowed is repeated."""


class Root(TyperGroup):
    """The command `kiosk`. Errors of the program or the system end it without a traceback.

    Help and errors are in the language of the system's user.
    """

    def main(self, *args: Any, **extra: Any) -> Any:
        """See click. The exit code is 1 after a KioskError, an OSError or a MemoryError.

        Every file a command makes is for its user only. A character that standard output's
        encoding lacks is written as an escape.
        """
        private.only_owner()
        told_when_asked(self)
        if os.environ.get("COLUMNS") == "0":  # a terminal of unknown width; nothing fits into none
            del os.environ["COLUMNS"]
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            try:
                with _unwound_by_signals():
                    return super().main(*args, **extra)
            finally:
                for stream in (sys.stdout, sys.stderr):
                    if stream is not None:
                        stream.flush()
        except KioskError as error:
            said = error.detail
        except BrokenPipeError:  # the program that reads our output has closed the pipe
            said = ""
        except OSError as error:
            said = sentence(error)
        except ImportError as error:
            said = _unloaded(error)
        except MemoryError:
            said = WAYS[errno.ENOMEM]
        return _end(said)

    def make_context(self, *args: Any, **extra: Any) -> Any:
        """See click."""
        with told_mistakes():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        """See click."""
        with told_mistakes():
            return super().invoke(ctx)


def _unloaded(error: ImportError) -> str:
    """Why a package cannot be loaded, and the way out. Raises `error` where that is unknown."""
    if "failed to map segment" in str(error):  # the loader of shared libraries has no memory
        return WAYS[errno.ENOMEM]
    extra = EXTRAS.get((error.name or "").partition(".")[0])
    if extra is None or not isinstance(error, ModuleNotFoundError):
        raise error
    return (
        f"this takes the extra `{extra}`, which is not installed: "
        f"pip install 'uketsuke-kiosk[{extra}]', or `make setup`"
    )


@contextmanager
def _unwound_by_signals() -> Iterator[None]:
    """Let SIGTERM, SIGHUP and Windows' SIGBREAK unwind the main thread, as Ctrl+C does.

    The exit code is 128 and the number of the first one; later ones change nothing. A command that
    has not ended after `ENDS_WITHIN_S` is ended for good. What is ignored (by nohup) stays so.
    """
    names = ("SIGTERM", "SIGHUP", "SIGBREAK")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    numbers = [one for one in numbers if signal.getsignal(one) is not signal.SIG_IGN]
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    unwinding = _Unwinding()
    earlier = {one: signal.signal(one, unwinding.handle) for one in numbers}
    hook, sys.unraisablehook = sys.unraisablehook, unwinding.swallowed
    try:
        yield
    finally:
        sys.unraisablehook = hook
        for one, handler in earlier.items():
            signal.signal(one, handler)
        unwinding.end()


class _Unwinding:
    """Raises in the main thread at the first signal, and again where Python swallowed that.

    Python swallows whatever is raised in a `__del__` or in the callback of a weak reference.
    """

    def __init__(self) -> None:
        self._number = 0
        self._raised = False
        self._timers: list[threading.Timer] = []  # noqa: TID251  ends the process
        self._hook = sys.unraisablehook

    def handle(self, number: int, frame: object) -> None:
        """The handler of the signals."""
        if not self._number:
            self._number = number
            self._later(ENDS_WITHIN_S, os._exit, 128 + number)
        if not self._raised:
            self._raised = True
            raise SystemExit(128 + self._number)

    def swallowed(self, what: "sys.UnraisableHookArgs") -> None:
        """Ask again shortly, outside of what swallowed it. See sys.unraisablehook."""
        if self._number and isinstance(what.exc_value, SystemExit):
            self._raised = False
            self._later(AGAIN_AFTER_S, _signal_main_thread, self._number)
        elif isinstance(what.exc_value, KeyboardInterrupt):
            self._later(AGAIN_AFTER_S, _signal_main_thread, signal.SIGINT)
        else:
            self._hook(what)

    def end(self) -> None:
        """Ask no more, and let the process live."""
        for timer in self._timers:
            timer.cancel()

    def _later(self, seconds: float, call: Callable[[int], object], number: int) -> None:
        timer = threading.Timer(seconds, call, [number])  # noqa: TID251  ends the process
        timer.daemon = True
        self._timers.append(timer)
        timer.start()


def _signal_main_thread(number: int) -> None:
    """Send the signal; on POSIX it also wakes a main thread that waits in the system."""
    if sys.platform == "win32":
        _thread.interrupt_main(signal.Signals(number))
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, number)


def sentence(error: OSError) -> str:
    """The place, the cause and the way out of an error of the system."""
    cause = WAYS.get(error.errno or 0, error.strerror or str(error))
    return f"{error.filename}: {cause}" if error.filename else cause


def says_unicode() -> bool:
    """Whether standard output can print every character."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    return codecs.lookup(encoding).name.startswith("utf")


def _end(said: str) -> NoReturn:
    """Print the sentence and exit; an unwritable stream must not fail again when Python ends."""
    if said:
        with suppress(OSError):
            print(tell(said), file=sys.stderr, flush=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            with suppress(OSError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
    sys.exit(1)
