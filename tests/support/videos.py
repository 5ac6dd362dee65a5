"""Videos that tests make."""

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorTrc

WIDTH, HEIGHT = 64, 48


def hdr_video(file: Path, codes: Sequence[float]) -> Path:
    """Write a grey HDR video (PQ), a frame for each code from 0 to 1."""
    with av.open(str(file), "w") as out:
        stream = out.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p10le"
        stream.codec_context.color_trc = ColorTrc.SMPTE2084
        for number, code in enumerate(codes):
            pixels = np.full((HEIGHT, WIDTH, 3), round(255 * code), np.uint8)
            frame = VideoFrame.from_ndarray(pixels, format="bgr24").reformat(format="yuv420p10le")
            frame.pts, frame.color_trc = number, ColorTrc.SMPTE2084
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return file
