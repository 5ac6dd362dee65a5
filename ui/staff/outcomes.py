"""The staff's window at each outcome that a desk must be ready for, for pictures and tests."""

from dataclasses import replace
from datetime import date

from kiosk.session.events import Fault, Method
from kiosk.staff.emergency import Mode
from kiosk.staff.roles import Role
from kiosk.staff.view import Notice, ReceptionRow, Recheck, Result, StaffView, Status, Subsidy
from kiosk.texts import load
from ui.staff import sample

_RESULT = Result(
    birth=date(1983, 8, 8),
    age=43,
    insurer_number="06******",
    burden=3,
    since=date(2024, 4, 1),
    insurer="見本健康保険組合",
)
_AID = replace(_RESULT, insurer_number="12******", insurer="見本市福祉事務所", burden=0)
_ROW = ReceptionRow(
    "1-9", sample.TODAY, 1, Method.PIN, Status.VALID, "見本 彰", "ミホン アキラ", _RESULT
)


def _valid(**changes: object) -> ReceptionRow:
    return replace(_ROW, **changes)  # type: ignore[arg-type]


def _failed(fault: Fault, status: Status = Status.ERROR) -> ReceptionRow:
    sentence = load(domain="staff")(f"fault.{fault}")
    return _valid(name="", kana="", result=None, status=status, fault=fault, sentence=sentence)


ROWS: dict[str, ReceptionRow] = {
    "invalid": _valid(status=Status.INVALID),
    "none": _valid(status=Status.NONE, result=None, name="", kana=""),
    "new": _valid(status=Status.NEW, result=replace(_RESULT, new_since=date(2026, 11, 1))),
    "network": _failed(Fault.NETWORK_DOWN),
    "certificate": _failed(Fault.CERTIFICATE_INVALID),
    "certificate-unknown": _failed(Fault.CERTIFICATE_UNKNOWN),
    "grace": _valid(notices=(Notice.GRACE,)),
    "no-person": _failed(Fault.NO_SUCH_PERSON),
    "stuck": _valid(
        name="", kana="", result=None, status=Status.IDENTIFYING, running=True,
        notices=(Notice.STUCK,),
    ),
    "turned": _valid(
        name="", kana="", result=None, status=Status.IDENTIFYING, running=True,
        notices=(Notice.UNREAD,),
    ),
    "unreadable": _failed(Fault.CARD_UNREADABLE),
    "phone-misplaced": _failed(Fault.PHONE_MISPLACED, Status.REFUSED),
    "phone-connection": _failed(Fault.PHONE_CONNECTION),
    "no-photo": _valid(
        name="", kana="", result=None, status=Status.IDENTIFYING, running=True,
        notices=(Notice.NO_PHOTO,),
    ),
    "insured-twice": _valid(
        notices=(Notice.INSURED_TWICE,), others=(replace(_RESULT, since=date(2020, 4, 1)),)
    ),
    "assisted": _valid(notices=(Notice.ASSISTED,), others=(_AID,)),
    "subsidy": _valid(subsidy=Subsidy.WITHHELD),
    "statement": _valid(status=Status.INVALID, notices=(Notice.STATEMENT,)),
    "recheck": _valid(method=None, recheck=Recheck.ONLINE),
    "outage": _valid(method=None, looked_up=True, notices=(Notice.OUTAGE,)),
}  # fmt: skip
"""A reception of each outcome, by the name of its picture."""


def views() -> dict[str, StaffView]:
    """The window with each outcome selected."""
    day = sample.view()
    modes = tuple(Mode)
    return {
        name: replace(
            day, role=Role.ADMIN, modes=modes, receptions=(one, *day.receptions), selected=one.id
        )
        for name, one in ROWS.items()
    }
