"""What a screen reader finds: a walk through the accessible tree of every screen."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface

from kiosk.session.states import Language
from tests.support.ui import SCREENS, Desk

READ = {QAccessible.Role.StaticText, QAccessible.Role.Button, QAccessible.Role.PushButton}


def walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    for index in range(node.childCount()):
        child = node.child(index)
        if child is not None and not child.state().invisible:
            yield from walk(child)


def spoken(desk: Desk) -> list[str]:
    """What is read out, in the order of the tree."""
    root = QAccessible.queryAccessibleInterface(desk.window)
    return [node.text(QAccessible.Text.Name) for node in walk(root) if node.role() in READ]


def test_everything_in_the_accessible_tree_has_a_name(desk: Desk) -> None:
    for language in (Language.JAPANESE, Language.ENGLISH):
        for name in SCREENS:
            desk.show(name, language=language)
            words = spoken(desk)
            assert words, name
            assert all(words), (name, words)


def test_the_question_is_read_before_its_answers_and_the_tools_come_last(desk: Desk) -> None:
    desk.show("consent-care")
    words = spoken(desk)
    question = next(i for i, w in enumerate(words) if "同意しますか" in w)
    assert question < words.index("同意する") < words.index("同意しない") < words.index("戻る")


def test_what_is_disabled_says_why(desk: Desk) -> None:
    desk.show("method-no-pin")
    assert "暗証番号 暗証番号のないカードです" in spoken(desk)


def test_nothing_read_out_ever_holds_a_digit_of_the_pin(desk: Desk) -> None:
    desk.show("pin-full")
    assert "4けたのうち 4けた入力しました" in spoken(desk)
