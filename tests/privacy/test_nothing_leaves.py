"""Nothing is sent anywhere, no name is looked up, and files appear only where they are to.

The demo, the service and a bench run under strace with a home of their own. FOLDERS are all the
places in which they may write.
"""

import sys
from pathlib import Path

import pytest

import kiosk.personas
from tests.privacy import traced

reason = traced.unavailable()
pytestmark = pytest.mark.skipif(bool(reason), reason=reason)

PORTRAITS = Path(kiosk.personas.__file__).parent / "portraits"
FOLDERS = {
    "cards, certificates, registry": ".local/share/uketsuke",
    "converted models": ".cache/uketsuke",
    "pictures, results and the journal of a demo": "out",
    "temporary files": "tmp",
}
"""What is written there, and where below the home folder of these tests."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "tmp").mkdir()
    pairs = "a,b,same\nkenji.jpg,kenji.jpg,1\nkenji.jpg,masao.jpg,0\n"
    (tmp_path / "tmp" / "pairs.csv").write_text(pairs)
    return tmp_path


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def allowed(home: Path) -> list[Path]:
    return [home / folder for folder in FOLDERS.values()]


def faults(done: traced.Run, home: Path) -> list[str]:
    return done.sent() + done.written(allowed(home))


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "kiosk.cli", *words]


@pytest.mark.parametrize(
    "words",
    [
        ["demo", "--headless", "--out", "out"],
        [
            "bench",
            "accuracy",
            "--quick",
            "--engine=sface",
            "--pairs=tmp/pairs.csv",
            f"--images={PORTRAITS}",
            "--plot=out/roc.png",
        ],
        ["doctor"],
    ],
    ids=["demo", "bench", "doctor"],
)
def test_a_command_sends_nothing_and_writes_only_in_its_folders(
    words: list[str], home: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    done = traced.run(command(*words), home / "tmp" / "strace", environment)
    assert done.code == 0, done.output
    assert faults(done, home) == []


def test_the_service_sends_nothing_and_writes_only_in_its_folders(
    home: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    words = ["serve", "--folder", "out", "--facility", "1312345678"]
    done = traced.run(
        command(*words), home / "tmp" / "strace", environment, until=lambda said: "8780" in said
    )
    assert done.code in {0, 143}, done.output
    assert faults(done, home) == []


PLANTED = {
    "a look-up": (
        "import socket\ntry: socket.getaddrinfo('collector.example', 443)\nexcept OSError: pass"
    ),
    "a resolver on this machine": (
        "import socket; socket.socket(2, 2).sendto(b'?', ('127.0.0.53', 53))"
    ),
    "a resolver on the loopback address": (
        "import socket; socket.socket(2, 2).sendto(b'?', ('127.0.0.1', 53))"
    ),
    "a connection": "import socket; socket.socket().connect_ex(('192.0.2.1', 443))",
    "a datagram": (
        "import socket\ntry: socket.socket(2, 2).sendto(b'?', ('192.0.2.1', 9))\nexcept OSError: 0"
    ),
    "an IPv6 connection": "import socket; socket.socket(10).connect_ex(('2001:db8::1', 443))",
    "a name service's socket": "import socket; socket.socket(1).connect_ex('/run/nscd/socket')",
    "a file": "import pathlib; pathlib.Path('elsewhere').write_text('id')",
    "a file by way of a folder": (
        "import pathlib; pathlib.Path('out').mkdir(); pathlib.Path('out/../x').write_text('')"
    ),
    "a folder": "import os; os.makedirs('.cache/Microsoft')",
    "a renamed file": (
        "import os, pathlib; pathlib.Path('tmp/a').write_text(''); os.rename('tmp/a', 'a')"
    ),
    "a link": "import os; os.symlink('tmp', 'link')",
    "a thread's file": (
        "import threading, pathlib as p\n"
        "for n in range(20): threading.Thread(target=p.Path(f'n{n}').touch).start()"
    ),
    "a child's file": "import subprocess; subprocess.run(['touch', 'elsewhere'])",
}


@pytest.mark.parametrize("script", PLANTED.values(), ids=PLANTED.keys())
def test_what_a_program_must_not_do_is_found(
    script: str, home: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    done = traced.run([sys.executable, "-c", script], home / "tmp" / "strace", environment)
    assert done.code == 0, done.output
    assert faults(done, home) != []


def test_a_ring_that_would_carry_calls_past_strace_is_refused(
    home: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    script = (
        "import ctypes; print(ctypes.CDLL(None).syscall(425, 8, ctypes.create_string_buffer(120)))"
    )
    done = traced.run([sys.executable, "-c", script], home / "tmp" / "strace", environment)
    assert done.output == "-1\n"


def test_what_it_may_do_is_not(
    home: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    script = (
        "import socket, pathlib, tempfile, subprocess\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "socket.create_connection(server.getsockname())\n"
        "pathlib.Path('out').mkdir(); pathlib.Path('out/a').write_text('')\n"
        "pathlib.Path('out/a').rename('out/b'); tempfile.TemporaryFile().write(b'')\n"
        "subprocess.run(['true'], stdout=subprocess.DEVNULL)\n"
        "try: pathlib.Path('/nowhere/file').write_text('')\n"
        "except OSError: pass\n"
    )
    done = traced.run([sys.executable, "-c", script], home / "tmp" / "strace", environment)
    assert done.code == 0, done.output
    assert faults(done, home) == []


def test_the_face_engine_reports_nothing_where_it_is_used_as_a_library(
    home: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    script = "from models.engine import FaceEngine; import onnxruntime"
    done = traced.run([sys.executable, "-c", script], home / "tmp" / "strace", environment)
    assert done.code == 0, done.output
    assert faults(done, home) == []
