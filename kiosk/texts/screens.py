"""A whole screen as data: its page, header, strip and tools in one language."""

from dataclasses import dataclass
from math import ceil

from kiosk.session.events import Press
from kiosk.session.faults import PHONE_FAULTS
from kiosk.session.states import Language
from kiosk.session.view import (
    ErrorPage,
    FacePage,
    IdlePage,
    RemovedEarlyPage,
    Screen,
    Strip,
    TakeCardPage,
)
from kiosk.texts.pages import PAGES
from kiosk.texts.parts import Kind, Part, Words, Writer, as_is
from kiosk.texts.spoken import ending, spoken
from kiosk.texts.texts import Texts, load

VERSION = 1
"""Of the public form. It rises when a field's meaning changes or a field goes."""

TOOLS = {
    Press.TEXT_SIZE: "tool.text",
    Press.CONTRAST: "tool.contrast",
    Press.VOICE: "tool.voice",
    Press.REACH: "tool.reach",
    Press.LANGUAGE: "tool.language",
}
"""The tools in their order, and the keys of their words."""


@dataclass(frozen=True, slots=True)
class DescribedCountdown:
    """The last of a screen's time: whole seconds left of `total`; `spoken` when it begins."""

    total: float
    seconds: int
    extendable: bool
    spoken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Described:
    """A screen as a screen reader, a web page, a test or a remote control needs it.

    `parts` stand in reading order. `step`: 0 none, 1 本人確認, 2 同意, 3 完了. The ids of pages and
    parts, the keys of texts and the names of presses are stable. `display` is what a display needs
    for itself: the menu of the tools with their long names, and the buttons that open and close it
    or turn the leaves of a page. Those send nothing, so they have no offer. `spoken` is what the
    voice says when the page appears, `notice` what was told about a changed setting.
    """

    version: int
    page: str
    language: Language
    step: int
    header: Part
    parts: tuple[Part, ...]
    strip: tuple[Part, ...]
    tools: tuple[Part, ...]
    countdown: DescribedCountdown | None
    display: tuple[Part, ...] = ()
    spoken: tuple[Words, ...] = ()
    notice: Words | None = None

    def part(self, name: str) -> Part:
        """The part of the page with this id. Raises KeyError."""
        for part in self.parts:
            if part.id == name:
                return part
        raise KeyError(name)


def describe(
    screen: Screen,
    language: Language | None = None,
    *,
    guarded: bool = False,
    at: float | None = None,
    slot: str = "front",
    before: Screen | None = None,
) -> Described:
    """A screen as data, in `language` or the one the patient has chosen.

    `guarded`: the display ignores presses, because the page is new. `at`: the monotonic time for
    which the countdown is told; without it all of its time is left. `slot`: the place of the card
    reader, as in config.toml. `before`: the screen that was shown before, for `notice`.
    """
    language = language or screen.preferences.language
    texts = load(language)
    write = Writer(screen, texts, guarded, slot)
    name, words = PAGES[type(screen.page)]
    countdown = _countdown(screen, texts, at)
    return Described(
        VERSION,
        name,
        language,
        screen.step,
        header(write),
        tuple(words(screen.page, write)),
        tuple(strip(write)),
        tuple(tools(write, countdown)),
        countdown,
        tuple(display(write)),
        spoken(screen.page, texts, slot),
        notice(before, screen, texts) if before is not None else None,
    )


def body(screen: Screen, texts: Texts, slot: str = "front") -> tuple[Part, ...]:
    """The parts of a screen's page; `slot` as in `describe`."""
    _, words = PAGES[type(screen.page)]
    return tuple(words(screen.page, Writer(screen, texts, slot=slot)))


def header(write: Writer) -> Part:
    """The step, or the facility's name where there is none; and that this is no real reception."""
    step, tag = write.screen.step, write.words("tag.demo")
    if step:
        name = write.texts(f"step.{min(step, 3)}")
        return write.row("header", write.words("step.name", step=step, name=name), tag)
    return write.row("header", as_is(write.screen.facility.name), tag)


def strip(write: Writer) -> list[Part]:
    """What to do with the card: the sentence, and a shorter one for a narrow display."""
    screen = write.screen
    match screen.strip:
        case Strip.NONE:
            return []
        case Strip.TAKE:
            sentence = write.row("card", "strip.take", "strip.take.short")
            picture = write.scene("take.picture", optional=True)
            return [picture, _first(sentence)]
        case Strip.PHONE | Strip.STAY as kind:
            return [_first(write.row("card", f"strip.{kind}", f"strip.{kind}.short"))]
    if isinstance(screen.page, RemovedEarlyPage):
        how = write.texts(f"strip.again.{'resume' if screen.page.can_go_on else 'start'}")
        return [_first(write.row("card", write.words("strip.again", how=how), "strip.place"))]
    phone = isinstance(screen.page, ErrorPage) and screen.page.fault in PHONE_FAULTS
    return [_first(write.row("card", "strip.card" if phone else "strip.retry", "strip.place"))]


def _first(part: Part) -> Part:
    """A part of which the first words are the name, and the others a shorter form of it."""
    return Part(Kind.TEXT, part.id, part.words[0].shown, part.words)


def tools(write: Writer, countdown: DescribedCountdown | None = None) -> list[Part]:
    """戻る, and the tools; near the end of a screen's time the countdown in their place."""
    screen = write.screen
    if isinstance(screen.page, TakeCardPage):
        return []
    back = [write.button(Press.BACK, "tool.back")] if Press.BACK in screen.presses else []
    if countdown is None:
        offered = [press for press in TOOLS if press in screen.presses]
        return [*back, *[_tool(write, press) for press in offered]]
    left = timer(write, countdown.seconds)
    extend = [write.button(Press.EXTEND, "timer.extend")] if countdown.extendable else []
    in_strip = screen.strip is Strip.PLACE and isinstance(screen.page, RemovedEarlyPage)
    return [*back, *([] if in_strip else [left]), *extend]


def display(write: Writer) -> list[Part]:
    """The buttons of the display itself and its menu of the tools, in the order of their use."""
    offered = [press for press in TOOLS if press in write.screen.presses]
    menu = [write.button(press, f"{TOOLS[press]}.long") for press in offered]
    return [
        write.own("settings", "tool.settings"),
        *menu,
        write.own("close", "tool.close"),
        write.own("next", "consent.next"),
        write.own("more", "consent.more"),
    ]


def notice(before: Screen, now: Screen, texts: Texts) -> Words | None:
    """What is told for a moment when the patient has changed a setting, or extended the time."""
    was, now_is = before.preferences, now.preferences
    if was.language is not now_is.language:
        return None
    if was.text_size != now_is.text_size:
        key = f"toast.text.{int(now_is.text_size)}"
    elif was.voice != now_is.voice:
        key = f"toast.voice.{_on(now_is.voice)}"
    elif was.low != now_is.low:
        key = f"toast.reach.{_on(now_is.low)}"
    elif was.contrast != now_is.contrast:
        key = f"toast.contrast.{_on(now_is.contrast)}"
    elif before.countdown and not now.countdown and Press.EXTEND in now.presses:
        key = "toast.extended"
    else:
        return None
    return as_is(texts(key), key)


def _on(value: bool) -> str:
    return "on" if value else "off"


def timer(write: Writer, seconds: int) -> Part:
    """How many seconds of the screen's time are left."""
    key = "timer.face" if isinstance(write.screen.page, FacePage) else "timer"
    return write.text("timer", write.words(key, seconds=seconds))


def _tool(write: Writer, press: Press) -> Part:
    """A tool; on the waiting screen Language stands there for everybody."""
    idle = isinstance(write.screen.page, IdlePage) and press is Press.LANGUAGE
    key = TOOLS[press]
    return write.button(press, "tool.idle.language" if idle else key, named=f"{key}.name")


def _countdown(screen: Screen, texts: Texts, at: float | None) -> DescribedCountdown | None:
    countdown = screen.countdown
    if countdown is None:
        return None
    left = countdown.total if at is None else max(0.0, countdown.ends - at)
    said = tuple(ending(screen, texts))
    return DescribedCountdown(countdown.total, ceil(left), countdown.extendable, said)
