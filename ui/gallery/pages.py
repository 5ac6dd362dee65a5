"""Pictures of every page: `python -m ui.gallery.pages OUT` writes PNGs by size and text size."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kiosk.session.events import (
    CardKind,
    CertificateState,
    Fault,
    Hint,
    Method,
    Press,
)
from kiosk.session.faults import FAULTS
from kiosk.session.rules import Category, Facility
from kiosk.session.states import Language, Preferences, TextSize
from kiosk.session.view import (
    CertificatePage,
    CodePage,
    ConsentAllPage,
    ConsentItem,
    ConsentPage,
    Countdown,
    DonePage,
    ErrorPage,
    FacePage,
    FaceUnprovenPage,
    HoldPage,
    IdlePage,
    LanguagePage,
    MethodPage,
    PasswordPage,
    PhonePage,
    PinPage,
    PrescriptionPage,
    RegistrationPage,
    RemovedEarlyPage,
    RemovedItem,
    Screen,
    Strip,
    SubsidyPage,
    TakeCardPage,
    VisualPage,
    Wait,
    WaitPage,
    Why,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

TOOLS = frozenset({Press.TEXT_SIZE, Press.CONTRAST, Press.VOICE, Press.REACH, Press.LANGUAGE})
BACK = frozenset({Press.BACK})
PAD = frozenset({Press.DIGIT, Press.ERASE, Press.BACK})
CARE = ConsentItem(
    "care_medicine", "device.care_medicine", "agree",
    frozenset({Category.CARE, Category.MEDICINE}), 0,
)  # fmt: skip
SURGERY = ConsentItem("surgery", "device.surgery", "agree", frozenset({Category.SURGERY}), 0)
CHECKUP = ConsentItem("checkup", "device.checkup", "agree", frozenset({Category.CHECKUP}), 40)
DISEASE = ConsentItem(
    "specific_disease", "device.specific_disease", "provide",
    frozenset({Category.SPECIFIC_DISEASE}), 0,
)  # fmt: skip
HIGH_COST = ConsentItem("high_cost", "device.high_cost", "use", frozenset(), 0)
SIZES = {
    "portrait": (800, 1280, 10.1),
    "landscape": (1280, 800, 10.1),
    "small": (1024, 600, 8.0),
}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, its screen and its display settings."""

    name: str
    screen: Screen
    width: int
    height: int
    diagonal: float


def _screen(
    page: object, step: int, strip: Strip, presses: frozenset[Press], countdown: bool = False
) -> Screen:
    return Screen(
        page=page,  # type: ignore[arg-type]
        step=step,
        strip=strip,
        presses=TOOLS | presses | (frozenset({Press.EXTEND}) if countdown else frozenset()),
        preferences=Preferences(),
        facility=Facility(),
        countdown=Countdown(20.0, 14.0, True) if countdown else None,
        outcome=None,
    )


def low(screen: Screen) -> Screen:
    """The screen in the low layout, for a wheelchair or a child."""
    return replace(screen, preferences=replace(screen.preferences, low=True))


def screens() -> dict[str, Screen]:
    """By name, every page in every state that looks different."""
    stay, take, put, none = Strip.STAY, Strip.TAKE, Strip.PLACE, Strip.NONE
    agree = frozenset({Press.AGREE, Press.DISAGREE}) | BACK
    methods = frozenset({Press.FACE, Press.PIN})
    phone, visual = frozenset({Press.SMARTPHONE}), frozenset({Press.VISUAL})
    bundle = frozenset({Press.AGREE_ALL, Press.DISAGREE_ALL, Press.ONE_BY_ONE})
    ends = date(2027, 1, 31)
    hold = HoldPage(CardKind.ANDROID, reading=False, short=False, at="right")
    items = (
        RemovedItem(CARE, True), RemovedItem(SURGERY, False), RemovedItem(CHECKUP, None),
    )  # fmt: skip
    shown = {
        "idle": _screen(IdlePage(None, phone=True), 0, none, phone),
        "idle-no-phone": _screen(IdlePage(None), 0, none, frozenset()),
        "language": _screen(
            LanguagePage(Language.JAPANESE), 0, none, BACK | {Press.CHOOSE_LANGUAGE}
        ),
        "idle-down": _screen(IdlePage(Fault.READER_MISSING), 0, none, frozenset()),
        "idle-starting": _screen(IdlePage(Fault.STARTING), 0, none, frozenset()),
        "reading": _screen(WaitPage(Wait.READING, False), 1, stay, frozenset()),
        "method": _screen(MethodPage(None, None, phone=True), 1, stay, methods | phone),
        "method-no-phone": _screen(MethodPage(None, None), 1, stay, methods),
        "method-low": low(_screen(MethodPage(None, None), 1, stay, methods | BACK)),
        "method-countdown": _screen(MethodPage(None, None), 1, stay, methods | BACK, True),
        "method-no-pin": _screen(MethodPage(None, Why.NO_PIN), 1, stay, methods),
        "method-young": _screen(MethodPage(Why.YOUNG, None), 1, stay, methods),
        "method-no-face": _screen(MethodPage(Why.TRIES_SPENT, None), 1, stay, methods),
        "unproven": _screen(FaceUnprovenPage(True, True, None), 1, stay, methods | BACK),
        "unproven-no-pin": _screen(FaceUnprovenPage(True, False, None), 1, stay, methods | BACK),
        "method-visual": _screen(
            MethodPage(None, None, phone=True, visual=True), 1, stay, methods | phone | visual
        ),
        "method-no-photo": _screen(
            MethodPage(Why.NO_PHOTO, None, phone=True, absent=True, visual=True), 1, stay,
            frozenset({Press.PIN}) | phone,
        ),
        "unproven-visual": _screen(
            FaceUnprovenPage(True, True, None, visual=True), 1, stay, methods | visual | BACK
        ),
        "password": _screen(PasswordPage(0, False, False), 1, stay, PAD - {Press.ERASE}),
        "password-typed": _screen(
            PasswordPage(6, False, False), 1, stay, PAD | {Press.ENTER}
        ),
        "password-wrong": _screen(PasswordPage(0, True, False), 1, stay, PAD - {Press.ERASE}),
        "password-wait": _screen(
            PasswordPage(0, False, False, 8), 1, stay, PAD - {Press.ERASE}
        ),
        "unproven-camera": _screen(
            FaceUnprovenPage(False, True, Fault.CAMERA_ENDED), 1, stay, methods | BACK
        ),
        "pin": _screen(PinPage(2, 3, False, False, False, True), 1, stay, PAD),
        "pin-low": low(_screen(PinPage(2, 3, False, False, False, True), 1, stay, PAD)),
        "pin-full": _screen(
            PinPage(4, 3, False, False, False, True), 1, stay, PAD | {Press.ENTER}
        ),
        "pin-wrong": _screen(PinPage(0, 2, True, False, False, True), 1, stay, PAD),
        "code": _screen(CodePage(0, False, False), 1, stay, PAD - {Press.ERASE}),
        "code-expiry": _screen(CodePage(7, False, False), 1, stay, PAD),
        "code-full": _screen(
            CodePage(14, False, False), 1, stay, PAD - {Press.DIGIT} | {Press.ENTER}
        ),
        "code-wrong": _screen(CodePage(0, True, False), 1, stay, PAD - {Press.ERASE}),
        "pin-last": _screen(
            PinPage(0, 1, True, True, False, True), 1, stay,
            BACK | {Press.CONFIRM, Press.FACE},
        ),
        "phone": _screen(PhonePage(), 1, none, BACK | {Press.IPHONE, Press.ANDROID}),
        "phone-card": _screen(PhonePage(), 1, take, BACK | {Press.IPHONE, Press.ANDROID}),
        "phone-pin": _screen(
            PinPage(1, None, False, False, False, False, phone=True), 1, none, PAD
        ),
        "phone-pin-wrong": _screen(
            PinPage(0, 2, True, False, False, False, phone=True), 1, none, PAD
        ),
        "hold-iphone": _screen(replace(hold, kind=CardKind.IPHONE), 1, none, BACK),
        "hold-android": _screen(hold, 1, none, BACK),
        "hold-same-reader": _screen(replace(hold, at=""), 1, none, BACK),
        "hold-reading": _screen(replace(hold, reading=True), 1, none, frozenset()),
        "hold-short": _screen(replace(hold, short=True), 1, none, BACK),
        "hold-mute": _screen(replace(hold, mute=True), 1, none, BACK),
        "consent-phone": _screen(
            ConsentAllPage((SURGERY, CARE, CHECKUP)), 2, Strip.PHONE, bundle | BACK
        ),
        "done-phone": _screen(DonePage(3, 3, phone=True), 3, none, frozenset()),
        "visual": _screen(VisualPage(), 1, stay, frozenset()),
        "register": _screen(
            RegistrationPage(), 1, stay, BACK | {Press.REGISTER, Press.NOT_REGISTER}
        ),
        "certificate-expiring": _screen(
            CertificatePage(CertificateState.EXPIRING, ends, 67), 2, stay, BACK | {Press.CONFIRM}
        ),
        "certificate-grace": _screen(
            CertificatePage(CertificateState.GRACE, ends, 20, date(2027, 4, 30)),
            2,
            stay,
            BACK | {Press.CONFIRM},
        ),
        "consent-all": _screen(ConsentAllPage((SURGERY, CARE, CHECKUP)), 2, stay, bundle | BACK),
        "consent-care": _screen(ConsentPage(CARE, 0, 3), 2, stay, agree),
        "consent-countdown": _screen(ConsentPage(CARE, 0, 3), 2, stay, agree, True),
        "consent-surgery": _screen(ConsentPage(SURGERY, 1, 3), 2, stay, agree),
        "consent-checkup": _screen(ConsentPage(CHECKUP, 2, 3), 2, stay, agree),
        "consent-high-cost": _screen(
            ConsentPage(HIGH_COST, 2, 4), 2, stay, BACK | {Press.PROVIDE, Press.WITHHOLD}
        ),
        "consent-disease": _screen(
            ConsentPage(DISEASE, 3, 4), 2, stay, BACK | {Press.PROVIDE, Press.WITHHOLD}
        ),
        "prescription": _screen(
            PrescriptionPage(), 2, stay, BACK | {Press.ELECTRONIC, Press.PAPER}
        ),
        "subsidy": _screen(SubsidyPage(), 2, stay, BACK | {Press.PROVIDE, Press.WITHHOLD}),
        "subsidy-provide": _screen(
            SubsidyPage("provide"), 2, stay, BACK | {Press.PROVIDE, Press.WITHHOLD}
        ),
        "checking": _screen(WaitPage(Wait.SUBMITTING, False), 3, stay, frozenset()),
        "checking-slow": _screen(WaitPage(Wait.IDENTIFYING, True), 1, stay, frozenset()),
        "done": _screen(DonePage(3, 3), 3, take, frozenset()),
        "done-desk": _screen(DonePage(3, 3, valid=False), 3, take, frozenset()),
        "done-none": _screen(DonePage(0, 3), 3, take, frozenset()),
        "take": _screen(TakeCardPage(False, True), 0, none, frozenset()),
        "take-alarm": _screen(TakeCardPage(True, True), 0, none, frozenset()),
        "take-desk": _screen(TakeCardPage(False, True, valid=False), 0, none, frozenset()),
        "take-undone": _screen(TakeCardPage(False, False), 0, none, frozenset()),
        "removed": _screen(RemovedEarlyPage(Method.FACE, items), 0, put, frozenset()),
        "removed-go-on": replace(
            _screen(RemovedEarlyPage(Method.FACE, items, can_go_on=True), 2, put, frozenset()),
            countdown=Countdown(30.0, 28.0, False),
        ),
    }  # fmt: skip
    for hint in Hint:
        page = FacePage(hint, 0.72 if hint is Hint.HOLD else 0.3, True)
        shown[f"face-{hint}"] = _screen(page, 1, stay, BACK | {Press.PIN})
    shown["face-matched"] = _screen(FacePage(Hint.HOLD, 1, False, True), 1, stay, frozenset())
    strips = {Fault.PHONE_MISPLACED: Strip.PHONE, Fault.PHONE_OTHER_KIND: none}
    for fault, facts in FAULTS.items():
        error = ErrorPage(fault, facts.number, facts.known)
        strip = strips.get(fault, put if facts.put_back else take)
        shown[f"error-{fault}"] = _screen(error, 0, strip, frozenset())
    return shown


def shots(
    sizes: tuple[str, ...], texts: tuple[int, ...], contrast: bool, language: Language
) -> Iterator[Shot]:
    """The pictures of all pages at these sizes and text sizes."""
    for size in sizes:
        width, height, diagonal = SIZES[size]
        for text in texts:
            for name, shown in screens().items():
                wanted = replace(
                    shown.preferences,
                    text_size=TextSize(text), contrast=contrast, language=language,
                )  # fmt: skip
                theme = "-contrast" if contrast else ""
                theme += f".{language}" if language is not Language.JAPANESE else ""
                yield Shot(
                    f"{name}.{size}.{text}{theme}",
                    replace(shown, preferences=wanted),
                    width, height, diagonal,
                )  # fmt: skip


class StillPicture:
    """A mailbox with one drawn frame: a background and a simple face of no real person."""

    def __init__(self) -> None:
        tall, wide = 720, 1280
        y, x = np.mgrid[0:tall, 0:wide].astype(np.float32)
        frame = np.empty((tall, wide, 4), np.uint8)
        frame[:] = (122, 108, 92, 255)
        frame[(np.abs(x - 640) < 60) & (y > 480)] = (150, 184, 216, 255)
        body = ((x - 640) / 300) ** 2 + ((y - 760) / 190) ** 2 < 1
        frame[body] = (90, 76, 66, 255)
        frame[((x - 640) / 152) ** 2 + ((y - 310) / 200) ** 2 < 1] = (88, 80, 76, 255)
        frame[((x - 640) / 138) ** 2 + ((y - 370) / 186) ** 2 < 1] = (174, 203, 232, 255)
        for eye in (582, 698):
            frame[((x - eye) / 11) ** 2 + ((y - 360) / 14) ** 2 < 1] = (60, 48, 44, 255)
        frame[(np.abs(y - 462 - ((x - 640) / 50) ** 2 * -6) < 4) & (np.abs(x - 640) < 46)] = (
            92, 112, 170, 255,
        )  # fmt: skip
        self._frame: np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | None = frame

    def take(self) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | None:
        """The one frame."""
        return self._frame

    def connect(self, wake: object) -> None:
        """Does nothing: there is no second frame."""


def render(shot: Shot) -> "QImage":
    """Render a shot to an image; needs a QApplication."""
    from ui.patient.window import PatientWindow, WindowSettings

    settings = WindowSettings(
        shot.width, shot.height, diagonal=shot.diagonal, guard_ms=0, voice=True
    )
    window = PatientWindow(settings, StillPicture(), lambda *_: None, clock=lambda: 0.0)
    window.present(shot.screen)
    picture = window.grab().toImage()
    window.close()
    window.deleteLater()
    return picture


def main() -> None:
    """Write the pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sizes", default="portrait,landscape,small")
    parser.add_argument("--texts", default="100,150,200")
    parser.add_argument("--contrast", action="store_true", help="the high-contrast theme")
    parser.add_argument("--language", default="ja", choices=list(Language))
    parser.add_argument("--only", default="", help="names that begin so")
    options = parser.parse_args()
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    options.out.mkdir(parents=True, exist_ok=True)
    texts = tuple(int(t) for t in options.texts.split(","))
    sizes, language = tuple(options.sizes.split(",")), Language(options.language)
    for shot in shots(sizes, texts, options.contrast, language):
        if shot.name.startswith(options.only):
            render(shot).save(str(options.out / f"{shot.name}.png"))
    app.processEvents()


if __name__ == "__main__":
    main()
