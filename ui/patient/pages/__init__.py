"""The pages of the patient's window, one class a page, imported when first shown."""

from importlib import import_module

from PySide6.QtCore import QSize

from kiosk.session import view
from kiosk.session.view import Screen
from ui.kit.context import Kit, squeezes
from ui.patient.camera import Mailbox
from ui.patient.page import Page

VIEWS: dict[type, tuple[str, str]] = {
    view.IdlePage: ("idle", "IdleView"),
    view.LanguagePage: ("language", "LanguageView"),
    view.WaitPage: ("ending", "WaitView"),
    view.MethodPage: ("choosing", "MethodView"),
    view.FacePage: ("face", "FaceView"),
    view.FaceUnprovenPage: ("identity", "FaceUnprovenView"),
    view.PinPage: ("pin", "PinView"),
    view.CodePage: ("code", "CodeView"),
    view.PasswordPage: ("pin", "PasswordView"),
    view.PhonePage: ("phone", "PhoneView"),
    view.HoldPage: ("phone", "HoldView"),
    view.VisualPage: ("identity", "VisualView"),
    view.RegistrationPage: ("identity", "RegistrationView"),
    view.CertificatePage: ("identity", "CertificateView"),
    view.ConsentAllPage: ("consent", "ConsentAllView"),
    view.ConsentPage: ("consent", "ConsentView"),
    view.PrescriptionPage: ("choosing", "PrescriptionView"),
    view.SubsidyPage: ("consent", "SubsidyView"),
    view.DonePage: ("ending", "DoneView"),
    view.TakeCardPage: ("ending", "TakeCardView"),
    view.RemovedEarlyPage: ("ending", "RemovedEarlyView"),
    view.ErrorPage: ("trouble", "ErrorView"),
}


def build(
    kit: Kit, screen: Screen, size: QSize, mailbox: Mailbox | None, camera_position: str
) -> Page:
    """Build the page's body with the least squeeze that fits `size`."""
    module, name = VIEWS[type(screen.page)]
    view_class: type[Page] = getattr(import_module(f"ui.patient.pages.{module}"), name)
    extra = (mailbox, camera_position) if isinstance(screen.page, view.FacePage) else ()
    page = None
    for squeeze in squeezes(view_class.has_detail):
        if page is not None:
            page.deleteLater()
        page = view_class(kit.squeezed(squeeze), screen, size, *extra)
        if max(page.overflow()) <= 0:
            break
    assert page is not None
    return page
