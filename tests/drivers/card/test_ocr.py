"""Looking at a card's face: read whole and surely, or not at all."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageFilter

from drivers.card.ocr import CardLook, Line, printed
from drivers.card.printed_face import Printed
from drivers.card.virtual import face_picture
from kiosk.personas import find

ENDS = date(2036, 11, 19)
BIRTH, EXPIRY, CODE = ("昭和55年 2月17日生", 0.99), ("2035年2月17日まで有効", 0.99), ("2285", 0.99)


def test_three_lines_make_a_printed_face() -> None:
    found = printed([("氏名", 1.0), BIRTH, EXPIRY, CODE])
    assert found is not None
    assert found.code_b == "55021720352285"


@pytest.mark.parametrize(
    "lines",
    [
        [BIRTH, EXPIRY],
        [BIRTH, CODE],
        [EXPIRY, CODE],
        [BIRTH, EXPIRY, ("2285", 0.5)],
        [BIRTH, EXPIRY, CODE, ("1234", 0.99)],
        [("昭和65年1月1日生", 0.99), EXPIRY, CODE],
        [("平成31年5月1日生", 0.99), EXPIRY, CODE],
        [("昭和55年2月30日生", 0.99), EXPIRY, CODE],
        [],
    ],
)
def test_anything_missing_unsure_or_impossible_is_no_reading(lines: list[Line]) -> None:
    assert printed(lines) is None


@pytest.mark.parametrize(
    ("birth", "code_b"),
    [
        ("平成元年1月8日生", "010108"),
        ("令和 1年 5月 1日生", "010501"),
        ("昭和６４年１月７日", "640107"),
    ],
)
def test_first_years_and_wide_digits_are_read(birth: str, code_b: str) -> None:
    found = printed([(birth, 0.9), EXPIRY, ("セキュリティコード　3408", 0.9)])
    assert found is not None
    assert found.code_b == f"{code_b}20353408"


@pytest.fixture(scope="module")
def look() -> Callable[[Image.Image], Printed | None]:
    pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
    seen: list[Any] = [None]
    camera = CardLook(lambda: seen[0])

    def see(picture: Image.Image) -> Printed | None:
        seen[0] = np.asarray(picture)[..., ::-1].copy()
        return camera()

    return see


@pytest.mark.parametrize("name", ["sakura", "kaede"])
def test_the_drawn_face_of_a_virtual_card_is_read(
    look: Callable[[Image.Image], Printed | None], name: str
) -> None:
    card = find(name)
    assert look(face_picture.draw(card, ENDS)) == Printed(
        card.person.birth, 2036, card.card.security_code
    )


def test_a_card_that_lies_askew_under_a_poor_camera_is_read(
    look: Callable[[Image.Image], Printed | None],
) -> None:
    card = find("foreign")
    desk = Image.new("RGB", (1280, 800), (90, 80, 70))
    desk.paste(face_picture.draw(card, ENDS), (130, 80))
    seen = desk.rotate(4, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.2))
    assert look(seen) == Printed(card.person.birth, 2036, card.card.security_code)


def test_an_empty_slot_gives_no_reading(look: Callable[[Image.Image], Printed | None]) -> None:
    assert look(Image.new("RGB", (640, 480), (90, 80, 70))) is None
