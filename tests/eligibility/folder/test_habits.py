"""Settings for what other programs expect of the files, over both databases."""

import re
from pathlib import Path

import pytest
from sqlalchemy import insert

from kiosk import files
from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.owed_results import IDENTIFIED
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.port import Ticket
from kiosk.eligibility.server.exchange import Exchange
from kiosk.eligibility.server.oqs_folder import FolderServer
from kiosk.eligibility.wire import read
from kiosk.eligibility.wire.qualification import Result
from kiosk.session.codes import Charset
from kiosk.session.effects import Answers
from kiosk.session.events import CertificateState, PatientFacts
from tests.support.eligibility import NOW

from .folders import asked, settle

HERE = Facility("1312345678")


def served(tmp_path: Path, registry: Registry, **habits: object) -> FolderServer:
    settings = EligibilitySettings(settle_seconds=0, **habits)
    return FolderServer(tmp_path / "OQS", Exchange(National(registry, settings, lambda: NOW), HERE))


@pytest.mark.parametrize("habit", ["answer", "err"])
def test_a_file_that_cannot_be_read_is_answered_or_goes_back(
    shared: Registry, tmp_path: Path, habit: str
) -> None:
    server, broken = served(tmp_path, shared, unread_requests=habit), b"<XmlMsg><a></XmlMsg>"
    (server.req / "OQSsiquc01req_1.xml").write_bytes(broken)
    (server.req / "OQSsiquc01req_2.xml").write_bytes(asked("aoi"))
    settle(server)
    server.close()
    back = {"err": "OQSsiquc01req_1.xml.err", "answer": "OQSsiquc01res_1.xml"}[habit]
    assert sorted(file.name for file in server.res.iterdir()) == [back, "OQSsiquc01res_2.xml"]
    assert ((server.res / back).read_bytes() == broken) is (habit == "err")
    assert len(list(server.rejected.iterdir())) == 2


@pytest.mark.parametrize("habit", ["renamed", "in_place"])
def test_an_answer_appears_by_a_rename_or_is_written_in_place(
    shared: Registry, tmp_path: Path, habit: str
) -> None:
    server = served(tmp_path, shared, files_appear=habit)
    there = server.res / "OQSsiquc01res_1.xml"
    there.write_bytes(b"before")
    before = there.stat().st_ino
    (server.req / "OQSsiquc01req_1.xml").write_bytes(asked("aoi"))
    settle(server)
    server.close()
    assert read(Result, there.read_bytes())[0].message_body.qualification_validity == "1"
    assert (there.stat().st_ino == before) is (habit == "in_place")
    assert list((tmp_path / "OQS" / ".uketsuke" / "out").iterdir()) == []


def face(tmp_path: Path, registry: Registry, **habits: object) -> Path:
    """The file of a reception that was answered at the reader."""
    reference = f"{tmp_path.name}-{registry.engine.dialect.name}"[-60:]
    person = registry.id_of("kuromaru")
    with registry.transaction() as connection:
        connection.execute(
            insert(tables.reception).values(
                reference=reference, facility=HERE.code, person_id=person,
                method="face", certificate="valid", at=NOW, state=IDENTIFIED,
            )
        )  # fmt: skip
    settings = EligibilitySettings(**habits)
    reader = Embedded(registry, [], HERE, tmp_path, lambda: NOW, settings=settings)
    ticket = Ticket(reference, PatientFacts(True, 27, CertificateState.VALID))
    file = reader.submit(ticket, Answers()).result_file
    assert file is not None
    assert [one.name for one in tmp_path.iterdir()] == [file.name]
    return file


@pytest.mark.parametrize("habit", ["renamed", "in_place"])
def test_a_face_file_appears_as_answers_do(
    shared: Registry, tmp_path: Path, habit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    publish = files.publish

    def published(target: Path, *, in_place: bool = False) -> None:
        written.append(files.temporary(target).stat().st_ino)
        publish(target, in_place=in_place)

    monkeypatch.setattr(files, "publish", published)
    file = face(tmp_path, shared, files_appear=habit)
    assert ([file.stat().st_ino] == written) is (habit == "renamed")


@pytest.mark.parametrize(("charset", "name"), [(Charset.SHIFT_JIS, "●"), (Charset.UTF_8, "𠮷")])
def test_a_face_file_is_in_the_encoding_that_is_set(
    shared: Registry, tmp_path: Path, charset: Charset, name: str
) -> None:
    result, written = read(Result, face(tmp_path, shared, face_charset=charset).read_bytes())
    assert written is result.message_header.character_code_identifier is charset
    (row,) = result.message_body.result_list.result_of_qualification_confirmation
    assert row.name.startswith(name)
    assert row.qualification_confirmation_key


@pytest.mark.parametrize(
    ("habit", "middle"), [("hex", "[0-9a-f]{20}"), ("counter", "001[0-9]{17}")]
)
def test_a_face_file_is_named_as_is_set(
    shared: Registry, tmp_path: Path, habit: str, middle: str
) -> None:
    name = face(tmp_path, shared, face_name=habit, files_appear="in_place").name
    assert re.fullmatch(rf"OQSsiquc01res_face_1312345678{middle}_{NOW:%Y%m%d%H%M%S}\.xml", name)
