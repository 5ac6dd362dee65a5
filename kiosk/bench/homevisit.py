"""`kiosk bench homevisit`: size and speed of the consent pages, and the touches of a visit.

Server and client share this machine. A page is the whole answer to GET /visit.
"""

import asyncio
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from kiosk.bench import Row, at_least, at_most
from kiosk.bench.load import load
from kiosk.web.render import style

CODE = "1312345678"
TOUCHES = {"begin": 1, "agree_all": 1, "store": 1, "pin": 4, "read": 1, "end": 1}
"""What is touched in a visit on a tablet that is paired: the PIN's digits are keys of the bridge's
page; holding the card is no touch."""
SCRIPT = """
import sys
from pathlib import Path
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.server.serve import serve
from kiosk.eligibility.server.serving import Serving
from kiosk.web.mount import pages_of
facility = Facility(sys.argv[3], "bench")
serve(Serving(sys.argv[1], Path(sys.argv[2]), facility, port=int(sys.argv[4]),
              pages=pages_of(facility, "", (), None)), say=lambda line: print(line, flush=True))
"""


def rows(quick: bool) -> list[Row]:
    """Bytes of a page with its style, milliseconds of a page, pages a second, touches."""
    seconds = 3.0 if quick else 15.0
    with tempfile.TemporaryDirectory(prefix="uketsuke-bench-") as folder, _server(folder) as served:
        port, path = served
        cookie, pages = _session(port, path)
        largest = max(len(page) for page in pages) + len(style())
        ask = (
            f"GET /visit HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n"
        ).encode()
        calm = asyncio.run(load(port, [ask], clients=1, seconds=seconds, rate=20))
        full = asyncio.run(load(port, [ask], clients=8, seconds=seconds))
    return [
        at_most("page_bytes", largest, "B", 100_000),
        at_most("page_p95", calm.percentile(0.95) * 1000, "ms", 30),
        at_least("pages_per_second", full.rate, "1/s", 300),
        Row("page_p95_of_8_busy_clients", round(full.percentile(0.95) * 1000, 1), "ms"),
        at_most("touches_of_a_visit", sum(TOUCHES.values()), "", 11),
    ]


@contextmanager
def _server(folder: str) -> Iterator[tuple[int, str]]:
    """A server in a process of its own: its port and the address of the facility's pages."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = Path(folder)
    url = f"sqlite:///{home / 'registry.sqlite3'}"
    command = [sys.executable, "-c", SCRIPT, url, str(home / "ca"), CODE, str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = next(filter(None, (re.search(r"/visit/f/\S+", one) for one in server.stdout)))
            _await_port(port)
            yield port, found[0]
        finally:
            server.terminate()


def _await_port(port: int) -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server to be measured did not start")


def _session(port: int, path: str) -> tuple[str, list[bytes]]:
    """The cookie of a session at 入力, the largest page, and the pages before it."""
    with httpx.Client(
        base_url=f"http://127.0.0.1:{port}", follow_redirects=True, trust_env=False
    ) as client:
        start = client.get(path)
        hidden = dict(re.findall(r'name="(token|serial)" value="([^"]*)"', start.text))
        entered = client.post("/visit/act", data={**hidden, "act": "begin"})
        return f"visit={client.cookies['visit']}", [start.content, entered.content]
