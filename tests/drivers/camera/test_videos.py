"""Videos as users have them; every file is made here."""

import os
import sys
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame

from drivers.camera.source import FastPace, Frame
from drivers.camera.sources.recording import Clip, recorded
from drivers.camera.sources.video import Converter, Video
from kiosk.errors import CameraMissing
from tests.support.videos import hdr_video

SIZE = (64, 48)
COUNT = 30


class Noted(FastPace):
    """Remembers when each frame was due."""

    def __init__(self) -> None:
        self.offsets: list[float] = []

    def wait(self, offset_s: float) -> bool:
        self.offsets.append(offset_s)
        return True


def grey(k: int) -> np.ndarray:
    """Frame number k, which its brightness tells, brighter on the left."""
    pixels = np.full((SIZE[1], SIZE[0], 3), 40 + 4 * k, np.uint8)
    pixels[:, : SIZE[0] // 2] += 40
    return pixels


def film(
    file: Path,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    count: int = COUNT,
    times: Any = None,
    **how: Any,
) -> Path:
    """Write a film of `count` frames, 30 a second or at `times` in milliseconds."""
    options = how.get("options", {})
    with av.open(str(file), "w", options=how.get("container", {})) as out:
        stream = out.add_stream(codec, rate=30, options=options)
        stream.width, stream.height, stream.pix_fmt = *SIZE, pix_fmt
        stream.codec_context.time_base = Fraction(1, 1000) if times else Fraction(1, 30)
        if "rotation" in how:
            stream.set_display_rotation(how["rotation"])
        for k in range(count):
            frame = VideoFrame.from_ndarray(how.get("draw", grey)(k), format="bgr24")
            frame = frame.reformat(format=pix_fmt)
            frame.pts, frame.time_base = (times[k] if times else k), stream.codec_context.time_base
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return file


def played(source: Any, most: int = 10**6) -> Any:
    """(width, height), when each frame was due, and the frames."""
    source.pace = pace = Noted()
    size = source.open()
    buffer = Frame(np.zeros((size[1], size[0], 3), np.uint8))
    frames = [f.pixels.copy() for f in islice(source.frames(lambda: buffer), most)]
    source.close()
    return size, pace.offsets, frames


@pytest.mark.parametrize(
    ("name", "codec", "pix_fmt"),
    [
        ("a.ts", "libx264", "yuv420p"),
        ("a.mpg", "mpeg2video", "yuv420p"),
        ("a.mkv", "libx264", "yuv420p"),
        ("a.mp4", "libx264", "yuv420p"),
        ("a.mov", "libx264", "yuv420p"),
        ("a.avi", "mjpeg", "yuvj420p"),
        ("a.webm", "libvpx", "yuv420p"),
        ("ten-bit.mkv", "libx264", "yuv420p10le"),
        ("no extension", "libx264", "yuv420p"),
    ],
)
def test_every_frame_of_a_film_plays_and_again_from_the_first(
    tmp_path: Path, name: str, codec: str, pix_fmt: str
) -> None:
    made = tmp_path / name
    film(made if made.suffix else tmp_path / "x.mkv", codec, pix_fmt)
    if not made.suffix:
        (tmp_path / "x.mkv").rename(made)
    size, offsets, frames = played(recorded(made), 2 * COUNT)
    assert size == SIZE
    expected = [grey(k).mean() for k in range(COUNT)] * 2
    assert [f.mean() for f in frames] == pytest.approx(expected, abs=6)
    assert offsets == pytest.approx([k / 30 for k in range(2 * COUNT)], abs=0.02)


def test_a_film_without_an_index_as_browsers_record_it_plays_again_and_from_later(
    tmp_path: Path,
) -> None:
    live = film(tmp_path / "live.webm", "libvpx", container={"live": "1"})
    _, _, frames = played(recorded(live), 2 * COUNT)
    assert len(frames) == 2 * COUNT
    _, offsets, later = played(recorded(live, start_s=0.5, loop=False))
    assert len(later) == COUNT // 2
    assert offsets[0] == 0


@pytest.mark.parametrize("name", ["a.mp4", "a.ts", "a.mpg", "a.mkv"])
def test_a_film_begins_where_it_is_told_to(tmp_path: Path, name: str) -> None:
    made = film(tmp_path / name, "mpeg2video" if name == "a.mpg" else "libx264")
    _, _, frames = played(recorded(made, start_s=0.5, loop=False))
    assert len(frames) == pytest.approx(COUNT // 2, abs=1)
    assert frames[0].mean() == pytest.approx(grey(15).mean(), abs=8)
    with pytest.raises(CameraMissing, match=f"{name} holds no frame .* 9 seconds"):
        recorded(made, start_s=9).open()


def test_a_long_film_whose_clock_does_not_begin_at_zero_is_sought_from_its_own_beginning(
    tmp_path: Path,
) -> None:
    def lit(k: int) -> np.ndarray:
        return np.full((SIZE[1], SIZE[0], 3), 40 + k // 2, np.uint8)

    made = film(tmp_path / "long.ts", count=400, draw=lit)  # a transport stream begins at 1.4 s
    _, _, frames = played(recorded(made, start_s=12, loop=False))
    assert len(frames) == pytest.approx(40, abs=1)
    assert frames[0].mean() == pytest.approx(40 + 180, abs=4)


def test_a_film_of_a_changing_rate_keeps_its_time_stamps(tmp_path: Path) -> None:
    times = [0, 20, 40, 400, 420, 1000, 1500, 2700]
    made = film(tmp_path / "vfr.webm", "libvpx", count=len(times), times=times)
    _, offsets, _ = played(recorded(made, loop=False))
    assert offsets == pytest.approx([t / 1000 for t in times], abs=0.002)


def test_a_gap_in_the_time_stamps_holds_nobody_up(tmp_path: Path) -> None:
    made = film(tmp_path / "gap.mkv", count=3, times=[0, 100, 90_000_000])
    _, offsets, frames = played(recorded(made, loop=False))
    assert len(frames) == 3
    assert offsets[-1] < 2


def test_a_codec_that_cannot_be_decoded_is_named(tmp_path: Path) -> None:
    made = film(tmp_path / "odd.mp4")
    made.write_bytes(made.read_bytes().replace(b"avc1", b"zzzz"))
    with pytest.raises(CameraMissing, match=r"odd\.mp4 has the codec zzzz, .* H\.264"):
        recorded(made).open()


def test_an_av1_film_plays(tmp_path: Path) -> None:
    made = film(tmp_path / "a.mp4", "libsvtav1", options={"preset": "12"})
    _, _, frames = played(recorded(made, loop=False))
    assert [f.mean() for f in frames] == pytest.approx(
        [grey(k).mean() for k in range(COUNT)], abs=6
    )


def combed(k: int) -> np.ndarray:
    """Something that moves, interlaced: every other line is of half a frame later."""
    pixels = np.full((SIZE[1], SIZE[0], 3), 40, np.uint8)
    for field in (0, 1):
        left = 2 * (2 * k + field) % SIZE[0]
        pixels[field::2, left : left + 16] = 200
    return pixels


def combing(pixels: np.ndarray) -> float:
    return float(np.abs(np.diff(pixels.astype(int), axis=0)).mean())


def test_an_interlaced_film_is_deinterlaced_and_floods_no_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    options = {"flags": "+ildct+ilme", "x264-params": "tff=1:interlaced=1", "crf": "5"}
    made = film(tmp_path / "i.mp4", options=options, draw=combed)
    _, offsets, frames = played(recorded(made, loop=False))
    assert len(frames) == COUNT
    assert offsets == pytest.approx([k / 30 for k in range(COUNT)], abs=0.02)
    assert combing(frames[10]) < combing(combed(10)) / 3
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("turn", [90, 180, 270, -90])
def test_a_film_is_turned_as_it_says(tmp_path: Path, turn: int) -> None:
    made = film(tmp_path / "r.mp4", rotation=turn)
    size, _, frames = played(recorded(made, loop=False))
    assert size == (SIZE if turn == 180 else SIZE[::-1])
    # Counter-clockwise, as FFmpeg says; the left half of the stored frame is the brighter one.
    upright = np.rot90(grey(5), turn // 90)
    assert np.abs(frames[5].astype(int) - upright).mean() < 8


def pq(nits: float) -> float:
    """The PQ code, from 0 to 1, of a brightness (SMPTE ST 2084)."""
    y = (nits / 10_000) ** (2610 / 16384)
    return ((3424 / 4096 + 2413 / 128 * y) / (1 + 2392 / 128 * y)) ** (2523 / 32)


def test_an_hdr_film_is_brought_to_the_screens_range_and_said_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = hdr_video(tmp_path / "hdr.mkv", [pq(nits) for nits in (0.18 * 203, 203, 1000, 10_000)])
    _, _, frames = played(recorded(made, loop=False))
    grey18, white, bright, brightest = (f.mean() for f in frames)
    assert grey18 == pytest.approx(118, abs=8)  # 18 % grey in sRGB
    assert 230 < white < bright <= brightest
    assert caplog.text.count("hdr.mkv is an HDR video") == 1


def test_a_large_film_is_made_smaller_and_a_tiny_one_plays() -> None:
    large = VideoFrame(3840, 2160, "yuv420p")
    assert Converter().convert(large).shape == (1080, 1920, 3)
    assert Converter().convert(VideoFrame(1, 1, "bgr24")).shape == (1, 1, 3)
    assert Converter().convert(VideoFrame(35, 17, "yuv444p")).shape == (17, 35, 3)


def test_a_film_that_is_cut_off_plays_as_far_as_it_goes_or_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stream = film(tmp_path / "cut.ts", options={"g": "1"})
    stream.write_bytes(stream.read_bytes()[: stream.stat().st_size // 2])
    _, _, frames = played(recorded(stream, loop=False))
    assert 3 <= len(frames) < COUNT
    whole = film(tmp_path / "cut.mp4")
    whole.write_bytes(whole.read_bytes()[:-200])
    with pytest.raises(CameraMissing, match=r"cut\.mp4 is damaged"):
        recorded(whole).open()
    assert capfd.readouterr().err == ""


def test_damage_in_a_film_costs_the_damaged_frames_only(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    made = film(tmp_path / "hurt.avi", "mjpeg", "yuvj420p")
    data = bytearray(made.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 300] = bytes(300)
    made.write_bytes(data)
    _, _, frames = played(recorded(made, loop=False))
    assert COUNT - 6 <= len(frames) <= COUNT
    assert capfd.readouterr().err == ""


def test_a_file_that_is_no_film_is_named_with_what_is_accepted(tmp_path: Path) -> None:
    sound = tmp_path / "sound.mp4"
    with av.open(str(sound), "w") as out:
        stream = out.add_stream("aac", rate=48000)
        frame = av.AudioFrame.from_ndarray(
            np.zeros((1, 1024), np.float32), format="fltp", layout="mono"
        )
        frame.rate = 48000
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    with pytest.raises(CameraMissing, match=r"sound\.mp4 holds no video"):
        recorded(sound).open()
    for name, data in {"empty.mp4": b"", "x.svg": b"<svg/>", "x.pdf": b"%PDF-1.4"}.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CameraMissing, match=rf"{name}.*H\.264.*HEIC"):
            recorded(tmp_path / name).open()
    with pytest.raises(CameraMissing, match="no file nowhere"):
        recorded(tmp_path / "nowhere.mp4").open()


def test_a_list_of_addresses_is_no_film(tmp_path: Path) -> None:
    """A playlist would have FFmpeg ask other hosts, or read other files."""
    inner = film(tmp_path / "inner.ts")
    lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:1", "#EXTINF:1,", str(inner), "#EXT-X-ENDLIST", ""]
    for name, text in {
        "list.m3u8": "\n".join(lines),
        "list.ffconcat": f"ffconcat version 1.0\nfile {inner.name}\n",
    }.items():
        (tmp_path / name).write_text(text)
        with pytest.raises(CameraMissing, match=name):
            recorded(tmp_path / name).open()


@pytest.mark.parametrize("name", ["a:b.mkv", "%03d.mkv", "受付 😀.mkv", "#?&.mkv"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and set(name) & set(':?"'):
        name = name.replace(":", "_").replace("?", "_")
    made = film(tmp_path / "x.mkv", count=3).rename(tmp_path / name)
    _, _, frames = played(recorded(made, loop=False))
    assert len(frames) == 3


def test_a_title_that_is_not_utf_8_keeps_no_film_from_playing(tmp_path: Path) -> None:
    made = tmp_path / "title.mkv"
    with av.open(str(made), "w") as out:
        out.metadata["title"] = "UKETSUKE"
        stream = out.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        out.mux(stream.encode(VideoFrame.from_ndarray(grey(0), format="bgr24")))
        out.mux(stream.encode(None))
    made.write_bytes(made.read_bytes().replace(b"UKETSUKE", "受付中！".encode("cp932")))
    _, _, frames = played(recorded(made, loop=False))
    assert len(frames) == 1


def test_what_is_no_ordinary_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.mp4")
    with pytest.raises(CameraMissing, match="pipe"):
        recorded(tmp_path / "pipe.mp4").open()


def test_a_film_whose_file_goes_away_ends_as_a_camera_that_is_lost(tmp_path: Path) -> None:
    made = film(tmp_path / "gone.ts")
    clip = Clip(made, pace=FastPace())
    clip.open()
    buffer = Frame(np.zeros((SIZE[1], SIZE[0], 3), np.uint8))
    frames = clip.frames(lambda: buffer)
    next(frames)
    with made.open("r+b") as data:
        data.truncate(0)
    with pytest.raises(CameraMissing, match=r"gone\.ts"):
        for _ in frames:
            pass
    clip.close()


def test_a_film_is_closed_with_its_file(tmp_path: Path) -> None:
    made = Video(film(tmp_path / "a.mkv", count=2))
    made.close()
    with pytest.raises(CameraMissing):
        next(made.shots())
