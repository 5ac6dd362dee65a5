"""Spoken guidance for patients who do not see the screen.

Japanese uses prompts that tools/make_prompts.py has made; other languages use Qt's speech if it is
installed, otherwise they have no voice. Digits are never spoken: they only give a sound.
"""

import hashlib
from importlib import import_module
from math import ceil
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QLocale

from kiosk.session.events import Press
from kiosk.session.rules import Timing
from kiosk.session.states import Language, Preferences
from kiosk.session.view import Page, Screen
from kiosk.texts import load, plain
from kiosk.texts.spoken import ending, keys, moment, sentences, where
from ui.audio.sound import Sounds

FOLDER = Path(__file__).parents[1] / "prompts"
_HOW, _EXTENDED = "timer.how", "toast.extended"
_SLOTS = tuple(f"{what}.{at}" for what in ("slot", "phones") for at in ("left", "right", "below"))
_TIMES = Timing()
ENDS = {
    "timer": (_TIMES.method, _TIMES.put_back, _TIMES.message, _TIMES.visual),
    "timer.face": (_TIMES.face,),
}
"""Default times of screens in seconds; prompts exist for their last thirds only."""


def prompt(sentence: str) -> Path:
    """The prompt's file of a Japanese sentence; it may not exist."""
    return FOLDER / f"{hashlib.sha256(sentence.encode()).hexdigest()[:16]}.ulaw"


def all_sentences(pages: list[Page]) -> list[str]:
    """All Japanese sentences of these pages, without repetition."""
    texts = load(Language.JAPANESE)
    said = sentences([name for page in pages for name in keys(page)], texts)
    said += [plain(texts(name)) for name in (_HOW, _EXTENDED, *_SLOTS)]
    for name, times in ENDS.items():
        said += [plain(texts(name, seconds=ceil(time / 3))) for time in times]
    return list(dict.fromkeys(said))


class Voice(Protocol):
    """Speaks one sentence at a time; its methods do not wait."""

    def say(self, language: Language, sentence: str) -> None:
        """Speak, and stop the present sentence."""
        ...

    def stop(self) -> None:
        """Be silent."""
        ...


class QtVoice:
    """The system's speech through Qt. Raises ImportError if the module is not installed."""

    def __init__(self) -> None:
        module: Any = import_module("PySide6.QtTextToSpeech")
        self._engine = module.QTextToSpeech()

    def say(self, language: Language, sentence: str) -> None:
        """See Voice."""
        self._engine.setLocale(QLocale(language.value))
        self._engine.say(sentence)

    def stop(self) -> None:
        """See Voice."""
        self._engine.stop()


def qt_voice() -> Voice | None:
    """The system's speech through Qt, or None if the module is not installed."""
    try:
        return QtVoice()
    except ImportError:
        return None


class Guide:
    """Speaks each new screen once; is silent if the patient switches the voice off.

    `slot`: the place of the card reader, as in the window's settings.
    """

    def __init__(
        self,
        sounds: Sounds,
        other: Voice | None = None,
        slot: str = "front",
    ) -> None:
        self._sounds, self._other, self._slot = sounds, other, slot
        self._said: object = None
        self._urgent = False

    def present(self, screen: Screen) -> None:
        """Speak a screen that is shown, if it is new."""
        wanted, texts = screen.preferences, load(screen.preferences.language)
        urgent, before = screen.countdown is not None, self._urgent
        now = (moment(screen.page), wanted.language, wanted.voice)
        if now != self._said:
            words = sentences(keys(screen.page) + where(screen.page, self._slot), texts)
        elif urgent and not before:
            words = ending(screen, texts)
        elif before and not urgent and Press.EXTEND in screen.presses:
            words = [plain(texts(_EXTENDED))]
        else:
            words = []
        self._said, self._urgent = now, urgent
        if not wanted.voice:
            self.stop()
        elif words:
            self._say(words, wanted)

    def stop(self) -> None:
        """Be silent, in every language."""
        self._sounds.stop()
        if self._other is not None:
            self._other.stop()

    def _say(self, words: list[str], wanted: Preferences) -> None:
        self.stop()
        if wanted.language is Language.JAPANESE:
            prompts = [file for file in map(prompt, words) if file.exists()]
            if prompts:
                self._sounds.say(prompts)
        elif self._other is not None:
            self._other.say(wanted.language, " ".join(words))
