import dataclasses

import pytest
from PySide6.QtGui import QFontInfo
from pytestqt.qtbot import QtBot

from kiosk.session.states import TextSize
from ui.gallery.pages import SIZES
from ui.kit import fonts, theme
from ui.kit.theme import HIGH_CONTRAST, STANDARD, Look, contrast

TEXT_PAIRS = [
    (ink, on)
    for ink in ("ink", "ink2", "primary", "ok", "warn", "danger")
    for on in ("ground", "surface")
] + [
    ("ink", "sunken"),
    ("ink2", "sunken"),
    ("on_primary", "primary"),
    ("on_pressed", "pressed"),
    ("primary", "tint"),
    ("ink", "tint"),
    ("on_card", "card"),
    ("on_strip", "strip"),
    ("ok", "ok_tint"),
    ("warn", "warn_tint"),
    ("ink", "warn_tint"),
    ("danger", "danger_tint"),
]


@pytest.mark.parametrize("colours", [STANDARD, HIGH_CONTRAST], ids=["standard", "contrast"])
@pytest.mark.parametrize(("ink", "on"), TEXT_PAIRS)
def test_every_pair_that_carries_text_has_a_contrast_of_at_least_4_5(
    colours: theme.Colours, ink: str, on: str
) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, on)) >= 4.5


@pytest.mark.parametrize("colours", [STANDARD, HIGH_CONTRAST], ids=["standard", "contrast"])
def test_borders_of_what_can_be_pressed_stand_out_from_ground_and_surface(
    colours: theme.Colours,
) -> None:
    for on in (colours.ground, colours.surface):
        assert contrast(colours.line, on) >= 3
        assert contrast(colours.focus, on) >= 3


@pytest.mark.parametrize("size", SIZES)
def test_nothing_that_is_touched_is_smaller_than_15_mm(size: str) -> None:
    width, height, diagonal = SIZES[size]
    look = Look(width, height, diagonal)
    assert look.touch() / look.ppmm >= 15


@pytest.mark.parametrize("size", SIZES)
def test_type_is_never_lower_than_can_be_read_at_arms_length(size: str) -> None:
    width, height, diagonal = SIZES[size]
    look = Look(width, height, diagonal)
    small = size == "small"
    assert look.type("question") / look.ppmm >= (6.5 if small else 7) - 0.1
    assert look.type("button_small") / look.ppmm >= (4.4 if small else 5) - 0.1
    assert look.type("caption") / look.ppmm >= 3 - 0.1


def test_larger_text_is_larger_in_every_role() -> None:
    looks = [Look(800, 1280, text=TextSize(text)) for text in (100, 150, 200)]
    for role in (r for r in theme.TYPE if not r.startswith("desk")):
        sizes = [look.type(role) for look in looks]
        assert sizes == sorted(set(sizes)), role


def test_squeezing_never_makes_a_target_smaller() -> None:
    look = Look(800, 1280)
    squeezed = dataclasses.replace(look, damp=0.5, gaps=0.5)
    assert squeezed.touch(96) == look.touch(96)


def test_the_japanese_face_of_the_design_is_the_one_that_draws(qtbot: QtBot) -> None:
    assert QFontInfo(fonts.font("ja", 40)).family() == "BIZ UDPGothic"
    assert QFontInfo(fonts.font("ja", 40, digits=True)).family() == "BIZ UDGothic"
    assert fonts.japanese_family() == "BIZ UDPGothic"
