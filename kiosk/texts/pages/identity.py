"""本人確認: how, the face, and what follows from the certificate."""

from kiosk.session.events import CertificateState, Hint, Press
from kiosk.session.view import (
    CertificatePage,
    FacePage,
    FaceUnprovenPage,
    MethodPage,
    RegistrationPage,
    VisualPage,
    Why,
)
from kiosk.texts.parts import Part, Words, Writer, as_is

FACE_HINTS = ("face.matched", *(f"hint.{hint}" for hint in Hint))
"""The hints that may follow each other: a display keeps room for the longest."""


def method(page: MethodPage, write: Writer) -> list[Part]:
    """The ways there are; one that cannot be chosen says why."""

    def way(press: Press, name: str, why: Why | None) -> Part:
        return write.button(press, name, f"{name}.more", why=f"why.{why}" if why else "")

    return [
        write.title("method.question"),
        way(Press.FACE, "method.face", page.face),
        way(Press.PIN, "method.pin", page.pin),
        *([write.button(Press.SMARTPHONE, "method.phone")] if page.phone else []),
        *([by_eye(write, "why.absent" if page.absent else "")] if page.visual else []),
    ]


def by_eye(write: Writer, why: str = "") -> Part:
    """目視確認, which staff choose. `why`: the key of the reason why they cannot."""
    return write.button(Press.VISUAL, "method.visual", why=why)


def masked(page: FacePage) -> bool:
    """Whether the patient is asked to lower a mask, and told who else can help."""
    return page.hint is Hint.MASK and not page.matched


def face(page: FacePage, write: Writer) -> list[Part]:
    """The hint, and the way to the PIN."""
    title = write.words("face.title")
    return [
        write.text("heading", title, optional=True),
        write.title("face.matched" if page.matched else f"hint.{page.hint}"),
        write.picture("picture", "face.picture"),
        write.text("note", "face.mask" if masked(page) else "face.privacy", optional=True),
        *([write.button(Press.PIN, "face.pin")] if page.pin else []),
    ]


def face_unproven(page: FaceUnprovenPage, write: Writer) -> list[Part]:
    """What can be done now."""
    kind = "pin" if page.pin else "retry" if page.retry else "none"
    when = ["unproven.staff.when"] if page.pin or page.retry else []
    return [
        write.title("unproven.title.fault" if page.fault else "unproven.title"),
        write.text("lead", f"unproven.{kind}.lead"),
        *([write.button(Press.PIN, "unproven.pin")] if page.pin else []),
        *([write.button(Press.FACE, "unproven.retry")] if page.retry else []),
        *([by_eye(write)] if page.visual else []),
        write.note("staff", *when, "unproven.staff"),
    ]


def visual(page: VisualPage, write: Writer) -> list[Part]:
    """係員が確認しています."""
    return [write.title("visual.title"), write.text("lead", "visual.lead")]


def registration(page: RegistrationPage, write: Writer) -> list[Part]:
    """登録する or 登録しない."""
    return [
        write.title("register.question"),
        write.text("lead", "register.lead"),
        write.button(Press.REGISTER, "register.yes"),
        write.button(Press.NOT_REGISTER, "register.no"),
    ]


def certificate(page: CertificatePage, write: Writer) -> list[Part]:
    """The day the certificate ends, and where to renew it."""
    grace = page.state is CertificateState.GRACE
    kind = "grace" if grace else "expiring"
    serves: list[str | Words] = []
    if page.serves is not None:
        serves = [write.words("certificate.serves", day=write.texts.date(page.serves))]
    if grace:
        left = write.words("certificate.past", days=page.days)
    elif page.days > 0:
        left = write.words("certificate.left", days=page.days)
    else:
        left = write.words("certificate.today")
    return [
        write.title(f"certificate.{kind}.title"),
        write.text("ends", "certificate.ends"),
        write.text("day", as_is(write.texts.date(page.ends))),
        write.text("left", left),
        write.text("lead", *serves, f"certificate.{kind}.lead"),
        write.button(Press.CONFIRM, "certificate.ok"),
    ]
