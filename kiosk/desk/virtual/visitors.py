"""Personas made on this machine from a visitor's portrait; they are kept until removed.

At an event a visitor can try the reception with their own face. Name and birth may be invented,
everything else is, and no official number is asked for.
"""

import hashlib
import io
import json
import re
import warnings
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from drivers.camera.source import Frame, Source
from drivers.card.virtual import chip_pictures
from drivers.matching.photo import decode
from kiosk import private
from kiosk.errors import CameraMissing, PhotoUnreadable
from kiosk.personas import schema
from kiosk.personas.catalog import names, own
from kiosk.personas.schema import Person, Persona, load, parse
from kiosk.timing import SYSTEM_CHANCE
from models.engine import load_sface
from models.quality import QualityReason

IDENT = re.compile("[a-z0-9][a-z0-9_-]{0,40}")
ADDRESS, POST = "東京都見本市受付町1番1号", "000-0099"
HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
"""Brands of HEIC pictures (ISO/IEC 23008-12, coded with HEVC), as phones make them."""
FACES = {QualityReason.NO_FACE: "no face", QualityReason.SEVERAL: "several faces"}
NUMBER = re.compile(r'^number = ".*"$', re.MULTILINE)
"""番号 of an insurance in a persona file."""
LARGEST = 1200
"""Longest side of a stored portrait, in pixels."""
WARM_UP = 30
"""Frames that are skipped while a webcam adjusts its exposure."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """The particulars of a person who visits the demo and makes a card; an invented name will do.

    `insured` is the id of a shipped persona, insured like whom the visitor is.
    """

    name: str
    kana: str
    birth: date
    sex: int
    pin: str
    insured: str = ""


def from_file(file: Path) -> Image.Image:
    """A portrait from a picture file, upright, eight bits a channel. Raises ValueError, OSError.

    ValueError names the file and why it cannot be used.
    """
    if not file.is_file():
        raise ValueError(f"{file} is missing, or is no plain file")
    with file.open("rb") as opened:
        head = opened.read(32)
    if head[4:8] == b"ftyp" and head[8:12] in HEIF:
        raise ValueError(f"{file} is a HEIC picture, which cannot be read; save it as JPEG or PNG")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # an error at twice
            with Image.open(file) as picture:
                picture.load()
                return _rgb(ImageOps.exif_transpose(picture))
    except UnidentifiedImageError as error:
        raise ValueError(f"{file} is no picture that can be used") from error
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise ValueError(f"{file} is a damaged picture, or too large: {error}") from error


def _rgb(picture: Image.Image) -> Image.Image:
    """Eight bits a channel; deeper greys are scaled, transparent pixels become white."""
    if picture.mode in ("F", "I") or picture.mode.startswith("I;"):
        values = np.asarray(picture).astype(np.float64)
        if not np.isfinite(values).all() or np.min(values) < 0:
            raise ValueError("its pixels are no brightness")
        most = np.max(values)
        full = 1.0 if picture.mode == "F" and most <= 1 else 255.0 if most <= 255 else 65535.0
        if picture.mode.startswith("I;"):  # the format itself says sixteen bits
            full = 65535.0
        eight = np.clip(values * (255.0 / full), 0, 255).round().astype(np.uint8)
        return Image.fromarray(eight).convert("RGB")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return picture.convert("RGB")


def from_camera(camera: Source) -> Image.Image:
    """A portrait from a camera, after its exposure has settled. Raises CameraMissing."""
    width, height = camera.open()
    try:
        buffer = Frame(np.zeros((height, width, 3), np.uint8))
        for count, frame in enumerate(camera.frames(lambda: buffer)):
            if count >= WARM_UP:
                return Image.fromarray(frame.pixels[..., ::-1].copy())
    finally:
        camera.close()
    raise CameraMissing("the camera gave no picture; see `kiosk doctor`")


def make(visitor: Visitor, portrait: Image.Image, ident: str, today: date) -> Persona:
    """Write persona and portrait, both or neither, and read the persona back.

    Raises ValueError for an id that is taken, pydantic.ValidationError for a field that no card
    can hold, PhotoUnreadable for a portrait without one face, WeightsMismatch, OSError.
    """
    ident = ident or f"visitor-{SYSTEM_CHANCE(3).hex()}"
    if not IDENT.fullmatch(ident):
        raise ValueError(f"the id {ident!r} must be small latin letters, digits, - and _")
    if ident in names() or _files(ident)[0].exists():
        raise ValueError(f"there is a persona {ident!r} already; choose another --id")
    Person(
        name=visitor.name,
        kana=visitor.kana,
        birth=visitor.birth,
        sex=visitor.sex,
        address=ADDRESS,
        post=POST,
    )
    text = _toml(visitor, ident, today)
    parse(text, ident)
    _one_face(portrait)
    portrait.thumbnail((LARGEST, LARGEST))
    out = io.BytesIO()
    portrait.save(out, "JPEG", quality=92)
    file, picture = _files(ident)
    try:
        for place, data in ((picture, out.getvalue()), (file, text.encode())):
            private.folder(place.parent)
            with open(place, "wb", opener=private.opener) as opened:
                opened.write(data)
        return load(file)
    except BaseException:
        forget(ident)
        raise


def forget(ident: str) -> None:
    """Remove a persona made on this machine; shipped ones are kept. Raises OSError."""
    if ident not in schema.names():
        for file in _files(ident):
            file.unlink(missing_ok=True)


def known(ident: str) -> bool:
    """Whether this machine has files, even damaged ones, of a persona with this id."""
    return bool(IDENT.fullmatch(ident)) and any(file.exists() for file in _files(ident))


def _files(ident: str) -> tuple[Path, Path]:
    return own() / "people" / f"{ident}.toml", own() / "portraits" / f"{ident}.jpg"


def _one_face(portrait: Image.Image) -> None:
    """Raises PhotoUnreadable unless the chip's photo of it shows exactly one face."""
    found = load_sface().enroll(decode(chip_pictures.chip_photo(portrait)))
    if not isinstance(found, QualityReason):
        found.forget()
        return
    seen = FACES.get(found, f"a face that cannot be used ({found})")
    raise PhotoUnreadable(f"the portrait shows {seen}; a card needs one face, seen from the front")


def _toml(visitor: Visitor, ident: str, today: date) -> str:
    """The text of a persona file. JSON strings are valid TOML strings."""
    digits = f"{int(hashlib.sha256(ident.encode()).hexdigest(), 16) % 10**8:08}"
    name = "　".join(visitor.name.split()) if visitor.name.split() else visitor.name
    quote = json.dumps
    like = schema.find(visitor.insured) if visitor.insured else None
    marks = [
        f"{mark} = {str(getattr(like, mark)).lower()}"
        for mark in ("registered", "withheld", "closed", "subsidy")
        if like is not None
    ]
    return "\n".join(
        [
            f"note = {quote('Made on this machine.')}",
            *marks,
            "[person]",
            f"name = {quote(name, ensure_ascii=False)}",
            f"kana = {quote(visitor.kana, ensure_ascii=False)}",
            f"birth = {visitor.birth.isoformat()}",
            f"sex = {visitor.sex}",
            f"address = {quote(ADDRESS, ensure_ascii=False)}",
            f"post = {quote(POST)}",
            "[card]",
            f"pin = {quote(visitor.pin)}",
            f"security_code = {quote(digits[:4])}",
            f"portrait = {quote(ident + '.jpg')}",
            _insurance(visitor.insured, digits, today),
        ]
    )


def _insurance(insured: str, digits: str, today: date) -> str:
    """The insurances as TOML: those of the persona `insured` with a number of their own, or one.

    Raises ValueError for a persona who has no insurance.
    """
    if insured:
        _, head, rest = schema.text(insured).partition("[[insurance]]")
        if not head:
            raise ValueError(f"{insured} has no insurance")
        return NUMBER.sub(f'number = "{digits}"', head + rest)
    return "\n".join(
        [
            "[[insurance]]",
            'insurer_number = "01990019"',
            'insurer_name = "全国見本健康保険協会"',
            'symbol = "9999"',
            f'number = "{digits}"',
            f"start = {today.isoformat()}",
            "",
        ]
    )
