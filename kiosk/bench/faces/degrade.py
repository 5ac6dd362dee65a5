"""Degrade face pictures as the card's coding and bad conditions do."""

import io
from collections.abc import Callable

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image as Pictures

from models.detector import Face
from models.frames import Image

CARD = (480, 600)
CARD_BYTES = 7000
FRAME = (800, 450)
FACE_WIDE = 125
"""Width of a face in pixels of a frame that `standing` makes."""
Degrade = Callable[[Image, Face, Generator], Image]


def card_photo(picture: Image, face: Face) -> bytes:
    """The photo as on the chip: eyes level, grey, 480x600, JPEG 2000 of 7 kB."""
    right, left = face.points[0].astype(np.float64), face.points[1].astype(np.float64)
    x, y = left - right
    centre = (right + left) / 2
    scale = 122 / float(np.hypot(x, y))
    turn = np.asarray(cv2.getRotationMatrix2D((0, 0), float(np.degrees(np.arctan2(y, x))), scale))
    turn = np.column_stack([turn[:, :2], np.array([240, 262]) - turn[:, :2] @ centre])
    placed = cv2.warpAffine(
        picture, turn, CARD, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    data = io.BytesIO()
    grey = Pictures.fromarray(np.asarray(cv2.cvtColor(placed, cv2.COLOR_BGR2GRAY), np.uint8))
    rate = CARD[0] * CARD[1] / CARD_BYTES
    grey.save(data, "JPEG2000", quality_mode="rates", quality_layers=[rate], irreversible=True)
    return data.getvalue()


def standing(picture: Image, face: Face) -> Image:
    """A small camera frame with the picture's face in its middle, large enough to match."""
    width, height = FRAME
    scale = FACE_WIDE / max(face.width, 0.75 * face.height)
    shift = np.array([width / 2, height / 2]) - scale * np.array(face.centre)
    placed = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
    return np.asarray(
        cv2.warpAffine(picture, placed, FRAME, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def jitter(picture: Image, rng: Generator) -> Image:
    """A frame as from a camera: slightly moved, turned, and changed in brightness and noise."""
    height, width = picture.shape[:2]
    scale, angle = 1 + rng.normal(0, 0.03), rng.normal(0, 3)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), float(scale))
    shift = rng.normal(0, 0.015 * width, 2)[:, None] * np.array([[0, 0, 1]])
    turn = np.asarray(turn) + shift
    moved = cv2.warpAffine(picture, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    noise = 3 * rng.standard_normal((height, width), np.float32)
    light = np.asarray(moved, np.float32) * np.float32(rng.uniform(0.85, 1.1))
    light += noise[..., None]
    return np.asarray(np.clip(light, 0, 255, out=light), np.uint8)


def masked(picture: Image, face: Face, rng: Generator) -> Image:
    """The lower face covered by a surgical mask, from just above the tip of the nose."""
    right, left, nose, mouth_right, mouth_left = face.points
    down = (mouth_right + mouth_left) / 2 - (right + left) / 2
    side = left - right
    top = nose - 0.15 * down
    corners = [
        top,
        top + 0.75 * side,
        top + 0.65 * side + 0.9 * down,
        top + 0.2 * side + 1.35 * down,
        top - 0.2 * side + 1.35 * down,
        top - 0.65 * side + 0.9 * down,
        top - 0.75 * side,
    ]
    shade = rng.uniform(0.85, 1.0) * np.array([230, 215, 190])
    out = picture.copy()
    cv2.fillPoly(out, [np.array(corners, np.int32)], tuple(float(v) for v in shade))
    return out


def glared(picture: Image, face: Face, rng: Generator) -> Image:
    """A reflection of a lamp on skin or glasses: one bright spot that moves with the head."""
    eye = face.points[int(rng.integers(0, 2))]
    x, y = eye + rng.normal(0, 0.12 * face.width, 2)
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    spread = 2 * (0.16 * face.width) ** 2
    spot = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / spread)
    return np.asarray(np.clip(picture + 230 * spot[..., None], 0, 255), np.uint8)


def backlit(picture: Image, face: Face, rng: Generator) -> Image:
    """A window behind the person: a dark face with low contrast, bright around it."""
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    x, y = face.centre
    away = ((columns - x) / (0.75 * face.width)) ** 2 + ((rows - y) / (0.75 * face.height)) ** 2
    outside = (1 / (1 + np.exp(-8 * (away - 1))))[..., None]
    dark = picture * rng.uniform(0.35, 0.5) + 18
    bright = np.minimum(picture * 1.3 + 40, 255)
    return np.asarray(np.clip(dark * (1 - outside) + bright * outside, 0, 255), np.uint8)


CONDITIONS: dict[str, Degrade] = {"mask": masked, "glare": glared, "backlight": backlit}


def decoded(photo: bytes) -> NDArray[np.uint8]:
    """Decode the card's photo to grey pixels."""
    with Pictures.open(io.BytesIO(photo)) as picture:
        return np.asarray(picture, np.uint8)
