"""Every command, where standard output is not UTF-8, is full, or is read by nobody."""

import itertools
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

import pytest
from PySide6.QtWidgets import QApplication
from typer.main import get_command

from kiosk.cli.main import app
from kiosk.desk.virtual.cards import CardStore
from kiosk.personas import find
from kiosk.personas.schema import FOLDER

RARE = "𠮷田　﨑"
"""JIS X 0208 has neither of its rare characters; cp932 has the last only."""
WORDS: dict[str, list[str]] = {
    "bench accuracy": ["--pairs", "𠮷.csv", "--images", "𠮷"],
    "bench attacks": ["--help"],
    "bench card": ["--help"],
    "bench face": ["--help"],
    "bench facility": ["--help"],
    "bench homevisit": ["--help"],
    "bench kit": ["--help"],
    "bench lifecycle": ["--help"],
    "bench reception": ["--help"],
    "bench registry": ["--help"],
    "bench ui": ["--help"],
    "bridge": ["--help"],
    "camera plug": ["𠮷"],
    "camera serve": ["𠮷"],
    "card list": [],
    "card new": ["--name", RARE, "--birth", "𠮷", "--camera"],
    "card plug": ["visitor", "--faults", "𠮷"],
    "card read": ["--reader", "𠮷"],
    "card remove": ["kenji"],
    "card reset": ["visitor"],
    "card show": ["visitor"],
    "card verify": ["visitor"],
    "config": ["--config", "rare.toml"],
    "demo": ["--card", "𠮷"],
    "doctor": ["--config", "rare.toml"],
    "facility ask addition": ["--kind", "dental", "--month", "2024-06"],
    "facility ask cooperation": ["--introduced", "", "--operation-start", ""],
    "facility ask lump-sum": ["--kind", "𠮷"],
    "facility ask missing": ["--receipts", "400", "--persons", "118", "--rate", "３０"],
    "facility ask subsidy": ["--kind", "station", "--cost", "40"],
    "facility ask transition": ["--list", "paper", "--kind", "2"],
    "facility count": ["--journal", "𠮷"],
    "facility import": ["𠮷"],
    "facility hotline": [],
    "facility print": ["poster", "--language", "𠮷"],
    "facility rates": [],
    "facility report": ["𠮷", "--demo", "𠮷"],
    "facility window": ["--demo", "𠮷"],
    "facility set": ["--month", "𠮷"],
    "frames blur": ["𠮷", "𠮷2"],
    "frames cut": ["𠮷", "𠮷2", "--to", "1"],
    "frames replace": ["𠮷", "𠮷2", "--by", "𠮷"],
    "play": ["𠮷.toml"],
    "homevisit ask": ["𠮷", "1312345678", "OQS"],
    "homevisit client add": ["𠮷", "1312345678", "--callback", "http://127.0.0.1:1/"],
    "homevisit client list": [],
    "homevisit client remove": ["𠮷"],
    "homevisit toy": ["--help"],
    "trace": ["𠮷.kiosk-trace"],
    "record": ["--help"],
    "registry add": ["𠮷.toml"],
    "registry care": ["𠮷", "1312345678", "2027-01"],
    "registry consent": ["1312345678", "𠮷"],
    "registry facility": ["1312345678", RARE],
    "registry fill": [],
    "registry history": ["1312345678"],
    "registry link": ["1312345678", "000123", "𠮷"],
    "registry migrate": [],
    "registry owed": ["1312345678"],
    "registry persons": [],
    "registry take-over": ["1312345678", "1"],
    "registry tls": ["𠮷"],
    "run": ["--help"],
    "serve": ["--port", "0"],
    "staff account add": [RARE, "--password", "a long password"],
    "staff account list": [],
    "staff account password": [RARE, "--password", "another long password"],
    "staff account remove": [RARE],
    "staff visual-password": [],
    "test client": ["𠮷"],
    "test init": [],
    "test names": [],
    "test serve": ["--help"],
}
"""What each command is given here: the shortest way to what it prints."""
AS_JSON = ["card list", "card show", "card verify", "config", "doctor"]
ENCODINGS = ["cp932", "latin-1", "ascii"]


def commands(command: Any, path: str = "") -> Iterator[str]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path
    else:
        for name, one in inner.items():
            yield from commands(one, f"{path} {name}".strip())


ALL = sorted(commands(get_command(app)))


def test_every_command_is_tried_here() -> None:
    assert sorted(WORDS) == ALL


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a visitor of a rare name, whose card is made: keys take long."""
    home = tmp_path_factory.mktemp("home")
    people = home / "personas" / "people"
    people.mkdir(parents=True)
    (home / "personas" / "portraits").mkdir()
    text = (FOLDER / "people" / "aoi.toml").read_text(encoding="utf-8")
    name = tomllib.loads(text)["person"]["name"]
    text = text.replace(f'name = "{name}"', f'name = "{RARE}"')
    portrait = tomllib.loads(text)["card"]["portrait"]
    shutil.copy(FOLDER / "portraits" / portrait, home / "personas" / "portraits" / portrait)
    (people / "visitor.toml").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_HOME", str(home))
        CardStore(home).issue(find("visitor"))
    return home


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Path:
    """A data folder and a working folder of one test's own."""
    home = tmp_path / "home"
    shutil.copytree(made, home)
    monkeypatch.setenv("UKETSUKE_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rare.toml").write_text(f'[facility]\nname = "{RARE}"\n', encoding="utf-8")
    return tmp_path


def run(stream: TextIO, words: list[str]) -> int:
    """The exit code of the command whose standard output is that stream."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        with pytest.raises(SystemExit) as ended:
            get_command(app).main(words, prog_name="kiosk")
    assert isinstance(ended.value.code, int)
    return ended.value.code


def said(encoding: str, words: list[str]) -> tuple[int, str]:
    data = BytesIO()
    stream = TextIOWrapper(data, encoding=encoding)
    code = run(stream, words)
    stream.flush()
    # click writes UTF-8 where a system claims to know ASCII only.
    return code, data.getvalue().decode("utf-8" if encoding == "ascii" else encoding)


def prepare(command: str) -> list[str]:
    """The words of a command, after what has to come before it."""
    path = command.split()
    if command in {"staff account password", "staff account remove", "staff account list"}:
        said("utf-8", [*path[:-1], "add", *WORDS["staff account add"]])
    return [*path, *WORDS[command]]


@pytest.mark.parametrize(
    ("command", "encoding"), list(zip(ALL, itertools.cycle(ENCODINGS), strict=False))
)
def test_a_command_ends_in_an_encoding_that_lacks_its_words(
    command: str, encoding: str, here: Path
) -> None:
    """One encoding for each command: what writes is the same for all commands."""
    words = prepare(command)
    code, _ = said(encoding, words)
    assert code in {0, 1, 2}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("command", AS_JSON)
def test_json_is_the_same_in_every_encoding(command: str, encoding: str, here: Path) -> None:
    words = [*prepare(command), "--json"]
    code, text = said(encoding, words)
    code_of_utf, text_of_utf = said("utf-8", words)
    assert (code, json.loads(text)) == (code_of_utf, json.loads(text_of_utf))


def test_a_rare_name_is_legible_where_the_encoding_lacks_it(here: Path) -> None:
    code, text = said("cp932", ["card", "list"])
    assert code == 0
    assert "\\U00020bb7田" in text


@pytest.mark.parametrize("path", ["", *ALL])
def test_help_is_told_in_every_encoding(path: str, here: Path) -> None:
    for encoding in ENCODINGS:
        code, text = said(encoding, [*path.split(), "--help"])
        assert code == 0
        assert "Usage" in text


def test_a_terminal_that_claims_no_width_gets_the_same_text(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (["card", "list"], ["card", "--help"]):
        monkeypatch.delenv("COLUMNS", raising=False)
        usual = said("utf-8", words)
        monkeypatch.setenv("COLUMNS", "0")
        assert said("utf-8", words) == usual


@contextmanager
def full() -> Iterator[TextIO]:
    """A disk without room."""
    with open("/dev/full", "w", encoding="utf-8") as stream:  # noqa: PTH123
        yield stream


@contextmanager
def closed() -> Iterator[TextIO]:
    """A pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    stream = os.fdopen(writing, "w", encoding="utf-8")
    yield stream
    with suppress(BrokenPipeError):  # click keeps quiet about it, and leaves what was not read
        stream.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", ALL)
def test_output_on_a_full_disk_ends_in_one_sentence(
    command: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = prepare(command)
    capsys.readouterr()
    with full() as stream:
        code = run(stream, words)
    told = capsys.readouterr().err
    assert "Traceback" not in told
    if code == 1:
        assert told.strip()
    assert code in ({0, 1, 2} if silent(command, here) else {1})


@pytest.mark.parametrize("command", ALL)
def test_output_that_nobody_reads_ends_a_command_quietly(
    command: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = prepare(command)
    with closed() as stream:
        code = run(stream, words)
    assert "Traceback" not in capsys.readouterr().err
    assert code in {0, 1, 2}


def silent(command: str, here: Path) -> bool:
    """Whether the command prints nothing with these words."""
    return not said("utf-8", [*command.split(), *WORDS[command]])[1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("stream", [full, closed])
def test_python_itself_has_nothing_to_add_at_the_end(here: Path, stream: Any) -> None:
    with stream() as standard_output:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk.cli", "registry", "persons"],
            stdout=standard_output,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == (1 if stream is full else 0), done.stderr


HOMELESS = {
    command
    for command in ALL
    if command.split()[0] in {"card", "registry", "staff"}
    and command not in {"card new", "card read", "card plug", "registry persons"}
}
"""What cannot be done without a data folder; with these words the others end before they ask."""


@pytest.mark.parametrize("command", ALL)
def test_a_user_without_a_home_folder_is_told_what_to_set(
    command: str,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pwd = pytest.importorskip("pwd")

    def unknown(uid: int) -> None:
        raise KeyError(uid)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "UKETSUKE_HOME"):
        monkeypatch.delenv(name, raising=False)
    words = [*command.split(), *(one.replace("visitor", "sakura") for one in WORDS[command])]
    code, _ = said("utf-8", words)
    told = capsys.readouterr().err
    assert "Traceback" not in told
    if command in HOMELESS:
        assert (code, told.count("\n")) == (1, 1)
        assert "set UKETSUKE_HOME" in told
    assert not (here / "~").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX")
@pytest.mark.parametrize(
    ("command", "limit"),
    [
        ("card list", 300_000),
        ("demo --headless", 600_000),
        ("doctor", 600_000),
        ("record new", 600_000),
        ("run", 600_000),
        ("run", 1_000_000),
    ],
)
def test_too_few_addresses_end_in_one_sentence(command: str, limit: int, tmp_path: Path) -> None:
    import resource

    def lower() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit * 1024, limit * 1024))

    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", *command.split()],
        cwd=tmp_path,
        preexec_fn=lower,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "ulimit -v" in done.stderr
    assert len(done.stderr.splitlines()) == 1
