"""`kiosk serve` ends in order at a signal, also at one that comes while it starts."""

import signal
import socket
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest

from kiosk.eligibility.server.serve import wait_for_end
from tests.support.ports import free_port

UNHURRIED = """
from kiosk.cli import main, root
root.ENDS_WITHIN_S = 100  # a loaded machine takes its time
main.app()
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.mark.parametrize(
    ("name", "code", "http"),
    [("SIGINT", 130, False), ("SIGHUP", 129, False), ("SIGTERM", 143, True), ("SIGHUP", 129, True)],
)
def test_serving_ends_at_a_signal_with_its_code(
    tmp_path: Path, name: str, code: int, http: bool
) -> None:
    port = free_port() if http else 0
    command = [sys.executable, "-c", UNHURRIED, "serve", "--port", str(port)]
    command += ["--folder", "oqs", "--facility", "1312345678", "--without-token"]
    command += ["--url", f"sqlite:///{tmp_path / 'registry.sqlite3'}"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert any("is served" in line for line in server.stdout)
            if http:
                wait_for(port)
            server.send_signal(getattr(signal, name))
            ended = server.wait(120)
        finally:
            server.kill()
    assert ended == code
    assert not list(tmp_path.glob("registry.sqlite3-*"))  # the registry was closed


def test_a_thread_that_a_signal_kept_from_starting_is_not_waited_for() -> None:
    wait_for_end(threading.Thread(target=print))
    started = threading.Thread(target=threading.Event().wait, args=(0.1,))
    started.start()
    wait_for_end(started)
    assert not started.is_alive()


def wait_for(port: int) -> None:
    """Wait until the port answers."""
    ends, ticks = monotonic() + 120, threading.Event()
    while monotonic() < ends:
        with closing(socket.socket()) as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        ticks.wait(0.05)
    raise AssertionError("the server does not listen")
