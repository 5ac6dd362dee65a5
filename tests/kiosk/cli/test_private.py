"""Nothing personal that a command writes can be read by another user of the machine."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk import private
from kiosk.cli.options import write_output
from kiosk.errors import FolderUnwritable
from kiosk.personas.schema import FOLDER

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="on Windows a user's folders are closed to others by themselves"
)


@contextmanager
def kiosk(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The command in that folder, as a user with the umask 022 starts it; ended at the end."""
    environment = {**os.environ, "UKETSUKE_HOME": str(folder / "home")}
    running = subprocess.Popen(
        [sys.executable, "-m", "kiosk.cli", *words],
        cwd=folder,
        env=environment,
        umask=0o022,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


def done(folder: Path, *words: str) -> None:
    with kiosk(folder, *words) as running:
        said = running.communicate(timeout=100)[0]
    assert running.returncode == 0, said


def readable(folder: Path) -> Iterator[str]:
    """What others may read under `folder`, which itself was there before."""
    for one in folder.rglob("*"):
        if stat.S_IMODE(one.lstat().st_mode) & 0o077:
            yield f"{one.relative_to(folder)} {stat.S_IMODE(one.lstat().st_mode):o}"


def test_what_the_commands_write_is_for_their_user_only(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o755)  # as an earlier version made it
    (tmp_path / "home").chmod(0o755)
    portrait = str(FOLDER / "portraits" / "sakura.jpg")
    done(tmp_path, "card", "new", "--name", "見本　花子", "--birth", "1990-05-01", "--id", "hanako",
         "--photo", portrait)  # fmt: skip
    done(tmp_path, "demo", "--headless", "--out", "out")
    done(tmp_path, "record", "kept", "--frames", "sakura", "--seconds", "1")
    done(tmp_path, "card", "show", "hanako", "--image", "face.png")
    served = ("--port", "0", "--folder", "oqs", "--facility", "1312345678")
    with kiosk(tmp_path, "serve", *served) as server:
        assert server.stdout is not None
        assert "is served" in server.stdout.readline()
    names = {one.name for one in tmp_path.rglob("*")}
    assert {"registry.sqlite3", "hanako.toml", "hanako.jpg", "own.pem", "journal.jsonl"} <= names
    assert any(name.endswith(".xml") for name in names)
    assert list((tmp_path / "kept").iterdir())
    assert list(readable(tmp_path)) == []


def test_results_can_be_shared_with_a_group_by_a_setting(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[folder]\nresults_for = "group"\nface = "face"\n')
    done(tmp_path, "demo", "--headless", "--out", "out", "--results", "face",
         "--config", "config.toml")  # fmt: skip
    (result,) = (tmp_path / "face").glob("*.xml")
    assert stat.S_IMODE(result.stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "face").stat().st_mode) == 0o750
    others = [one for one in readable(tmp_path) if not one.startswith(("face", "config.toml"))]
    assert others == []


def test_a_folder_of_results_keeps_what_its_readers_need(tmp_path: Path) -> None:
    face = tmp_path / "face"
    face.mkdir()
    face.chmod(0o2777)
    private.share(face, "group")
    assert stat.S_IMODE(face.stat().st_mode) == 0o2770
    private.share(face, "owner")
    assert stat.S_IMODE(face.stat().st_mode) == 0o2700


def test_a_file_that_is_there_is_closed_before_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    file.touch()
    file.chmod(0o644)
    with open(file, "ab", opener=private.opener):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_belongs_to_all_is_left_alone(tmp_path: Path) -> None:
    common = tmp_path / "tmp"
    common.mkdir()
    common.chmod(0o1777)
    private.folder(common)
    assert stat.S_IMODE(common.stat().st_mode) == 0o1777
    with open(os.devnull, "wb", opener=private.opener):
        assert stat.S_IMODE(Path(os.devnull).stat().st_mode) & 0o006


def test_a_file_that_the_user_names_is_replaced_whole_and_for_its_owner_only(
    tmp_path: Path,
) -> None:
    file = tmp_path / "report.json"
    file.write_bytes(b"of an earlier run")
    file.chmod(0o644)
    (tmp_path / "link.json").symlink_to(file)
    write_output(tmp_path / "link.json", b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link.json", "report.json"]


def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_bytes(b"of an earlier run")
    (tmp_path / ".report.json.part").mkdir()  # where the new one would be written first
    with pytest.raises(FolderUnwritable):
        write_output(file, b"new")
    assert file.read_bytes() == b"of an earlier run"


def test_a_pipe_is_written_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_output(pipe, b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
