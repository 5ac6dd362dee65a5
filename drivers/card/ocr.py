"""Reads the printed face of a card from a picture: birth date, expiry and security code.

Needs the optional extra `ocr` (rapidocr, whose wheel contains the ONNX models; nothing is
downloaded). A result is used only if it is complete, sure and plausible; the card then verifies the
number, at most twice.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drivers.card.printed_face import ERAS, Printed

Picture = NDArray[np.uint8]
Line = tuple[str, float]
"""A line of text and how sure it is, 0 to 1."""

SURE = 0.8
BIRTH = re.compile(
    rf"({'|'.join(name for _, name in ERAS)})(元|\d{{1,2}})年(\d{{1,2}})月(\d{{1,2}})日"
)
EXPIRY = re.compile(r"(20\d\d)年\d{1,2}月\d{1,2}日まで")
CODE = re.compile(r"(?:^|コード\D*)(\d{4})$")


def printed(lines: Iterable[Line]) -> Printed | None:
    """Parse the lines of a card's face; None if anything is missing, unsure or ambiguous."""
    texts = [
        "".join(unicodedata.normalize("NFKC", text).split()) for text, sure in lines if sure >= SURE
    ]
    births = {found.groups() for text in texts if (found := BIRTH.search(text))}
    expiries = {found[1] for text in texts if (found := EXPIRY.search(text))}
    codes = {found[1] for text in texts if (found := CODE.search(text))}
    if not len(births) == len(expiries) == len(codes) == 1:
        return None
    birth = _day(*births.pop())
    return Printed(birth, int(expiries.pop()), codes.pop()) if birth else None


class CardLook:
    """A `PrintedFace` that reads a picture of the card, e.g. from a camera over the slot.

    `picture` returns the present picture, uint8 (height, width, 3) BGR, or None.
    """

    def __init__(self, picture: Callable[[], Picture | None]) -> None:
        self._picture = picture
        self._engine: Any = None

    def __call__(self) -> Printed | None:
        """Birth, expiry and code of the card in the picture, or None. Raises ImportError."""
        picture = self._picture()
        return None if picture is None else printed(self.lines(picture))

    def lines(self, picture: Picture) -> list[Line]:
        """All lines of text in the picture."""
        if self._engine is None:
            from rapidocr import RapidOCR

            import models  # noqa: F401 -- before rapidocr's onnxruntime: keeps it from reporting home

            self._engine = RapidOCR(params={"Global.log_level": "critical"})
        found = self._engine(picture)
        return list(zip(found.txts or (), found.scores or (), strict=True))


def _day(era: str, year: str, month: str, day: str) -> date | None:
    """The date of a day in a Japanese era, or None if the era has no such day."""
    begins = next(first for first, name in ERAS if name == era)
    first_year = 1868 if era == "明治" else begins.year
    number = 1 if year == "元" else int(year)
    try:
        found = date(first_year + number - 1, int(month), int(day))
    except ValueError:
        return None
    ends = min((first for first, _ in ERAS if first > begins), default=date.max)
    return found if begins <= found < ends else None
