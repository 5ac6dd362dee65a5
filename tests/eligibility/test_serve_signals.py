"""`kiosk serve` ends at a signal, also at one that comes right after it said what it serves."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_serving_a_folder_ends_at_a_signal(tmp_path: Path, name: str, code: int) -> None:
    number = getattr(signal, name)
    command = [sys.executable, "-m", "kiosk.cli", "serve", "--port", "0"]
    command += ["--folder", "oqs", "--facility", "1312345678"]
    command += ["--url", f"sqlite:///{tmp_path / 'registry.sqlite3'}"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert any("is served" in line for line in server.stdout)
            server.send_signal(number)
            ended = server.wait(30)
        finally:
            server.kill()
    assert ended in (code, -number)  # a shell tells both as `code`
