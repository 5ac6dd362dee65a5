"""A folder on a slow share: what comes in bit by bit, late or locked, and what goes out whole."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.exchange import Exchange
from kiosk.eligibility.server.oqs_folder import FolderServer, answer_stem
from kiosk.eligibility.server.shared_files import SharedFiles
from kiosk.eligibility.wire import BadMessage, read
from kiosk.eligibility.wire.qualification import Result
from kiosk.session.codes import Segment
from tests.support.eligibility import ManualClock

from .folders import SETTINGS, answer, asked, settle


def test_a_half_written_request_waits_until_it_is_whole(
    tmp_path: Path, registry: Registry, facility: Facility, clock: ManualClock
) -> None:
    patient = EligibilitySettings(settle_seconds=60)
    server = FolderServer(tmp_path / "OQS", Exchange(National(registry, patient, clock), facility))
    whole = asked("aoi")
    file = server.req / "OQSsiquc01req_1.xml"
    file.write_bytes(whole[:200])
    assert (server.scan(), server.scan()) == (0, 0)
    assert file.exists()
    file.write_bytes(whole)
    assert server.scan() == 1
    assert answer(server, "OQSsiquc01res_1.xml").message_header.segment_of_result is Segment.NORMAL
    server.close()


def test_a_request_that_arrives_in_pieces_is_answered_once_when_it_is_whole(
    tmp_path: Path, registry: Registry, facility: Facility, clock: ManualClock
) -> None:
    patient = EligibilitySettings(settle_seconds=60)
    server = FolderServer(tmp_path / "OQS", Exchange(National(registry, patient, clock), facility))
    whole = asked("aoi")
    answered = []
    with (server.req / "OQSsiquc01req_1.xml").open("wb") as file:
        for begin in range(0, len(whole), 97):
            file.write(whole[begin : begin + 97])
            file.flush()
            answered.append(server.scan())
    assert sum(answered) + server.scan() == 1
    assert answer(server, "OQSsiquc01res_1.xml").message_header.segment_of_result is Segment.NORMAL
    server.close()


def test_a_request_that_is_renamed_late_is_answered_once(server: FolderServer) -> None:
    beside = server.req / "OQSsiquc01req_1.xml.tmp"
    beside.write_bytes(asked("aoi"))
    settle(server)
    assert list(server.res.iterdir()) == []
    beside.rename(server.req / "OQSsiquc01req_1.xml")
    assert (server.scan(), server.scan()) == (1, 0)
    assert [file.name for file in server.res.iterdir()] == ["OQSsiquc01res_1.xml"]


class Held(SharedFiles):
    """A share whose writer holds its file open in one way or another; `how` is empty once not."""

    def __init__(self, how: str) -> None:
        self.how = how

    def _meet(self, how: str) -> None:
        if self.how == how:
            raise PermissionError(13, "the process cannot access the file")

    def tail(self, file: Path, size: int) -> bytes:
        self._meet("tail")
        return super().tail(file, size)

    def take(self, file: Path, target: Path) -> None:
        self._meet("take")
        super().take(file, target)

    def read(self, file: Path) -> bytes:
        self._meet("read")
        return super().read(file)


@pytest.mark.parametrize("how", ["tail", "take", "read"])
def test_a_request_that_its_writer_still_holds_waits_and_is_then_answered_once(
    tmp_path: Path, registry: Registry, facility: Facility, clock: ManualClock, how: str
) -> None:
    held = Held(how)
    exchange = Exchange(National(registry, SETTINGS, clock), facility)
    server = FolderServer(tmp_path / "OQS", exchange, share=held)
    (server.req / "OQSsiquc01req_1.xml").write_bytes(asked("aoi"))
    for _ in range(5):
        server.scan()
    assert list(server.res.iterdir()) == list(server.rejected.iterdir()) == []
    held.how = ""
    settle(server)
    assert answer(server, "OQSsiquc01res_1.xml").message_header.segment_of_result is Segment.NORMAL
    assert list(server.req.iterdir()) == list(server.rejected.iterdir()) == []
    server.close()


@pytest.mark.skipif(os.name != "nt", reason="only Windows denies others a file that is open")
def test_a_request_opened_without_sharing_waits(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    import ctypes

    file = put("OQSsiquc01req_1.xml", asked("aoi"))
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(str(file), 0x80000000, 0, None, 3, 0, None)
    settle(server)
    assert list(server.res.iterdir()) == list(server.rejected.iterdir()) == []
    kernel.CloseHandle(ctypes.c_void_p(handle))
    settle(server)
    assert len(list(server.res.iterdir())) == 1


def test_whoever_looks_into_res_at_any_moment_sees_whole_answers_only(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    stop, seen, odd = threading.Event(), set(), []

    def look() -> None:
        while not stop.is_set():
            for file in server.res.iterdir():
                try:
                    read(Result, file.read_bytes())
                except BadMessage as error:
                    odd.append(f"{file.name}: {error}")
                seen.add(file.name)

    watcher = threading.Thread(target=look)
    watcher.start()
    for number in range(60):
        put(f"OQSsiquc01req_{number}.xml", asked("aoi"))
        server.scan()
    stop.set()
    watcher.join()
    assert odd == []
    assert all(answer_stem(name.replace("res", "req", 1)) for name in seen)
    assert len(list(server.res.iterdir())) == 60
