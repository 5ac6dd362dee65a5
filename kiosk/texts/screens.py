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
from kiosk.texts.parts import Kind, Part, Writer, as_is
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
    """The last of a screen's time: whole seconds left of `total`."""

    total: float
    seconds: int
    extendable: bool


@dataclass(frozen=True, slots=True)
class Described:
    """A screen as a screen reader, a web page, a test or a remote control needs it.

    `parts` stand in reading order. `step`: 0 none, 1 本人確認, 2 同意, 3 完了. The ids of pages and
    parts, the keys of texts and the names of presses are stable.
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
) -> Described:
    """A screen as data, in `language` or the one the patient has chosen.

    `guarded`: the display ignores presses, because the page is new. `at`: the monotonic time for
    which the countdown is told; without it all of its time is left.
    """
    language = language or screen.preferences.language
    write = Writer(screen, load(language), guarded)
    name, words = PAGES[type(screen.page)]
    countdown = _countdown(screen, at)
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
    )


def body(screen: Screen, texts: Texts) -> tuple[Part, ...]:
    """The parts of a screen's page."""
    _, words = PAGES[type(screen.page)]
    return tuple(words(screen.page, Writer(screen, texts)))


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
            picture = write.picture("picture", "take.picture", optional=True)
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


def timer(write: Writer, seconds: int) -> Part:
    """How many seconds of the screen's time are left."""
    key = "timer.face" if isinstance(write.screen.page, FacePage) else "timer"
    return write.text("timer", write.words(key, seconds=seconds))


def _tool(write: Writer, press: Press) -> Part:
    """A tool; on the waiting screen Language stands there for everybody."""
    idle = isinstance(write.screen.page, IdlePage) and press is Press.LANGUAGE
    key = TOOLS[press]
    return write.button(press, "tool.idle.language" if idle else key, named=f"{key}.name")


def _countdown(screen: Screen, at: float | None) -> DescribedCountdown | None:
    countdown = screen.countdown
    if countdown is None:
        return None
    left = countdown.total if at is None else max(0.0, countdown.ends - at)
    return DescribedCountdown(countdown.total, ceil(left), countdown.extendable)
