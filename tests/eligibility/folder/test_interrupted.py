"""An OQS folder whose disk, server or program fails: each request is still answered once."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from kiosk import files
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.exchange import AnswerFile, Exchange, RequestFile
from kiosk.eligibility.server.oqs_folder import (
    STUCK_SECONDS,
    FolderServer,
)
from kiosk.eligibility.server.shared_files import SharedFiles
from kiosk.errors import FolderUnwritable
from kiosk.personas import schema
from kiosk.session.codes import Segment
from tests.support.eligibility import ManualClock

from .folders import SETTINGS, answer, asked, later, settle, sweep


class Fragile(Exchange):
    """An exchange with a mistake in it that one request hits."""

    def answer(self, questions: Sequence[RequestFile]) -> list[AnswerFile]:
        if any(schema.find("kenji").person.birth.strftime("%Y%m%d").encode() in asked.data
               for asked in questions):  # fmt: skip
            raise ZeroDivisionError("a secret of Kenji's")
        return super().answer(questions)


def test_a_request_that_breaks_the_program_is_put_aside_and_the_others_are_answered(
    tmp_path: Path,
    registry: Registry,
    facility: Facility,
    clock: ManualClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    exchange = Fragile(National(registry, SETTINGS, clock), facility)
    server = FolderServer(tmp_path / "OQS", exchange)
    for name in ("aoi", "kenji", "kuromaru"):
        (server.req / f"OQSsiquc01req_{name}.xml").write_bytes(asked(name))
    assert server.scan() == 3
    for name in ("aoi", "kuromaru"):
        head = answer(server, f"OQSsiquc01res_{name}.xml").message_header
        assert head.segment_of_result is Segment.NORMAL
    broken = answer(server, "OQSsiquc01res_kenji.xml").message_header
    assert broken.error_code == Refusal.BUSY.value
    assert len(list(server.rejected.iterdir())) == 2
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in caplog.text
    assert server.scan() == 0
    server.close()


def test_an_answer_that_cannot_be_written_is_said_and_comes_when_it_can(
    tmp_path: Path, registry: Registry, facility: Facility, clock: ManualClock
) -> None:
    said: list[str | None] = []
    exchange = Exchange(National(registry, SETTINGS, clock), facility)
    server = FolderServer(tmp_path / "OQS", exchange, said.append)
    (server.req / "OQSsiquc01req_1.xml").write_bytes(asked("aoi"))
    server.res.rmdir()
    server.res.write_bytes(b"")  # stands for read-only, which root would not notice
    settle(server)
    assert len(said) == 1
    assert said[0] is not None and "cannot be written" in said[0]
    server.res.unlink()
    server.res.mkdir()
    settle(server)
    assert said[-1] is None
    assert [file.name for file in server.res.iterdir()] == ["OQSsiquc01res_1.xml"]
    server.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a quarter of a megabyte."""
    disk = tmp_path / "OQS"
    disk.mkdir()
    if not sys.platform.startswith("linux"):
        pytest.skip("a small disk is made by Linux's tmpfs")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if made.returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_is_said_and_the_answer_comes_when_there_is_room(
    small_disk: Path, registry: Registry, facility: Facility, clock: ManualClock
) -> None:
    said: list[str | None] = []
    exchange = Exchange(National(registry, SETTINGS, clock), facility)
    server = FolderServer(small_disk, exchange, said.append)
    (server.req / "OQSsiquc01req_1.xml").write_bytes(asked("aoi"))
    filler = small_disk / "filler"
    with pytest.raises(OSError), filler.open("wb") as file:
        while True:
            file.write(b"x" * 1024)
            file.flush()
    settle(server)
    assert len(said) == 1
    assert "No space left" in said[0]
    assert list(server.res.iterdir()) == []
    filler.unlink()
    settle(server)
    assert said[-1] is None
    assert answer(server, "OQSsiquc01res_1.xml").message_header.segment_of_result is Segment.NORMAL
    server.close()


def test_a_server_that_died_at_any_step_answers_once(
    server: FolderServer, put: Callable[..., Path], tmp_path: Path
) -> None:
    own = tmp_path / "OQS" / ".uketsuke"
    put("OQSsiquc01req_1.xml", asked("aoi"))
    server.scan()
    given = server.res / "OQSsiquc01res_1.xml"
    content = given.read_bytes()

    given.rename(own / "out" / given.name)  # died before the last rename
    server.scan()
    assert given.read_bytes() == content

    given.rename(own / "out" / given.name)  # died before the claim was dropped
    (own / "claims" / "OQSsiquc01req_1.xml").write_bytes(asked("aoi"))
    (own / "out" / ".OQSsiquc01res_2.xml.part").write_bytes(b"<Xm")
    server.scan()
    assert [file.name for file in server.res.iterdir()] == [given.name]
    assert list((own / "out").iterdir()) == list((own / "claims").iterdir()) == []


def test_answers_that_were_published_before_a_restart_are_swept_too(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    put("OQSsiquc01req_1.xml", asked("aoi"))
    server.scan()
    server.close()
    again = FolderServer(server.req.parent, server.exchange, time=server.time)
    sweep(again)
    assert list(again.res.iterdir()) == []
    again.close()


class Failing(SharedFiles):
    """Files whose first reading fails in a way that nobody foresaw."""

    def __init__(self) -> None:
        self.failed = threading.Event()

    def tail(self, file: Path, size: int) -> bytes:
        if not self.failed.is_set():
            self.failed.set()
            raise RuntimeError("secret")
        return super().tail(file, size)


def test_an_unforeseen_error_is_told_and_the_server_goes_on_and_ends(
    server: FolderServer, put: Callable[..., Path], caplog: pytest.LogCaptureFixture
) -> None:
    put("OQSsiquc01req_1.xml", asked("aoi"))
    bulk = server.exchange.bulk
    worked, work = threading.Event(), bulk.work

    def failing_once(facility: object) -> int:
        bulk.work = lambda facility: worked.set() or work(facility)
        raise RuntimeError("secret")

    bulk.work = failing_once
    server.share = Failing()
    told: list[str | None] = []
    answered, stop = threading.Event(), threading.Event()

    def hear(trouble: str | None) -> None:
        told.append(trouble)
        if trouble is None:
            answered.set()

    server.on_trouble = hear
    thread = threading.Thread(target=server.run, args=(stop,))
    thread.start()
    assert answered.wait(60)
    assert worked.wait(60)
    stop.set()
    thread.join(60)
    assert not thread.is_alive()
    assert told == ["the folder cannot be served (RuntimeError); it is tried again", None]
    assert (server.res / "OQSsiquc01res_1.xml").exists()
    assert "secret" not in caplog.text


def test_nothing_is_put_aside_without_its_reason(
    server: FolderServer, put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("notes.xml", b"")

    def full(target: Path, data: bytes, *, shared: bool = False) -> None:
        raise FolderUnwritable("the disk is full")

    with monkeypatch.context() as disk:
        disk.setattr(files, "stage", full)
        server.scan()
    assert list(server.rejected.iterdir()) == []
    assert [file.name for file in server.req.iterdir()] == ["notes.xml"]
    later(server, STUCK_SECONDS)
    server.scan()
    assert len(list(server.rejected.iterdir())) == 2


class PowerCut(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", ["stage", "move"])
def test_a_reason_that_was_being_written_when_the_process_ended_leaves_nothing_behind(
    server: FolderServer, put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    put("notes.xml", b"")

    def cut(target: Path, *_: object, **__: object) -> None:
        if step == "stage":
            files.temporary(target).write_bytes(b"half")
        raise PowerCut

    with monkeypatch.context() as disk, pytest.raises(PowerCut):
        disk.setattr(files, step, cut)
        server.scan()
    server.scan()
    moved = sorted(file.name.partition("_")[2] for file in server.rejected.iterdir())
    assert moved == ["notes.xml", "notes.xml.reason.txt"]
    assert list(server.req.parent.rglob("*.part")) == []
