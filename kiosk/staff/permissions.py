"""The permissions of the roles at the staff's window.

The controller checks them for every act, so a window that offers too much does no harm.
"""

from kiosk.staff.acts import (
    AskAgain,
    Cancel,
    Compared,
    EndVisual,
    LookUp,
    LookUpCard,
    LookUpNumber,
    LookUpPerson,
    OpenOffice,
    Restart,
    Select,
    SignOut,
    StartVisual,
    TakeOver,
    TakeStatement,
)
from kiosk.staff.roles import Role

RECEPTION = frozenset({Role.ADMIN, Role.GENERAL})
ALLOWED: dict[type, frozenset[Role]] = {
    Select: frozenset(Role),
    SignOut: frozenset(Role),
    EndVisual: frozenset(Role),
    StartVisual: frozenset({Role.ADMIN}),
    Compared: RECEPTION,
    Cancel: RECEPTION,
    Restart: RECEPTION,
    AskAgain: RECEPTION,
    TakeOver: RECEPTION,
    TakeStatement: RECEPTION,
    LookUp: RECEPTION,
    LookUpNumber: RECEPTION,
    LookUpPerson: frozenset(Role),  # the mode itself says who may, see `emergency.offered`
    LookUpCard: frozenset(Role),
    OpenOffice: RECEPTION,
}
"""The roles that may do an act; signing in needs none."""
