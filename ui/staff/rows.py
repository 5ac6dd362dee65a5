"""The list of today's receptions, newest first."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.staff.advice import needs_staff
from kiosk.staff.view import Notice, ReceptionRow, Status
from ui.kit.buttons import Pressable
from ui.kit.context import Kit
from ui.kit.desk.dense import Separator, Tag, text
from ui.kit.text import Lines

# Icon and tone of each status; a status that needs staff has a warning tone.
SIGNS: dict[Status, tuple[str, str]] = {
    Status.READING: ("card", "primary"),
    Status.IDENTIFYING: ("clock", "primary"),
    Status.CONSENTING: ("clock", "primary"),
    Status.CHECKING: ("clock", "primary"),
    Status.VALID: ("check", "ok"),
    Status.INVALID: ("cross", "danger"),
    Status.NEW: ("warning", "warn"),
    Status.NONE: ("cross", "danger"),
    Status.SEVERAL: ("warning", "warn"),
    Status.REFUSED: ("cross", "danger"),
    Status.CANCELLED: ("cross", "danger"),
    Status.TIMEOUT: ("clock", "warn"),
    Status.REMOVED: ("card-take", "warn"),
    Status.ERROR: ("error", "danger"),
}
LAPSED = frozenset({Status.INVALID, Status.NEW, Status.NONE})
ROOMY = 560
"""Width in pixels below which a row omits 本人確認 and 負担."""
_NARROW = (("time", 0.0), ("name", 0.18), ("status", 0.565))
_COLUMNS = (("time", 0.0), ("name", 0.15), ("method", 0.385), ("status", 0.565), ("burden", 0.895))


def burden(kit: Kit, reception: ReceptionRow, unknown: str) -> str:
    """The text of 負担割合; of an insurance that is not in force there is none to go by."""
    if reception.status in LAPSED:
        return kit.texts("burden.none")
    tenths = reception.result.burden if reception.result else None
    return kit.texts("burden", tenths=tenths) if tenths is not None else kit.texts(unknown)


URGENT = frozenset({Notice.EMERGENCY, Notice.DISASTER, Notice.OUTAGE})
"""The modes in which staff look a person up by card or name (緊急時の照会)."""


def method_key(reception: ReceptionRow) -> str:
    """The key of the text for the method of identification, a re-check, or a look-up by staff."""
    urgent = URGENT & {*reception.notices}
    looked_up = ("urgent" if urgent else "lookup") if reception.looked_up else ""
    other = looked_up or reception.recheck
    return f"method.{other or reception.method or 'none'}"


def status_key(reception: ReceptionRow) -> str:
    """The key of the text for the status; who was not met is not said to lack an insurance."""
    return "status.unmet" if reception.unmet else f"status.{reception.status}"


def when(kit: Kit, reception: ReceptionRow, between: str) -> str:
    """The time at which it began, after the day unless that is today."""
    at = reception.at
    day = kit.texts("day", month=at.month, day=at.day) + between if reception.earlier else ""
    return f"{day}{at.hour}:{at:%M}"


class Row(Pressable):
    """One reception: time, name and kana, method, status and 要対応, 負担割合."""

    def __init__(
        self, kit: Kit, reception: ReceptionRow, chosen: bool, select: Callable[[str], None]
    ) -> None:
        texts = kit.texts
        status = texts(status_key(reception))
        method = texts(method_key(reception))
        self._open = texts("today.open") if needs_staff(reception) else ""
        words = [when(kit, reception, " "), reception.name, reception.kana, method, status]
        words.append(self._open)
        super().__init__(kit, " ".join(w for w in words if w), None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(66)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.reception_id = reception.id
        self._reception, self._chosen, self._method = reception, chosen, method
        self._tag = Tag(kit, status, *SIGNS[reception.status])
        self._tag.setParent(self)
        self._tag.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: select(reception.id))

    def at(self, column: str) -> float:
        """The left edge of a column in pixels."""
        shares = dict(_COLUMNS if self.width() >= ROOMY else _NARROW)
        return 15 + shares[column] * (self.width() - 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        kit, reception = self.kit, self._reception
        painter = QPainter(self)
        if self._chosen or self.isDown():
            painter.fillRect(self.rect(), kit.colour("tint"))
        if self._chosen:
            painter.fillRect(0, 0, 6, self.height(), kit.colour("primary"))
        if self.hasFocus():
            painter.setPen(kit.colour("focus"))
            painter.drawRect(self.rect().adjusted(2, 2, -3, -3))
        middle = self.height() / 2
        self._cell(painter, "time", when(kit, reception, "\n"), middle)
        if self.width() >= ROOMY:
            self._cell(painter, "method", self._method, middle)
            share = burden(kit, reception, "burden.none")
            self._cell(painter, "burden", share, middle, bold=True)
        name = Lines(kit, reception.name or "―", "desk", 4000, bold=True)
        kana = Lines(kit, reception.kana, "desk_note", 4000)
        both = name.height + kana.height if reception.kana else name.height
        top = middle - both / 2
        left = self.at("name")
        name.paint(painter, QRectF(left, top, 0, 0), kit.colour("ink"))
        kana.paint(painter, QRectF(left, top + name.height - 2, 0, 0), kit.colour("ink2"))
        self._paint_status(painter, middle)

    def _paint_status(self, painter: QPainter, middle: float) -> None:
        """The status, and below it whether a person is needed."""
        left = self.at("status")
        wanted = Lines(self.kit, self._open, "desk_note", 4000, bold=True)
        both = self._tag.height() + (wanted.height if self._open else 0)
        top = middle - both / 2
        self._tag.move(round(left), round(top))
        area = QRectF(left + 10, top + self._tag.height(), 0, 0)
        wanted.paint(painter, area, self.kit.colour("danger"))

    def _cell(
        self, painter: QPainter, column: str, words: str, middle: float, bold: bool = False
    ) -> None:
        lines = Lines(self.kit, words, "desk", 4000, bold=bold)
        area = QRectF(self.at(column), middle - lines.height / 2, lines.width, 0)
        lines.paint(painter, area, self.kit.colour("ink"))


class Head(QWidget):
    """The names of the columns."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setFixedHeight(40)
        self.setAccessibleName(" ".join(kit.texts(f"column.{name}") for name, _ in _COLUMNS))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for name, share in _COLUMNS if self.width() >= ROOMY else _NARROW:
            lines = Lines(self._kit, self._kit.texts(f"column.{name}"), "desk_small", 4000)
            x = 15 + share * (self.width() - 30)
            top = (self.height() - lines.height) / 2
            lines.paint(painter, QRectF(x, top, 0, 0), self._kit.colour("ink2"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._kit.colour("line"))


def row_list(
    kit: Kit,
    receptions: tuple[ReceptionRow, ...],
    selected: str | None,
    select: Callable[[str], None],
) -> QWidget:
    """All rows, newest first."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    if not receptions:
        empty = QWidget()
        inner = QHBoxLayout(empty)
        inner.setContentsMargins(20, 24, 20, 24)
        inner.addWidget(text(kit, kit.texts("today.none"), colour="ink2"))
        box.addWidget(empty)
    for reception in sorted(receptions, key=lambda r: r.at, reverse=True):
        box.addWidget(Row(kit, reception, reception.id == selected, select))
        box.addWidget(Separator(kit))
    box.addStretch(1)
    return holder
