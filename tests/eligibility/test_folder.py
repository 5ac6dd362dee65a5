import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.eligibility.bulk import Kind
from kiosk.eligibility.codes import Charset, FileCategory, Segment, Treatment, Validity
from kiosk.eligibility.exchange import Exchange, Question, Reply
from kiosk.eligibility.folder import FolderServer, answer_stem
from kiosk.eligibility.issuer import serial_of
from kiosk.eligibility.messages import Reason, read, write
from kiosk.eligibility.messages.information import (
    Checkup,
    InformationBody,
    InformationHeader,
    InformationRequest,
    Medicine,
)
from kiosk.eligibility.messages.qualification import (
    Request,
    RequestBody,
    RequestHeader,
    Result,
    SearchInfo,
)
from kiosk.eligibility.national import National, Refusal
from kiosk.eligibility.settings import EligibilitySettings
from kiosk.errors import Busy
from kiosk.personas import schema
from kiosk.session.effects import Answers, Category

SETTINGS = EligibilitySettings(settle_seconds=0)
CODE = "1312345678"


@pytest.fixture
def settings() -> EligibilitySettings:
    return SETTINGS


@pytest.fixture
def server(tmp_path, registry, facility, clock, settings) -> Iterator[FolderServer]:
    exchange = Exchange(National(registry, settings, clock), facility)
    server = FolderServer(tmp_path / "OQS", exchange)
    yield server
    server.close()


@pytest.fixture
def put(server: FolderServer) -> Callable[..., Path]:
    def put(name: str, data: bytes) -> Path:
        file = server.req / name
        file.write_bytes(data)
        return file

    return put


def info(name: str) -> SearchInfo:
    persona = schema.find(name)
    held = persona.insurance[0]
    return SearchInfo(
        insurer_number=f"{held.insurer_number:>8}",
        insured_card_symbol=held.symbol or None,
        insured_identification_number=held.number,
        insured_branch_number=held.branch,
        birthdate=persona.person.birth,
    )


def asked(*names: str, charset: Charset = Charset.SHIFT_JIS, **head: object) -> bytes:
    request = Request(RequestHeader(CODE, **head), RequestBody(tuple(map(info, names))))
    return write(request, charset)


def answer(server: FolderServer, name: str) -> Result:
    return read(Result, (server.res / name).read_bytes())[0]


def settle(server: FolderServer) -> None:
    """Two looks: a file that does not parse must be seen not to grow."""
    server.scan()
    server.scan()


def test_a_request_is_answered_under_its_name_and_is_gone(server, put) -> None:
    put("OQSsiquc01req_0001.xml", asked("aoi"))
    assert server.scan() == 1
    result = answer(server, "OQSsiquc01res_0001.xml")
    (row,) = result.message_body.result_list.result_of_qualification_confirmation
    assert row.name == schema.find("aoi").person.name
    assert list(server.req.iterdir()) == []
    assert [file.name for file in server.res.iterdir()] == ["OQSsiquc01res_0001.xml"]


def test_the_answer_comes_in_the_encoding_of_the_request(server, put) -> None:
    put("OQSsiquc01req_8.xml", asked("aoi", charset=Charset.UTF_8))
    put("OQSsiquc01req_j.xml", asked("aoi", character_code_identifier=Charset.SHIFT_JIS))
    server.scan()
    assert b'encoding="UTF-8"' in (server.res / "OQSsiquc01res_8.xml").read_bytes()[:60]
    assert b"Shift_JIS" in (server.res / "OQSsiquc01res_j.xml").read_bytes()[:60]


def test_a_half_written_request_waits_until_it_is_whole(
    tmp_path, registry, facility, clock
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


def test_files_written_aside_by_others_are_left_alone(server, put) -> None:
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
    server, put, data, reason
) -> None:
    put("OQSsiquc01req_1.xml", data)
    settle(server)
    head = answer(server, "OQSsiquc01res_1.xml").message_header
    assert (head.segment_of_result, head.error_code) == (Segment.FAILED, reason.value)
    kept = sorted(server.rejected.iterdir())
    assert [file.name.endswith(".reason.txt") for file in kept] == [False, True]
    assert kept[0].read_bytes() == data
    assert list(server.req.iterdir()) == []


def test_a_file_of_a_hundred_megabytes_is_refused_unread(server) -> None:
    with (server.req / "OQSsiquc01req_1.xml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    server.scan()
    assert answer(server, "OQSsiquc01res_1.xml").message_header.error_code == Reason.SIZE.value


@pytest.mark.parametrize(
    "name",
    ["..OQSsiquc01req.xml", "OQSsiquc01req_..\\..\\x.xml", "OQSsiquc01req_%2e%2e.xml",
     "EPSsiquc01req_1.xml", "OQSsiquc01req_名前.xml", "notes.xml", "OQSsiquc01res_1.xml"],
)  # fmt: skip
def test_names_that_are_no_request_are_put_aside_and_reach_no_other_folder(
    server, put, name, tmp_path
) -> None:
    put(name, asked("aoi"))
    settle(server)
    assert list(server.res.iterdir()) == []
    outside = {file.name for file in tmp_path.iterdir()}
    assert outside <= {"OQS", "registry.sqlite3", "registry.sqlite3-wal", "registry.sqlite3-shm"}
    if not name.startswith("."):
        assert len(list(server.rejected.iterdir())) == 2


def test_a_link_to_another_file_is_not_followed(server, tmp_path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(asked("aoi"))
    (server.req / "OQSsiquc01req_1.xml").symlink_to(secret)
    server.scan()
    assert list(server.res.iterdir()) == []
    assert secret.exists()


def test_a_request_of_another_case_of_xml_is_answered(server, put) -> None:
    put("OQSsiquc01req_0009.XML", asked("aoi"))
    put("OQSsiquc01req_0009.xml", asked("aoi"))
    assert server.scan() == 1
    settle(server)
    assert [file.name for file in server.res.iterdir()] == ["OQSsiquc01res_0009.xml"]
    assert list(server.req.iterdir()) == list(server.rejected.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of POSIX")
def test_a_pipe_in_the_folder_stops_nobody(server, put) -> None:
    os.mkfifo(server.req / "OQSsiquc01req_1.xml")
    put("OQSsiquc01req_2.xml", asked("aoi"))
    settle(server)
    assert [file.name for file in server.res.iterdir()] == ["OQSsiquc01res_2.xml"]
    assert list(server.req.iterdir()) == []


def test_what_cannot_be_moved_away_is_not_explained_again_and_again(server, put) -> None:
    put("notes.xml", b"")
    server.rejected.rmdir()
    server.rejected.write_bytes(b"")  # no file can be moved into it
    for _ in range(3):
        server.scan()
    server.rejected.unlink()
    server.rejected.mkdir()
    server.scan()  # too early to try again
    assert list(server.rejected.iterdir()) == []
    server._stuck["notes.xml"] = 0.0
    server.scan()
    assert len(list(server.rejected.iterdir())) == 2


def test_an_answered_request_that_cannot_be_put_aside_is_not_answered_again(server, put) -> None:
    put("OQSsiquc01req_1.xml", b"<XmlMsg></XmlMsg>")
    server.rejected.rmdir()
    server.rejected.write_bytes(b"")
    assert server.scan() == 1
    assert [file.name for file in server.res.iterdir()] == ["OQSsiquc01res_1.xml"]
    assert server.scan() == 0


class Fragile(Exchange):
    """An exchange with a mistake in it that one request hits."""

    def answer(self, questions: Sequence[Question]) -> list[Reply]:
        if any(schema.find("kenji").person.birth.strftime("%Y%m%d").encode() in asked.data
               for asked in questions):  # fmt: skip
            raise ZeroDivisionError("a secret of Kenji's")
        return super().answer(questions)


def test_a_request_that_breaks_the_program_is_put_aside_and_the_others_are_answered(
    tmp_path, registry, facility, clock, caplog
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


def test_a_second_server_on_the_folder_is_told_who_holds_it(
    server, tmp_path, registry, facility
) -> None:
    with pytest.raises(Busy, match=f"process {os.getpid()} on"):
        FolderServer(tmp_path / "OQS", Exchange(National(registry), facility))


def test_an_answer_that_cannot_be_written_is_said_and_comes_when_it_can(
    tmp_path, registry, facility, clock
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
def small_disk(tmp_path) -> Iterator[Path]:
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
    small_disk, registry, facility, clock
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


def test_a_server_that_died_at_any_step_answers_once(server, put, tmp_path) -> None:
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


def test_old_answers_are_swept_away_and_others_files_are_not(server, put) -> None:
    put("OQSsiquc01req_1.xml", asked("aoi"))
    server.scan()
    (server.res / "readme.txt").write_text("mine")
    for file in server.res.iterdir():
        os.utime(file, (0, 0))
    server._swept = float("-inf")
    server.scan()
    assert [file.name for file in server.res.iterdir()] == ["readme.txt"]


@pytest.mark.parametrize(
    "settings",
    [EligibilitySettings(settle_seconds=0, encrypted_prefixes=("OQSsiquc01",), password="pass")],
)
def test_an_encrypted_kind_leaves_as_a_password_zip(server, put) -> None:
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


def test_the_folder_is_served_in_the_background_until_told_to_stop(server, put) -> None:
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
    assert answer(server, "OQSmuquc01res_1.xml").message_header.reception_number is not None


# bulk ----------------------------------------------------------------------------------------


def fetch(server: FolderServer, put, number: str | None, kind: Kind) -> Result:
    put(f"{kind}02req_x.xml", write(Request(RequestHeader(CODE, reception_number=number))))
    server.scan()
    return answer(server, f"{kind}02res_x.xml")


def upload(server: FolderServer, put, kind: Kind, data: bytes) -> str | None:
    put(f"{kind}01req_x.xml", data)
    server.scan()
    return answer(server, f"{kind}01res_x.xml").message_header.reception_number


def test_a_bulk_request_is_numbered_running_and_then_answered(server, put) -> None:
    kind = Kind.QUALIFICATION
    number = upload(server, put, kind, asked("aoi", "haruto", "kenji"))
    running = fetch(server, put, number, kind).message_header
    assert (running.segment_of_result, running.reception_number) == (Segment.RUNNING, number)
    assert server._exchange.bulk.work() == 1
    done = fetch(server, put, number, kind)
    head = done.message_header
    assert (head.segment_of_result, head.number_of_processing_result) == (Segment.NORMAL, 3)
    units = done.message_body.bulk_confirm_unit
    names = [unit.result_list.result_of_qualification_confirmation[0].name for unit in units]
    assert names == [schema.find(one).person.name for one in ("aoi", "haruto", "kenji")]
    assert server._exchange.bulk.work() == 0


def test_a_bulk_counts_what_it_could_not_ask(server, put) -> None:
    empty = write(Request(RequestHeader(CODE), RequestBody((SearchInfo(), info("aoi")))))
    number = upload(server, put, Kind.QUALIFICATION, empty)
    server._exchange.bulk.work()
    head = fetch(server, put, number, Kind.QUALIFICATION).message_header
    assert (head.number_of_error, head.number_of_normal_processing) == (1, 1)


@pytest.mark.parametrize(
    "settings", [EligibilitySettings(settle_seconds=0, bulk_seconds=30, bulk_most=2)]
)
def test_a_bulk_takes_its_time_and_has_its_limit(server, put, clock) -> None:
    number = upload(server, put, Kind.QUALIFICATION, asked("aoi"))
    assert server._exchange.bulk.work() == 0
    clock.now += timedelta(seconds=30)
    assert server._exchange.bulk.work() == 1
    assert fetch(server, put, number, Kind.QUALIFICATION).message_body.bulk_confirm_unit
    put("OQSmuquc01req_y.xml", asked("aoi", "aoi", "aoi"))
    server.scan()
    head = answer(server, "OQSmuquc01res_y.xml").message_header
    assert head.error_code == Refusal.TOO_MANY.value


def test_an_old_bulk_request_is_forgotten_with_the_answer_files(server, put, clock) -> None:
    number = upload(server, put, Kind.QUALIFICATION, asked("aoi"))
    server._exchange.bulk.work()
    clock.now += timedelta(minutes=SETTINGS.response_file_stay_minutes, seconds=1)
    server._swept = float("-inf")
    server.scan()
    told = fetch(server, put, number, Kind.QUALIFICATION).message_header
    assert told.error_code == Refusal.NO_SUCH_BATCH.value


@pytest.mark.parametrize("number", ["99", None])
def test_a_number_nobody_was_given_is_refused(server, put, number) -> None:
    result = fetch(server, put, number, Kind.QUALIFICATION)
    assert result.message_header.segment_of_result is Segment.FAILED


def test_home_visits_are_listed_by_their_lasting_consents(server, put, registry, clock) -> None:
    holder, _ = registry.of_card(serial_of("aoi"))
    server._exchange.national.consent(
        CODE,
        holder.id,
        Answers(agreed=frozenset({Category.CARE})),
        clock.now + timedelta(days=90),
        Treatment.HOME_VISIT,
    )
    searched = SearchInfo(consent_date_from=clock.now.date(), consent_date_to=clock.now.date())
    body = RequestBody((searched,))
    for kind, count in ((Kind.HOME_VISIT, 1), (Kind.ONLINE, 0)):
        number = upload(server, put, kind, write(Request(RequestHeader(CODE), body)))
        server._exchange.bulk.work()
        assert len(fetch(server, put, number, kind).message_body.bulk_confirm_unit) == count


def test_patients_on_public_assistance_are_listed_with_their_numbers(server, put, registry) -> None:
    from kiosk.personas.schema import Insurance

    aid = Insurance(
        insurer_number="12990011", insurer_name="架空福祉事務所", number="1", start="2026-01-01",
        classification="A1",
    )  # fmt: skip
    persona = schema.find("aoi").model_copy(update={"insurance": (aid,)})
    registry.fill([persona])
    holder, _ = registry.of_card(serial_of("aoi"))
    registry.link(CODE, "77", holder.id)
    number = upload(server, put, Kind.AID, write(Request(RequestHeader(CODE))))
    server._exchange.bulk.work()
    (unit,) = fetch(server, put, number, Kind.AID).message_body.bulk_confirm_unit
    assert (unit.qualification_validity, unit.reference_number) == (
        Validity.VALID_UNREGISTERED, ("77",),
    )  # fmt: skip


# medical information -------------------------------------------------------------------------


def wanted(name: str, **body: object) -> bytes:
    held = schema.find(name).insurance[0]
    head = InformationHeader(
        CODE, f"{held.insurer_number:>8}", held.number, held.symbol or None, held.branch
    )
    return write(InformationRequest(head, InformationBody(**body)))


def agree(server: FolderServer, registry, name: str, *categories: Category) -> None:
    holder, _ = registry.of_card(serial_of(name))
    server._exchange.national.consent(CODE, holder.id, Answers(agreed=frozenset(categories)))


def medicine(server: FolderServer, put, name: str, **body: object) -> Medicine:
    put("YZKsiquc01req_1.xml", wanted(name, **body))
    server.scan()
    return read(Medicine, (server.res / "YZKsiquc01res_1.xml").read_bytes())[0]


def test_medicines_are_told_while_the_consent_stands_and_not_a_day_later(
    server, put, registry, clock
) -> None:
    refused = medicine(server, put, "kenji").message_header
    assert (refused.result_code, refused.error_code) == ("9", Refusal.NO_CONSENT.value)
    agree(server, registry, "kenji", Category.MEDICINE)
    told = medicine(server, put, "kenji")
    assert told.message_header.result_code == "1"
    assert told.message_header.qua_inf.name == schema.find("kenji").person.name
    months = told.message_body.me_tr_month_inf
    assert len(months) > 5
    days = [day for month in months for day in month.di_date_infs.di_date_inf]
    assert all(day.drug_infs and day.me_tr_infs is None for day in days)
    clock.now += timedelta(hours=24, seconds=1)
    assert medicine(server, put, "kenji").message_header.result_code == "9"


def test_a_consent_to_care_does_not_open_medicines(server, put, registry) -> None:
    agree(server, registry, "kenji", Category.CARE)
    told = medicine(server, put, "kenji")
    days = [day for m in told.message_body.me_tr_month_inf for day in m.di_date_infs.di_date_inf]
    assert days and all(day.drug_infs is None and day.me_tr_infs for day in days)


def test_months_outside_the_period_are_not_told(server, put, registry) -> None:
    agree(server, registry, "kenji", Category.MEDICINE)
    told = medicine(server, put, "kenji", start_date="202601", end_date="202603")
    months = [month.me_tr_month for month in told.message_body.me_tr_month_inf]
    assert all("202601" <= month <= "202604" for month in months)
    turned = medicine(server, put, "kenji", start_date="202603", end_date="202601")
    assert turned.message_header.error_code == Refusal.PERIOD.value
    never = medicine(server, put, "kenji", start_date="202613")
    assert never.message_header.error_code == Refusal.PERIOD.value


def checkup(server: FolderServer, put, name: str) -> Checkup:
    put("TKKsiquc01req_1.xml", wanted(name))
    server.scan()
    return read(Checkup, (server.res / "TKKsiquc01res_1.xml").read_bytes())[0]


def test_checkups_are_of_those_from_forty(server, put, registry) -> None:
    for name, some in (("kenji", True), ("aoi", False)):
        agree(server, registry, name, Category.CHECKUP)
        told = checkup(server, put, name)
        assert told.message_header.result_code == "1"
        assert bool(told.message_body.specific_health_checkup_info) is some


def test_a_pdf_is_given_where_one_is_asked_for(server, put, registry) -> None:
    agree(server, registry, "kenji", Category.CHECKUP, Category.MEDICINE)
    for prefix in ("YZKsiquc01", "TKKsiquc01"):
        put(f"{prefix}req_1.xml", wanted("kenji", file_category=FileCategory.PDF))
        server.scan()
        assert (server.res / f"{prefix}res_1.pdf").read_bytes().startswith(b"%PDF")


def test_withheld_information_is_not_told_in_spite_of_consent(server, put, registry) -> None:
    registry.fill([schema.find("kenji").model_copy(update={"withheld": True})])
    agree(server, registry, "kenji", Category.MEDICINE)
    assert medicine(server, put, "kenji").message_header.error_code == Refusal.WITHHELD.value


def test_the_name_of_an_answer_follows_the_rule() -> None:
    assert answer_stem("OQSsiquc01req_req_1.xml") == "OQSsiquc01res_req_1"
    assert answer_stem("x.xml") == ""
