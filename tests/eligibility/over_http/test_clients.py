"""The small programs of docs/clients ask by folder and over HTTP, as they stand there."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.exchange import Exchange
from kiosk.eligibility.server.oqs_folder import FolderServer
from kiosk.eligibility.wire import read, write
from kiosk.eligibility.wire.qualification import Result
from tests.support.eligibility import ManualClock
from tests.support.over_http import Running, asked

CLIENTS = Path(__file__).parents[3] / "docs" / "clients"
PROGRAMS = {"ask.py": sys.executable, "ask.mjs": "node", "Ask.cs": "mcs"}
"""What runs or compiles each client. PowerShell is no package of Debian, a JDK has 300 MB."""
HERE = [name for name, program in PROGRAMS.items() if shutil.which(program)]
"""Those that this machine can run; Python's is always among them."""


def runnable(name: str, folder: Path) -> list[str]:
    """The command that runs a client; C# is compiled in `folder`."""
    source = str(CLIENTS / name)
    if name != "Ask.cs":
        return [PROGRAMS[name], source]
    made = str(folder / "ask.exe")
    words = ["mcs", "-langversion:7", "-warnaserror", "-r:System.Net.Http.dll", f"-out:{made}"]
    subprocess.run([*words, source], check=True, timeout=120)
    return ["mono", made]


@pytest.fixture
def folder(
    tmp_path: Path, registry: Registry, facility: Facility, clock: ManualClock
) -> Iterator[Path]:
    """An OQS folder that is served."""
    server = FolderServer(tmp_path / "OQS", Exchange(National(registry, clock=clock), facility))
    stop = threading.Event()
    thread = threading.Thread(target=server.run, args=(stop,))
    thread.start()
    yield tmp_path / "OQS"
    stop.set()
    thread.join()
    server.close()


def test_every_client_is_described() -> None:
    text = (CLIENTS.parent / "interfaces.md").read_text(encoding="utf-8")
    assert [file.name for file in CLIENTS.iterdir() if f"`{file.name}`" not in text] == []
    assert "ask.py" in HERE


@pytest.mark.parametrize("name", HERE)
def test_a_client_gets_its_answer(
    name: str, service: Running, folder: Path, tmp_path: Path
) -> None:
    request = tmp_path / "request.xml"
    request.write_bytes(write(asked("aoi")))
    command = runnable(name, tmp_path)
    for where, token in ((str(folder), []), (service.url, [service.token])):
        words = [*command, where, "OQSsiquc01", str(request), *token]
        told = subprocess.run(words, capture_output=True, check=True, timeout=60).stdout
        assert read(Result, told)[0].message_body.qualification_validity == "1"
    assert list((folder / "res").iterdir()) == []
