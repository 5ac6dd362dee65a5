"""Several commands on one data folder, beside pcscd: run by tools/with-pcscd for a test.

`beside.py FOLDER` starts a kiosk and a service, plugs a card that the kiosk then reads, plays a
demo beside them, and ends all. Prints what came of it as one JSON object.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from kiosk.records.reading import entries
from tests.support.ports import free_port

PATIENCE_S = 90
place = Path(sys.argv[1])
os.environ.update(UKETSUKE_HOME=str(place / "home"), QT_QPA_PLATFORM="offscreen")
journal = place / "journal.jsonl"


def kiosk(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk.cli", *words], cwd=place, stdout=subprocess.PIPE, text=True
    )


def until(there: Callable[[], bool], *running: subprocess.Popen[str]) -> None:
    ends, ticks = monotonic() + PATIENCE_S, threading.Event()
    while not there():
        for one in running:
            assert one.poll() is None, one.args
        assert monotonic() < ends
        ticks.wait(0.05)


def said(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout is not None
    assert any(words in line for line in process.stdout), process.args


def phases() -> list[str]:
    return (
        [line["phase"] for line in entries(journal) if "phase" in line] if journal.exists() else []
    )


def outcomes() -> list[str]:
    return [line["outcome"] for line in entries(journal) if "outcome" in line]


(place / "config.toml").write_text('[reader]\nkind = "pcsc"\n[camera]\nsource = "empty"\n')
started: list[subprocess.Popen[str]] = []
try:
    started.append(served := kiosk("serve", "--port", str(free_port())))
    said(served, "is served")
    started.append(ran := kiosk("run"))
    started.append(plug := kiosk("card", "plug", "aoi"))
    until(lambda: "choosing_method" in phases(), served, ran, plug)
    demo = kiosk("demo", "--headless", "--method", "pin", "--card", "sakura", "--out", "out")
    demo.communicate(timeout=PATIENCE_S)
    second = kiosk("run")
    second.communicate(timeout=PATIENCE_S)
    until(lambda: True, served, ran, plug)
    codes = {}
    for name, one in (("plug", plug), ("run", ran), ("serve", served)):
        one.send_signal(signal.SIGINT)
        one.communicate(timeout=PATIENCE_S)
        codes[name] = one.returncode
        if one is plug:  # the kiosk has seen that its card is gone
            until(lambda: bool(outcomes()), served, ran)
finally:
    for one in started:
        one.kill()
sys.stdout.write(
    json.dumps({"demo": demo.returncode, "second": second.returncode, **codes, "run's": outcomes()})
)
