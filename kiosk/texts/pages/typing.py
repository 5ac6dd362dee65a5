"""暗証番号, 照合番号B and スマートフォン."""

from kiosk.session.events import Press
from kiosk.session.flow.password import LONGEST
from kiosk.session.view import CODE_GROUPS, CodePage, HoldPage, PasswordPage, PhonePage, PinPage
from kiosk.texts.parts import Part, Words, Writer, as_is

PIN_LENGTH = 4
HOLD_HINTS = ("hold.wait", "hold.reading", "hold.short", "hold.mute")
CODE_HINTS = (*(f"code.hint.{name}" for name, _ in CODE_GROUPS), "code.wrong", "pin.checking")
"""The hints that may follow each other on a page: a display keeps room for the longest."""
CODE_LENGTH = sum(length for _, length in CODE_GROUPS)


def pin(page: PinPage, write: Writer) -> list[Part]:
    """The question, the tries left, the cells and the pad; or, before the last try, whether to."""
    if page.ask_last:
        return [
            write.title("pin.last.title"),
            write.text("lead", "pin.last.lead"),
            *([write.button(Press.FACE, "pin.last.face")] if page.face else []),
            write.button(Press.CONFIRM, "pin.last.go"),
        ]
    cells = write.words("pin.cells", entered=page.entered)
    return [
        write.title("pin.phone.question" if page.phone else "pin.question"),
        write.text("hint", *_pin_hint(page, write)),
        write.field("pin", PIN_LENGTH, page.entered, cells),
        *keys(write),
    ]


def _pin_hint(page: PinPage, write: Writer) -> list[Words]:
    if page.wrong:
        left = [] if page.left is None else [write.words("pin.wrong.left", left=page.left)]
        return [write.words("pin.wrong"), *left]
    if page.checking:
        return [write.words("pin.checking")]
    if page.left is None:  # a phone tells its tries only once it was held
        return [write.words("pin.phone.lead")]
    return [write.words("pin.left", left=page.left)]


def code(page: CodePage, write: Writer) -> list[Part]:
    """What is to be typed next, the cells in their groups and the pad."""
    hint = "pin.checking" if page.checking else "code.wrong" if page.wrong else ""
    cells = write.words("code.cells", entered=page.entered)
    groups = [write.words(f"code.{name}") for name, _ in CODE_GROUPS]
    return [
        write.title("code.question"),
        write.text("lead", "code.lead", optional=True),
        write.text("hint", hint or f"code.hint.{page.group}"),
        write.field("code", CODE_LENGTH, page.entered, cells, *groups),
        *keys(write),
    ]


def password(page: PasswordPage, write: Writer) -> list[Part]:
    """目視確認 at the reader: what staff do, what became of the last password, and the pad."""
    hint = [write.words("password.hint")]
    if page.checking:
        hint = [write.words("pin.checking")]
    elif page.wait:
        hint = [write.words("password.wait", seconds=page.wait)]
    elif page.wrong:
        hint = [write.words("password.wrong")]
    cells = write.words("password.cells", entered=page.entered)
    return [
        write.title("password.title"),
        write.text("lead", "password.lead"),
        write.text("hint", *hint),
        write.field("password", LONGEST, page.entered, cells),
        *keys(write),
    ]


def keys(write: Writer) -> list[Part]:
    """The twelve keys of the pad, from its upper left corner."""
    digits = [write.button(Press.DIGIT, as_is(str(n)), value=n) for n in (*range(1, 10), 0)]
    erase, enter = (
        write.button(Press.ERASE, "pin.erase"),
        write.button(Press.ENTER, "pin.enter"),
    )
    return [*digits[:-1], erase, digits[-1], enter]


def phone(page: PhonePage, write: Writer) -> list[Part]:
    """IPhone or Android."""
    return [
        write.title("phone.question"),
        write.button(Press.IPHONE, "phone.iphone", "phone.iphone.more"),
        write.button(Press.ANDROID, "phone.android", "phone.android.more"),
    ]


def hold(page: HoldPage, write: Writer) -> list[Part]:
    """Hold the phone on the reader; then keep it there until it has been read."""
    held = "short" if page.short else "mute" if page.mute else "wait"
    said = "reading" if page.reading else held
    return [
        write.title(f"hold.{page.kind}.title"),
        write.text("lead", f"hold.{page.kind}.lead"),
        write.text("hint", f"hold.{said}"),
        write.scene("phone.picture.own" if page.at else "phone.picture", phones_at=page.at),
    ]
