"""Errors that cross a boundary: each names its cause, and its `fault` names the screen's text.

`detail` is one English sentence for the log: the cause and the way out, never anything personal.
"""

from kiosk.session.events import Fault

__all__ = [
    "Busy",
    "CameraMissing",
    "CardExpired",
    "CardRemoved",
    "CertificateInvalid",
    "CodeBMissing",
    "CodeBWrong",
    "Damaged",
    "DataUnwritable",
    "Declined",
    "Fault",
    "FolderUnwritable",
    "KioskError",
    "LastTry",
    "Malformed",
    "NetworkDown",
    "NoReader",
    "NoSuchPerson",
    "NotMyNumberCard",
    "NotRegistered",
    "PhotoAbsent",
    "PhotoUnreadable",
    "PinLocked",
    "PinWrong",
    "PrintUnreadable",
    "SecondCard",
    "ServiceDown",
    "SettingsUnusable",
    "SystemDown",
    "TakenOver",
    "TerminalRefused",
    "Unreadable",
    "WeightsMismatch",
]


class KioskError(Exception):
    """Base of every error the kiosk raises on purpose."""

    fault = Fault.INTERNAL

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NoReader(KioskError):
    """No card reader matches the configured name."""

    fault = Fault.READER_MISSING


class ServiceDown(KioskError):
    """The PC/SC service is not running."""

    fault = Fault.READER_SERVICE_DOWN


class NoPcsc(ServiceDown):
    """The extra `pcsc` is not installed: no program part speaks to card readers."""


class Busy(KioskError):
    """Another program holds the card or the reader."""

    fault = Fault.READER_BUSY


class Unreadable(KioskError):
    """The card on the reader does not answer as a chip should."""

    fault = Fault.CARD_UNREADABLE


class Damaged(KioskError):
    """A file of a virtual card or of its authorities is damaged; the detail names it."""

    fault = Fault.CARD_UNREADABLE


class CardRemoved(KioskError):
    """The card left the reader; whatever was read of it so far is void."""

    fault = Fault.CARD_TAKEN


class NotMyNumberCard(KioskError):
    """A chip answers, but it is not a My Number card; `kind` is the likely kind, for the log."""

    fault = Fault.CARD_NOT_MY_NUMBER

    def __init__(self, detail: str, kind: str = "unknown") -> None:
        super().__init__(detail)
        self.kind = kind


class SecondCard(KioskError):
    """Two cards are on the readers at once."""

    fault = Fault.CARD_SECOND


class CardExpired(KioskError):
    """The card's own date of expiry has passed."""

    fault = Fault.CARD_EXPIRED


class Malformed(KioskError):
    """The card's data break their own format; `tag` and `offset` say where."""

    fault = Fault.CARD_MALFORMED

    def __init__(self, detail: str, tag: int = 0, offset: int = 0) -> None:
        super().__init__(f"{detail} (tag {tag:X}, offset {offset})")
        self.tag = tag
        self.offset = offset


class PinWrong(KioskError):
    """The card refused the PIN; `left` tries remain."""

    fault = Fault.IDENTITY_REFUSED

    def __init__(self, detail: str, left: int) -> None:
        super().__init__(detail)
        self.left = left


class LastTry(PinWrong):
    """One try is left and nobody agreed to spend it: the PIN was not sent to the card."""


class PinLocked(KioskError):
    """The card's PIN is locked until a municipal office resets it."""

    fault = Fault.PIN_LOCKED


class PrintUnreadable(KioskError):
    """What is printed on the card cannot be read."""

    fault = Fault.PRINT_UNREADABLE


class CodeBMissing(KioskError):
    """照合番号B is not known for this card."""

    fault = Fault.CODE_B_MISSING


class CodeBWrong(KioskError):
    """The card refused 照合番号B; `left` tries remain."""

    fault = Fault.CODE_B_WRONG

    def __init__(self, detail: str, left: int) -> None:
        super().__init__(detail)
        self.left = left


class TerminalRefused(KioskError):
    """The card does not accept this terminal's own certificate, so only the PIN opens its key."""

    fault = Fault.IDENTITY_REFUSED


class CertificateInvalid(KioskError):
    """The authentication certificate is revoked, past its grace, or not of the trusted CA."""

    fault = Fault.CERTIFICATE_INVALID


class PhotoUnreadable(KioskError):
    """The photo on the chip does not decode, or shows no single face."""

    fault = Fault.PHOTO_UNREADABLE


class PhotoAbsent(PhotoUnreadable):
    """The card bears no photo: it was made before its holder's first birthday."""

    fault = Fault.PHOTO_ABSENT


class CameraMissing(KioskError):
    """No camera, clip or folder of frames can be opened."""

    fault = Fault.CAMERA_MISSING


class WeightsMismatch(KioskError):
    """A weight file is missing or its hash differs from the pinned one."""

    fault = Fault.ENGINE_WEIGHTS


class CertificateUnknown(KioskError):
    """The system does not know the certificate yet: it was renewed a day or so ago."""

    fault = Fault.CERTIFICATE_UNKNOWN


class NotRegistered(KioskError):
    """The card does not serve as the insurance card yet: 初回登録 comes first."""

    fault = Fault.NOT_REGISTERED


class NoSuchPerson(KioskError):
    """The certificate is good, but the registry knows no such person."""

    fault = Fault.NO_SUCH_PERSON


class SystemDown(KioskError):
    """The eligibility system answers that it cannot serve."""

    fault = Fault.SYSTEM_DOWN


class Declined(KioskError):
    """The eligibility system answers, and declines what was asked: again would seldom help."""

    fault = Fault.SYSTEM_DOWN


class TakenOver(KioskError):
    """The result belongs to another desk, whose staff took it over: it is delivered there."""

    fault = Fault.SYSTEM_DOWN


class NetworkDown(KioskError):
    """The eligibility system cannot be reached."""

    fault = Fault.NETWORK_DOWN


class FolderUnwritable(KioskError):
    """The result folder cannot be written."""

    fault = Fault.FOLDER_UNWRITABLE


class DataUnwritable(KioskError):
    """The kiosk's own folder, its registry's or its journal's cannot be made or written."""

    fault = Fault.DATA_UNWRITABLE


class SettingsUnusable(KioskError):
    """A file that config.toml names (token, certificate, key) cannot be used."""

    fault = Fault.SETTINGS_UNUSABLE
