"""暗証番号, and 目視モード用パスワード: what is typed, and the tries left."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.session.events import Press
from kiosk.session.view import PasswordPage, PinPage, Screen
from ui.kit.context import Kit
from ui.kit.icon import draw_icon
from ui.kit.text import Text
from ui.patient.banner import Banner
from ui.patient.keypad import Cells, Dots, Pad


class PasswordView(Pad):
    """目視確認 at the reader: what staff do, the box and the keypad."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        field = self.said["password"].field
        assert field is not None
        self.dots = Dots(kit, field.length)
        self._hint = _Said(kit, self.left, self.words("hint"))
        self.lay([self.title("staff", "primary"), self.body(), self._hint, self.dots])
        self._show()

    def refresh(self, screen: Screen) -> bool:
        now, before = screen.page, self.screen_shown.page
        assert isinstance(now, PasswordPage)
        assert isinstance(before, PasswordPage)
        if (now.wrong, now.wait) != (before.wrong, before.wait):
            return False
        self.take(screen)
        self._show()
        return True

    def _show(self) -> None:
        page = self.screen_shown.page
        assert isinstance(page, PasswordPage)
        self.dots.put(self.said["password"])
        self.wake(self.screen_shown.presses)
        sign = ("warning", "warn") if page.wrong or page.wait else ("info", "ink")
        self._hint.put(self.words("hint"), *sign)


class PinView(Pad):
    """The question, the tries left, the cells and the keypad; or the question of the last try."""

    def __init__(self, kit: Kit, screen: Screen, size: QSize) -> None:
        super().__init__(kit, screen, size)
        page = screen.page
        assert isinstance(page, PinPage)
        if page.ask_last:
            self._build_last(page)
        else:
            self._build(page)
            self._show()

    def refresh(self, screen: Screen) -> bool:
        now, before = screen.page, self.screen_shown.page
        assert isinstance(now, PinPage)
        assert isinstance(before, PinPage)
        if now.ask_last or before.ask_last:
            return now == before
        if (now.left, now.wrong) != (before.left, before.wrong) and now.wrong:
            return False
        self.take(screen)
        self._show()
        return True

    def _show(self) -> None:
        page = self.screen_shown.page
        assert isinstance(page, PinPage)
        self.cells.put(self.said["pin"])
        self.wake(self.screen_shown.presses)
        sign = ("warning", "warn") if page.wrong else ("clock" if page.checking else "info", "ink")
        self._say.put(self.words("hint"), *sign)

    def _build(self, page: PinPage) -> None:
        kit = self.kit
        self.cells = Cells(kit, self.two_columns)
        self._say: Banner | _Said
        if page.wrong:
            self._say = Banner(kit, width=self.left, role="button_small")
        else:
            self._say = _Said(kit, self.left, self.words("hint"))
        self.lay([self.title(), self._say, self.cells])

    def _build_last(self, page: PinPage) -> None:
        question = [self.title("warning"), self.body("lead")]
        answers: list[QWidget] = []
        if page.face:
            answers.append(
                self.answer(
                    Press.FACE, style="primary", role="button_large",
                    symbol="face", height=148,
                )
            )  # fmt: skip
            self.primary = None
        answers.append(self.answer(Press.CONFIRM, symbol="pin", height=132))
        self.ask(question, answers)


class _Said(QWidget):
    """The tries left, on one line."""

    def __init__(self, kit: Kit, width: int, text: str) -> None:
        super().__init__()
        self._kit = kit
        self._size = round(kit.look.type("body") * 1.25)
        self._text = Text(
            kit, text, "body", bold=True,
            width=width - self._size - kit.look.px(14),
        )  # fmt: skip
        self._text.setParent(self)
        self._symbol, self._tone = "info", "ink"
        self._text.move(self._size + kit.look.px(14), 0)
        self.setFixedHeight(self._text.sizeHint().height())
        self.setMinimumWidth(self._size + kit.look.px(14) + self._text.sizeHint().width())

    def put(self, text: str, symbol: str, tone: str) -> None:
        """Replace the text, the symbol and the tone."""
        self._symbol, self._tone = symbol, tone
        self._text.put(text, tone)
        self._text.resize(self.width() - self._text.x(), self.height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._text.resize(self.width() - self._text.x(), self.height())
        painter = QPainter(self)
        colour = getattr(self._kit.look.colours, self._tone)
        box = QRectF(0, 0, self._size, self._kit.look.line("body"))
        draw_icon(painter, self, self._symbol, self._size, colour, box)
