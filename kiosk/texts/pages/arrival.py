"""待受, 言語 and 確認中: the words of the waiting screen, the languages and waiting."""

from kiosk.session.events import Fault, Press
from kiosk.session.states import Language
from kiosk.session.view import IdlePage, LanguagePage, WaitPage
from kiosk.texts.parts import Part, Writer, as_is
from kiosk.texts.texts import NATIVE_NAMES

SLIDES = ("medicine", "limit", "checkup")
"""The reasons to use the card, of which a display shows one after the other."""


def idle(page: IdlePage, write: Writer) -> list[Part]:
    """What to do and why; without a reader, that it cannot be used."""
    if page.fault is not None:
        starting = page.fault is Fault.STARTING
        title = write.title("fault.starting.title" if starting else "idle.down.title")
        lead = write.text("lead", f"fault.{page.fault}.lead")
        return [title, lead] if starting else [title, lead, write.note("way", "idle.down.way")]
    slides = [
        write.row(f"slide.{name}", f"slide.{name}", f"slide.{name}.more", optional=True)
        for name in SLIDES
    ]
    return [
        write.title("idle.title"),
        write.text("lead", "idle.lead"),
        write.scene("idle.picture"),
        *slides,
        *([write.button(Press.SMARTPHONE, "idle.phone")] if page.phone else []),
    ]


def language(page: LanguagePage, write: Writer) -> list[Part]:
    """A button a language, each by its own name."""
    tiles = [
        write.button(Press.CHOOSE_LANGUAGE, as_is(NATIVE_NAMES[each]), value=place)
        for place, each in enumerate(Language)
    ]
    return [write.title("language.title"), write.text("lead", "language.more"), *tiles]


def wait(page: WaitPage, write: Writer) -> list[Part]:
    """What is waited for."""
    lead = write.text("lead", "wait.slow" if page.slow else "wait.lead")
    return [write.title(f"wait.{page.what}"), lead]
