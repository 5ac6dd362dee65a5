"""What never ends by itself is ended, and says what was wanted and what was shown."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.apps.simulated_patient import Act, Move
from kiosk.config import Config
from kiosk.personas import Persona
from kiosk.session.view import Screen
from kiosk.testkit.client import Kiosk, KitError, Service
from kiosk.testkit.server.desks import DeskSpec, SharedParts, VirtualDesk
from kiosk.testkit.server.finishing import finish
from kiosk.testkit.server.http.protocol import NewDesk
from kiosk.testkit.server.http.serve import VirtualDesks
from kiosk.testkit.server.refusals import NotSeen, Refused

DAY_S = 86_400.0
"""The longest wait that a request may ask for; it keeps a desk busy for some real seconds."""


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[SharedParts]:
    made = SharedParts(tmp_path / "shelf")
    yield made
    made.close()


def test_a_patient_who_goes_round_while_the_screen_changes_is_ended(
    qapp: QApplication, shared: SharedParts
) -> None:
    desk = VirtualDesk(DeskSpec(Config()), shared)
    desk.control.press("smartphone")
    desk.control.press("iphone", "phone")
    desk.control.arm("phone.misplaced", "hold")
    desk.control.insert("iphone")

    def waits(_screen: Screen, _person: Persona | None, _stayed: float) -> Act:
        return Move.WAIT  # the page asks for the phone again and again, with a new countdown

    with pytest.raises(NotSeen) as told:
        finish(desk.control, waits)
    desk.close()
    assert told.value.report["sentence"].startswith("no way on for 1800 s; error is shown")
    assert told.value.report["wanted"] == {"page": "idle"}


def test_a_call_that_hangs_is_answered_and_refuses_all_others(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UKETSUKE_HOME", str(tmp_path))
    desks, released, told = VirtualDesks(patience=10.0), threading.Event(), []

    def ask() -> None:
        desk = desks.open(NewDesk())
        desks.run(desk, lambda one: one.insert("sakura"))
        desks.run(desk, lambda one: one.observer.expect({"page": "method"}))
        for call in (lambda: desks.run(desk, lambda _: released.wait(60)), desks.ids):
            try:
                call()
            except (NotSeen, Refused) as error:
                told.append(error)
        released.set()
        desks.stop()

    thread = threading.Thread(target=ask)
    thread.start()
    desks.work()
    thread.join(60)
    desks.end()
    hung, refused = told
    assert isinstance(hung, NotSeen)
    assert hung.report["sentence"] == (
        "the step hangs: no end in 10 s of real time; method is shown (after idle)"
    )
    assert hung.report["seen"]["page"] == "method"
    assert {"face", "pin"} <= set(hung.report["pressable"])
    assert isinstance(refused, Refused)


def test_the_process_ends_with_its_parent_while_calls_still_run(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "kiosk.cli", "test", "serve", "--with-parent"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "UKETSUKE_HOME": str(tmp_path)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        served = json.loads(process.stdout.readline())
        service = Service(served["url"], served["token"])
        desk = service.open().id
        service.close()
        days = [threading.Thread(target=wait_a_day, args=(served, desk)) for _ in range(20)]
        for day in days:
            day.start()
        process.stdin.close()
        try:
            process.wait(30)
        finally:
            process.kill()
        for day in days:
            day.join(30)


def wait_a_day(served: dict[str, str], desk: str) -> None:
    service = Service(served["url"], served["token"])
    with pytest.raises(KitError):
        Kiosk(service, desk).wait(DAY_S)
    service.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without a signal")
def test_a_signal_ends_the_process_in_order_and_without_a_word(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "kiosk.cli", "test", "serve", "--with-parent"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "UKETSUKE_HOME": str(tmp_path)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process:
        json.loads(process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGTERM


def test_a_signal_within_a_call_ends_the_work(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UKETSUKE_HOME", str(tmp_path))
    desks, told = VirtualDesks(), []

    def signalled(_: object) -> None:
        raise SystemExit(128 + signal.SIGTERM)

    def ask() -> None:
        desk = desks.open(NewDesk())
        try:
            desks.run(desk, signalled)
        except SystemExit as error:
            told.append(error)
        desks.stop()

    thread = threading.Thread(target=ask)
    thread.start()
    with pytest.raises(SystemExit):
        desks.work()
    thread.join(60)
    desks.end()
    assert told
