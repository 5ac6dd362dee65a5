"""`kiosk card new`: a card takes what a card can hold, and nothing half-made stays behind."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from typer.testing import CliRunner

from kiosk.cli.main import app
from kiosk.home import data_home
from kiosk.personas import find, names
from kiosk.personas.schema import FOLDER

RUN = CliRunner()
PORTRAIT = FOLDER / "portraits" / "sakura.jpg"


def new(*arguments: str, photo: Path = PORTRAIT) -> str:
    given = ["--name", "見本　花子", "--birth", "1990-05-01", "--photo", str(photo)]
    done = RUN.invoke(app, ["card", "new", "--id", "hanako", *given, *arguments])
    assert done.exit_code == (0 if "hanako" in names() else done.exit_code or 99), done.output
    return done.output


def nothing_is_left() -> bool:
    return "hanako" not in names() and not [p for p in data_home().rglob("*") if "hanako" in p.name]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "name: it is blank"),
        ("name", "\u3000 ", "name: it is blank"),
        ("name", "見本\u0007花子", "name: it holds U+0007"),
        ("name", "見本\u0009花子", "name: it holds U+0009"),
        ("name", "見本\u200b花子", "name: it holds U+200B"),
        ("name", "\u202e見本", "name: it holds U+202E"),
        ("name", "見" * 500, "at most 100 characters"),
        ("kana", "みほん", "kana: it holds U+307F"),
        ("kana", "", "kana: it is blank"),
        ("birth", "1860-01-01", "birth"),
        ("birth", "0001-01-01", "birth"),
        ("birth", "2999-01-01", "birth"),
        ("pin", "12a4", "card.pin"),
        ("pin", "12345", "card.pin"),
    ],
)
def test_what_no_card_can_hold_is_refused_by_field(field: str, value: str, says: str) -> None:
    said = new(f"--{field}", value)
    assert says in said
    assert len(said.strip().splitlines()) == 1
    assert nothing_is_left()


def test_a_long_name_and_full_width_digits_are_taken() -> None:
    new("--name", "見" * 86, "--pin", "１２٣4")
    assert find("hanako").card.pin == "1234"
    assert RUN.invoke(app, ["card", "verify", "hanako"]).exit_code == 0


def picture(kind: str, folder: Path) -> Path:
    file = folder / f"{kind}.png"
    face = Image.open(PORTRAIT).convert("RGB")
    match kind:
        case "noise":
            Image.effect_noise((400, 500), 90).save(file)
        case "two":
            pair = Image.new("RGB", (face.width * 2, face.height))
            for x in (0, face.width):
                pair.paste(face, (x, 0))
            pair.resize((480, 600)).save(file)
        case "dot":
            Image.new("L", (1, 1), 128).save(file)
        case "strip":
            Image.new("RGB", (3000, 4), "white").save(file)
        case "heic":
            file.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100))
        case "half":
            file = folder / "half.jpg"
            whole = PORTRAIT.read_bytes()
            file.write_bytes(whole[: len(whole) // 2])
        case "drawn":
            drawn = Image.new("RGB", (480, 600), "white")
            ImageDraw.Draw(drawn).rectangle((100, 100, 300, 300), fill="blue")
            drawn.save(file)
        case "negative":
            file = folder / "negative.tif"
            Image.fromarray(np.full((60, 60), np.nan, np.float32)).save(file)
    return file


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("noise", "no face"),
        ("two", "several faces"),
        ("dot", "no face"),
        ("strip", "no face"),
        ("drawn", "no face"),
        ("heic", "heic.png is a HEIC picture"),
        ("half", "half.jpg is a damaged picture"),
        ("negative", "negative.tif is a damaged picture"),
    ],
)
def test_a_picture_without_one_whole_face_is_refused(kind: str, says: str, tmp_path: Path) -> None:
    assert says in new(photo=picture(kind, tmp_path))
    assert nothing_is_left()


@pytest.mark.parametrize("kind", ["grey16.png", "float.tif", "wide-float.tif"])
def test_deeper_greys_are_scaled_to_eight_bits(kind: str, tmp_path: Path) -> None:
    grey = np.asarray(Image.open(PORTRAIT).convert("L"))
    deep = {
        "grey16.png": grey.astype(np.uint16) * 257,
        "float.tif": (grey / 255).astype(np.float32),
        "wide-float.tif": grey.astype(np.float32) * 257,
    }[kind]
    Image.fromarray(deep).save(tmp_path / kind)
    new(photo=tmp_path / kind)
    kept = find("hanako").portrait_file
    assert kept is not None
    with Image.open(kept) as portrait:
        shown = np.asarray(portrait.convert("L"), float)
    assert abs(shown.mean() - grey.mean()) < 3
    assert abs(shown.std() - grey.std()) < 3


def test_a_person_whose_card_cannot_be_made_is_forgotten() -> None:
    data_home().mkdir(parents=True, exist_ok=True)
    (data_home() / "cards").write_text("a file where the cards belong")
    assert "cards" in new()
    assert nothing_is_left()


def test_a_person_with_a_damaged_file_can_be_removed() -> None:
    new()
    (data_home() / "personas" / "people" / "hanako.toml").write_text("note = ")
    said = RUN.invoke(app, ["card", "verify", "hanako"])
    assert (said.exit_code, "damaged" in said.output) == (2, True)
    assert RUN.invoke(app, ["card", "remove", "hanako"]).exit_code == 0
    assert nothing_is_left()


def test_a_visitor_is_insured_like_a_shipped_person_under_a_number_of_their_own() -> None:
    given = ["--id", "like", "--insured", "aid_combined", "--photo", str(PORTRAIT)]
    done = RUN.invoke(app, ["card", "new", *given])
    assert done.exit_code == 0, done.output
    mine, theirs = find("like"), find("aid_combined")
    assert (mine.person.name, mine.person.birth) == (theirs.person.name, theirs.person.birth)
    assert [one.classification for one in mine.insurance] == ["01", "A1"]
    assert mine.insurance[1].tickets == theirs.insurance[1].tickets
    assert {one.number for one in mine.insurance}.isdisjoint(o.number for o in theirs.insurance)
    RUN.invoke(app, ["card", "remove", "like"])


def test_an_unknown_insured_person_is_answered_with_the_nearest() -> None:
    said = new("--insured", "aid_combine")
    assert "aid_combined" in said
    assert nothing_is_left()
