"""Nothing is clipped, too small, nameless or hard to read, on any page, size or text size."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.apps.clicks import turn_over
from kiosk.apps.simulated_patient import Typed
from kiosk.session.events import Press
from kiosk.session.states import Language
from kiosk.texts import load
from kiosk.texts.parts import Kind
from tests.support.ui import SCREENS, Desk
from ui.gallery.pages import SIZES
from ui.kit.buttons import Pressable
from ui.kit.context import Kit
from ui.kit.text import Lines, Text
from ui.kit.theme import REACH, Look, contrast
from ui.patient.chrome import ToolButton
from ui.patient.frame import ScreenFrame
from ui.patient.strips import CardStrip

MakeDesk = Callable[..., Desk]


def shown(desk: Desk) -> Iterator[QWidget]:
    """Every visible widget of the current frame."""
    frame = current(desk)
    yield from (w for w in frame.findChildren(QWidget) if w.isVisible())


def current(desk: Desk) -> ScreenFrame:
    return next(f for f in desk.window.findChildren(ScreenFrame) if f.isVisible())


@pytest.mark.parametrize("text", [100, 150, 200])
@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_clipped_or_outside_its_screen(
    make_desk: MakeDesk, size: str, text: int
) -> None:
    desk = make_desk(size)
    wrong = [fault for name in SCREENS for fault in clipped(desk, name, text)]
    assert not wrong, "\n".join(map(str, wrong))


def clipped(
    desk: Desk, name: str, text: int, language: Language = Language.JAPANESE, low: bool = False
) -> Iterator[tuple[object, ...]]:
    """Widgets that are smaller than what they show, not wholly on the screen, or over another."""
    desk.show(name, text, language=language, low=low)
    yield from ((language, name, *fault) for fault in faulty(desk))
    if turn_over(desk.window, Typed(Press.AGREE)) or turn_over(desk.window, Typed(Press.PROVIDE)):
        yield from ((language, name, "last leaf", *fault) for fault in faulty(desk))


def faulty(desk: Desk) -> Iterator[tuple[object, ...]]:
    """The faults of what is shown now."""
    desk.window.repaint()
    written: list[tuple[QWidget, QRect]] = []
    for widget in shown(desk):
        lines = [v for v in vars(widget).values() if isinstance(v, Lines)]
        spot = QRect(widget.mapTo(desk.window, QPoint(0, 0)), widget.size())
        if (
            not all(line.fits for line in lines)
            or widget.height() < widget.minimumSizeHint().height()
            or widget.width() < widget.minimumSizeHint().width() - 1
            or not desk.window.rect().contains(spot)
        ):
            yield (type(widget).__name__, widget.accessibleName(), spot)
        if not lines:
            continue
        if not isinstance(widget, Pressable):  # what is written, not the room for it
            wide, tall = max(line.width for line in lines), max(line.height for line in lines)
            spot = QRect(spot.topLeft(), spot.size().boundedTo(QSize(round(wide), round(tall))))
        for other, place in written:
            within = widget.isAncestorOf(other) or other.isAncestorOf(widget)
            if place.intersects(spot) and not within:
                yield ("over each other", widget.accessibleName(), other.accessibleName())
        written.append((widget, spot))


@pytest.mark.parametrize("language", [x for x in Language if x is not Language.JAPANESE])
def test_no_text_is_clipped_in_any_language(make_desk: MakeDesk, language: Language) -> None:
    for size, text in (("portrait", 100), ("portrait", 200), ("landscape", 200), ("small", 200)):
        desk = make_desk(size)
        wrong = [fault for name in SCREENS for fault in clipped(desk, name, text, language)]
        assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("language", ["ja", "en", "zh-CN", "ko", "vi", "pt"])
@pytest.mark.parametrize("role", ["poster", "display", "question", "choice", "row", "tool"])
def test_no_letter_hangs_out_of_its_line(desk: Desk, language: str, role: str) -> None:
    kit = Kit(Look(800, 1280), load(Language(language)), lambda *_: None, lambda: True)
    lines = Lines(kit, "Đang gọi, quý 国한", role, 4000)
    picture = QImage(4000, 2 * lines.height, QImage.Format.Format_Grayscale8)
    picture.fill(255)
    painter = QPainter(picture)
    lines.paint(painter, QRectF(0, lines.height / 2, 4000, lines.height), QColor(0, 0, 0))
    painter.end()
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1)
    (inked,) = np.nonzero(rows.min(axis=1) < 200)
    assert lines.height / 2 - 1 <= inked.min()
    assert inked.max() <= lines.height * 3 / 2


@pytest.mark.parametrize("size", SIZES)
def test_what_one_agrees_to_stands_on_the_page_in_the_largest_text_of_every_language(
    make_desk: MakeDesk, size: str
) -> None:
    desk = make_desk(size)
    for language in Language:
        for name in ("consent-all", "consent-care", "consent-checkup", "consent-disease"):
            desk.show(name, 200, language=language)
            needed = [p.name for p in desk.window.described().parts if p.kind is not Kind.BUTTON]
            there = {
                part.name
                for part in desk.window.described().parts
                if part.kind in (Kind.TITLE, Kind.TEXT, Kind.ROW) and not part.optional
            }
            names = " ".join(w.text() for w in shown(desk) if isinstance(w, QLabel))
            names += " ".join(w.accessibleName() for w in shown(desk))
            missing = [said for said in there & {*needed} if said not in names]
            progress = desk.window.described().parts[0].name
            assert not [said for said in missing if said != progress], (language, name)


@pytest.mark.parametrize("size", SIZES)
def test_at_normal_text_no_type_is_shrunk_on_the_reference_grids(
    make_desk: MakeDesk, size: str
) -> None:
    if size == "small":
        pytest.skip("the small grid may give way")
    desk = make_desk(size)
    for name in SCREENS:
        desk.show(name)
        assert current(desk).page.kit.look.damp == 1, name


@pytest.mark.parametrize("size", SIZES)
def test_who_wants_the_largest_text_reads_the_strip_no_smaller_than_others(
    make_desk: MakeDesk, size: str
) -> None:
    desk = make_desk(size)
    desk.show("method")
    usual = current(desk).findChildren(CardStrip)[0].lines.font.pixelSize()
    for name in ("removed-go-on", "consent-phone", "phone-card", "error-phone.connection"):
        for language in Language:
            desk.show(name, text=200, language=language)
            for strip in current(desk).findChildren(CardStrip):
                assert strip.lines.font.pixelSize() >= usual, (name, language)


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("size", SIZES)
def test_everything_that_is_touched_is_at_least_15_mm_each_way(
    make_desk: MakeDesk, size: str, text: int
) -> None:
    desk = make_desk(size)
    for name in SCREENS:
        desk.show(name, text)
        desk.window.repaint()
        ppmm = current(desk).kit.look.ppmm
        for widget in shown(desk):
            if isinstance(widget, Pressable):
                assert min(widget.width(), widget.height()) / ppmm >= 15, (name, widget)


@pytest.mark.parametrize(("text", "reach"), [(100, REACH), (150, 1 / 3), (200, 1 / 4)])
def test_reach_low_keeps_what_is_touched_in_the_lower_part_of_a_tall_screen(
    make_desk: MakeDesk, text: int, reach: float
) -> None:
    """Large text needs some of the height itself: its type is not shrunk for reach."""
    desk = make_desk()
    for name in SCREENS:
        assert not list(clipped(desk, name, text, low=True))
        for widget in shown(desk):
            touched = isinstance(widget, Pressable) and widget.press is not Press.VISUAL
            if touched and widget.isEnabled():  # 目視確認 is for staff
                top = widget.mapTo(desk.window, QPoint(0, 0)).y()
                assert top + 2 >= reach * desk.window.height(), (name, widget.accessibleName())


@pytest.mark.parametrize("slot", ["left", "below"])
def test_no_text_is_clipped_where_the_reader_stands_elsewhere(
    make_desk: MakeDesk, slot: str
) -> None:
    for size, text in (("portrait", 100), ("portrait", 200), ("landscape", 150), ("small", 200)):
        desk = make_desk(size, slot=slot)
        for language in Language:
            for name in ("idle", "take", "take-alarm", "removed", "done"):
                assert not list(clipped(desk, name, text, language))


def test_reach_is_offered_on_tall_screens_only(make_desk: MakeDesk) -> None:
    for size in SIZES:
        desk = make_desk(size)
        desk.show("method")
        tools = {w.press for w in shown(desk) if isinstance(w, Pressable)}
        assert (Press.REACH in tools) == (size == "portrait")


def test_everything_that_is_pressed_or_read_has_a_name(desk: Desk) -> None:
    for name in SCREENS:
        desk.show(name)
        for widget in shown(desk):
            if isinstance(widget, Pressable):
                assert widget.accessibleName(), name
            if isinstance(widget, QLabel):
                assert widget.text() and "|" not in widget.text(), name
        assert desk.window.accessibleName()


@pytest.mark.parametrize("contrasty", [False, True], ids=["standard", "contrast"])
def test_texts_as_rendered_have_a_contrast_of_at_least_4_5(desk: Desk, contrasty: bool) -> None:
    for name in SCREENS:
        desk.show(name, contrast=contrasty)
        picture = desk.window.grab().toImage()
        for widget in shown(desk):
            if isinstance(widget, Text) and widget.text():
                spot = QRect(widget.mapTo(desk.window, QPoint(0, 0)), widget.size())
                assert rendered_contrast(picture, spot) >= 4.5, (name, widget.text())


def rendered_contrast(picture: QImage, spot: QRect) -> float:
    """Contrast of the ground of a region with the colour farthest from it."""
    part = picture.copy(spot).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(part.constBits(), np.uint32).reshape(part.height(), -1)
    colours, counts = np.unique(pixels, return_counts=True)
    ground = QColor.fromRgb(int(colours[counts.argmax()])).name()
    often = colours[counts >= 4]
    return max(contrast(ground, QColor.fromRgb(int(c)).name()) for c in often)


def test_the_two_answers_of_a_consent_differ_by_their_sign_only(make_desk: MakeDesk) -> None:
    from kiosk.session.events import Press

    for size in SIZES:
        for text in (100, 150, 200):
            desk = make_desk(size)
            desk.show("consent-care", text)
            turn_over(desk.window, Typed(Press.AGREE))
            yes, no = desk.button(Press.AGREE), desk.button(Press.DISAGREE)
            assert yes.size() == no.size()
            assert yes.lines.font.pixelSize() == no.lines.font.pixelSize()  # type: ignore[attr-defined]
            assert not yes.hasFocus()
            assert not no.hasFocus()


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("size", SIZES)
def test_the_row_of_tools_keeps_the_size_of_its_labels_in_every_language(
    make_desk: MakeDesk, size: str, text: int
) -> None:
    desk = make_desk(size)
    for language in Language:
        for name in ("idle", "language", "method", "method-low", "method-countdown", "face-closer"):
            desk.show(name, text, language=language)
            tools = current(desk).tools
            assert tools is not None
            assert tools.fits(), (name, language)
            look = current(desk).kit.look
            least = 1.0 if text == 100 else 0.94  # beside 時間を延ばす in the longest languages
            for widget in filter(QWidget.isVisible, tools.findChildren(Pressable)):
                role = "tool" if isinstance(widget, ToolButton) else "button_small"
                pixels = widget.lines.font.pixelSize()  # type: ignore[attr-defined]
                wanted = int(look.type(role) * least)
                assert pixels >= wanted, (name, language, widget.accessibleName())
