"""Samples of every page of the patient's window, in every state that looks different."""

from dataclasses import replace
from datetime import date

from kiosk.session.events import (
    CardKind,
    CertificateState,
    Fault,
    Hint,
    Method,
    Press,
)
from kiosk.session.faults import FAULTS
from kiosk.session.rules import Category, FacilityChoices
from kiosk.session.states import Language, Preferences
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
STAY, TAKE, PUT, NONE = Strip.STAY, Strip.TAKE, Strip.PLACE, Strip.NONE
AGREE = frozenset({Press.AGREE, Press.DISAGREE}) | BACK
METHODS = frozenset({Press.FACE, Press.PIN})
PHONE, VISUAL = frozenset({Press.SMARTPHONE}), frozenset({Press.VISUAL})
BUNDLE = frozenset({Press.AGREE_ALL, Press.DISAGREE_ALL, Press.ONE_BY_ONE})
ENDS = date(2027, 1, 31)
HOLD = HoldPage(CardKind.ANDROID, reading=False, short=False, at="right")
ITEMS = (
    RemovedItem(CARE, True), RemovedItem(SURGERY, False), RemovedItem(CHECKUP, None),
)  # fmt: skip


def _screen(
    page: object, step: int, strip: Strip, presses: frozenset[Press], countdown: bool = False
) -> Screen:
    return Screen(
        page=page,  # type: ignore[arg-type]
        step=step,
        strip=strip,
        presses=TOOLS | presses | (frozenset({Press.EXTEND}) if countdown else frozenset()),
        preferences=Preferences(),
        facility=FacilityChoices(),
        countdown=Countdown(20.0, 14.0, True) if countdown else None,
        outcome=None,
    )


def low(screen: Screen) -> Screen:
    """The screen in the low layout, for a wheelchair or a child."""
    return replace(screen, preferences=replace(screen.preferences, low=True))


def _arrival() -> dict[str, Screen]:
    """待受, and the card being read."""
    return {
        "idle": _screen(IdlePage(None, phone=True), 0, NONE, PHONE),
        "idle-no-phone": _screen(IdlePage(None), 0, NONE, frozenset()),
        "language": _screen(
            LanguagePage(Language.JAPANESE), 0, NONE, BACK | {Press.CHOOSE_LANGUAGE}
        ),
        "idle-down": _screen(IdlePage(Fault.READER_MISSING), 0, NONE, frozenset()),
        "idle-starting": _screen(IdlePage(Fault.STARTING), 0, NONE, frozenset()),
        "reading": _screen(WaitPage(Wait.READING, False), 1, STAY, frozenset()),
    }  # fmt: skip


def _identity() -> dict[str, Screen]:
    """本人確認: the ways, and what bars them."""
    return {
        "method": _screen(MethodPage(None, None, phone=True), 1, STAY, METHODS | PHONE),
        "method-no-phone": _screen(MethodPage(None, None), 1, STAY, METHODS),
        "method-low": low(_screen(MethodPage(None, None), 1, STAY, METHODS | BACK)),
        "method-countdown": _screen(MethodPage(None, None), 1, STAY, METHODS | BACK, True),
        "method-no-pin": _screen(MethodPage(None, Why.NO_PIN), 1, STAY, METHODS),
        "method-young": _screen(MethodPage(Why.YOUNG, None), 1, STAY, METHODS),
        "method-no-face": _screen(MethodPage(Why.TRIES_SPENT, None), 1, STAY, METHODS),
        "unproven": _screen(FaceUnprovenPage(True, True, None), 1, STAY, METHODS | BACK),
        "unproven-no-pin": _screen(FaceUnprovenPage(True, False, None), 1, STAY, METHODS | BACK),
        "unproven-camera": _screen(
            FaceUnprovenPage(False, True, Fault.CAMERA_ENDED), 1, STAY, METHODS | BACK
        ),
        "method-visual": _screen(
            MethodPage(None, None, phone=True, visual=True), 1, STAY, METHODS | PHONE | VISUAL
        ),
        "method-turned": _screen(
            MethodPage(Why.UNREAD, None, phone=True, visual=True), 1, STAY,
            frozenset({Press.PIN}) | PHONE | VISUAL,
        ),
        "method-no-photo": _screen(
            MethodPage(Why.NO_PHOTO, None, phone=True, absent=True, visual=True), 1, STAY,
            frozenset({Press.PIN}) | PHONE,
        ),
        "unproven-visual": _screen(
            FaceUnprovenPage(True, True, None, visual=True), 1, STAY, METHODS | VISUAL | BACK
        ),
    }  # fmt: skip


def _typing() -> dict[str, Screen]:
    """What is typed: passwords, PIN, 照合番号B."""
    return {
        "password": _screen(PasswordPage(0, False, False), 1, STAY, PAD - {Press.ERASE}),
        "password-typed": _screen(
            PasswordPage(6, False, False), 1, STAY, PAD | {Press.ENTER}
        ),
        "password-wrong": _screen(PasswordPage(0, True, False), 1, STAY, PAD - {Press.ERASE}),
        "password-wait": _screen(
            PasswordPage(0, False, False, 8), 1, STAY, PAD - {Press.ERASE}
        ),
        "pin": _screen(PinPage(2, 3, False, False, False, True), 1, STAY, PAD),
        "pin-low": low(_screen(PinPage(2, 3, False, False, False, True), 1, STAY, PAD)),
        "pin-full": _screen(
            PinPage(4, 3, False, False, False, True), 1, STAY, PAD | {Press.ENTER}
        ),
        "pin-wrong": _screen(PinPage(0, 2, True, False, False, True), 1, STAY, PAD),
        "code": _screen(CodePage(0, False, False), 1, STAY, PAD - {Press.ERASE}),
        "code-expiry": _screen(CodePage(7, False, False), 1, STAY, PAD),
        "code-full": _screen(
            CodePage(14, False, False), 1, STAY, PAD - {Press.DIGIT} | {Press.ENTER}
        ),
        "code-wrong": _screen(CodePage(0, True, False), 1, STAY, PAD - {Press.ERASE}),
        "pin-last": _screen(
            PinPage(0, 1, True, True, False, True), 1, STAY,
            BACK | {Press.CONFIRM, Press.FACE},
        ),
    }  # fmt: skip


def _phone() -> dict[str, Screen]:
    """スマートフォン, and 目視確認."""
    return {
        "phone": _screen(PhonePage(), 1, NONE, BACK | {Press.IPHONE, Press.ANDROID}),
        "phone-card": _screen(PhonePage(), 1, TAKE, BACK | {Press.IPHONE, Press.ANDROID}),
        "phone-pin": _screen(
            PinPage(1, None, False, False, False, False, phone=True), 1, NONE, PAD
        ),
        "phone-pin-wrong": _screen(
            PinPage(0, 2, True, False, False, False, phone=True), 1, NONE, PAD
        ),
        "hold-iphone": _screen(replace(HOLD, kind=CardKind.IPHONE), 1, NONE, BACK),
        "hold-android": _screen(HOLD, 1, NONE, BACK),
        "hold-same-reader": _screen(replace(HOLD, at=""), 1, NONE, BACK),
        "hold-reading": _screen(replace(HOLD, reading=True), 1, NONE, frozenset()),
        "hold-short": _screen(replace(HOLD, short=True), 1, NONE, BACK),
        "hold-mute": _screen(replace(HOLD, mute=True), 1, NONE, BACK),
        "consent-phone": _screen(
            ConsentAllPage((SURGERY, CARE, CHECKUP)), 2, Strip.PHONE, BUNDLE | BACK
        ),
        "done-phone": _screen(DonePage(3, 3, phone=True), 3, NONE, frozenset()),
        "visual": _screen(VisualPage(), 1, STAY, frozenset()),
    }  # fmt: skip


def _consent() -> dict[str, Screen]:
    """初回登録, the certificate and the consents."""
    return {
        "register": _screen(
            RegistrationPage(), 1, STAY, BACK | {Press.REGISTER, Press.NOT_REGISTER}
        ),
        "certificate-expiring": _screen(
            CertificatePage(CertificateState.EXPIRING, ENDS, 67), 2, STAY, BACK | {Press.CONFIRM}
        ),
        "certificate-grace": _screen(
            CertificatePage(CertificateState.GRACE, ENDS, 20, date(2027, 4, 30)),
            2,
            STAY,
            BACK | {Press.CONFIRM},
        ),
        "consent-all": _screen(ConsentAllPage((SURGERY, CARE, CHECKUP)), 2, STAY, BUNDLE | BACK),
        "consent-care": _screen(ConsentPage(CARE, 0, 3), 2, STAY, AGREE),
        "consent-countdown": _screen(ConsentPage(CARE, 0, 3), 2, STAY, AGREE, True),
        "consent-surgery": _screen(ConsentPage(SURGERY, 1, 3), 2, STAY, AGREE),
        "consent-checkup": _screen(ConsentPage(CHECKUP, 2, 3), 2, STAY, AGREE),
        "consent-high-cost": _screen(
            ConsentPage(HIGH_COST, 2, 4), 2, STAY, BACK | {Press.PROVIDE, Press.WITHHOLD}
        ),
        "consent-disease": _screen(
            ConsentPage(DISEASE, 3, 4), 2, STAY, BACK | {Press.PROVIDE, Press.WITHHOLD}
        ),
        "prescription": _screen(
            PrescriptionPage(), 2, STAY, BACK | {Press.ELECTRONIC, Press.PAPER}
        ),
        "subsidy": _screen(SubsidyPage(), 2, STAY, BACK | {Press.PROVIDE, Press.WITHHOLD}),
        "subsidy-provide": _screen(
            SubsidyPage("provide"), 2, STAY, BACK | {Press.PROVIDE, Press.WITHHOLD}
        ),
    }  # fmt: skip


def _ending() -> dict[str, Screen]:
    """確認中, 完了 and the card."""
    return {
        "checking": _screen(WaitPage(Wait.SUBMITTING, False), 3, STAY, frozenset()),
        "checking-slow": _screen(WaitPage(Wait.IDENTIFYING, True), 1, STAY, frozenset()),
        "done": _screen(DonePage(3, 3), 3, TAKE, frozenset()),
        "done-desk": _screen(DonePage(3, 3, valid=False), 3, TAKE, frozenset()),
        "done-none": _screen(DonePage(0, 3), 3, TAKE, frozenset()),
        "take": _screen(TakeCardPage(False, True), 0, NONE, frozenset()),
        "take-alarm": _screen(TakeCardPage(True, True), 0, NONE, frozenset()),
        "take-desk": _screen(TakeCardPage(False, True, valid=False), 0, NONE, frozenset()),
        "take-undone": _screen(TakeCardPage(False, False), 0, NONE, frozenset()),
        "removed": _screen(RemovedEarlyPage(Method.FACE, ITEMS), 0, PUT, frozenset()),
        "removed-go-on": replace(
            _screen(RemovedEarlyPage(Method.FACE, ITEMS, can_go_on=True), 2, PUT, frozenset()),
            countdown=Countdown(30.0, 28.0, False),
        ),
    }  # fmt: skip


def _face_and_errors() -> dict[str, Screen]:
    """顔認証 with each hint, and every fault."""
    shown = {}
    for hint in Hint:
        page = FacePage(hint, 0.72 if hint is Hint.HOLD else 0.3, True)
        shown[f"face-{hint}"] = _screen(page, 1, STAY, BACK | {Press.PIN})
    shown["face-matched"] = _screen(FacePage(Hint.HOLD, 1, False, True), 1, STAY, frozenset())
    strips = {Fault.PHONE_MISPLACED: Strip.PHONE, Fault.PHONE_OTHER_KIND: NONE}
    for fault, facts in FAULTS.items():
        error = ErrorPage(fault, facts.number, facts.known)
        strip = strips.get(fault, PUT if facts.put_back else TAKE)
        shown[f"error-{fault}"] = _screen(error, 0, strip, frozenset())
    return shown


def screens() -> dict[str, Screen]:
    """By name, every page in every state that looks different."""
    return {
        **_arrival(), **_identity(), **_typing(), **_phone(), **_consent(), **_ending(),
        **_face_and_errors(),
    }  # fmt: skip
