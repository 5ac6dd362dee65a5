"""Picture files as users have them, decoded by Pillow to 8-bit BGR."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pi_heif
from PIL import (
    AvifImagePlugin,  # noqa: F401  (Pillow loads the other kinds of FORMATS by itself)
    Image,
    ImageOps,
    TiffImagePlugin,  # noqa: F401
    WebPImagePlugin,  # noqa: F401
)

from drivers.camera.source import Pixels
from kiosk.errors import CameraMissing

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "AVIF", "HEIF")
"""Pillow's names of accepted formats; others are not tried (EPS would start a program)."""
SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".bmp", ".tif", ".tiff"}
    | {".gif", ".avif", ".heic", ".heif"}
)
ACCEPTED = "JPEG, PNG, WebP, BMP, TIFF, GIF, AVIF and HEIC"
LONGEST = 1920
"""Longest side of decoded pixels; more pixels do not help to find a face."""
MOST_PIXELS = 100_000_000
"""A picture with more is not decoded: its pixels alone take 300 MB."""
_MOVING = {"PNG", "WEBP", "GIF", "AVIF"}
_UNTIMED_S = 0.1
"""How long browsers show a picture of an animation that states no duration."""

logging.getLogger("PIL").setLevel(logging.WARNING)
pi_heif.register_heif_opener()


class Shot(NamedTuple):
    """One picture of a recording: its time and duration in seconds.

    `pixels` is uint8 (height, width, 3) BGR, or None if it does not decode.
    """

    at_s: float
    lasts_s: float
    pixels: Pixels | None


def is_picture(file: Path) -> bool:
    """Whether the file's content has an accepted picture format; the name is ignored."""
    if not file.is_file():
        return False
    try:
        Image.open(file, formats=FORMATS).close()
    except OSError:  # includes UnidentifiedImageError
        return False
    except Exception:  # an unusable picture: `decode` gives the reason
        return True
    return True


def is_animation(file: Path) -> bool:
    """Whether the file is an animated GIF, WebP, PNG or AVIF."""
    try:
        with _opened(file) as image:
            return image.format in _MOVING and getattr(image, "n_frames", 1) > 1
    except CameraMissing:
        return False


def decode(file: Path) -> Pixels:
    """Decode a picture, rotated by its EXIF, no side longer than LONGEST.

    Returns uint8 (height, width, 3) BGR. Raises CameraMissing, which names the file.
    """
    with _opened(file) as image:
        # A JPEG can be decoded at a half, a quarter or an eighth of its size.
        image.draft("RGB", (LONGEST, LONGEST))
        _check_size(image, file)
        return _pixels(ImageOps.exif_transpose(image))


def animation(file: Path) -> Iterator[Shot]:
    """Play an animation once. Raises CameraMissing, which names the file."""
    with _opened(file) as image:
        _check_size(image, file)
        at = 0.0
        for k in range(getattr(image, "n_frames", 1)):
            image.seek(k)
            image.load()
            lasts = float(image.info.get("duration") or 0) / 1000 or _UNTIMED_S
            yield Shot(at, lasts, _pixels(image))
            at += lasts


@contextmanager
def _opened(file: Path) -> Iterator[Image.Image]:
    """The opened picture, not yet decoded; every error of a decoder becomes CameraMissing."""
    if not file.is_file():
        raise CameraMissing(f"There is no file {file.name}; check the path.")
    try:
        with Image.open(file, formats=FORMATS) as image:
            yield image
    except (CameraMissing, GeneratorExit):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(file) from error
    except Exception as error:  # Pillow's decoders raise many types on broken data
        raise CameraMissing(
            f"The picture {file.name} is damaged, cut off, or not one of {ACCEPTED}."
        ) from error


def _check_size(image: Image.Image, file: Path) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(file)


def _too_large(file: Path) -> CameraMissing:
    most = MOST_PIXELS // 10**6
    return CameraMissing(f"The picture {file.name} has more than {most} million pixels; shrink it.")


def _pixels(image: Image.Image) -> Pixels:
    if image.mode.startswith("I"):  # 16 bits per pixel, which Pillow's conversion would clip
        data = np.asarray(image).astype(np.int64)
        image = Image.fromarray((np.clip(data, 0, 65535) >> 8).astype(np.uint8))
    elif image.mode == "F":
        data = np.nan_to_num(np.asarray(image))
        high = 1.0 if data.max() <= 1 else 255.0
        image = Image.fromarray((np.clip(data / high, 0, 1) * 255).astype(np.uint8))
    if max(image.size) > LONGEST:
        image = image.convert("RGB")
        image.thumbnail((LONGEST, LONGEST))
    return np.ascontiguousarray(np.asarray(image.convert("RGB"), np.uint8)[:, :, ::-1])
