"""The OQS folder: what comes in, what goes out, and what must not pass."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.exchange import Exchange
from kiosk.eligibility.server.oqs_folder import (
    STUCK_SECONDS,
    FolderServer,
    answer_stem,
)
from kiosk.eligibility.wire import Reason, read
from kiosk.eligibility.wire.qualification import Result
from kiosk.errors import Busy
from kiosk.personas import schema
from kiosk.session.codes import Charset, Segment, Validity

from .folders import answer, asked, later, settle, sweep


def test_a_request_is_answered_under_its_name_and_is_gone(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    put("OQSsiquc01req_0001.xml", asked("aoi"))
    assert server.scan() == 1
    result = answer(server, "OQSsiquc01res_0001.xml")
    (row,) = result.message_body.result_list.result_of_qualification_confirmation
    assert row.name == schema.find("aoi").person.name
    assert list(server.req.iterdir()) == []
    assert [file.name for file in server.res.iterdir()] == ["OQSsiquc01res_0001.xml"]


def test_the_answer_comes_in_the_encoding_of_the_request(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    put("OQSsiquc01req_8.xml", asked("aoi", charset=Charset.UTF_8))
    put("OQSsiquc01req_j.xml", asked("aoi", character_code_identifier=Charset.SHIFT_JIS))
    server.scan()
    assert b'encoding="UTF-8"' in (server.res / "OQSsiquc01res_8.xml").read_bytes()[:60]
    assert b"Shift_JIS" in (server.res / "OQSsiquc01res_j.xml").read_bytes()[:60]


def test_files_written_aside_by_others_are_left_alone(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    for name in (".OQSsiquc01req_1.xml", "OQSsiquc01req_1.xml.tmp", "OQSsiquc01req_1.part"):
        put(name, asked("aoi"))
    settle(server)
    assert len(list(server.req.iterdir())) == 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.NOT_XML),
        (b"\x00" * 5000, Reason.NOT_XML),
        (asked("aoi")[:-20], Reason.NOT_XML),
        (asked("aoi").replace(b'"Shift_JIS"', b'"UTF-8"').replace(b"1312", "あ".encode("cp932")),
         Reason.ENCODING),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><XmlMsg>&a;</XmlMsg>', Reason.DTD),
        (asked("aoi").replace(b"Birthdate>2003", b"Birthdate>2023").replace(b"0707<", b"0230<"),
         Reason.VALUE),
        (asked("aoi").replace(b"Birthdate>2003", "Birthdate>２００３".encode("cp932")),
         Reason.VALUE),
        (asked("aoi").replace(b"<MessageBody>", b"<MessageBody><Wow>1</Wow>"), Reason.UNKNOWN),
        (b"<XmlMsg></XmlMsg>", Reason.MISSING),
    ],
    ids=["empty", "zeros", "cut", "encoding", "entities", "30 february", "full-width", "unknown",
         "nothing in it"],
)  # fmt: skip
def test_what_cannot_be_read_is_answered_with_its_error_and_put_aside(
    server: FolderServer, put: Callable[..., Path], data: bytes, reason: Reason
) -> None:
    put("OQSsiquc01req_1.xml", data)
    settle(server)
    head = answer(server, "OQSsiquc01res_1.xml").message_header
    assert (head.segment_of_result, head.error_code) == (Segment.FAILED, reason.value)
    kept = sorted(server.rejected.iterdir())
    assert [file.name.endswith(".reason.txt") for file in kept] == [False, True]
    assert kept[0].read_bytes() == data
    assert list(server.req.iterdir()) == []


def test_a_file_of_a_hundred_megabytes_is_refused_unread(server: FolderServer) -> None:
    with (server.req / "OQSsiquc01req_1.xml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    server.scan()
    assert answer(server, "OQSsiquc01res_1.xml").message_header.error_code == Reason.SIZE.value


@pytest.mark.parametrize(
    "name",
    ["..OQSsiquc01req.xml", "OQSsiquc01req_..\\..\\x.xml", "OQSsiquc01req_%2e%2e.xml",
     "XYZsiquc01req_1.xml", "OQSsiquc01req_名前.xml", "notes.xml", "OQSsiquc01res_1.xml"],
)  # fmt: skip
def test_unknown_names_are_put_aside_and_answered_if_they_are_requests(
    server: FolderServer, put: Callable[..., Path], name: str, tmp_path: Path
) -> None:
    put(name, asked("aoi", arbitrary_file_identifier="A-1"))
    settle(server)
    answers = [file.name for file in server.res.iterdir()]
    assert len(answers) == (not name.startswith(".") and "req" in name)
    for file in answers:
        head = answer(server, file).message_header
        assert head.error_code == Refusal.UNKNOWN_KIND.value
        assert head.arbitrary_file_identifier == "A-1"
    outside = {file.name for file in tmp_path.iterdir()}
    assert outside <= {"OQS", "registry.sqlite3", "registry.sqlite3-wal", "registry.sqlite3-shm"}
    if not name.startswith("."):
        assert len(list(server.rejected.iterdir())) == 2


def test_a_link_to_another_file_is_not_followed(server: FolderServer, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(asked("aoi"))
    (server.req / "OQSsiquc01req_1.xml").symlink_to(secret)
    server.scan()
    assert list(server.res.iterdir()) == []
    assert secret.exists()


def test_a_request_of_another_case_of_xml_is_answered(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    put("OQSsiquc01req_0009.XML", asked("aoi"))
    put("OQSsiquc01req_0009.xml", asked("aoi"))
    assert server.scan() == 1
    settle(server)
    assert [file.name for file in server.res.iterdir()] == ["OQSsiquc01res_0009.xml"]
    assert list(server.req.iterdir()) == list(server.rejected.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of POSIX")
def test_a_pipe_in_the_folder_stops_nobody(server: FolderServer, put: Callable[..., Path]) -> None:
    os.mkfifo(server.req / "OQSsiquc01req_1.xml")
    put("OQSsiquc01req_2.xml", asked("aoi"))
    settle(server)
    assert [file.name for file in server.res.iterdir()] == ["OQSsiquc01res_2.xml"]
    assert list(server.req.iterdir()) == []


def test_what_cannot_be_moved_away_is_not_explained_again_and_again(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    put("notes.xml", b"")
    server.rejected.rmdir()
    server.rejected.write_bytes(b"")  # no file can be moved into it
    for _ in range(3):
        server.scan()
    server.rejected.unlink()
    server.rejected.mkdir()
    server.scan()  # too early to try again
    assert list(server.rejected.iterdir()) == []
    later(server, STUCK_SECONDS)
    server.scan()
    assert len(list(server.rejected.iterdir())) == 2


def test_an_answered_request_that_cannot_be_put_aside_is_not_answered_again(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    put("OQSsiquc01req_1.xml", b"<XmlMsg></XmlMsg>")
    server.rejected.rmdir()
    server.rejected.write_bytes(b"")
    assert server.scan() == 1
    assert [file.name for file in server.res.iterdir()] == ["OQSsiquc01res_1.xml"]
    assert server.scan() == 0


def test_a_second_server_on_the_folder_is_told_who_holds_it(
    server: FolderServer, tmp_path: Path, registry: Registry, facility: Facility
) -> None:
    with pytest.raises(Busy, match=f"process {os.getpid()} on"):
        FolderServer(tmp_path / "OQS", Exchange(National(registry), facility))


def test_old_answers_are_swept_away_and_others_files_are_not(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    for number in range(1, 5):
        put(f"OQSsiquc01req_{number}.xml", asked("aoi"))
    server.scan()
    ours = {number: server.res / f"OQSsiquc01res_{number}.xml" for number in range(1, 5)}
    ours[1].write_text("mine now")
    ours[2].rename(server.res / "kept.xml")
    (server.res / "OQSsiquc01res_5.xml").write_text("copied here by another program")
    ours[3].replace(server.req.parent / "elsewhere.xml")
    ours[3].symlink_to(server.req.parent / "elsewhere.xml")
    sweep(server)
    left = {"OQSsiquc01res_1.xml", "OQSsiquc01res_3.xml", "OQSsiquc01res_5.xml", "kept.xml"}
    assert {file.name for file in server.res.iterdir()} == left
    assert list((server.req.parent / ".uketsuke" / "published").iterdir()) == []
    assert (server.req.parent / "elsewhere.xml").exists()


@pytest.mark.parametrize(
    "settings",
    [EligibilitySettings(settle_seconds=0, encrypted_prefixes=("OQSsiquc01",), password="pass")],
)
def test_an_encrypted_kind_leaves_as_a_password_zip(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    import io

    import pyzipper

    put("OQSsiquc01req_1.xml", asked("aoi"))
    server.scan()
    data = (server.res / "OQSsiquc01res_1.zip").read_bytes()
    with pyzipper.AESZipFile(io.BytesIO(data)) as file:
        file.setpassword(b"pass")
        (name,) = file.namelist()
        result, _ = read(Result, file.read(name))
    assert result.message_body.qualification_validity is Validity.VALID


def test_the_folder_is_served_in_the_background_until_told_to_stop(
    server: FolderServer, put: Callable[..., Path]
) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=server.run, args=(stop,))
    thread.start()
    put("OQSmuquc01req_1.xml", asked("aoi"))
    waited = threading.Event()
    for _ in range(400):
        if (server.res / "OQSmuquc01res_1.xml").exists():
            break
        waited.wait(0.01)
    stop.set()
    thread.join()
    assert answer(server, "OQSmuquc01res_1.xml").message_body.reception_number is not None


def test_the_name_of_an_answer_follows_the_rule() -> None:
    assert answer_stem("OQSsiquc01req_req_1.xml") == "OQSsiquc01res_req_1"
    assert answer_stem("x.xml") == ""
