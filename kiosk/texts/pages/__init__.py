"""The words of every page: one function a page, from the page and a language to its parts."""

from collections.abc import Callable
from typing import Any

from kiosk.session import view
from kiosk.texts.pages import arrival, consent, ending, identity, typing
from kiosk.texts.parts import Part, Writer

__all__ = ["PAGES"]

PAGES: dict[type, tuple[str, Callable[[Any, Writer], list[Part]]]] = {
    view.IdlePage: ("idle", arrival.idle),
    view.LanguagePage: ("language", arrival.language),
    view.WaitPage: ("wait", arrival.wait),
    view.MethodPage: ("method", identity.method),
    view.FacePage: ("face", identity.face),
    view.FaceUnprovenPage: ("face_unproven", identity.face_unproven),
    view.VisualPage: ("visual", identity.visual),
    view.RegistrationPage: ("registration", identity.registration),
    view.CertificatePage: ("certificate", identity.certificate),
    view.PinPage: ("pin", typing.pin),
    view.CodePage: ("code", typing.code),
    view.PasswordPage: ("password", typing.password),
    view.PhonePage: ("phone", typing.phone),
    view.HoldPage: ("hold", typing.hold),
    view.ConsentAllPage: ("consent_all", consent.consent_all),
    view.ConsentPage: ("consent", consent.consent),
    view.PrescriptionPage: ("prescription", consent.prescription),
    view.SubsidyPage: ("subsidy", consent.subsidy),
    view.DonePage: ("done", ending.done),
    view.TakeCardPage: ("take_card", ending.take_card),
    view.RemovedEarlyPage: ("removed_early", ending.removed_early),
    view.ErrorPage: ("error", ending.error),
}
"""Which page has which public id, and which function says its words."""
