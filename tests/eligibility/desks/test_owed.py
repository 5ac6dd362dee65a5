"""Two desks, one registry, equal reader numbers: whose result is whose, on each database."""

import multiprocessing
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from sqlalchemy import Connection, insert, text, update
from typer.testing import CliRunner

from kiosk import files
from kiosk.cli.registry import app
from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.desk_identity import DeskIdentity
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store import owed_results, tables
from kiosk.eligibility.national.store.owed_results import PENDING, STAGED
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.eligibility.port import Ticket
from kiosk.errors import FolderUnwritable, KioskError, TakenOver
from kiosk.session.effects import Answers
from tests.eligibility.desks.owing import main as owing_desk
from tests.support.eligibility import Desk, ManualClock

FORKS: Any = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
FORKS.set_forkserver_preload([owing_desk.__module__])

A, B, C = "a" * 32, "b" * 32, "c" * 32
LATER = timedelta(minutes=10, seconds=1)


@pytest.fixture
def make(
    ca: TestCA,
    key: rsa.RSAPrivateKey,
    registry: Registry,
    facility: Facility,
    clock: ManualClock,
    tmp_path: Path,
) -> Callable[[str], Desk]:
    """A desk of that identity, with a folder of its own, as if it had just started."""

    def make(identity: str) -> Desk:
        face = tmp_path / identity[:8]
        face.mkdir(exist_ok=True)
        authorities = [ca.authentication.certificate]
        return Desk(ca, key, Embedded(registry, authorities, facility, face, clock, desk=identity))

    return make


def lying(desk: Desk) -> list[Path]:
    """What lies in a desk's folder, hidden files included."""
    assert desk.eligibility.face_folder is not None
    return sorted(desk.eligibility.face_folder.iterdir())


def owing(desk: Desk) -> Ticket:
    """A desk promises a result while its folder is away."""
    face = desk.eligibility.face_folder
    assert face is not None
    desk.eligibility.there()
    ticket = desk.eligibility.identify(desk.proof("aoi"))
    gone = face.rename(face.with_name("gone"))
    with pytest.raises(FolderUnwritable):
        desk.eligibility.submit(ticket, Answers())
    gone.rename(face)
    return ticket


def number_of(desk: Desk) -> int:
    here = desk.eligibility
    (one,) = owed_results.gone(here.registry, here.facility.code, here.clock())
    return one.number


def take(desk: Desk, number: int, *, begun: bool = False) -> None:
    here = desk.eligibility
    owed_results.take_over(
        here.registry, here.facility, number, here.desk, here.clock(), begun=begun
    )


def test_a_desk_that_starts_leaves_what_another_owes_to_it(make: Callable[[str], Desk]) -> None:
    ticket = owing(make(A))
    second = make(B)
    assert second.eligibility.deliver_pending() == 0
    assert lying(second) == []
    first = make(A)
    assert first.eligibility.deliver_pending() == 1
    assert first.eligibility.submit(ticket, Answers()).result_file in lying(first)
    assert len(lying(first)) == 1


def test_what_interrupts_a_delivery_leaves_the_other_results_to_the_next_call(
    make: Callable[[str], Desk],
) -> None:
    first = make(A)
    owing(first)
    owing(first)

    def interrupt(_: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        first.eligibility.deliver_pending(interrupt)
    assert first.eligibility.deliver_pending() == 1
    assert len(lying(first)) == 2


def test_a_copied_data_folder_delivers_nothing_of_the_original_desk(
    make: Callable[[str], Desk], tmp_path: Path
) -> None:
    def identity(folder: Path) -> str:
        desk = DeskIdentity(folder)
        desk.close()
        return desk.id

    data = tmp_path / "data"
    first = make(original := identity(data))
    ticket = owing(first)
    shutil.copytree(data, tmp_path / "copied")
    copy = make(identity(tmp_path / "copied"))
    assert copy.eligibility.deliver_pending() == 0
    assert lying(copy) == []
    again = make(identity(data))
    assert again.eligibility.desk == original
    assert again.eligibility.deliver_pending() == 1
    assert again.eligibility.submit(ticket, Answers()).result_file in lying(again)


def test_nobody_takes_from_a_desk_that_was_there_within_ten_minutes(
    make: Callable[[str], Desk], clock: ManualClock
) -> None:
    first, second = make(A), make(B)
    owing(first)
    clock.now += timedelta(minutes=9)
    first.eligibility.there()
    clock.now += timedelta(minutes=9)
    assert (
        owed_results.gone(second.eligibility.registry, second.eligibility.facility.code, clock.now)
        == ()
    )
    with pytest.raises(KioskError, match="nothing to take over"):
        take(second, 1)


def test_what_a_desk_owes_that_is_gone_is_delivered_by_the_one_that_takes_it_over(
    make: Callable[[str], Desk], clock: ManualClock
) -> None:
    first, second = make(A), make(B)
    ticket = owing(first)
    clock.now += LATER
    take(second, number_of(second))
    assert second.eligibility.deliver_pending() == 1
    (file,) = lying(second)
    assert file.suffix == ".xml"
    with pytest.raises(TakenOver):
        first.eligibility.submit(ticket, Answers())
    assert make(A).eligibility.deliver_pending() == 0
    assert lying(first) == []
    assert (
        owed_results.gone(second.eligibility.registry, second.eligibility.facility.code, clock.now)
        == ()
    )


def test_of_two_desks_that_want_a_result_one_gets_it(
    make: Callable[[str], Desk], clock: ManualClock
) -> None:
    owing(make(A))
    clock.now += LATER
    desks = [make(B), make(C)]
    number, start = number_of(desks[0]), threading.Barrier(2)
    refused: list[KioskError] = []

    def want(desk: Desk) -> None:
        start.wait(60)
        try:
            take(desk, number)
        except KioskError as error:
            refused.append(error)
        desk.eligibility.deliver_pending()

    threads = [threading.Thread(target=want, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(refused) == 1
    assert sum(len(lying(desk)) for desk in desks) == 1


def test_who_waits_for_a_result_is_refused_when_another_desk_has_taken_it(
    make: Callable[[str], Desk], clock: ManualClock
) -> None:
    """The second desk asks while the first still holds the row, and both are new desks."""
    owing(make(A))
    clock.now += LATER
    second, registry = make(C), make(C).eligibility.registry
    number = number_of(second)
    refused: list[KioskError] = []

    def want() -> None:
        try:
            take(second, number)
        except KioskError as error:
            refused.append(error)

    waiting = threading.Thread(target=want)
    with registry.transaction() as connection:
        held = tables.reception.c
        connection.execute(update(tables.reception).where(held.id == number).values(desk=B))
        told = {"facility": second.eligibility.facility.code, "name": "B", "seen": clock.now}
        connection.execute(insert(tables.desk).values(id=B, **told))
        waiting.start()
        if registry.engine.dialect.name == "postgresql":
            _until_somebody_waits(connection)
    waiting.join(60)
    assert len(refused) == 1


def test_two_first_calls_of_a_new_desk_at_once_record_it_once(
    registry: Registry, facility: Facility, clock: ManualClock
) -> None:
    failed: list[Exception] = []

    def report(name: str) -> None:
        try:
            owed_results.seen(registry, A, facility.code, name, clock.now)
        except Exception as error:
            failed.append(error)

    waiting = threading.Thread(target=report, args=("second",))
    with registry.transaction() as connection:
        told = {"facility": facility.code, "name": "first", "seen": clock.now}
        connection.execute(insert(tables.desk).values(id=A, **told))
        waiting.start()
        if registry.engine.dialect.name == "postgresql":
            _until_somebody_waits(connection)
    waiting.join(60)
    assert not failed


def _until_somebody_waits(connection: Connection) -> None:
    """Until another transaction waits for a lock of this one (PostgreSQL)."""
    end = time.monotonic() + 60
    waits = text("select count(*) from pg_locks where not granted")
    while not connection.execute(waits).scalar_one():
        assert time.monotonic() < end, "nobody waits for the row"


def test_a_desk_that_lost_its_result_while_it_wrote_leaves_nothing(
    make: Callable[[str], Desk], clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make(A), make(B)
    ticket = owing(first)
    stage = files.stage

    def slowly(target: Path, data: bytes, *, shared: bool = False) -> None:
        stage(target, data, shared=shared)
        if target.parent == first.eligibility.face_folder:
            clock.now += LATER
            take(second, number_of(second))

    monkeypatch.setattr(files, "stage", slowly)
    with pytest.raises(TakenOver):
        first.eligibility.submit(ticket, Answers())
    assert lying(first) == []
    assert second.eligibility.deliver_pending() == 1
    assert len(lying(second)) == 1


def test_a_result_that_was_being_written_is_taken_only_by_who_has_looked(
    make: Callable[[str], Desk], clock: ManualClock
) -> None:
    first, second = make(A), make(B)
    ticket = owing(first)
    row = first.eligibility.rows.look(ticket.reference)
    target = first.eligibility.face_folder / row.file
    files.stage(target, row.payload)
    first.eligibility.rows.mark(ticket.reference, (PENDING,), STAGED)
    clock.now += LATER
    number = number_of(second)
    with pytest.raises(KioskError, match="look in that desk's folder first"):
        take(second, number)
    take(second, number, begun=True)
    assert second.eligibility.deliver_pending() == 1
    assert len(lying(second)) == 1
    assert make(A).eligibility.deliver_pending() == 0
    assert lying(first) == []  # what was half-written is gone with its claim


@pytest.mark.parametrize("lies", [False, True])
def test_a_result_that_lies_in_two_folders_is_told_and_no_other(
    make: Callable[[str], Desk], clock: ManualClock, lies: bool, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = make(A), make(B)
    row = first.eligibility.rows.look(owing(first).reference)
    if lies:
        (first.eligibility.face_folder / row.file).write_bytes(row.payload)
    clock.now += LATER
    take(second, number_of(second))
    assert make(A).eligibility.deliver_pending() == 0
    assert ("took over" in caplog.text) is lies
    assert [file.name for file in lying(first)] == [row.file] * lies


def test_results_of_before_desks_were_known_are_shown_and_can_be_taken(
    make: Callable[[str], Desk], clock: ManualClock
) -> None:
    nameless = make("")
    owing(nameless)
    second = make(B)
    assert second.eligibility.deliver_pending() == 0
    clock.now += LATER
    take(second, number_of(second))
    assert second.eligibility.deliver_pending() == 1


def test_a_ticket_without_answers_is_its_holders(make: Callable[[str], Desk]) -> None:
    """A desk whose identity was lost still has what its patient answered."""
    first = make(A)
    ticket = first.eligibility.identify(first.proof("aoi"))
    renewed = make(B)
    assert renewed.eligibility.submit(ticket, Answers()).result_file in lying(renewed)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of Unix")
@pytest.mark.parametrize("moment", ["promised", "half", "staged", "marked", "published"])
@pytest.mark.parametrize("returns", [True, False])
def test_a_desk_killed_between_promise_and_delivery_leaves_one_file_in_the_right_folder(
    make: Callable[[str], Desk], clock: ManualClock, registry_url: str, moment: str, returns: bool
) -> None:
    first, second = make(A), make(B)
    face = str(first.eligibility.face_folder)
    desk = FORKS.Process(target=owing_desk, args=(registry_url, face, A, moment))
    desk.start()
    desk.join(120)
    assert desk.exitcode == -signal.SIGKILL
    assert second.eligibility.deliver_pending() == 0
    assert lying(second) == []
    right = first
    if not returns:
        clock.now += LATER
        if moment in ("marked", "published"):  # it may lie there, so it is not given away
            with pytest.raises(KioskError, match="look in that desk's folder first"):
                take(second, number_of(second))
        else:
            take(second, number_of(second))
            assert second.eligibility.deliver_pending() == 1
            right = second
    assert make(A).eligibility.deliver_pending() == (right is first)
    wrong = second if right is first else first
    assert lying(wrong) == []
    (file,) = lying(right)
    assert file.suffix == ".xml"


def test_the_command_lists_what_is_owed_and_takes_it_over(
    make: Callable[[str], Desk],
    clock: ManualClock,
    registry_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = make(A)
    owing(first)
    clock.now += LATER
    monkeypatch.setattr("kiosk.clock.japan", clock)
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, [*words, "--url", registry_url])
        assert done.exit_code == 0, done.output
        return done.output

    listed = run("owed", "1312345678")
    assert "desk " in listed
    number = listed.split()[0]
    told = run("take-over", "1312345678", number, "--face", str(tmp_path / "here"))
    (file,) = (tmp_path / "here").iterdir()
    assert str(file) in told.replace("\n", "")
    assert "no desk" in run("owed", "1312345678")
    assert make(A).eligibility.deliver_pending() == 0
    assert lying(first) == []
