"""What is spoken of a screen, for patients who do not see it.

Digits are never spoken. Some texts exist for the voice only, and in Japanese only.
"""

from math import ceil

from kiosk.session.events import Fault
from kiosk.session.states import Language
from kiosk.session.view import (
    CertificatePage,
    CodePage,
    ConsentAllPage,
    ConsentPage,
    DonePage,
    ErrorPage,
    FacePage,
    FaceUnprovenPage,
    HoldPage,
    IdlePage,
    LanguagePage,
    MethodPage,
    Page,
    PasswordPage,
    PhonePage,
    PinPage,
    PrescriptionPage,
    RegistrationPage,
    RemovedEarlyPage,
    Screen,
    SubsidyPage,
    TakeCardPage,
    VisualPage,
    WaitPage,
)
from kiosk.texts.marks import plain
from kiosk.texts.parts import Words, as_is
from kiosk.texts.texts import Texts, load

_VOICE = "voice:"


def keys(page: Page) -> list[str]:
    """The keys of the texts spoken for a page; texts of the voice only begin with `voice:`."""
    match page:
        case IdlePage(fault=None):
            return ["idle.title", "idle.lead", *([f"{_VOICE}idle.phone"] if page.phone else [])]
        case IdlePage(fault=Fault.STARTING):
            return ["fault.starting.title", "fault.starting.way"]
        case IdlePage():
            return ["idle.down.title", "idle.down.way"]
        case LanguagePage():
            return ["language.title"]
        case WaitPage(what=what, slow=slow):
            return [f"wait.{what}", "wait.slow" if slow else "wait.lead"]
        case DonePage(phone=phone, valid=valid):
            name = "done" if valid else "done.desk"
            return [f"{name}.title", f"{name}.lead", *([] if phone else ["strip.take"])]
        case TakeCardPage(alarm=alarm):
            return ["take.alarm.title", "take.alarm.lead"] if alarm else ["take.title"]
        case RemovedEarlyPage(can_go_on=going):
            return ["removed.title", "removed.lead", f"{_VOICE}{'again' if going else 'start'}"]
        case ErrorPage(fault=Fault.SYSTEM_DOWN | Fault.NETWORK_DOWN as fault):
            return [f"fault.{fault}.title", f"fault.{fault}.lead", f"{_VOICE}outage"]
        case ErrorPage(fault=fault):
            return [f"fault.{fault}.title", f"fault.{fault}.lead", f"fault.{fault}.way"]
        case _:
            return _identity(page)


def _identity(page: Page) -> list[str]:
    match page:
        case MethodPage(face=None, pin=None, phone=phone):
            ways = "method.phone" if phone else "method"
            return ["method.question", f"{_VOICE}{ways}", f"{_VOICE}stay"]
        case MethodPage():
            return ["method.question"]
        case FacePage(matched=True):
            return ["face.matched"]
        case FacePage(hint=hint):
            return [f"hint.{hint}"]
        case FaceUnprovenPage(retry=retry, pin=pin, fault=fault):
            ways = "both" if retry and pin else "pin" if pin else "retry"
            title = "unproven.title.fault" if fault else "unproven.title"
            return [title, f"{_VOICE}unproven.{ways}" if retry or pin else "unproven.staff"]
        case PinPage(ask_last=True, face=face):
            return ["pin.last.title", "pin.last.lead", f"{_VOICE}{'last.face' if face else 'last'}"]
        case PinPage(wrong=True, left=int(left)):
            return ["pin.wrong", f"{_VOICE}pin.left.{min(left, 2)}"]
        case PinPage(phone=phone):
            return ["pin.phone.question" if phone else "pin.question", f"{_VOICE}pin"]
        case CodePage():
            return _code(page)
        case VisualPage() | PasswordPage():
            return ["visual.title"]
        case PhonePage() | HoldPage():
            return _phone(page)
        case _:
            return _consent(page)


def _phone(page: PhonePage | HoldPage) -> list[str]:
    match page:
        case PhonePage():
            return ["phone.question", f"{_VOICE}phone.kinds"]
        case HoldPage(reading=True):
            return ["hold.reading"]
        case HoldPage(short=True):
            return ["hold.short"]
        case HoldPage(mute=True):
            return ["hold.mute"]
        case HoldPage(kind=kind):
            return [f"hold.{kind}.title", f"hold.{kind}.lead"]


def _code(page: CodePage) -> list[str]:
    if page.wrong:
        return ["code.wrong"]
    first = [] if page.entered else ["code.question", "code.lead"]
    return [*first, f"code.hint.{page.group}"]


def _consent(page: Page) -> list[str]:
    match page:
        case RegistrationPage():
            return ["register.question", "register.lead", f"{_VOICE}register"]
        case CertificatePage(state=state):
            name = f"certificate.{state}"
            return [f"{name}.title", f"{name}.lead", f"{_VOICE}confirm"]
        case ConsentAllPage():
            return ["consent.all.question", "consent.why", f"{_VOICE}all"]
        case ConsentPage(item=item):
            return [item.wording, f"{_VOICE}{item.form}"]
        case PrescriptionPage():
            return ["prescription.question", f"{_VOICE}prescription"]
        case SubsidyPage(form=form):
            question = "subsidy.use.question" if form == "use" else "subsidy.question"
            return [question, "subsidy.lead", f"{_VOICE}{form}"]
        case _:
            return []


def where(page: Page, slot: str) -> list[str]:
    """The key of the reader's place, for pages on which a card or a phone is placed or taken."""
    match page:
        case IdlePage(fault=None) | TakeCardPage() | RemovedEarlyPage() if slot != "front":
            return [f"slot.{slot}"]
        case HoldPage(reading=False, at=at) if at:
            return [f"phones.{at}"]
        case _:
            return []


def ending(screen: Screen, texts: Texts) -> list[str]:
    """The sentences spoken when a screen's time is about to end."""
    countdown = screen.countdown
    assert countdown is not None
    face = isinstance(screen.page, FacePage)
    left = texts("timer.face" if face else "timer", seconds=ceil(countdown.total))
    # During face recognition the hints are more important than the extension of time.
    how = [texts("timer.how")] if countdown.extendable and not face else []
    return [plain(text) for text in (left, *how)]


def moment(page: Page) -> object:
    """A value whose change makes a page spoken again: not for a digit, but for another hint."""
    if isinstance(page, PinPage):
        return (PinPage, page.left, page.wrong, page.ask_last)
    if isinstance(page, PasswordPage):
        return PasswordPage  # spoken to the patient, who waits while staff type
    if isinstance(page, CodePage):
        return (CodePage, page.wrong, page.group)
    if isinstance(page, FacePage):
        return (FacePage, page.hint, page.matched)
    return page


def spoken(page: Page, texts: Texts, slot: str = "front") -> tuple[Words, ...]:
    """What is spoken when a page appears; `slot` is the place of the card reader.

    Texts of the voice have the key that they have in its catalogue, after `voice:`.
    """
    names = [*keys(page), *where(page, slot)]
    return tuple(as_is(said, name) for name in names for said in sentences([name], texts))


def sentences(names: list[str], texts: Texts) -> list[str]:
    """The sentences of keys, without marks; texts of the voice only exist in Japanese.

    A text may have another wording for the voice if its spelling would be read wrongly.
    """
    voice = load(domain="voice")
    japanese = texts.language is Language.JAPANESE
    said = []
    for name in names:
        if name.startswith(_VOICE):
            said.append(voice(name.removeprefix(_VOICE)) if japanese else "")
        elif japanese and voice.has(name):
            said.append(voice(name))
        else:
            said.append(plain(texts.optional(name)))
    return [sentence for sentence in said if sentence]
