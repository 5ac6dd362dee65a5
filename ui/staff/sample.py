"""A sample day at a desk, for pictures and tests, with invented persons."""

from datetime import date, datetime, timedelta

from kiosk.session.effects import Prescription
from kiosk.session.events import Method
from kiosk.session.rules import Category
from kiosk.staff.roles import Role
from kiosk.staff.view import ConsentState, Lamp, ReceptionRow, Result, StaffView, Status

TODAY = datetime(2026, 11, 25, 10, 44)


def _reception(
    number: int, time: str, name: str, kana: str, method: Method | None, status: Status,
    burden: int | None = None,
) -> ReceptionRow:  # fmt: skip
    hour, minute = map(int, time.split(":"))
    at = TODAY.replace(hour=hour, minute=minute)
    until = at + timedelta(hours=24)
    done = status in (Status.VALID, Status.NEW, Status.INVALID)
    result = Result(
        birth=date(1951, 4, 3),
        age=75,
        insurer_number="39******",
        burden=burden,
        since=date(2024, 4, 1) if status is Status.VALID else None,
        new_since=date(2026, 11, 1) if status is Status.NEW else None,
        prescription=Prescription.ELECTRONIC,
        consents=(
            ConsentState(Category.CARE, True, until),
            ConsentState(Category.MEDICINE, True, until),
            ConsentState(Category.SURGERY, False),
            ConsentState(Category.CHECKUP, True, until),
        ),
    )
    running = status in (Status.READING, Status.IDENTIFYING, Status.CONSENTING)
    return ReceptionRow(
        f"1-{number}", at, 1 + number % 2, method, status, name, kana,
        result if done else None, running=running,
    )  # fmt: skip


def view() -> StaffView:
    """A view of eight receptions, two of which need staff."""
    face, pin, eye = Method.FACE, Method.PIN, Method.VISUAL
    return StaffView(
        facility="みほん内科クリニック",
        now=TODAY,
        role=Role.ADMIN,
        user="見本",
        receptions=(
            _reception(8, "10:42", "見本 さくら", "ミホン サクラ", face, Status.CONSENTING),
            _reception(7, "10:38", "●邊 次郎", "ワタナベ ジロウ", face, Status.NEW),
            _reception(6, "10:31", "試験 太郎", "シケン タロウ", pin, Status.VALID, 3),
            _reception(5, "10:24", "例 花子", "レイ ハナコ", face, Status.VALID, 1),
            _reception(4, "10:19", "見本 一郎", "ミホン イチロウ", eye, Status.VALID, 2),
            _reception(3, "10:11", "手本 みどり", "テホン ミドリ", face, Status.NONE),
            _reception(2, "10:02", "試験 健", "シケン ケン", pin, Status.VALID, 3),
            _reception(1, "9:55", "例 和子", "レイ カズコ", face, Status.VALID, 1),
        ),
        selected="1-7",
        lamps=(
            Lamp("reader"),
            Lamp("camera"),
            Lamp("network"),
            Lamp("folder", "書き込み待ち 1件", "フォルダの空きを確かめてください。"),
        ),
    )
