"""What staff do next with each outcome: one sentence and its ways, for every role.

Sources of the ways: 保発0710第1号 (2023-07-10) for insurance that cannot be confirmed; the
ministry, 2025-05-01: insurance is not lost with a certificate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.session.events import Fault
from kiosk.session.faults import FAULTS, Place
from kiosk.staff.roles import Role
from kiosk.staff.view import Notice, ReceptionRow, Status, Subsidy


class Way(StrEnum):
    """A button beside the sentence."""

    HELP = "help"
    """Other proofs of insurance."""
    STATEMENT = "statement"
    """被保険者資格申立書, filled with what is known."""
    VISUAL = "visual"
    """Switch to 目視確認."""


@dataclass(frozen=True, slots=True)
class Advice:
    """`key` names the sentence in the staff's texts; empty: there is nothing to do."""

    key: str = ""
    ways: tuple[Way, ...] = ()


PAPER = (Way.HELP, Way.STATEMENT)
OTHER_PROOF = frozenset({Status.INVALID, Status.NONE})
"""Insurance was not confirmed: another proof, or the statement, counts."""
UNPROVEN = frozenset({Fault.IDENTITY_REFUSED, Fault.PIN_LOCKED, Fault.PHOTO_UNREADABLE})
"""Faults after which staff may compare patient and card by eye."""
NO_CERTIFICATE = frozenset(
    {Fault.CERTIFICATE_INVALID, Fault.CARD_EXPIRED, Fault.NOT_REGISTERED, Fault.NO_SUCH_PERSON,
     Fault.PHOTO_ABSENT, Fault.CARD_MALFORMED, Fault.CERTIFICATE_UNKNOWN}
)  # fmt: skip
"""The card does not serve: the insurance itself is not lost."""
HELD_WRONGLY = frozenset({Fault.PHONE_MISPLACED, Fault.PHONE_OTHER_KIND})
"""The phone itself is in order: chosen and held anew, it serves."""
CALLS_STAFF: Mapping[Notice, Advice] = {
    Notice.STUCK: Advice("next.visual", (Way.VISUAL, *PAPER)),
    Notice.BEGUN: Advice("next.begun"),
    Notice.UNDELIVERED: Advice("next.undelivered"),
    Notice.GIVEN_UP: Advice("next.given_up"),
    Notice.INSURED_TWICE: Advice("next.insured_twice"),
}
"""Notices that need a person, the most urgent first."""
NEEDS_STAFF = frozenset(
    {Status.INVALID, Status.NEW, Status.NONE, Status.SEVERAL, Status.REFUSED, Status.ERROR}
)


def needs_staff(reception: ReceptionRow) -> bool:
    """Whether a person is needed for this row (要対応); a statement that was taken settles it."""
    if Notice.STATEMENT in reception.notices:
        return False
    return reception.status in NEEDS_STAFF or any(map(CALLS_STAFF.__contains__, reception.notices))


def advise(reception: ReceptionRow, role: Role) -> Advice:
    """What `role` does next with this reception."""
    found = _advise(reception)
    if not found.key:
        return found
    if role is Role.RECORDS:
        return Advice("next.fetch_reception")
    if Way.VISUAL in found.ways and role is not Role.ADMIN:
        return Advice("next.fetch_admin", tuple(w for w in found.ways if w is not Way.VISUAL))
    return found


def _advise(reception: ReceptionRow) -> Advice:
    status, fault = reception.status, reception.fault
    if Notice.STATEMENT in reception.notices:  # it settles the row, as in `needs_staff`
        return Advice()
    for notice, told in CALLS_STAFF.items():
        if notice in reception.notices:
            return told
    if reception.looked_up and status in (Status.ERROR, Status.NONE):
        return _of_look_up(reception)
    if status in OTHER_PROOF:
        return Advice(f"next.{status}", PAPER)
    if status in (Status.NEW, Status.SEVERAL, Status.TIMEOUT, Status.REMOVED, Status.CANCELLED):
        return Advice(f"next.{status}")
    if reception.subsidy is Subsidy.WITHHELD:
        return Advice("next.subsidy")
    if status not in (Status.REFUSED, Status.ERROR):
        return Advice()
    if fault is None or fault in UNPROVEN:
        return Advice("next.visual", (Way.VISUAL, *PAPER))
    if fault in NO_CERTIFICATE:
        return Advice("next.no_certificate", PAPER)
    if fault in HELD_WRONGLY:
        return Advice("next.phone_again")
    place = FAULTS[fault].place
    ways = PAPER if place is not Place.CARD else ()
    return Advice(f"next.at.{place}", ways)


def _of_look_up(reception: ReceptionRow) -> Advice:
    """What follows a look-up by staff that found nobody: what was asked may be wrong."""
    if reception.status is Status.ERROR:
        return Advice("next.look_up.mode" if reception.mode else "next.look_up")
    return Advice("next.unmet" if reception.mode else "next.none.lookup", PAPER)
