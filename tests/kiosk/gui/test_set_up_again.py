"""What is absent at the start is named on the screen, and a kiosk serves once it is there."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PySide6.QtTest import QTest

from kiosk.apps.kiosk import Kiosk
from kiosk.clock import japan
from kiosk.config import Config
from kiosk.desk.devices import CardPlacer
from kiosk.personas import find
from kiosk.personas.schema import FOLDER
from kiosk.session.events import Fault, Press, StaffPress
from kiosk.session.view import FacePage, IdlePage, MethodPage, Page, Screen, TakeCardPage, Why
from models.graphs.weights import table


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., "Watched"]]:
    monkeypatch.setattr("kiosk.desk.setup.AGAIN_S", 0.1)
    open_now: list[Kiosk] = []

    def begin(more: dict[str, Any] | None = None, **folders: Path) -> "Watched":
        folder = {
            "data": tmp_path / "data",
            "registry": tmp_path / "registry.sqlite",
            "face": tmp_path / "face",
            "journal": tmp_path / "journal.jsonl",
            **folders,
        }
        config: dict[str, Any] = {
            "reader": {"kind": "inprocess"},
            "camera": {"source": "sakura"},
            "window": {"width": 400, "height": 640, "voice": False},
            "folder": {name: str(path) for name, path in folder.items()},
            **(more or {}),
        }
        kiosk = Kiosk(Config.model_validate(config), virtual=True)
        open_now.append(kiosk)
        return Watched(kiosk)

    yield begin
    for kiosk in open_now:
        kiosk.close()


class Watched:
    """A kiosk and the screens it shows."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.shown: list[Screen] = []
        kiosk.painted.connect(self.shown.append)
        kiosk.open()

    @property
    def page(self) -> Page | None:
        return self.shown[-1].page if self.shown else None

    def until(self, reached: Callable[[], bool]) -> None:
        ends = monotonic() + 90
        while not reached():
            QTest.qWait(10)
            assert monotonic() < ends, self.page

    def down(self, fault: Fault) -> None:
        self.until(lambda: isinstance(self.page, IdlePage) and self.page.fault is fault)

    def serves(self) -> None:
        self.offers(None)

    def offers(self, face: Why | None) -> None:
        """A card is placed, and 顔認証 is offered or barred so."""
        self.until(lambda: isinstance(self.page, IdlePage) and self.page.fault is None)
        self.placer.place(find("sakura"))
        self.until(lambda: isinstance(self.page, MethodPage) and self.page.face is face)

    def leaves(self) -> None:
        """The reception is cancelled, and its card taken."""
        self.kiosk.staff(StaffPress.CANCEL)
        self.until(lambda: isinstance(self.page, TakeCardPage))
        self.placer.take()

    @property
    def placer(self) -> CardPlacer:
        desk = self.kiosk.desk
        assert desk is not None
        assert desk.card_placer is not None
        return desk.card_placer


@pytest.mark.parametrize("name", ["data", "registry"])
def test_a_folder_that_comes_late_is_named_and_then_used(
    begin: Callable[..., "Watched"], tmp_path: Path, name: str
) -> None:
    drive = tmp_path / "drive"
    drive.write_text("a file where the drive belongs: nothing can be made below it")
    kiosk = begin(**{name: drive / name})
    kiosk.down(Fault.DATA_UNWRITABLE)
    drive.unlink()
    drive.mkdir()
    kiosk.serves()


def test_rules_changed_before_the_desk_opens_hold_once_it_is_open(
    begin: Callable[..., "Watched"], tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.write_text("a file where the drive belongs: nothing can be made below it")
    kiosk = begin(data=drive / "data")
    kiosk.down(Fault.DATA_UNWRITABLE)
    rules = kiosk.kiosk.config.rules(japan().date())
    kiosk.kiosk.obey(replace(rules, facility=replace(rules.facility, phones=False)))
    drive.unlink()
    drive.mkdir()
    kiosk.until(lambda: kiosk.page == IdlePage(None, phone=False))


def test_a_registry_that_is_no_database_is_named_and_then_used(
    begin: Callable[..., "Watched"], tmp_path: Path
) -> None:
    registry = tmp_path / "late.sqlite"
    registry.write_bytes(b"not yet a database" * 400)
    kiosk = begin(registry=registry)
    kiosk.down(Fault.SYSTEM_DOWN)
    registry.unlink()
    kiosk.serves()


@pytest.mark.parametrize("name", ["journal", "face"])
def test_a_journal_or_result_folder_that_comes_late_stops_no_reception(
    begin: Callable[..., "Watched"], tmp_path: Path, name: str
) -> None:
    drive = tmp_path / "drive"
    drive.write_text("a file where the drive belongs")
    kiosk = begin(**{name: drive / name})
    kiosk.serves()


def test_a_token_file_that_comes_late_is_named_and_then_read(
    begin: Callable[..., "Watched"], tmp_path: Path
) -> None:
    token = tmp_path / "token.txt"
    kiosk = begin({"eligibility": {"adapter": "http", "token_file": str(token)}})
    kiosk.down(Fault.SETTINGS_UNUSABLE)
    token.write_text("a-token\n", encoding="ascii")
    kiosk.serves()


def test_weights_and_a_camera_that_come_late_are_named_and_then_used(
    begin: Callable[..., "Watched"], tmp_path: Path
) -> None:
    damaged = tmp_path / table()["yunet"].file
    damaged.write_bytes(b"not a network")
    film = tmp_path / "late.mp4"
    kiosk = begin({"face": {"weights": str(tmp_path)}, "camera": {"source": str(film)}})
    kiosk.offers(Why.NO_ENGINE)
    kiosk.leaves()
    damaged.unlink()  # those of the installed package are used
    kiosk.offers(None)
    kiosk.kiosk.press(Press.FACE)
    kiosk.until(lambda: getattr(kiosk.page, "fault", None) is Fault.CAMERA_MISSING)
    kiosk.leaves()
    shutil.copyfile(FOLDER / "clips" / "sakura.mp4", film)
    kiosk.offers(None)
    kiosk.kiosk.press(Press.FACE)
    kiosk.until(lambda: isinstance(kiosk.page, FacePage) and kiosk.page.progress > 0)
