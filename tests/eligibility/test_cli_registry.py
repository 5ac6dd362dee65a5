import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli.main import app
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.server.serve import serve
from kiosk.eligibility.server.serving import Serving
from kiosk.errors import Busy, KioskError
from kiosk.personas import schema

CODE = "1312345678"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path / "registry.sqlite3")


def run(*arguments: str) -> str:
    told = CliRunner().invoke(app, ["registry", *arguments])
    assert told.exit_code == 0, told.output
    return told.output


def test_fill_writes_personas_and_generated_persons_once(url: str) -> None:
    count = len(list(schema.everyone()))
    assert f"{count} personas written" in run("fill", "--persons", str(count + 20), "--url", url)
    assert "0 generated persons added" in run("fill", "--persons", str(count + 20), "--url", url)


def test_a_facility_gets_its_token_and_a_patient_its_number(url: str) -> None:
    run("fill", "--url", url)
    assert run("facility", CODE, "見本診療所", "--url", url).startswith(f"{CODE}.")
    run("link", CODE, "0001", "aoi", "--url", url)
    assert "asked nothing" in run("history", CODE, "--url", url)
    assert (
        CliRunner().invoke(app, ["registry", "link", CODE, "1", "nobody", "--url", url]).exit_code
        == 2
    )
    assert CliRunner().invoke(app, ["registry", "facility", "12", "--url", url]).exit_code == 2


def test_care_is_recorded_by_command_and_by_file(url: str, tmp_path: Path) -> None:
    run("fill", "--url", url)
    assert run("care", "kenji", CODE, "2027-01", "--url", url) == "1 months of care recorded\n"
    file = tmp_path / "claims.csv"
    file.write_text(f"# persona,code,month\nkenji,{CODE},2027-01\naoi, {CODE} ,2027-02\n")
    assert run("care", "--file", str(file), "--url", url) == "2 months of care recorded\n"
    for wrong in (
        ("kenji", CODE, "2027-13"),
        ("nobody", CODE, "2027-01"),
        ("kenji", "1", "2027-01"),
    ):
        told = CliRunner().invoke(app, ["registry", "care", *wrong, "--url", url])
        assert told.exit_code == 2, wrong
    file.write_text("kenji\n")
    for given in (file, tmp_path / "none"):
        told = CliRunner().invoke(app, ["registry", "care", "--file", str(given), "--url", url])
        assert told.exit_code == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"# persona,code,month\n\nkenji,{CODE},2027-01\nkenji\n".encode(), "line 4: write"),
        (f"kenji,{CODE},2027-01\nkenji,{CODE},2027-13\n".encode(), "line 2: a month is"),
        (f"kenji,{CODE},2027-01\nkenji,12,2027-01\n".encode(), "line 2: a medical"),
        (f"# who\nnobody,{CODE},2027-01\n".encode(), "line 2: the registry has no persona"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "no CSV in UTF-8 or Shift_JIS"),
        (b"#\n" + b"k" * 200_000, "line 2 is no line of a CSV"),
    ],
)
def test_a_file_of_care_that_cannot_be_read_is_told_with_its_line(
    url: str, tmp_path: Path, content: bytes, told: str
) -> None:
    file = tmp_path / "claims.csv"
    file.write_bytes(content)
    ended = CliRunner().invoke(app, ["registry", "care", "--file", str(file), "--url", url])
    assert ended.exit_code == 2
    assert told in ended.output.replace("\n", " ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_a_file_of_care_is_read_as_spreadsheets_save_it(
    url: str, tmp_path: Path, encoding: str
) -> None:
    run("fill", "--url", url)
    file = tmp_path / "claims.csv"
    file.write_bytes(f"# 人物,医療機関,月\r\nkenji,{CODE},2027-01\r\n".encode(encoding))
    assert run("care", "--file", str(file), "--url", url) == "1 months of care recorded\n"


def test_persons_are_listed_with_what_a_request_needs() -> None:
    line = next(line for line in run("persons").splitlines() if line.startswith("aoi "))
    assert "0034507" in line
    assert "20030707" in line


def test_migrate_makes_an_empty_database_ready(url: str) -> None:
    assert "newest schema" in run("migrate", "--url", url)
    run("fill", "--url", url)


@pytest.mark.parametrize(
    "wish",
    [
        {"port": 0},
        {"folder": Path("OQS")},
        {"with_tokens": False},
        {"with_tokens": False, "facility": Facility(CODE), "host": "0.0.0.0"},
        {"with_tokens": False, "facility": Facility(CODE), "host": "example"},
    ],
    ids=range(5),
)
def test_wishes_that_do_not_fit_together_are_refused(
    url: str, tmp_path: Path, wish: list[str]
) -> None:
    with pytest.raises(KioskError):
        serve(Serving(url, tmp_path / "ca", **wish))


def test_fewer_than_no_persons_are_refused(url: str) -> None:
    assert (
        CliRunner().invoke(app, ["registry", "fill", "--persons", "-5", "--url", url]).exit_code
        == 2
    )


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (["--certificate", "/nope"], "needs --certificate and --key"),
        (["--client-ca", "/nope"], "needs --certificate and --key"),
        (["--certificate", "/nope", "--key", "/nope"], "is not there"),
        (["--certificate", __file__, "--key", __file__], "cannot be used"),
        (["--url", "bogus://x"], "URL is not understood"),
        (["--url", "nonsense"], "URL is not understood"),
        (["--url", "postgresql+psycopg://host:port/x"], "URL is not understood"),
    ],
    ids=range(7),
)
def test_what_cannot_be_served_is_said_in_a_sentence(
    url: str, wish: list[str], sentence: str
) -> None:
    database = [] if "--url" in wish else ["--url", url]
    told = CliRunner().invoke(app, ["serve", *wish, *database])
    assert told.exit_code == 1
    assert isinstance(told.exception, SystemExit)
    assert sentence in told.output
    assert len(told.output.strip().splitlines()) == 1


def test_a_folder_is_served_until_stopped_and_by_one_only(url: str, tmp_path: Path) -> None:
    said: list[str] = []
    serving = Serving(url, tmp_path / "ca", Facility(CODE), tmp_path / "OQS", port=0)
    stop, begun = threading.Event(), threading.Event()

    def say(text: str) -> None:
        said.append(text)
        if "is served" in text:
            begun.set()

    thread = threading.Thread(target=serve, args=(serving, stop, say))
    thread.start()
    assert begun.wait(60)
    with pytest.raises(Busy):
        serve(serving)
    stop.set()
    thread.join()
    assert any("synthetic persons written" in text for text in said)


OWN = """note = "Of a maker's own making."
[person]
name = "自作　太郎"
kana = "ｼﾞｻｸ ﾀﾛｳ"
birth = 1980-02-03
sex = 1
address = "見本県自作町1番地"
post = "000-0001"
[[insurance]]
insurer_number = "06992341"
insurer_name = "架空健康保険組合"
symbol = "9001"
number = "1"
start = 2020-04-01
"""
MEDICINES = """<?xml version="1.0" encoding="UTF-8"?>
<XmlMsg><MessageHeader><MedicalInstitutionCode>1312345678</MedicalInstitutionCode>
<InsurerNumber>06992341</InsurerNumber><InsuranceCardSymbol>9001</InsuranceCardSymbol>
<InsuredPersonIdentificationNumber>1</InsuredPersonIdentificationNumber>
<BranchNumber>01</BranchNumber></MessageHeader>
<MessageBody><FileCategory>2</FileCategory></MessageBody></XmlMsg>
"""


def test_a_person_of_ones_own_consents_and_the_medicines_are_told(url: str, tmp_path: Path) -> None:
    own, asks = tmp_path / "mine.toml", tmp_path / "YZKsiquc01req_1.xml"
    own.write_text(OWN, encoding="utf-8")
    asks.write_text(MEDICINES, encoding="utf-8")
    assert "06992341 9001" in run("add", str(own), "--url", url)

    def once(file: Path) -> tuple[int, bytes]:
        told = CliRunner().invoke(app, ["serve", "--once", str(file), "--url", url])
        return told.exit_code, told.stdout_bytes

    code, told = once(asks)
    assert (code, b"UKE1007" in told) == (0, True)
    assert "24 hours: YZK" in run("consent", CODE, "mine", "YZK", "--url", url)
    code, told = once(asks)
    assert (code, b"<DrugN>" in told) == (0, True)
    asks.write_text("<XmlMsg>", encoding="utf-8")
    assert once(asks)[0] == 1


@pytest.mark.parametrize("change", ["[card]\npin = 'x'", "nonsense"])
def test_a_person_that_does_not_fit_is_refused_in_a_sentence(
    url: str, tmp_path: Path, change: str
) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(OWN + change, encoding="utf-8")
    told = CliRunner().invoke(app, ["registry", "add", str(own), "--url", url])
    assert told.exit_code == 2
    assert "Traceback" not in told.output
    own = tmp_path / "aoi.toml"
    own.write_text(OWN, encoding="utf-8")
    told = CliRunner().invoke(app, ["registry", "add", str(own), "--url", url])
    assert (told.exit_code, "another name" in told.output) == (2, True)
