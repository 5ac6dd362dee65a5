"""The pictures on a chip: the grey JPEG 2000 photo, and name, address and code as 1-bit PNG."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

PHOTO_SIZE = (480, 600)
PHOTO_RATIO = 27
"""Compression that brings the photo to 10 kB; real ones are of 7 to 12."""
FONTS = (
    "BIZUDGothic-Regular.ttf",
    "BIZ-UDGothicR.ttc",
    "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "msgothic.ttc",
    "/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc",
)


def photo(portrait: Path) -> bytes:
    """Make the chip's photo from a portrait file: 480x600 greyscale JP2, about 10 kB.

    Raises OSError if the file is missing or not a picture.
    """
    with Image.open(portrait) as picture:
        return chip_photo(ImageOps.exif_transpose(picture))


def chip_photo(portrait: Image.Image) -> bytes:
    """Make the chip's photo from an upright portrait: 480x600 greyscale JP2, about 10 kB."""
    grey = ImageOps.fit(portrait.convert("L"), PHOTO_SIZE, centering=(0.5, 0.35))
    out = BytesIO()
    grey.save(
        out, "JPEG2000", quality_mode="rates", quality_layers=[PHOTO_RATIO], irreversible=True
    )
    return out.getvalue()


def text(line: str, size: tuple[int, int]) -> bytes:
    """Draw text as a 1-bit PNG of `size`, black on white; a long line is split into two.

    Characters that the fonts of this machine lack appear as boxes.
    """
    width, height = size
    picture = Image.new("1", size, 1)
    draw = ImageDraw.Draw(picture)
    lines = [line]
    face = font(height - 2)
    if draw.textlength(line, font=face) > width:
        face = font(height // 2 - 1)
        lines = _broken(draw, line, face, width)
    draw.multiline_text((1, 0), "\n".join(lines), fill=0, font=face, spacing=1)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def font(pixels: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A Japanese font of this machine, or else Pillow's font without Japanese."""
    for name in FONTS:
        try:
            return ImageFont.truetype(name, pixels)
        except OSError:
            continue
    return ImageFont.load_default(pixels)


def _broken(
    draw: ImageDraw.ImageDraw,
    line: str,
    face: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    width: int,
) -> list[str]:
    fit = next(
        (n for n in range(len(line), 0, -1) if draw.textlength(line[:n], font=face) <= width), 1
    )
    return [line[:fit], line[fit:]]
