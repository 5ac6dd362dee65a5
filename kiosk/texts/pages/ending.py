"""The end: 完了, 取り出し, 早い取り出し and エラー."""

from kiosk.session.events import Fault
from kiosk.session.faults import PHONE_FAULTS
from kiosk.session.rules import Paper
from kiosk.session.view import (
    DonePage,
    ErrorPage,
    RemovedEarlyPage,
    RemovedItem,
    Strip,
    TakeCardPage,
)
from kiosk.texts.parts import Part, Writer, as_is

OUTAGES = frozenset({Fault.SYSTEM_DOWN, Fault.NETWORK_DOWN})
"""Faults of the network, in which the patient can show something else than the card."""
ADVICE: dict[Fault, tuple[str, ...]] = {
    Fault.CARD_UNREADABLE: ("sleeve", "turn", "replace"),
    Fault.CARD_NOT_MY_NUMBER: ("only",),
}
"""Faults that laying the card down in another way may mend, and what to try."""
_REMOVED = {True: "removed.agreed", False: "removed.declined", None: "removed.open"}


def done(page: DonePage, write: Writer) -> list[Part]:
    """受付が完了しました, and what was given."""
    key = "done" if page.valid else "done.desk"
    rows = [write.row("check", f"{key}.check", "done.check.ok")]
    if page.asked:
        some = write.words("done.given.some", count=page.agreed)
        given = some if page.agreed else write.words("done.given.none")
        rows.append(write.row("given", "done.given", given))
    own = dict(write.screen.facility.closing).get(write.texts.language.value)
    lead = as_is(own) if own and page.valid else f"{key}.lead"
    return [write.title(f"{key}.title"), write.text("lead", lead), *rows]


def take_card(page: TakeCardPage, write: Writer) -> list[Part]:
    """カードをお取りください."""
    name = "take.alarm" if page.alarm else "take"
    told = "not_done" if not page.completed else "done" if page.valid else "desk"
    return [
        write.title(f"{name}.title"),
        write.text("lead", f"{name}.lead"),
        write.scene("take.picture"),
        write.text("done", f"take.{told}"),
    ]


def removed_early(page: RemovedEarlyPage, write: Writer) -> list[Part]:
    """カードが取り出されました: what had been done, and that the reception is not over."""
    lead = ["removed.lead", *([] if page.can_go_on else ["removed.unsaved"])]
    known = "yes" if page.identified is not None else "no"
    return [
        write.title("removed.title"),
        write.text("lead", *lead),
        write.row("identity", "removed.identity", f"removed.identity.{known}"),
        *[_removed(item, write) for item in page.items],
        write.scene("idle.picture", optional=True),
    ]


def _removed(removed: RemovedItem, write: Writer) -> Part:
    key = f"item.{removed.item.id}"
    return write.row(key, key, _REMOVED[removed.answer])


def error(page: ErrorPage, write: Writer) -> list[Part]:
    """The cause in a sentence, the way out, and the number to tell."""
    title = write.title(f"fault.{page.fault}.title")
    lead = write.text("lead", f"fault.{page.fault}.lead")
    if page.fault in OUTAGES:
        paper = write.screen.facility.paper
        notice = "outage.notice" if paper is Paper.CERTIFICATE else f"outage.notice.{paper}"
        rows = [
            write.row("portal", "outage.portal", "outage.portal.more"),
            write.row("notice", notice, "outage.notice.more"),
            write.row("statement", "outage.statement", "outage.statement.more"),
        ]
        return [title, lead, *rows, write.note("none", "outage.none.when", "outage.none")]
    number = write.words("error.code" if page.known else "error.code.own", code=page.code)
    code = write.text("code", number)
    if page.fault in ADVICE:
        rows = [write.row(what, f"error.{what}") for what in ADVICE[page.fault]]
        staff = write.note("staff", "error.again.when", "error.again")
        return [title, lead, *rows, staff, code]
    way = write.text("way", f"fault.{page.fault}.way")
    if write.screen.strip is not Strip.PLACE:
        return [title, lead, way, code]
    when = "error.card.when" if page.fault in PHONE_FAULTS else "error.again.when"
    return [title, lead, way, write.note("staff", when, "error.again"), code]
