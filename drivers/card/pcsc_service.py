"""The PC/SC service: its errors, its readers, and their states.

The winscard functions are called directly, because only their result codes distinguish a removed
card from a stopped service. All of them may block; a `CallQueue` limits the wait.
"""

import re

from drivers.card.deadline import CallLate, CallQueue
from kiosk.errors import Busy, KioskError, NoPcsc, NoReader, ServiceDown

try:
    from smartcard import scard as scard  # noqa: PLC0414 -- other modules import it from here
except ImportError:
    raise NoPcsc(
        "card readers take the extra `pcsc`, which is not installed: "
        "pip install 'uketsuke-kiosk[pcsc]', or `make setup`"
    ) from None

GONE = {
    scard.SCARD_W_REMOVED_CARD,
    scard.SCARD_W_RESET_CARD,
    scard.SCARD_E_NO_SMARTCARD,
    scard.SCARD_E_INVALID_HANDLE,
    scard.SCARD_E_NOT_READY,
    scard.SCARD_W_UNPOWERED_CARD,
}
SERVICE = {
    scard.SCARD_E_NO_SERVICE,
    scard.SCARD_E_SERVICE_STOPPED,
    scard.SCARD_E_INVALID_HANDLE,
    scard.SCARD_F_COMM_ERROR,
    scard.SCARD_F_INTERNAL_ERROR,
    scard.SCARD_E_CANCELLED,
}
READER = {
    scard.SCARD_E_NO_READERS_AVAILABLE,
    scard.SCARD_E_UNKNOWN_READER,
    scard.SCARD_E_READER_UNAVAILABLE,
}
MUTE = {
    scard.SCARD_W_UNRESPONSIVE_CARD,
    scard.SCARD_W_UNSUPPORTED_CARD,
    scard.SCARD_E_PROTO_MISMATCH,
    scard.SCARD_W_UNPOWERED_CARD,
    scard.SCARD_E_NOT_TRANSACTED,
}


def context() -> int:
    """Open a connection to the PC/SC service. Raises ServiceDown."""
    result, handle = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    if result != scard.SCARD_S_SUCCESS:
        raise ServiceDown(f"the PC/SC service does not run ({result:08X}); start pcscd")
    return int(handle)


def readers(handle: int, name: str, without: str = "") -> list[str]:
    """Readers that `name` selects, but for those that `without` selects; "" excludes none.

    See `selected`. Raises ServiceDown.
    """
    result, found = scard.SCardListReaders(handle, [])
    if result in READER:
        return []
    if result != scard.SCARD_S_SUCCESS:
        raise ServiceDown(f"the PC/SC service lists no readers ({result:08X}); restart pcscd")
    excluded = selected(found, without) if without else []
    return [one for one in selected(found, name) if one not in excluded]


def selected(found: list[str], name: str) -> list[str]:
    """Of these readers, those named `name` or matching it as a regular expression; all for ""."""
    if name in found:
        return [name]
    try:
        return [one for one in found if re.search(name, one)]
    except re.error:  # not a regular expression: a plain name
        return [one for one in found if name in one]


def states(handle: int, names: list[str]) -> dict[str, int]:
    """By reader name, the present state bits. Raises ServiceDown, NoReader."""
    asked = [(name, scard.SCARD_STATE_UNAWARE) for name in names]
    result, found = scard.SCardGetStatusChange(handle, 0, asked)
    if result in READER:
        raise NoReader("the card reader was unplugged")
    if result != scard.SCARD_S_SUCCESS:
        raise ServiceDown(f"the PC/SC service gives no state ({result:08X}); restart pcscd")
    return {name: state for name, state, _ in found}


ANSWER_S = 1.0
"""Seconds in which a service that runs answers a newcomer; it takes a millisecond."""
HOLDERS = "a browser, an e-signature program or gpg-agent, perhaps"

_newcomers = CallQueue("pcsc-newcomer")


def serves() -> bool:
    """Whether the service accepts a new connection within ANSWER_S."""
    try:
        return _newcomers.call(_greets, ANSWER_S)
    except CallLate:
        return False


def late() -> KioskError:
    """The error for a late call: Busy if the service answers other calls, else ServiceDown."""
    if serves():
        return Busy(f"another program holds the card reader ({HOLDERS}); close it")
    return ServiceDown("the PC/SC service does not answer; restart pcscd")


def _greets() -> bool:
    result, handle = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    if result == scard.SCARD_S_SUCCESS:
        scard.SCardReleaseContext(handle)
    return bool(result == scard.SCARD_S_SUCCESS)
