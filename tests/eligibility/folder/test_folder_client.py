"""The port's folder adapter against a real server of the same folder."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.adapters.folder import FORGET_SECONDS, FolderAsk, Requests
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.exchange import Exchange
from kiosk.eligibility.server.oqs_folder import FolderServer
from kiosk.eligibility.wire import read, write
from kiosk.eligibility.wire.qualification import Result, ResultHeader
from kiosk.errors import Declined, NetworkDown
from kiosk.personas import schema
from kiosk.session.codes import Segment, Validity
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from tests.eligibility.folder.asking import HOLDER
from tests.eligibility.folder.asking import main as killed_asking
from tests.support.eligibility import Desk, ManualClock

FORKS: Any = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
FORKS.set_forkserver_preload([killed_asking.__module__])

AGREED = Answers(agreed=frozenset({Category.MEDICINE}), declined=frozenset({Category.LIMIT}))


@pytest.fixture
def registry_url(filled: Path, tmp_path: Path) -> str:
    """The kiosk's own registry: whose card is whose."""
    file = tmp_path / "kiosk.sqlite3"
    file.write_bytes(filled.read_bytes())
    return sqlite_url(file)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Registry]:
    """The registry behind the folder, which alone knows how people are insured today."""
    registry = Registry(sqlite_url(tmp_path / "elsewhere.sqlite3"))
    registry.fill(schema.everyone())
    yield registry
    registry.close()


@pytest.fixture
def root(
    tmp_path: Path, elsewhere: Registry, facility: Facility, clock: ManualClock
) -> Iterator[Path]:
    exchange = Exchange(National(elsewhere, clock=clock), facility)
    server = FolderServer(tmp_path / "OQS", exchange)
    stop = threading.Event()
    thread = threading.Thread(target=server.run, args=(stop,))
    thread.start()
    yield tmp_path / "OQS"
    stop.set()
    thread.join()
    server.close()


def through(desk: Desk, root: Path, timeout: float = 30.0) -> Any:
    here = desk.eligibility
    ask = FolderAsk(Requests(root, root.with_name("asked")), here.facility, timeout)
    authorities = [desk.ca.authentication.der]
    port = Embedded(
        here.registry, authorities, here.facility, here.face_folder, here.clock, ask=ask
    )
    return replace(desk, eligibility=port)


def test_a_reception_asks_the_system_behind_the_folder(
    desk: Desk, root: Path, elsewhere: Registry, results: Callable[[], list[Path]]
) -> None:
    aoi = schema.find("aoi")
    held = aoi.insurance[-1].model_copy(update={"insurer_name": "別の保険者"})
    elsewhere.fill([aoi.model_copy(update={"insurance": (held,)})])
    reader = through(desk, root)
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    delivery = reader.eligibility.submit(ticket, AGREED)
    assert results() == [delivery.result_file]
    message, _ = read(Result, delivery.result_file.read_bytes())
    (row,) = message.message_body.result_list.result_of_qualification_confirmation
    assert row.insurer_name == "別の保険者"
    assert row.pharmacists_info_cons_flg == "1"
    assert message.message_header.reference_classification == "1"
    assert list((root / "req").iterdir()) == list((root / "res").iterdir()) == []


def test_a_person_without_insurance_is_not_found(
    desk: Desk, root: Path, registry: Registry
) -> None:
    registry.fill([schema.find("aoi").model_copy(update={"insurance": ()})])
    reader = through(desk, root)
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    assert reader.eligibility.submit(ticket, AGREED).validity == Validity.NOT_FOUND


def test_nobody_behind_the_folder_is_an_outage_and_the_result_comes_later_once(
    desk: Desk,
    tmp_path: Path,
    facility: Facility,
    elsewhere: Registry,
    clock: ManualClock,
    results: Callable[[], list[Path]],
) -> None:
    root = tmp_path / "OQS"
    (root / "req").mkdir(parents=True)
    (root / "res").mkdir()
    reader = through(desk, root, timeout=0.1)
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    with pytest.raises(NetworkDown, match="nobody answers"):
        reader.eligibility.submit(ticket, AGREED)
    assert list((root / "req").iterdir()) == results() == []
    server = FolderServer(root, Exchange(National(elsewhere, clock=clock), facility))
    stop = threading.Event()
    thread = threading.Thread(target=server.run, args=(stop,))
    thread.start()
    try:
        later = through(desk, root)
        later.eligibility.submit(ticket, AGREED)
        later.eligibility.submit(ticket, AGREED)
    finally:
        stop.set()
        thread.join()
        server.close()
    assert len(results()) == 1


def test_what_a_patient_answered_in_an_outage_is_asked_and_delivered_later_once(
    desk: Desk,
    tmp_path: Path,
    facility: Facility,
    elsewhere: Registry,
    clock: ManualClock,
    results: Callable[[], list[Path]],
) -> None:
    root = tmp_path / "OQS"
    (root / "req").mkdir(parents=True)
    (root / "res").mkdir()
    reader = through(desk, root, timeout=0.1)
    tickets = [reader.eligibility.identify(reader.proof(one)) for one in ("aoi", "kenji")]
    for ticket in tickets:
        with pytest.raises(NetworkDown):
            reader.eligibility.submit(ticket, AGREED)
    answered = clock.now
    clock.now += timedelta(hours=2)
    server = FolderServer(root, Exchange(National(elsewhere, clock=clock), facility))
    stop = threading.Event()
    thread = threading.Thread(target=server.run, args=(stop,))
    thread.start()
    try:
        later = through(desk, root)  # the kiosk was restarted meanwhile
        assert later.eligibility.deliver_pending() == 2
        assert later.eligibility.deliver_pending() == 0
    finally:
        stop.set()
        thread.join()
        server.close()
    told = [read(Result, file.read_bytes())[0] for file in results()]
    rows = [
        row
        for message in told
        for row in message.message_body.result_list.result_of_qualification_confirmation
    ]
    assert {row.pharmacists_info_cons_time for row in rows} == {answered.replace(microsecond=0)}
    assert {row.name for row in rows} == {schema.find(one).person.name for one in ("aoi", "kenji")}


def test_a_folder_that_is_not_there_is_an_outage(desk: Desk, tmp_path: Path) -> None:
    reader = through(desk, tmp_path / "unplugged", timeout=0.1)
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    with pytest.raises(NetworkDown):
        reader.eligibility.submit(ticket, AGREED)


def test_an_error_of_the_other_system_is_named(
    desk: Desk, tmp_path: Path, clock: ManualClock
) -> None:
    root = tmp_path / "OQS"
    (root / "req").mkdir(parents=True)
    (root / "res").mkdir()
    reader = through(desk, root)
    ticket = reader.eligibility.identify(reader.proof("aoi"))
    stop = threading.Event()

    def answer() -> None:
        while not stop.wait(0.01):
            for request in (root / "req").glob("OQSsiquc01req_*.xml"):
                head = ResultHeader(clock.now, segment_of_result=Segment.FAILED, error_code="E1")
                name = request.name.replace("req", "res", 1)
                request.unlink()
                whole = write(Result(head))
                (root / "res" / name).write_bytes(whole[:50])  # half-written at first
                stop.wait(0.1)
                (root / "res" / name).write_bytes(whole)

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        with pytest.raises(Declined, match="E1"):
            reader.eligibility.submit(ticket, AGREED)
    finally:
        stop.set()
        thread.join()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of POSIX")
def test_an_answer_that_is_a_pipe_is_not_waited_for_without_end(desk: Desk, tmp_path: Path) -> None:
    root, ended = tmp_path / "odd", threading.Event()
    made: set[Path] = set()
    for name in ("req", "res"):
        (root / name).mkdir(parents=True)

    def answer_with_pipes() -> None:
        while not ended.wait(0.01):
            for request in (root / "req").glob("*.xml"):
                pipe = root / "res" / request.name.replace("req_", "res_", 1)
                if pipe not in made:
                    os.mkfifo(pipe)
                    made.add(pipe)

    thread = threading.Thread(target=answer_with_pipes)
    thread.start()
    try:
        reader = through(desk, root, timeout=3.0)
        with pytest.raises(NetworkDown, match="nobody answers"):
            ticket = reader.eligibility.identify(reader.proof("aoi"))
            reader.eligibility.submit(ticket, AGREED)
        assert made
    finally:
        ended.set()
        thread.join()


@pytest.fixture
def deserted(tmp_path: Path) -> Path:
    """A folder that nobody serves, with files of other programs."""
    root = tmp_path / "deserted"
    for name in ("req", "res"):
        (root / name).mkdir(parents=True)
    for name in OF_OTHERS:
        (root / name).write_bytes(b"of another program")
    return root


OF_OTHERS = {
    "req/.OQSsiquc01req_k1_1_0.xml.part",
    "req/OQSsiquc01req_k1_1_0.xml",
    "res/OQSsiquc01res_k1_1_0.xml",
}


def lying(root: Path) -> set[str]:
    return {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}


def asks_in_vain(root: Path) -> None:
    """A client of the same desk, started anew."""
    ask = FolderAsk(Requests(root, root.with_name("asked")), Facility("1312345678"), 0.1)
    with suppress(NetworkDown):
        ask(HOLDER, date(2026, 11, 20))


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of Unix")
@pytest.mark.parametrize("moment", ["half", "whole", "sent"])
def test_what_a_killed_client_left_in_the_folder_is_removed_by_the_next_and_nothing_else(
    deserted: Path, moment: str
) -> None:
    client = FORKS.Process(
        target=killed_asking, args=(deserted, deserted.with_name("asked"), moment)
    )
    client.start()
    client.join()
    (left,) = lying(deserted) - OF_OTHERS
    assert left.endswith(".xml" if moment == "sent" else ".xml.part")
    asks_in_vain(deserted)
    assert lying(deserted) == OF_OTHERS


def taken_and_unanswered(root: Path) -> str:
    """A request that a slow system has taken and its client has given up; returns its name."""
    stop, taken = threading.Event(), []

    def take() -> None:
        while not stop.wait(0.001):
            for request in (root / "req").glob("OQS*.xml"):
                if request.relative_to(root).as_posix() not in OF_OTHERS:
                    taken.append(request.name)
                    request.unlink()

    thread = threading.Thread(target=take)
    thread.start()
    asks_in_vain(root)
    stop.set()
    thread.join()
    (name,) = taken
    return str(name)


def test_an_answer_that_came_too_late_is_removed_at_the_next_request(deserted: Path) -> None:
    request = taken_and_unanswered(deserted)
    asks_in_vain(deserted)
    (deserted / "res" / request.replace("req", "res", 1)).write_bytes(b"too late")
    asks_in_vain(deserted)
    assert lying(deserted) == OF_OTHERS
    assert not [note for note in deserted.with_name("asked").rglob("*") if note.is_file()]


def test_an_answer_that_never_comes_is_looked_for_as_long_as_stated(deserted: Path) -> None:
    taken_and_unanswered(deserted)
    (note,) = [note for note in deserted.with_name("asked").rglob("*") if note.is_file()]
    made = note.stat().st_mtime
    for age, kept in ((FORGET_SECONDS - 60, True), (FORGET_SECONDS + 60, False)):
        os.utime(note, (made - age, made - age))
        asks_in_vain(deserted)
        assert note.exists() is kept


def test_what_is_left_in_a_folder_that_is_away_is_not_forgotten(deserted: Path) -> None:
    taken_and_unanswered(deserted)
    (note,) = [note for note in deserted.with_name("asked").rglob("*") if note.is_file()]
    os.utime(note, (0, 0))
    away = deserted.rename(deserted.with_name("away"))
    asks_in_vain(deserted)
    assert note.exists()
    away.rename(deserted)
    asks_in_vain(deserted)
    assert not note.exists()


def test_a_request_is_sent_even_if_it_cannot_be_noted(
    desk: Desk, root: Path, results: Callable[[], list[Path]]
) -> None:
    root.with_name("asked").write_bytes(b"no folder")
    reader = through(desk, root)
    reader.eligibility.submit(reader.eligibility.identify(reader.proof("aoi")), AGREED)
    assert len(results()) == 1
    assert list((root / "req").iterdir()) == list((root / "res").iterdir()) == []
