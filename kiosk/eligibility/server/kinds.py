"""The one table of message kinds: everything that names, reads, answers or shows a kind is here.

To add a kind, add its entry, and its row to docs/interfaces.md; `tests/eligibility/test_kinds.py`
names a part that is missing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.medical import information as medical_information
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server import examples
from kiosk.eligibility.server.bulk import Bulk, Kind, shape
from kiosk.eligibility.server.bulk_answers import BulkAnswer
from kiosk.eligibility.wire.kinds import (
    CHECKUP,
    HOME_VISIT,
    MEDICINE,
    ONLINE,
    REGISTRATION,
    SINGLE,
)
from kiosk.eligibility.wire.medical_information import (
    Checkup,
    CheckupRequest,
    Medicine,
    MedicineRequest,
)
from kiosk.eligibility.wire.qualification import Request, Result
from kiosk.eligibility.wire.registration import RegistrationRequest, RegistrationResult
from kiosk.session.codes import Treatment

Message = Request | RegistrationRequest | MedicineRequest | CheckupRequest
Told = Result | RegistrationResult | Medicine | Checkup
Answer = Told | BulkAnswer
Handler = Callable[[National, Facility, Any, str], Any]
"""Answers a message of a facility; the last parameter names the request, for its repetitions."""


@dataclass(frozen=True, slots=True)
class MessageKind:
    """A kind of request and its answer."""

    name: str
    """The start of its file names, and its place in `/v1/`."""
    title: str
    """Its title in the specification of the interfaces."""
    request: type[Any]
    answer: type[Any]
    handler: Handler
    operation: str
    """The operation's name in generated clients."""
    examples: Callable[[], Iterator[tuple[str, Any]]]
    """Requests for docs/schema/examples, each with the end of its file's name."""
    interface: str = ""
    """Its number among OQS-IF-001 to 056; empty if it has none there."""
    pdf: Callable[[Any], bytes] | None = None
    """The answer as PDF, for kinds that may be asked for one."""


def _single(national: National, facility: Facility, message: Request, name: str) -> Result:
    return national.single(facility, [(message, name)])[0]


def _lasting(
    treatment: Treatment, national: National, facility: Facility, message: Request, name: str
) -> Result:
    if not national.settings.guessed_kinds:
        return national.refused(message, Refusal.KIND)
    return national.lasting(facility, message, treatment, name)


def _register(
    national: National, facility: Facility, message: RegistrationRequest, _name: str
) -> RegistrationResult:
    return national.register(facility, message)


def _medicine(
    national: National, facility: Facility, message: MedicineRequest, name: str
) -> Medicine:
    return medical_information.medicine(national, facility.code, message, name)


def _checkup(national: National, facility: Facility, message: CheckupRequest, name: str) -> Checkup:
    return medical_information.checkup(national, facility.code, message, name)


def _upload(kind: Kind, national: National, facility: Facility, message: Any, name: str) -> Result:
    if kind in INVENTED and not national.settings.guessed_kinds:
        return national.refused(message, Refusal.KIND)
    return Bulk(national).take(facility, kind, message, name)


def _download(
    kind: Kind, national: National, facility: Facility, message: Request, _name: str
) -> Result | RegistrationResult | BulkAnswer:
    return Bulk(national).fetch(facility, kind, message)


INVENTED = frozenset({Kind.HOME_VISIT_CHECK, Kind.ONLINE_CHECK})
"""Bulk kinds whose official names are not public."""
OPERATIONS = {
    Kind.QUALIFICATION: "InsuranceChecks",
    Kind.REGISTRATION: "PatientNumbers",
    Kind.AID: "PublicAssistanceChecks",
    Kind.HOME_VISIT: "HomeVisitPatients",
    Kind.ONLINE: "OnlinePatients",
    Kind.HOME_VISIT_CHECK: "HomeVisitChecks",
    Kind.ONLINE_CHECK: "OnlineChecks",
}
"""The ends of the operations' names of the bulk kinds."""


def _bulk(kind: Kind, title: str, interface: str) -> tuple[MessageKind, MessageKind]:
    """The upload (01) and the download (02) of a bulk kind."""
    made = shape(kind)
    return (
        MessageKind(
            f"{kind}01", f"{title}（要求）", made.request, Result, partial(_upload, kind),
            f"upload{OPERATIONS[kind]}", partial(examples.upload, kind), interface,
        ),
        MessageKind(
            f"{kind}02", f"{title}（結果取得）", Request, made.result, partial(_download, kind),
            f"download{OPERATIONS[kind]}", partial(examples.download, kind), interface,
        ),
    )  # fmt: skip


TABLE = (
    MessageKind(
        SINGLE, "資格確認", Request, Result, _single, "checkInsurance", examples.single, "001–002"
    ),
    MessageKind(
        REGISTRATION, "照会番号登録", RegistrationRequest, RegistrationResult, _register,
        "registerPatientNumber", examples.registration, "003–004",
    ),
    *_bulk(Kind.QUALIFICATION, "資格確認一括照会", "005–008"),
    *_bulk(Kind.REGISTRATION, "照会番号一括登録", "009–012"),
    *_bulk(Kind.AID, "医療扶助資格確認一括照会", ""),
    *_bulk(Kind.HOME_VISIT, "同意済資格情報一括取得（訪問診療等）", "017–020"),
    *_bulk(Kind.ONLINE, "同意済資格情報一括取得（オンライン診療等）", "021–024"),
    *_bulk(Kind.HOME_VISIT_CHECK, "資格確認一括照会（訪問診療等）", "029–032"),
    *_bulk(Kind.ONLINE_CHECK, "資格確認一括照会（オンライン診療等）", "033–036"),
    MessageKind(
        HOME_VISIT, "資格確認（訪問診療等）", Request, Result,
        partial(_lasting, Treatment.HOME_VISIT), "checkHomeVisitPatient", examples.lasting,
        "025–026",
    ),
    MessageKind(
        ONLINE, "資格確認（オンライン診療等）", Request, Result,
        partial(_lasting, Treatment.ONLINE), "checkOnlinePatient", examples.lasting, "027–028",
    ),
    MessageKind(
        MEDICINE, "薬剤・診療情報", MedicineRequest, Medicine, _medicine, "getMedicines",
        examples.medicine, pdf=medical_information.medicine_pdf,
    ),
    MessageKind(
        CHECKUP, "特定健診情報", CheckupRequest, Checkup, _checkup, "getCheckups", examples.checkup,
        pdf=medical_information.checkup_pdf,
    ),
)  # fmt: skip
KINDS = {kind.name: kind for kind in TABLE}

UNTOLD = {
    "OQSsihvd": "閲覧同意取り消し（訪問診療等）",
    "OQSsiurl": "医療機関アクセスURL取得",
    "OQSsiinq": "医療機関環境設定情報照会",
    "OQSsiupd": "医療機関環境設定情報更新",
    "PMHsimsm": "医療費助成",
    "EPS": "電子処方箋",
    "CIS": "電子カルテ情報共有",
}
"""Kinds whose names are public, with their titles, but whose elements are not known."""

_NAME = re.compile(
    r"(?P<prefix>[A-Za-z]{3,20}[0-9]{2})req(?P<tail>[_A-Za-z0-9.\-]{0,100})\.(?i:xml)"
)


def split(file: str) -> tuple[str, str] | None:
    """Kind (perhaps an unknown one) and tail of a request file's name; None for any other name."""
    found = _NAME.fullmatch(file)
    return (found["prefix"], found["tail"]) if found else None


def refusal_of(name: str) -> tuple[Refusal, str]:
    """Why a name that is not in the table is refused, and its title if that is public."""
    for start, title in UNTOLD.items():
        if name.startswith(start):
            return Refusal.KIND, title
    return Refusal.UNKNOWN_KIND, ""
