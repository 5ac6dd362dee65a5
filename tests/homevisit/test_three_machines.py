"""Server, tablet and card reader on three machines: three network namespaces, over TLS.

The tablet and the reader's machine reach the server only, not each other; the reader's machine
accepts no connection from outside.
"""

import ctypes
import os
import re
import ssl
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from kiosk.personas import find
from tests.support import programs
from tests.support.homevisit import Fields
from tests.support.programs import Program, end, line_of, wait_for

CODE = "1312345678"
CLONE_NEWNET = 0x40000000


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=20)


class Machine:
    """A network namespace, linked to the server's by a cable of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        ip("netns", "add", name)
        ip("netns", "exec", name, "ip", "link", "set", "lo", "up")
        self.thread = ThreadPoolExecutor(1, initializer=self._enter)

    def _enter(self) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        with Path(f"/run/netns/{self.name}").open() as place:
            assert libc.setns(place.fileno(), CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno())

    def cable(self, server: "Machine", net: str) -> None:
        here, there = f"{self.name[-6:]}0", f"{self.name[-6:]}1"
        ip("link", "add", here, "netns", self.name, "type", "veth", "peer", "name", there,
           "netns", server.name)  # fmt: skip
        for machine, device, last in ((self, here, "2"), (server, there, "1")):
            ip(
                "netns",
                "exec",
                machine.name,
                "ip",
                "addr",
                "add",
                f"{net}.{last}/24",
                "dev",
                device,
            )
            ip("netns", "exec", machine.name, "ip", "link", "set", device, "up")

    def call(self, call: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Call in a thread that lives in this namespace."""
        return self.thread.submit(call, *given, **named).result(60)

    def start(self, home: Path, *words: str) -> Program:
        return programs.start(home, *words, before=("ip", "netns", "exec", self.name))

    def close(self) -> None:
        self.thread.shutdown()
        ip("netns", "del", self.name)


@pytest.fixture
def machines() -> Iterator[tuple[Machine, Machine, Machine]]:
    made: list[Machine] = []
    try:
        made.extend(Machine(f"uk{os.getpid()}{name}") for name in "str")
        server, tablet, reader = made
        tablet.cable(server, "10.77.1")
        reader.cable(server, "10.77.2")
        yield server, tablet, reader
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"network namespaces need root and iproute2: {error}")
    finally:
        for machine in made:
            machine.close()


def test_a_visit_over_tls_where_the_tablet_cannot_reach_the_reader(
    machines: tuple[Machine, Machine, Machine], tmp_path: Path
) -> None:
    server, tablet, reader = machines
    tls = tmp_path / "tls"
    words = ("registry", "tls", str(tls), "--host", "10.77.1.1", "--host", "10.77.2.1")
    server.start(tmp_path, *words).communicate(timeout=60)
    started = [
        server.start(
            tmp_path, "serve", "--facility", CODE, "--host", "0.0.0.0",
            "--certificate", str(tls / "server.pem"), "--key", str(tls / "server-key.pem"),
        ),
        reader.start(
            tmp_path, "bridge", "https://10.77.2.1:8780", "--card", "kenji",
            "--authority", str(tls / "ca.pem"),
        ),
    ]  # fmt: skip
    try:
        path = line_of(started[0], r"(/visit/f/\S+)")
        line_of(started[1], r"(pairing code)")
        trusted = ssl.create_default_context(cafile=str(tls / "ca.pem"))
        browser = tablet.call(
            httpx.Client,
            verify=trusted,
            base_url="https://10.77.1.1:8780",
            follow_redirects=True,
            timeout=30,
            trust_env=False,
        )
        own = reader.call(
            httpx.Client, base_url="http://127.0.0.1:8790", follow_redirects=True, timeout=30,
            trust_env=False,
        )  # fmt: skip

        page = ""

        def at_reader() -> str:
            return str(reader.call(own.get, "/").text)

        def reached(act: str, **more: str) -> str:
            nonlocal page
            form = {**Fields(page).hidden, "act": act, **more}
            page = str(tablet.call(browser.post, "/visit/act", data=form).text)
            return page

        wait_for(lambda: 'class="code">' in at_reader())
        code = re.search(r'class="code">(\d{6})<', at_reader())
        assert code
        wait_for(lambda: tablet.call(browser.get, "/visit").status_code == 404)
        page = tablet.call(browser.get, path).text
        for act in ("begin", "agree_all", "store"):
            reached(act)
        assert "本人確認" in reached("pair", code=code[1])
        for address in ("10.77.2.2", "127.0.0.1"):  # the reader's machine, and the tablet itself
            with pytest.raises(httpx.TransportError):
                tablet.call(browser.get, f"http://{address}:8790/", timeout=1)
        wait_for(lambda: 'name="pin"' in at_reader())
        page = at_reader()
        pin = find("kenji").card.pin
        reader.call(own.post, "/act", data={**Fields(page).hidden, "act": "read", "pin": pin})
        done = tablet.call(browser.get, "/visit/wait").text
        assert "同意登録が完了、資格情報を取得" in done
        tablet.call(browser.close)
        reader.call(own.close)
    finally:
        end(*started)
