"""The top line of the patient's window at the largest text, in every language."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.session.states import Language, TextSize
from kiosk.texts import load
from kiosk.texts.parts import Kind, Part, as_is
from ui.kit.context import Kit
from ui.kit.theme import Look
from ui.patient.chrome import Header


def header(language: Language, step: int) -> Header:
    look = Look(800, 1280, text=TextSize.LARGEST)
    kit = Kit(look, load(language), lambda *_: None, lambda: True)
    name = "みほん内科クリニック"
    made = Header(kit, Part(Kind.TEXT, "header", name, (as_is(name),)), step)
    made.resize(800, 104)
    return made


@pytest.mark.parametrize("language", list(Language))
def test_neither_the_facilitys_name_nor_a_step_meets_the_tag(
    language: Language, qapp: QApplication
) -> None:
    named = header(language, 0)
    lines = named.name_lines()
    free = 800 - 2 * named.kit.look.margin - named.tag_width()
    assert len(lines.lines) == 1
    assert lines.width <= free
    for step in (1, 2, 3):
        shown = header(language, step)
        word = shown.step_lines(step, shown.room())
        assert len(word.lines) == 1
        assert word.fits, (step, word.lines, word.width, shown.room())


def test_a_changed_font_changes_no_other_text(qapp: QApplication) -> None:
    kit = Kit(Look(800, 1280), load(Language.JAPANESE), lambda *_: None, lambda: True)
    size = kit.font("caption", bold=True).pixelSize()
    kit.font("caption", bold=True).setPixelSize(size // 2)
    assert kit.font("caption", bold=True).pixelSize() == size
