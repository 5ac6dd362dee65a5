"""A folder of ours appears whole or not at all, whenever its process is killed."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.desk.virtual.cards import CardStore
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.files import HALF_MADE, whole_folder
from kiosk.personas import find

KILLED = """
import sys
from pathlib import Path
from kiosk.desk.virtual.cards import CardStore
from kiosk.eligibility.pki.issuer import TestCA
from kiosk.personas import find

write, written = Path.write_bytes, []

def until_killed(file, data):
    write(file, data[:10])
    written.append(file)
    if len(written) == 2:
        print("half made", flush=True)
        sys.stdin.read()

Path.write_bytes = until_killed
kind, place = sys.argv[1], Path(sys.argv[2])
if kind == "card":
    CardStore(place).issue(find("sakura"))
else:
    TestCA.load_or_create(place / "ca")
"""
"""Makes a card, or the authorities, and stops in the middle until it is killed."""


def card(place: Path) -> Path:
    store = CardStore(place)
    store.issue(find("sakura"))
    return store.home(find("sakura"))


def authorities(place: Path) -> Path:
    TestCA.load_or_create(place / "ca")
    return place / "ca"


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL of POSIX")
@pytest.mark.parametrize("make", [card, authorities])
def test_what_a_killed_process_left_half_made_is_removed_and_made_anew(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, make.__name__, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "half made\n"
        process.send_signal(signal.SIGKILL)
    (place,) = tmp_path.rglob(HALF_MADE)
    assert list(place.iterdir())
    made = make(tmp_path)
    assert made.parent == place.parent
    assert not list(place.iterdir())


def test_what_another_is_filling_stays_and_what_is_nobodys_goes(tmp_path: Path) -> None:
    place = tmp_path / HALF_MADE
    with whole_folder(tmp_path / "one") as one:
        (one / "file").write_text("here")
        (place / "cut").mkdir()
        (place / "cut" / "file").write_text("left")
        (place / "gone.lock").touch()
        with whole_folder(tmp_path / "other") as other:
            assert not (place / "cut").exists()
            assert not (place / "gone.lock").exists()
            assert other.is_dir()
        assert (one / "file").is_file()
    assert not list(place.iterdir())
    assert (tmp_path / "one" / "file").read_text() == "here"


def test_the_first_of_two_that_make_the_same_stays(tmp_path: Path) -> None:
    target = tmp_path / "target"
    with whole_folder(target) as late:
        (late / "whose").write_text("late")
        with whole_folder(target) as first:
            (first / "whose").write_text("first")
    assert (target / "whose").read_text() == "first"
    assert not list((tmp_path / HALF_MADE).iterdir())


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no room"), whole_folder(tmp_path / "target") as begun:
        (begun / "file").touch()
        raise OSError("no room")
    assert not (tmp_path / "target").exists()
    assert not list((tmp_path / HALF_MADE).iterdir())


def test_on_a_drive_without_locks_nothing_half_made_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object, **__: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr("kiosk.lock.lock_file", no_locks)
    with whole_folder(tmp_path / "one") as one, whole_folder(tmp_path / "other"):
        assert one.is_dir()
