"""The card's photo as pixels."""

import io

import numpy as np
from PIL import Image

from drivers.camera.source import Pixels
from kiosk.errors import PhotoUnreadable

LARGEST = 4096
"""Longest side in pixels of a photo that is decoded; the card's is 480x600."""


def decode(photo: bytes) -> Pixels:
    """Decode a photo (JPEG 2000, or any format of Pillow) to uint8 (height, width) or BGR.

    Raises PhotoUnreadable.
    """
    try:
        with Image.open(io.BytesIO(photo)) as image:
            if max(image.size) > LARGEST:
                raise PhotoUnreadable(f"The photo is larger than {LARGEST} pixels a side.")
            if image.mode == "L":
                return np.asarray(image, np.uint8)
            return np.ascontiguousarray(np.asarray(image.convert("RGB"), np.uint8)[..., ::-1])
    except PhotoUnreadable:
        raise
    except Exception as error:  # decoders raise many types
        raise PhotoUnreadable(
            f"The photo does not decode ({type(error).__name__}); read the card again."
        ) from error
