"""Header and footer of the table: stories and clock, the story's line, and the keys."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.context import Kit
from ui.kit.desk.asks import Ask
from ui.kit.desk.dense import Demo, Surface, button, column, row, sign, text
from ui.kit.wrap import breakable
from ui.table.flow import FlowLayout
from ui.table.model import Advance, BeginStory, PlayStory, ShowStaff, Story, TableAct, TableView

OnAct = Callable[[TableAct], None]


def header(kit: Kit, view: TableView, act: OnAct, width: int, *, narrow: bool) -> QWidget:
    """Title and clock, and the stories below them.

    A narrow table has no room for the stories while one of them is told.
    """
    title = text(kit, kit.texts("title"), "desk_title", bold=True)
    staff = button(kit, kit.texts("staff"), lambda: act(ShowStaff()), style="back", symbol="staff")
    bar = Surface(kit, "surface", "bottom")
    box = QHBoxLayout(bar)
    box.setContentsMargins(28, 6, 28, 6)
    upper = row(title, Demo(kit), staff, 1, *_clock(kit, view, act), gap=8)
    if narrow and any(story.step is not None for story in view.stories):
        box.addWidget(upper)
        return bar
    stories = QWidget()
    flow = FlowLayout(stories, 4, width - 56)
    for story in view.stories:
        flow.addWidget(_story_button(kit, story, act))
    box.addWidget(column(upper, stories, gap=4))
    return bar


def _story_button(kit: Kit, story: Story, act: OnAct) -> Button:
    style = "primary" if story.step is not None else "secondary"
    made = button(
        kit, story.title, lambda: act(BeginStory(story.id)), style=style, role="desk_small"
    )
    made.setMinimumHeight(36)
    return made


def _clock(kit: Kit, view: TableView, act: OnAct) -> list[QWidget | int]:
    texts, clock = kit.texts, view.clock
    day = texts("clock.day", year=clock.year, month=clock.month, day=clock.day)
    hour = texts("clock.hour", hour=clock.hour, minute=clock.minute)
    tone = "warn" if view.shifted or view.paused else "ink"
    if view.paused:
        hour = texts("clock.held", hour=hour)
    lines = [text(kit, words, "desk_small", bold=True, colour=tone) for words in (day, hour)]
    if view.own_day:
        lines.append(text(kit, texts("clock.own_day"), "desk_note", colour=tone))
    parts: list[QWidget | int] = [sign(kit, "clock", 24, tone), column(1, *lines, 1, gap=0)]
    if view.shifted:
        parts.append(button(kit, texts("clock.back"), lambda: act(Advance(0)), style="back"))
    return parts + [_later(kit, days, act) for days in (1, 30, 365)]


def _later(kit: Kit, days: int, act: OnAct) -> Button:
    words = kit.texts(f"clock.next.{days}")
    return button(kit, words, lambda: act(Advance(days)), style="back")


def story_bar(kit: Kit, story: Story | None, act: OnAct, width: int) -> QWidget:
    """The present line of the story, for a window of `width`."""
    texts = kit.texts
    if story is None or story.step is None:
        return QWidget()
    bar = Surface(kit, "tint", "bottom")
    box = QHBoxLayout(bar)
    box.setContentsMargins(28, 8, 28, 8)
    box.setSpacing(16)
    index = min(story.step, len(story.lines) - 1)
    where = text(
        kit, texts("story.step", index=index + 1, count=len(story.lines)),
        "desk_small", bold=True, colour="primary",
    )  # fmt: skip
    buttons = [
        button(kit, texts("story.stop"), lambda: act(BeginStory(None)), style="back"),
    ]
    if index < len(story.lines) - 1:
        words = texts("story.by_hand" if story.playing else "story.by_itself")
        hold = button(kit, words, lambda: act(PlayStory(not story.playing)), style="back")
        buttons.insert(0, hold)
    line = breakable(story.lines[index].replace(" ", "\u00a0"))  # a name stays whole
    room = width - 2 * 28 - sum(one.sizeHint().width() + 16 for one in (where, *buttons))
    box.addWidget(where)
    box.addWidget(text(kit, line, "desk_heading", width=room, bold=True))
    box.addStretch(1)
    for one in buttons:
        box.addWidget(one)
    return bar


def ask_end(kit: Kit, parent: QWidget, end: Callable[[], None]) -> None:
    """Ask whether the demo is to end, unless that is being asked already."""
    if any(not ask.isHidden() for ask in parent.findChildren(Ask)):
        return
    ask = Ask(kit, parent, "warning", kit.texts("end.title"))
    ask.sentence(kit.texts("end.body"))
    ask.answers(
        (kit.texts("end.no"), ask.close_ask, "secondary"), (kit.texts("end.yes"), end, "primary")
    )
    ask.open()


def footer(kit: Kit, *, narrow: bool) -> QWidget:
    """What the keys do."""
    texts = kit.texts
    bar = Surface(kit, "surface", "top")
    bar.setFixedHeight(40 if narrow else 54)
    box = QHBoxLayout(bar)
    box.setContentsMargins(28, 0, 28, 0)
    box.setSpacing(8)
    keys = (
        (texts("key.digits"), "key.cards"), ("0", "key.take"), ("F", "key.faults"),
        ("Space", "key.pause"), ("Ctrl", "key.patient"),
    )  # fmt: skip
    for cap, name in keys:
        box.addWidget(text(kit, cap, "desk_small", bold=True))
        box.addWidget(text(kit, texts(name), "desk_small"))
        box.addSpacing(10 if narrow else 20)
    box.addStretch(1)
    if not narrow:
        box.addWidget(text(kit, texts("notice"), "desk_small", colour="ink2"))
    return bar
