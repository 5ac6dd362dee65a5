"""What a described page is made of: parts in reading order, each with its texts."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.session.events import Press
from kiosk.session.view import Screen, is_typed
from kiosk.texts.marks import plain
from kiosk.texts.texts import Texts

KEYS = {
    Press.TEXT_SIZE: "*",
    Press.CONTRAST: "/",
    Press.EXTEND: "+",
    Press.LANGUAGE: "-",
    Press.VOICE: ",",
    Press.BACK: "0",
}
"""The keys of a keypad that do the same on every page; answers have 1, 2, …"""
_TYPING = {Press.DIGIT: "", Press.ERASE: ".", Press.ENTER: "Enter"}
"""The keys of a keypad while a number is typed; a digit has its own."""


class Kind(StrEnum):
    """What a part is; a display chooses by it how the part looks."""

    TITLE = "title"
    TEXT = "text"
    ROW = "row"
    """A line of a list: a text, and a value or a remark."""
    NOTE = "note"
    """A note that says whom to ask, and when."""
    BUTTON = "button"
    FIELD = "field"
    PICTURE = "picture"
    """A drawing or the camera's picture; its text is not written, only read out."""


@dataclass(frozen=True, slots=True)
class Words:
    """One text: its key (None where it is in no catalogue, as a name is), and as shown.

    `marked` is the same text with the marks that say where its lines may end.
    """

    key: str | None
    shown: str
    marked: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a button sends, and whether that counts now.

    `value` is the digit of a key or the place of a language. `enabled`: the session accepts it.
    `guarded`: the page is so new that the display still ignores every press. `key`: the key of a
    keypad that sends it, a character or `Enter`; empty where there is none.
    """

    press: Press
    value: int | None
    enabled: bool
    guarded: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A number that is typed: how many digits it has and how many are entered. Never a digit."""

    length: int
    entered: int


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a page. `name` is its accessible name; `id` is unique on its page.

    `optional`: a display that lacks the room may leave it out.
    """

    kind: Kind
    id: str
    name: str
    words: tuple[Words, ...]
    offer: Offer | None = None
    field: Field | None = None
    optional: bool = False

    @property
    def text(self) -> str:
        """All of its words below each other, with their marks."""
        return "\n".join(words.marked for words in self.words)


class Writer:
    """Makes the parts of one screen in the language of `texts`.

    `slot` is the place of the card reader, as in config.toml.
    """

    def __init__(
        self, screen: Screen, texts: Texts, guarded: bool = False, slot: str = "front"
    ) -> None:
        self.screen, self.texts, self._guarded, self._slot = screen, texts, guarded, slot
        self._answers = 0

    def words(self, key: str, **values: object) -> Words:
        """The text of a key."""
        return as_is(self.texts(key, **values), key)

    def title(self, key: str, **values: object) -> Part:
        """The question or statement of the page."""
        words = self.words(key, **values)
        return Part(Kind.TITLE, "title", words.shown, (words,))

    def text(self, name: str, *words: str | Words, optional: bool = False) -> Part:
        """Sentences that are written below each other as one text."""
        made = self._all(words)
        shown = plain("\n".join(each.marked for each in made))
        return Part(Kind.TEXT, name, shown, made, optional=optional)

    def row(self, name: str, *words: str | Words, optional: bool = False) -> Part:
        """A line of a list: a text, and a value or a remark."""
        return self._listed(Kind.ROW, name, words, optional)

    def note(self, name: str, *words: str | Words) -> Part:
        """A note that says whom to ask, and when."""
        return self._listed(Kind.NOTE, name, words)

    def picture(self, name: str, *words: str | Words, optional: bool = False) -> Part:
        """A picture and what it shows."""
        return self._listed(Kind.PICTURE, name, words, optional)

    def scene(self, *words: str, phones_at: str = "", optional: bool = False) -> Part:
        """The drawing of a reader, with its place: that of the card's, or of the phones' own."""
        place = f"phones.{phones_at}" if phones_at else f"slot.{self._slot}"
        where = [place] if self.texts.has(place) else []
        return self.picture("picture", *words, *where, optional=optional)

    def button(
        self,
        press: Press,
        *words: str | Words,
        value: int | None = None,
        why: str = "",
        named: str = "",
        optional: bool = False,
    ) -> Part:
        """A button: its label and remark. `why`: the key of the reason why it is disabled.

        `named`: the key of its accessible name, where its label is short.
        """
        if why:
            words = (words[0], why)
        made = self._all(words)
        name = plain(self.texts(named)) if named else " ".join(w.shown for w in made)
        enabled = press in self.screen.presses and not why
        offer = Offer(press, value, enabled, self._guarded, self._key(press, value))
        ident = press.value if value is None else f"{press.value}.{value}"
        return Part(Kind.BUTTON, ident, name, made, offer, optional=optional)

    def _key(self, press: Press, value: int | None) -> str:
        """The key of a keypad: answers have the numbers in their order, where none is typed."""
        if press is Press.BACK and is_typed(self.screen.page):
            return "" if Press.ERASE in self.screen.presses else _TYPING[Press.ERASE]
        if press in KEYS:
            return KEYS[press]
        if press in _TYPING:
            return _TYPING[press] or str(value)
        if press is Press.REACH:
            return ""
        self._answers += 1
        return str(self._answers)

    def own(self, name: str, *words: str | Words) -> Part:
        """A button of the display itself, which sends nothing."""
        return self._listed(Kind.BUTTON, name, words)

    def field(self, name: str, length: int, entered: int, *words: Words) -> Part:
        """A number that is typed; the first of its words says how far it is typed."""
        return Part(Kind.FIELD, name, words[0].shown, words, field=Field(length, entered))

    def _listed(
        self, kind: Kind, name: str, words: tuple[str | Words, ...], optional: bool = False
    ) -> Part:
        made = self._all(words)
        return Part(kind, name, " ".join(w.shown for w in made), made, optional=optional)

    def _all(self, words: tuple[str | Words, ...]) -> tuple[Words, ...]:
        return tuple(self.words(each) if isinstance(each, str) else each for each in words)


def as_is(text: str, key: str | None = None) -> Words:
    """A text as it stands, with its marks; without a key it comes from no catalogue."""
    return Words(key, plain(text), text)
