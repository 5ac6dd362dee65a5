"""Video files, decoded by PyAV (FFmpeg): time stamps, rotation, interlacing, HDR."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import av
import cv2
import numpy as np
from av.container import InputContainer
from av.filter import Graph
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.reformatter import ColorTrc, Interpolation, VideoReformatter
from av.video.stream import VideoStream

from drivers.camera.source import Pixels
from drivers.camera.sources.pictures import ACCEPTED, LONGEST, Shot
from kiosk.errors import CameraMissing

CONTAINERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,h264,hevc,ogg,flv,asf,mxf,"
    "mjpeg,ivf"
)
"""Names of FFmpeg's demuxers that are used. Playlists are not: they name files and hosts."""
OPTIONS = {"format_whitelist": CONTAINERS, "protocol_whitelist": "none"}
MOST_PIXELS = 8192 * 8192
HDR = (ColorTrc.SMPTE2084, ColorTrc.ARIB_STD_B67)
SEEK_BEFORE_S = 10.0
WHITE_NITS = 203.0
"""Brightness of white paper in HDR pictures (ITU-R BT.2408)."""

log = logging.getLogger(__name__)


class Video:
    """An open video file, shown from `start_s` on; `size` is (width, height) of its frames.

    `hdr`: it is an HDR video, whose colours are approximate on the screen.
    Raises CameraMissing, naming the file.
    """

    def __init__(self, file: Path, start_s: float = 0.0) -> None:
        self._name, self._start_s, self.hdr = file.name, start_s, False
        if not file.is_file():
            raise CameraMissing(f"There is no file {file.name}; check the path.")
        try:
            # FFmpeg gets the open file, because it would read a name as a URL.
            self._data: BinaryIO = file.open("rb")
        except OSError as error:
            raise CameraMissing(f"{file.name} cannot be read: {error.strerror}.") from error
        try:
            shot = next(self.shots(), None)
        except CameraMissing:
            self.close()
            raise
        if shot is None or shot.pixels is None:
            self.close()
            later = f" {start_s:g} seconds after its beginning" if start_s > 0 else ""
            raise CameraMissing(f"The video {file.name} holds no frame that decodes{later}.")
        self.size = shot.pixels.shape[1], shot.pixels.shape[0]

    def close(self) -> None:
        """Close the file."""
        self._data.close()

    def shots(self) -> Iterator[Shot]:
        """Play the video once. Raises CameraMissing if it cannot be read."""
        try:
            self._data.seek(0)
            with av.open(
                self._data,
                mode="r",
                options=OPTIONS,
                metadata_errors="replace",
            ) as container:
                yield from self._decoded(container)
        except (av.FFmpegError, OSError, ValueError) as error:
            raise CameraMissing(
                f"{self._name} is damaged or of an unknown kind; videos are best MP4 with H.264, "
                f"pictures {ACCEPTED}."
            ) from error

    def _decoded(self, container: InputContainer) -> Iterator[Shot]:
        stream = self._stream(container)
        rate = float(stream.average_rate or stream.guessed_rate or 30)
        picture = Converter()
        first: float | None = None
        at = 0.0
        start_s = self._start_s
        if start_s > SEEK_BEFORE_S and container.start_time is not None:
            first = container.start_time / av.time_base
            # A seek may land after the key frame it needs, so its target is earlier.
            container.seek(round((first + start_s - SEEK_BEFORE_S) * av.time_base))
        for frame in picture.progressive(_frames(container, stream)):
            time = frame.time if frame.pts is not None else None
            if first is None:
                first = time
            at = at + 1 / rate if time is None or first is None else time - first
            if at < start_s:
                continue
            lasts = float((frame.duration or 0) * (frame.time_base or 0)) or 1 / rate
            yield Shot(at, lasts, picture.convert(frame))

    def _stream(self, container: InputContainer) -> VideoStream:
        for stream in container.streams.video:
            if stream.disposition & Disposition.attached_pic:  # the cover picture of a music file
                continue
            codec = stream.codec_context
            if codec is None:  # type: ignore[unreachable, unused-ignore]
                raise CameraMissing(
                    f"The video {self._name} has the codec {self._unknown_codec()}, which cannot "
                    "be decoded; save it as MP4 with H.264."
                )
            if codec.width * codec.height > MOST_PIXELS:
                raise CameraMissing(
                    f"The video {self._name} has {codec.width} x {codec.height} pixels; "
                    "make it smaller."
                )
            if codec.color_trc in HDR and not self.hdr:
                self.hdr = True
                log.warning("%s is an HDR video: its colours are approximate.", self._name)
            codec.thread_count = 1  # leave the other cores to the face engine
            return stream
        raise CameraMissing(f"{self._name} holds no video.")

    def _unknown_codec(self) -> str:
        """The codec's name in the file (fourcc), which FFmpeg gives in its log only."""
        before = av.logging.get_level()
        av.logging.set_level(av.logging.WARNING)
        try:
            with av.logging.Capture() as lines:
                self._data.seek(0)
                av.open(self._data, mode="r", options=OPTIONS).close()
        except (av.FFmpegError, OSError, ValueError):
            pass
        finally:
            av.logging.set_level(before)
        told = (re.search(r"Video: (?:none )?\(?([^,/()]+)", line) for _, _, line in lines)
        return next((found[1].strip() for found in told if found), "unknown")


def _frames(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """The decoded frames; a packet that does not decode is skipped, like a dropped frame."""
    for packet in container.demux(stream):
        try:
            decoded = packet.decode()
        except av.error.InvalidDataError:
            continue
        for frame in decoded:
            if isinstance(frame, VideoFrame):
                yield frame


class Converter:
    """Converts decoded frames to BGR pixels for display."""

    def __init__(self) -> None:
        self._weave: Graph | None = None
        self._reformatter = VideoReformatter()

    def progressive(self, frames: Iterator[VideoFrame]) -> Iterator[VideoFrame]:
        """The frames, deinterlaced from the first interlaced frame on."""
        for frame in frames:
            if self._weave is None and not frame.interlaced_frame:
                yield frame
                continue
            if self._weave is None:
                self._weave = _deinterlacer(frame)
            self._weave.push(frame)
            yield from _pulled(self._weave)
        if self._weave is not None:
            self._weave.push(None)
            yield from _pulled(self._weave)

    def convert(self, frame: VideoFrame) -> Pixels:
        """Convert a frame to uint8 (height, width, 3) BGR, upright, no side longer than LONGEST."""
        scale = min(1.0, LONGEST / max(frame.width, frame.height))
        width, height = (max(1, round(side * scale)) for side in (frame.width, frame.height))
        turns = round(frame.rotation / 90) % 4
        shown = self._reformatter.reformat(
            frame, width, height, format="bgr24", interpolation=Interpolation.AREA, threads=1
        )
        pixels = np.asarray(shown.to_ndarray(), np.uint8)
        if frame.color_trc == ColorTrc.SMPTE2084:
            pixels = np.asarray(cv2.LUT(pixels, _PQ), np.uint8)
        return np.ascontiguousarray(np.rot90(pixels, turns), np.uint8)


def _deinterlacer(frame: VideoFrame) -> Graph:
    graph = Graph()
    source = graph.add_buffer(
        width=frame.width,
        height=frame.height,
        format=frame.format,
        time_base=frame.time_base,
    )
    graph.link_nodes(source, graph.add("bwdif", "mode=send_frame"), graph.add("buffersink"))
    graph.configure()
    return graph


def _pulled(graph: Graph) -> Iterator[VideoFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(frame, VideoFrame):
            yield frame


def _pq_curve() -> Pixels:
    """Table from 8-bit PQ (SMPTE ST 2084) to sRGB; highlights above white are compressed.

    HLG needs no table: it is made for ordinary screens too.
    """
    code = np.linspace(0, 1, 256) ** (32 / 2523)
    light = np.maximum(code - 3424 / 4096, 0) / (2413 / 128 - 2392 / 128 * code)
    nits = 10_000 * light ** (16384 / 2610)
    linear = nits / WHITE_NITS
    knee = 0.8
    over = np.maximum(linear - knee, 0)
    mapped = np.where(linear < knee, linear, knee + (1 - knee) * over / (over + 1 - knee))
    low = 12.92 * mapped
    encoded = np.where(mapped <= 0.0031308, low, 1.055 * mapped ** (1 / 2.4) - 0.055)
    return np.round(255 * np.clip(encoded, 0, 1)).astype(np.uint8)


_PQ = _pq_curve()
