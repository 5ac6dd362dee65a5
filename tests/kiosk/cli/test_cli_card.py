"""`kiosk card …` as a tester types it."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from kiosk.cli.main import app
from kiosk.personas import find, names
from kiosk.personas.schema import FOLDER

RUN = CliRunner()


def card(*arguments: str, code: int = 0) -> str:
    done = RUN.invoke(app, ["card", *arguments])
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def portrait() -> Path:
    return FOLDER / "portraits" / "sakura.jpg"


@pytest.fixture
def visitor(portrait: Path) -> str:
    card("new", "--name", "見本　花子", "--birth", "1990-05-01", "--photo", str(portrait),
         "--id", "hanako", "--pin", "2468")  # fmt: skip
    return "hanako"


def test_the_list_says_what_each_card_is_there_to_show() -> None:
    rows = json.loads(card("list", "--json"))
    assert len(rows) >= 24
    assert {row["id"] for row in rows} == set(names())
    assert "sakura" in card("list")


def test_a_visitor_gets_a_card_with_their_own_face(visitor: str) -> None:
    assert find(visitor).person.name == "見本　花子"
    assert find(visitor).insurance[0].insurer_number == "01990019"
    checks = json.loads(card("verify", visitor, "--json"))
    assert set(checks.values()) == {"ok"}


def test_a_card_is_shown_with_its_printed_face(visitor: str, tmp_path: Path) -> None:
    shown = json.loads(card("show", visitor, "--json", "--image", str(tmp_path / "face.png")))
    assert shown["pin"] == "2468"
    assert shown["code_b"].startswith("020501")
    assert shown["tries"]["face_code_b"] == 10
    with Image.open(tmp_path / "face.png") as face:
        assert face.size == (1012, 638)


def test_a_portrait_from_the_camera_waits_for_its_exposure() -> None:
    from drivers.camera.sources.recording import Clip
    from kiosk.desk.virtual.visitors import from_camera

    portrait = from_camera(Clip(FOLDER / "clips" / "sakura.mp4"))
    assert portrait.mode == "RGB"
    assert portrait.width > 300


def test_without_a_camera_the_visitor_is_told() -> None:
    done = RUN.invoke(app, ["card", "new", "--name", "a", "--birth", "1990-05-01", "--camera"])
    if done.exit_code == 0:
        pytest.skip("this machine has a camera")
    assert "camera" in done.output.lower()


def test_a_persona_file_that_somebody_broke_is_left_out(
    visitor: str, caplog: pytest.LogCaptureFixture
) -> None:
    from kiosk.personas.catalog import own

    (own() / "people" / f"{visitor}.toml").write_text("note = ")
    assert visitor not in names()
    assert "hanako.toml is no valid persona" in caplog.text
    assert "is damaged" in card("show", visitor, code=2)


def test_removing_a_visitor_removes_face_and_person(visitor: str) -> None:
    from kiosk.home import data_home

    card("remove", visitor)
    assert visitor not in names()
    assert not [p for p in data_home().rglob("*") if "hanako" in p.name]


def test_a_shipped_person_stays_when_the_card_is_removed() -> None:
    card("show", "suica")
    card("reset", "suica")
    card("remove", "suica")
    assert "suica" in names()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--birth", "1990-13-01"], "YYYY-MM-DD"),
        (["--birth", "2999-01-01"], "birth"),
        (["--pin", "12"], "card.pin"),
        (["--id", "Bad Id"], "latin"),
        (["--id", "sakura"], "already"),
    ],
)
def test_a_mistake_makes_nothing(portrait: Path, arguments: list[str], says: str) -> None:
    before = names()
    given = ["--name", "見本　花子", "--birth", "1990-05-01", "--photo", str(portrait)]
    done = RUN.invoke(app, ["card", "new", *given, *arguments])
    assert done.exit_code in (1, 2)
    assert says in done.output
    assert names() == before


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_text("no picture")
    out = card("new", "--name", "a", "--birth", "1990-05-01", "--photo", str(tmp_path / "x.png"),
               code=1)  # fmt: skip
    assert "no picture" in out


def test_an_unknown_card_is_answered_with_the_nearest() -> None:
    assert "sakura" in card("show", "sakula", code=2)


def test_a_card_that_is_not_in_order_ends_with_1() -> None:
    assert "FAILED" in card("verify", "mute", code=1)


@pytest.mark.parametrize(
    ("name", "check", "note"), [("grace", "certificate", "grace"), ("mio", "photo", "no photo")]
)
def test_a_card_that_is_in_order_with_a_note_ends_with_0(name: str, check: str, note: str) -> None:
    outcome = json.loads(card("verify", name, "--json"))[check]
    assert outcome.startswith("ok: ")
    assert note in outcome
    assert "FAILED" not in card("verify", name)


@pytest.mark.parametrize("name", ["lapsed", "revoked"])
def test_a_certificate_that_serves_no_more_ends_with_1(name: str) -> None:
    assert "FAILED certificate" in card("verify", name, code=1)


@pytest.mark.parametrize("file", ["nowhere/face.png", "face.foo"])
def test_a_printed_face_that_cannot_be_written_is_one_sentence(tmp_path: Path, file: str) -> None:
    out = card("show", "sakura", "--image", str(tmp_path / file), code=1)
    assert len(out.splitlines()) == 1


def test_plugging_without_pcscd_says_what_to_start() -> None:
    done = RUN.invoke(app, ["card", "plug", "suica", "--slot", "1"])
    if done.exit_code == 0:
        pytest.skip("a vpcd is running on this machine")
    assert "vsmartcard-vpcd" in done.output


@pytest.mark.parametrize(
    "faults",
    [
        "{",
        "5",
        "null",
        "[1]",
        '["pulled"]',
        '{"fault": "pulled"}',
        '[{"fault": []}]',
        '[{"fault": "nonsense"}]',
        '[{"fault": "pulled", "at": true}]',
        '[{"fault": "pulled", "at": "12"}]',
    ],
)
def test_faults_that_cannot_be_read_are_named(faults: str) -> None:
    assert len(card("plug", "suica", "--faults", faults, code=2).splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="vpcd runs on Linux")
def test_a_tester_plugs_a_card_and_another_program_sees_it() -> None:
    root = Path(__file__).parents[3]
    script = (
        "import signal, subprocess, sys\n"
        f"plug = subprocess.Popen([{sys.executable!r}, '-c', "
        "'from kiosk.cli.card import app; app()', 'plug', 'suica'], stdout=subprocess.PIPE)\n"
        "print(plug.stdout.readline())\n"
        "from drivers.card.pcsc import PcscReader\n"
        "import queue; events = queue.Queue(); reader = PcscReader(); reader.watch(events.put)\n"
        "while type(events.get(timeout=60)).__name__ != 'CardPlaced': pass\n"
        "print(reader.connect().transmit(bytes.fromhex('00A4040C02FFFF')))\n"
        f"plug.send_signal({signal.SIGINT.value}); sys.exit(plug.wait())\n"
    )
    done = subprocess.run(
        [sys.executable, root / "tools" / "with-pcscd", sys.executable, "-c", script],
        capture_output=True, text=True, cwd=root, timeout=200, check=False,
    )  # fmt: skip
    if done.returncode == 125:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    assert "27265" in done.stdout  # 6A81: a Suica knows no application
