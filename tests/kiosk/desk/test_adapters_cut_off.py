"""Whole receptions through each eligibility adapter, over a real `kiosk serve` that is cut off."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue

import pytest

from drivers.camera.mailbox import FrameMailbox
from kiosk.config import Config
from kiosk.desk.devices import Desk, open_desk
from kiosk.desk.receptions.device_calls import Devices
from kiosk.desk.receptions.runner import Runner
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.server.access.tokens import issue
from kiosk.eligibility.wire import read
from kiosk.eligibility.wire.qualification import Result
from kiosk.errors import SettingsUnusable
from kiosk.personas import find, schema
from kiosk.records.record import Moment, Note
from kiosk.session.effects import Outcome
from kiosk.session.events import Fault, Press
from kiosk.session.view import ConsentAllPage, DonePage, ErrorPage, IdlePage, MethodPage, Screen
from tests.support.kiosk import Desk as Station
from tests.support.kiosk import FakeFace
from tests.support.ports import free_port

CODE = "1312345678"


def soon(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something holds."""
    waited, ends = threading.Event(), time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends
        waited.wait(0.02)


@dataclass
class System:
    """A `kiosk serve` of its own registry, in a process that can be killed and started again."""

    home: Path
    oqs: Path
    port: int
    token: Path
    with_folder: bool
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "kiosk.cli", "serve", "--url", self.url,
                "--port", str(self.port), *self.folder(),
            ],
            env={**os.environ, "UKETSUKE_HOME": str(self.home)},
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        soon(self.answers)

    @property
    def url(self) -> str:
        return sqlite_url(self.home / "national.sqlite3")

    def folder(self) -> list[str]:
        return ["--folder", str(self.oqs), "--facility", CODE] if self.with_folder else []

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.process = None


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cards")


@pytest.fixture(params=["http", "folder"])
def adapter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def system(tmp_path: Path, cards: Path, adapter: str) -> Iterator[System]:
    port = free_port()
    made = System(cards, tmp_path / "OQS", port, tmp_path / "token.txt", adapter == "folder")
    (cards / "national.sqlite3").unlink(missing_ok=True)
    registry = Registry(made.url)
    registry.fill(schema.find(name) for name in schema.names())
    made.token.write_text(issue(registry, Facility(CODE)))
    registry.close()
    made.start()
    yield made
    made.kill()


@dataclass
class Place:
    """A kiosk over one adapter, and everything that its receptions left."""

    config: Config
    moments: list[Moment] = field(default_factory=list)

    @contextmanager
    def open(self) -> Iterator["Patient"]:
        desk = open_desk(self.config, FrameMailbox(), virtual=True)
        screens: Queue[Screen] = Queue()
        runner = Runner(
            self.config.rules(),
            Devices(desk.devices.card, FakeFace(), desk.devices.eligibility),
            show=screens.put,
            sound=lambda *_: None,
            record=self.moments.append,
        )
        runner.start()
        try:
            yield Patient(desk, runner, screens)
        finally:
            runner.close()
            desk.close()

    def results(self) -> list[Path]:
        face = Path(self.config.folder.face)
        return sorted(face.glob("OQSsiquc01res_face_*.xml"))

    def outcomes(self) -> list[Outcome]:
        return [one.outcome for one in self.moments if one.outcome]


@dataclass
class Patient:
    """The patient's side of a kiosk that runs."""

    desk: Desk
    runner: Runner
    screens: "Queue[Screen]"

    until = Station.until

    def place(self, persona: str) -> None:
        assert self.desk.card_placer is not None
        self.desk.card_placer.place(find(persona))

    def take(self) -> None:
        assert self.desk.card_placer is not None
        self.desk.card_placer.take()

    def prove(self, persona: str) -> None:
        """From an empty reader to the PIN that is checked."""
        self.until(IdlePage, fault=None)
        self.place(persona)
        self.until(MethodPage)
        self.runner.press(Press.PIN)
        for digit in find(persona).card.pin or "":
            self.runner.press(Press.DIGIT, int(digit))
        self.runner.press(Press.ENTER)


@pytest.fixture
def place(adapter: str, system: System, tmp_path: Path, cards: Path) -> Place:
    return Place(
        Config.model_validate(
            {
                "profile": "2025-09-19",
                "facility": {"code": CODE},
                "timing": {"done": 0.2},
                "folder": {
                    "data": str(cards),
                    "desk": str(tmp_path / "desk"),
                    "registry": str(tmp_path / "kiosk.sqlite3"),
                    "face": str(tmp_path / "face"),
                    "journal": str(tmp_path / "journal.jsonl"),
                },
                "eligibility": {
                    "adapter": adapter,
                    "url": f"http://127.0.0.1:{system.port}",
                    "token_file": str(system.token),
                    "folder": str(system.oqs),
                    "timeout": 1,
                },
            }
        )
    )


def to_consent(patient: Patient) -> None:
    patient.prove("kenji")
    patient.until(ConsentAllPage)


def name_in(file: Path) -> str | None:
    found = read(Result, file.read_bytes())[0].message_body.result_list
    assert found is not None
    return found.result_of_qualification_confirmation[0].name


def delivered_later_once(place: Place) -> None:
    """A kiosk that starts delivers what is owed; one that starts after it finds nothing owed."""
    assert place.results() == []
    (asked,) = {one.reference for one in place.moments if one.reference}
    with place.open():
        soon(lambda: any(one.note is Note.LATE for one in place.moments))
    (late,) = [one for one in place.moments if one.note is Note.LATE]
    assert (late.reference, late.reception) == (asked, 0)  # the journal knows the earlier run's
    (file,) = place.results()
    assert name_in(file) == find("kenji").person.name
    file.unlink()
    with place.open() as patient:
        assert patient.desk.devices.eligibility.deliver_pending() == 0
    assert place.results() == []


def test_a_reception_leaves_its_result(place: Place) -> None:
    with place.open() as patient:
        to_consent(patient)
        patient.runner.press(Press.AGREE_ALL)
        patient.until(DonePage)
    (file,) = place.results()
    assert name_in(file) == find("kenji").person.name
    assert place.outcomes() == [Outcome.COMPLETED]


def test_a_system_that_dies_in_mid_reception_delays_the_result_and_it_comes_once(
    place: Place, system: System
) -> None:
    with place.open() as patient:
        to_consent(patient)
        system.kill()
        patient.runner.press(Press.AGREE_ALL)
        patient.until(ErrorPage, fault=Fault.NETWORK_DOWN)
        patient.take()
        patient.until(IdlePage)
    assert place.outcomes() == [Outcome.ERROR]
    system.start()
    delivered_later_once(place)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes are halted by a Unix signal")
def test_a_system_that_hangs_in_mid_reception_delays_the_result_and_it_comes_once(
    place: Place, system: System
) -> None:
    with place.open() as patient:
        to_consent(patient)
        assert system.process is not None
        system.process.send_signal(signal.SIGSTOP)
        patient.runner.press(Press.AGREE_ALL)
        patient.until(ErrorPage, fault=Fault.NETWORK_DOWN)
        patient.take()
        patient.until(IdlePage)
        system.process.send_signal(signal.SIGCONT)
    delivered_later_once(place)


@pytest.mark.parametrize("adapter", ["http"], indirect=True)
def test_a_system_without_its_database_is_down_and_the_result_comes_once(
    place: Place, system: System
) -> None:
    def move(old: str, new: str) -> None:
        with closing(sqlite3.connect(system.home / "national.sqlite3", timeout=10)) as database:
            database.execute(f"ALTER TABLE {old} RENAME TO {new}")

    with place.open() as patient:
        to_consent(patient)
        move("reception", "gone")
        patient.runner.press(Press.AGREE_ALL)
        patient.until(ErrorPage, fault=Fault.SYSTEM_DOWN)
        patient.take()
        patient.until(IdlePage)
    move("gone", "reception")
    delivered_later_once(place)


@pytest.mark.parametrize("adapter", ["http"], indirect=True)
def test_a_patient_whom_nobody_can_be_asked_about_is_shown_the_way_and_leaves_nothing(
    place: Place, system: System
) -> None:
    system.kill()
    with place.open() as patient:
        patient.prove("kenji")
        patient.until(ErrorPage, fault=Fault.NETWORK_DOWN)
    assert place.results() == []
    assert list((Path(place.config.folder.desk) / "spool").iterdir()) == []


@pytest.mark.parametrize("adapter", ["http"], indirect=True)
def test_a_token_file_that_is_not_there_is_said(place: Place) -> None:
    asked = place.config.eligibility.model_copy(update={"token_file": "nowhere.txt"})
    place.config = place.config.model_copy(update={"eligibility": asked})
    with pytest.raises(SettingsUnusable, match=r"token_file cannot be read"), place.open():
        pass
