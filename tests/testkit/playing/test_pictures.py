"""Kept pictures: exact where font and Qt agree, by structure elsewhere, and kept when asked for."""

import json
from pathlib import Path

import pytest

from kiosk.testkit.client import Kiosk, NotSeen, Service
from kiosk.testkit.pictures import Pictures
from kiosk.testkit.playing.play import Options, Run, play_one
from kiosk.testkit.playing.reading import read
from kiosk.testkit.playing.report import OTHER_FONT, as_html


def kept_elsewhere(folder: Path, name: str) -> None:
    """As if the picture had been taken with another font."""
    beside = folder / f"{name}.json"
    about = json.loads(beside.read_text("utf-8"))
    beside.write_text(json.dumps({**about, "font": "another"}), "utf-8")


def test_a_picture_is_compared_pixel_by_pixel_and_elsewhere_by_structure(
    desk: Kiosk, tmp_path: Path
) -> None:
    desk.check_picture = Pictures(tmp_path).check
    with pytest.raises(NotSeen, match="no such picture yet"):
        desk.expect(page="idle", picture="waiting")
    assert list(tmp_path.iterdir()) == []
    desk.check_picture = Pictures(tmp_path, update=True).check
    desk.expect(page="idle", picture="waiting")
    same = Pictures(tmp_path)
    same.check(desk, "waiting")
    assert [(one.how, one.findings) for one in same.compared] == [("exact", ())]
    desk.press("text_size", on="idle")
    with pytest.raises(NotSeen, match="pixels differ"):
        same.check(desk, "waiting")
    assert same.compared[-1].difference.startswith(b"\x89PNG")


def test_another_font_is_no_finding_but_another_text_is(desk: Kiosk, tmp_path: Path) -> None:
    Pictures(tmp_path, update=True).check(desk, "waiting")
    kept_elsewhere(tmp_path, "waiting")
    elsewhere = Pictures(tmp_path)
    elsewhere.check(desk, "waiting")
    assert [(one.how, one.findings) for one in elsewhere.compared] == [("structure", ())]
    desk.insert("sakura")
    desk.expect(page="method")
    with pytest.raises(NotSeen, match=r"the text '.*' is new"):
        elsewhere.check(desk, "waiting")


def played(service: Service, file: Path, *, update: bool = False) -> Run:
    (scenario,) = read(file, service.names())
    return play_one(scenario, service, Options(keep="never", update_pictures=update))


def test_the_report_shows_what_differs_and_tells_another_font_once(
    service: Service, tmp_path: Path
) -> None:
    file = tmp_path / "pictures.toml"
    file.write_text(
        'kit = 1\ntitle = "p"\nsteps = [\n  {expect = {page = "idle", picture = "one"}},\n'
        '  {press = "contrast", on = "idle"},\n  {expect = {picture = "two"}},\n]\n',
        "utf-8",
    )
    assert "no such picture" in played(service, file).failure
    assert played(service, file, update=True).failure == ""
    assert played(service, file).failure == ""
    for name in ("one", "two"):
        kept_elsewhere(tmp_path / "pictures", name)
    loosely = played(service, file)
    assert loosely.failure == ""
    assert OTHER_FONT.format(2) in as_html([loosely], service.names(), tmp_path).decode()
    folder = tmp_path / "pictures"
    (folder / "one.png").replace(folder / "two.png")
    (folder / "one.json").replace(folder / "two.json")
    assert played(service, file, update=True).green
    (folder / "one.png").write_bytes((folder / "two.png").read_bytes())
    red = played(service, file)
    page = as_html([red], service.names(), tmp_path).decode()
    assert "pixels differ" in red.failure
    assert [f"<figcaption>{side}" in page for side in ("expected", "seen", "difference")] == [
        True,
        True,
        True,
    ]
