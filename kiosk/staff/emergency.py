"""The modes of a 資格確認端末 in which a patient is found without a consent, by card or name.

- 救急時医療情報閲覧: hospitals, from 2024-12-09, by accounts that may view; the card first, by name
  later (portal, KB bcba090d).
- 災害時医療情報閲覧: everybody, once the national side has switched it on; consent or its absence
  is recorded (portal, 「緊急時医療情報・資格確認機能」).
- 障害時モード: insurance only, once it was switched on by telephone (2023-06-01, 2023-07-10).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.staff.roles import Role


class Mode(StrEnum):
    """A mode; its reasons are in `MODES`."""

    EMERGENCY = "emergency"
    DISASTER = "disaster"
    OUTAGE = "outage"


@dataclass(frozen=True, slots=True)
class ModeFacts:
    """Since when there is the mode, for which roles, and the reasons of which one is recorded.

    `switched`: only after the national side has switched it on. `hospitals`: for these only.
    `card_first`: the patient's card is read, and only who has none is found by name.
    """

    since: date
    roles: frozenset[Role]
    reasons: tuple[str, ...]
    switched: bool = True
    hospitals: bool = False
    card_first: bool = False


MODES = {
    Mode.EMERGENCY: ModeFacts(
        date(2024, 12, 9),
        frozenset({Role.ADMIN, Role.RECORDS}),
        ("unconscious", "urgent"),
        switched=False,
        hospitals=True,
        card_first=True,
    ),
    # It came with the national system itself; a date of its own was not found.
    Mode.DISASTER: ModeFacts(date(2021, 10, 20), frozenset(Role), ("no_consent", "consent")),
    Mode.OUTAGE: ModeFacts(
        date(2023, 6, 1), frozenset({Role.ADMIN, Role.GENERAL}), ("system", "device")
    ),
}
ACTS = frozenset(f"{mode}.{reason}" for mode, facts in MODES.items() for reason in facts.reasons)
"""Acts in the journal that say who used a mode and why."""


def offered(
    role: Role, on: date, *, hospital: bool, switched: frozenset[str]
) -> tuple[Mode, ...]:  # fmt: skip
    """The modes that `role` may use on that day; `switched` are those that are switched on."""
    return tuple(
        mode
        for mode, facts in MODES.items()
        if role in facts.roles
        and on >= facts.since
        and (hospital or not facts.hospitals)
        and (mode in switched or not facts.switched)
    )
