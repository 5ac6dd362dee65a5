"""The tables of camera sources and card readers are complete."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from drivers.card import pcsc_service
from kiosk.config import CameraConfig, Config, ReaderConfig
from kiosk.desk.doctor import camera, card_readers
from kiosk.desk.finding import Finding
from kiosk.desk.sources import CAMERAS, READERS, CameraKind, camera_kind
from tests.support.videos import hdr_video

OF_THE_SCREEN = {"source", "position"}
"""Options that say which source is meant, and where it stands."""
OF_THE_DESK = {"kind", "ask_code_b", "slot", "phones", "phone_slot"}
"""Options that say which reader is meant, and what the screens say of it."""


def options(kinds: Iterator[tuple[str, ...]]) -> set[str]:
    return {name for names in kinds for name in names}


def test_every_option_of_the_camera_belongs_to_a_source() -> None:
    obeyed = options(kind.options for kind in CAMERAS)
    assert obeyed | OF_THE_SCREEN == set(CameraConfig.model_fields)


def test_every_option_of_the_reader_belongs_to_a_reader() -> None:
    obeyed = options(kind.options for kind in READERS.values())
    assert obeyed | OF_THE_DESK == set(ReaderConfig.model_fields)


def test_every_kind_of_reader_in_the_configuration_has_its_entry() -> None:
    assert set(get_args(ReaderConfig.model_fields["kind"].annotation)) == set(READERS)


@pytest.mark.parametrize("kind", CAMERAS, ids=lambda kind: kind.name)
def test_the_doctor_says_of_every_camera_source_what_it_finds(kind: CameraKind) -> None:
    found = kind.check(CameraConfig(source="camera" if kind.name == "webcam" else "sakura"))
    assert isinstance(found, Finding)
    assert found.sentence.endswith(".")


@pytest.mark.parametrize("kind", READERS)
def test_the_doctor_says_of_every_reader_what_it_finds(kind: str) -> None:
    config = Config.model_validate({"reader": {"kind": kind}})
    assert all(one.sentence.endswith(".") for one in card_readers(config))


@pytest.mark.parametrize(
    ("name", "phone_name", "shared"),
    [
        ("", "ACR", False),
        ("", "Reader", True),
        ("SCL", "ACR", False),
        ("Reader", "ACR", True),
        ("SCL", "", False),
    ],
)
def test_the_doctor_says_when_cards_and_phones_have_the_same_reader(
    monkeypatch: pytest.MonkeyPatch, name: str, phone_name: str, shared: bool
) -> None:
    there = ["SCL3711 Reader 00 00", "ACR1252 Reader 01 00"]
    monkeypatch.setattr(pcsc_service, "context", lambda: 7)
    monkeypatch.setattr(pcsc_service, "readers", lambda handle, name: there)
    reader = {"kind": "pcsc", "name": name, "phone_name": phone_name}
    found = list(card_readers(Config.model_validate({"reader": reader})))
    assert ("reader.shared" in {one.topic for one in found}) == shared


def test_a_configuration_means_one_source() -> None:
    assert camera_kind(CameraConfig()).name == "webcam"
    assert camera_kind(CameraConfig(source="sakura")).name == "recording"
    assert camera(Config.model_validate({"camera": {"source": "sakura"}})).good


def test_the_doctor_reads_a_recording_and_names_what_is_wrong_with_it(tmp_path: Path) -> None:
    def found(source: Path) -> Finding:
        return camera(Config(camera=CameraConfig(source=str(source))))

    told = found(hdr_video(tmp_path / "hdr.mkv", [0.5]))
    assert told.good
    assert "HDR" in told.sentence
    (tmp_path / "text.mp4").write_text("no video")
    damaged = found(tmp_path / "text.mp4")
    assert not damaged.good
    assert "text.mp4 is damaged" in damaged.sentence
