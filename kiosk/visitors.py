"""Persons made on this machine: a persona file and a portrait, until somebody removes them.

At an event a visitor tries the reception with their own face; everything else about the person is
invented, and no number of anybody is ever asked for.
"""

import hashlib
import io
import json
import re
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pydantic
from PIL import Image, ImageOps, UnidentifiedImageError

from drivers.camera.source import Frame, Source
from kiosk.errors import CameraMissing
from kiosk.personas import schema
from kiosk.personas.schema import Persona, load
from kiosk.personas.shelf import names, own

LARGEST = 1200
"""Longest side of a portrait that is kept, in pixels."""
WARM_UP = 30
"""Frames a webcam needs to find its exposure."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What is asked of a visitor; the name may be a made-up one."""

    name: str
    kana: str
    birth: date
    sex: int
    pin: str


def from_file(file: Path) -> Image.Image:
    """A portrait from a picture file. Raises ValueError when it is none, OSError when missing."""
    try:
        with Image.open(file) as picture:
            picture.load()
            return ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ValueError(f"{file} is no picture that can be used: {error}") from error


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
    """Write persona and portrait, and read the persona back.

    Raises ValueError for an id that is taken or no name, pydantic.ValidationError, OSError.
    """
    ident = ident or f"visitor-{secrets.token_hex(3)}"
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,40}", ident):
        raise ValueError(f"the id {ident!r} must be small latin letters, digits, - and _")
    if ident in names():
        raise ValueError(f"there is a persona {ident!r} already; choose another --id")
    if visitor.birth > today:
        raise ValueError("the birth lies in the future")
    people, portraits = own() / "people", own() / "portraits"
    people.mkdir(parents=True, exist_ok=True)
    portraits.mkdir(parents=True, exist_ok=True)
    file = people / f"{ident}.toml"
    file.write_text(_toml(visitor, ident, today), encoding="utf-8")
    try:
        persona = load(file)
        portrait.thumbnail((LARGEST, LARGEST))
        out = io.BytesIO()
        portrait.save(out, "JPEG", quality=92)
        (portraits / f"{ident}.jpg").write_bytes(out.getvalue())
    except (pydantic.ValidationError, OSError):
        file.unlink(missing_ok=True)
        raise
    return persona


def forget(persona: Persona) -> None:
    """Remove a person that was made here; shipped personas stay. Raises OSError."""
    if persona.id not in schema.names():
        (own() / "portraits" / f"{persona.id}.jpg").unlink(missing_ok=True)
        (own() / "people" / f"{persona.id}.toml").unlink(missing_ok=True)


def _toml(visitor: Visitor, ident: str, today: date) -> str:
    """A persona file; JSON strings are TOML strings. The insurance is as invented as the rest."""
    digits = f"{int(hashlib.sha256(ident.encode()).hexdigest(), 16) % 10**8:08}"
    name = "　".join(visitor.name.split()) if " " in visitor.name else visitor.name
    quote = json.dumps
    return "\n".join(
        [
            f"note = {quote('Made on this machine.')}",
            "[person]",
            f"name = {quote(name, ensure_ascii=False)}",
            f"kana = {quote(visitor.kana, ensure_ascii=False)}",
            f"birth = {visitor.birth.isoformat()}",
            f"sex = {visitor.sex}",
            f"address = {quote('東京都見本市受付町1番1号', ensure_ascii=False)}",
            f"post = {quote('000-0099')}",
            "[card]",
            f"pin = {quote(visitor.pin)}",
            f"security_code = {quote(digits[:4])}",
            f"portrait = {quote(ident + '.jpg')}",
            "[[insurance]]",
            f"insurer_number = {quote('01990019')}",
            f"insurer_name = {quote('全国見本健康保険協会', ensure_ascii=False)}",
            f"symbol = {quote('9999')}",
            f"number = {quote(digits)}",
            f"start = {today.isoformat()}",
            "",
        ]
    )
