"""Commands on a full disk and on one that cannot be written: one sentence, and nothing half made.

One process in a mount namespace of its own runs them all, on file systems in memory.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.personas import schema

PROGRAM = """
import contextlib, io, json, os, subprocess, sys
from pathlib import Path

place = Path(sys.argv[1])
for name in ("full", "fixed", "good"):
    (place / name).mkdir()
    if name != "good":
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", place / name], check=True)
with contextlib.suppress(OSError):
    (place / "full" / "fill").write_bytes(bytes(1 << 20))
subprocess.run(["mount", "-o", "remount,ro", place / "fixed"], check=True)

from typer.main import get_command
from kiosk.cli.main import app

kiosk = get_command(app)
for disk in ("full", "fixed"):
    bad = place / disk
    commands = {
        "good": [
            ["demo", "--headless", "--out", str(bad / "out")],
            ["record", str(bad / "recording"), "--frames", "empty", "--seconds", "1"],
            ["registry", "tls", str(bad / "tls")],
            ["frames", "replace", sys.argv[3], str(bad / "other")],
        ],
        disk: [
            ["card", "show", "sakura"],
            ["card", "new", "--name", "見本 春子", "--birth", "1990-04-01", "--photo", sys.argv[2]],
            ["registry", "fill"],
            ["registry", "facility", "1312345678", "見本"],
            ["serve", "--port", "0", "--folder", str(bad / "oqs"), "--facility", "1312345678"],
            ["staff", "account", "add", "haru", "--password", "a long password"],
        ],
    }
    for home, all_ in commands.items():
        os.environ["UKETSUKE_HOME"] = str(place / home)
        for words in all_:
            said, code = io.StringIO(), 0
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
                try:
                    kiosk.main(words)
                except SystemExit as end:
                    code = end.code
                except BaseException as error:
                    said.write(f"Traceback: {error!r}")
            print(json.dumps([disk, words[:2], code, said.getvalue()]))
    # SQLite makes its file before it writes; such a file is an empty database.
    found = [f for f in bad.rglob("*") if f.is_file() and f.suffix != ".sqlite3"]
    empty = [str(f) for f in found if not f.stat().st_size]
    print(json.dumps([disk, ["files without content"], len(empty), "; ".join(empty)]))
"""


def test_every_command_on_a_bad_disk_ends_in_one_sentence(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], check=False).returncode:
        pytest.skip("no mount namespace for this user")
    portrait = schema.FOLDER / "portraits" / "kenji.jpg"
    film = schema.FOLDER / "clips" / "empty.mp4"
    done = subprocess.run(
        [unshare, "-rm", sys.executable, "-c", PROGRAM, tmp_path, portrait, film],
        capture_output=True, text=True, check=False, timeout=120,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "QT_QPA_PLATFORM": "offscreen",
             "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == 22
    for disk, words, code, said in told:
        if words == ["files without content"]:
            assert code == 0, said
            continue
        assert code == 1, (disk, words, said)
        assert len(said.strip().splitlines()) == 1, (disk, words, said)
        assert "Traceback" not in said
        assert "None" not in said
