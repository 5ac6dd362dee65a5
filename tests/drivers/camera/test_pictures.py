"""Pictures as users have them; every file is made here."""

import struct
import zlib
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from drivers.camera.source import FastPace, Frame
from drivers.camera.sources import pictures
from drivers.camera.sources.recording import Clip, Folder, recorded
from drivers.camera.sources.still import Still
from kiosk.errors import CameraMissing

FOLDER = "camera roll"


def drawn(width: int = 60, height: int = 40) -> Image.Image:
    """Red, with a white upper left quarter."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((250, 250, 250), (0, 0, width // 2, height // 2))
    return image


def close_to(pixels: Any, image: Image.Image) -> bool:
    wanted = np.asarray(image.convert("RGB"))[:, :, ::-1].astype(int)
    return pixels.shape == wanted.shape and np.abs(pixels - wanted).mean() < 12


KINDS = {
    "a.jpg": {},
    "progressive.jpg": {"progressive": True},
    "a.png": {},
    "a.webp": {},
    "a.bmp": {},
    "a.tiff": {},
    "a.gif": {},
    "a.avif": {},
}


@pytest.mark.parametrize("name", KINDS)
def test_a_picture_of_any_accepted_kind_is_held_before_the_camera(
    tmp_path: Path, name: str
) -> None:
    drawn().save(tmp_path / name, **KINDS[name])
    assert close_to(pictures.decode(tmp_path / name), drawn())
    still = recorded(tmp_path / name)
    assert isinstance(still, Still)
    still.open()
    still.close()


def test_a_picture_is_what_its_content_says_not_its_name(tmp_path: Path) -> None:
    drawn().save(tmp_path / "x", "PNG")
    assert isinstance(recorded(tmp_path / "x"), Still)
    drawn().save(tmp_path / "really.jpg", "WEBP")
    assert close_to(pictures.decode(tmp_path / "really.jpg"), drawn())


def test_heic_is_read(tmp_path: Path) -> None:
    """No encoder for HEIC is at hand; the decoder answers for a file that claims to be one."""
    (tmp_path / "x.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(50))
    with pytest.raises(CameraMissing, match=r"x\.heic"):
        recorded(tmp_path / "x.heic").open()
    assert "HEIF" in Image.OPEN
    assert Image.MIME["HEIF"] == "image/heif"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_exif_says(tmp_path: Path, orientation: int) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = drawn().transpose(undo[orientation]) if orientation > 1 else drawn()
    exif = Image.Exif()
    exif[0x0112] = orientation
    folder = tmp_path / FOLDER
    folder.mkdir()
    stored.save(folder / "a.jpg", exif=exif, quality=95)
    assert close_to(pictures.decode(folder / "a.jpg"), drawn())
    source = Folder(folder, pace=FastPace(), loop=False)
    assert source.open() == drawn().size


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "YCbCr"])
def test_every_mode_of_colour_becomes_eight_bit_bgr(tmp_path: Path, mode: str) -> None:
    name = {"CMYK": "a.jpg", "YCbCr": "a.jpg"}.get(mode, "a.png")
    drawn().convert(mode).save(tmp_path / name)
    pixels = pictures.decode(tmp_path / name)
    assert pixels.dtype == np.uint8
    assert close_to(pixels, drawn().convert(mode))


def test_sixteen_bits_are_scaled_not_cut_off(tmp_path: Path) -> None:
    ramp = np.tile(np.linspace(0, 65535, 64).astype(np.uint16), (8, 1))
    for name in ("a.png", "a.tiff"):
        Image.fromarray(ramp).save(tmp_path / name)
        seen = pictures.decode(tmp_path / name)[0, :, 0]
        assert np.abs(seen.astype(int) - ramp[0] // 257).max() <= 1
    Image.fromarray(ramp.astype(np.float32) / 65535).save(tmp_path / "f.tiff")
    seen = pictures.decode(tmp_path / "f.tiff")[0, :, 0]
    assert np.abs(seen.astype(int) - ramp[0] // 257).max() <= 1


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.png", "a.avif"])
def test_an_animation_plays_at_its_own_pace(tmp_path: Path, name: str) -> None:
    frames = [Image.new("RGB", (32, 32), (70 * k, 70 * k, 70 * k)) for k in range(4)]
    lasts = [50, 200, 100, 400]
    frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:], duration=lasts, loop=0)
    clip = recorded(tmp_path / name)
    assert isinstance(clip, Clip)
    assert clip.open() == (32, 32)
    shots = list(pictures.animation(tmp_path / name))
    assert [s.at_s for s in shots] == pytest.approx([0, 0.05, 0.25, 0.35], abs=0.02)
    lights = [float(s.pixels.mean()) for s in shots]
    assert lights == pytest.approx([0, 70, 140, 210], abs=5)
    buffer = Frame(np.zeros((32, 32, 3), np.uint8))
    clip.pace = FastPace()
    assert sum(1 for _ in islice(clip.frames(lambda: buffer), 9)) == 9
    clip.close()


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (499, 3), (33, 17)])
def test_odd_sizes_are_pictures_too(tmp_path: Path, size: tuple[int, int]) -> None:
    drawn(*size).save(tmp_path / "a.png")
    assert pictures.decode(tmp_path / "a.png").shape == (size[1], size[0], 3)
    still = Still(tmp_path / "a.png", pace=FastPace(), size=(160, 90))
    still.open()
    buffer = Frame(np.zeros((90, 160, 3), np.uint8))
    assert sum(1 for _ in islice(still.frames(lambda: buffer), 3)) == 3


def test_a_large_picture_is_made_smaller(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.png"):
        drawn(5000, 2500).save(tmp_path / name)
        assert pictures.decode(tmp_path / name).shape[1] == pictures.LONGEST


def bomb(file: Path, width: int, height: int) -> Path:
    """A PNG of a few bytes that claims to be of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(bytes(100))), chunk(b"IEND", b"")]
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    return file


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("size", [(11_000, 10_000), (100_000, 100_000)])
def test_a_picture_of_too_many_pixels_is_not_decoded(tmp_path: Path, size: tuple[int, int]) -> None:
    with pytest.raises(CameraMissing, match=r"bomb\.png has more than 100 million"):
        recorded(bomb(tmp_path / "bomb.png", *size)).open()


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.avif", "a.tiff"])
def test_a_picture_that_is_cut_off_is_named(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    image = Image.effect_noise((200, 200), 90).convert("RGB")
    image.save(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(CameraMissing, match=name):
        recorded(tmp_path / name).open()
    assert capfd.readouterr().err == ""


def test_a_folder_plays_every_kind_and_leaves_the_rest_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    names = ["1.webp", "2 受付.JPEG", "3#%d.avif", "4.gif", "5.tif", "6.bmp", "7.png"]
    for name in names:
        drawn().save(tmp_path / name)
    (tmp_path / "._1.jpg").write_bytes(b"left by macOS")
    (tmp_path / "half.jpg").write_bytes((tmp_path / "2 受付.JPEG").read_bytes()[:300])
    for name in ("Thumbs.db", ".DS_Store", "notes.txt", "x.svg"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "sub.png").mkdir()
    folder = Folder(tmp_path, pace=FastPace(), loop=False)
    folder.open()
    buffer = Frame(np.zeros((40, 60, 3), np.uint8))
    seen = [close_to(f.pixels, drawn()) for f in folder.frames(lambda: buffer)]
    assert seen == [True] * len(names)
    assert caplog.text.count("half.jpg") == 1
    assert "._1.jpg" not in caplog.text


def test_a_folder_without_pictures_names_what_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text("<svg/>")
    with pytest.raises(CameraMissing, match=r"holds no picture.*AVIF and HEIC"):
        recorded(tmp_path).open()


def test_pictures_that_go_away_while_a_folder_plays_are_left_out(tmp_path: Path) -> None:
    for k in range(4):
        drawn().save(tmp_path / f"{k}.png")
    folder = Folder(tmp_path, pace=FastPace())
    folder.open()
    buffer = Frame(np.zeros((40, 60, 3), np.uint8))
    frames = folder.frames(lambda: buffer)
    assert next(frames).seq == 0
    (tmp_path / "1.png").unlink()
    assert next(frames).seq == 2
    for file in tmp_path.iterdir():
        file.unlink()
    assert next(frames, None) is None


def test_no_two_frames_of_a_still_in_a_row_are_equal(tmp_path: Path) -> None:
    image = Image.effect_noise((320, 240), 60)
    image.save(tmp_path / "a.png")
    still = Still(tmp_path / "a.png", pace=FastPace(), size=(320, 180))
    still.open()
    buffer = Frame(np.zeros((180, 320, 3), np.uint8))
    seen = [f.pixels.tobytes() for f in islice(still.frames(lambda: buffer), 300)]
    assert len(set(seen)) == 300
