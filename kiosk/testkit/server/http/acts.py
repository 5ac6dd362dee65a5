"""Routes of the control protocol for what a patient, a member of staff or a fault does."""

from typing import Any

from fastapi import APIRouter

from kiosk.testkit.server.control import DeskControl
from kiosk.testkit.server.finishing import chosen, finish
from kiosk.testkit.server.http import protocol
from kiosk.testkit.server.http.served_desks import Named

router = APIRouter(prefix="/v1/desks/{desk}")


@router.post("/card")
def insert(desk: Named, body: protocol.Insert) -> dict[str, Any]:
    """Insert a persona's card or phone."""
    return desk.act(lambda one: one.insert(body.card, tuple(body.faults), body.beside, body.within))


@router.post("/card/remove")
def remove(desk: Named, body: protocol.Remove) -> dict[str, Any]:
    """Take the card off the reader."""
    return desk.act(lambda one: one.remove(body.on, body.within))


@router.post("/press")
def press(desk: Named, body: protocol.PressBody) -> dict[str, Any]:
    """Press a button of the patient's screen."""
    return desk.act(lambda one: one.press(body.press, body.on, body.digit, body.within))


@router.post("/pin")
def pin(desk: Named, body: protocol.Pin) -> dict[str, Any]:
    """Type a PIN."""
    return desk.act(lambda one: one.pin(body.pin, body.on, body.within))


@router.post("/visit")
def visit(desk: Named, body: protocol.Visit) -> dict[str, Any]:
    """Do an act of a visit away from the reader; its facts are under `visit`."""
    given = body.model_dump(exclude={"act"})

    def act(one: DeskControl) -> dict[str, Any]:
        one.visit(body.act, given)
        return one.observer.seen({"visit": {}})

    return desk.run(act)


@router.post("/staff")
def staff(desk: Named, body: protocol.Staff) -> dict[str, Any]:
    """Press a button of the staff's window."""
    return desk.act(lambda one: one.staff(body.press, body.minutes, body.uses))


@router.put("/camera")
def frames(desk: Named, body: protocol.Frames) -> dict[str, Any]:
    """Change what the camera sees."""
    return desk.act(lambda one: one.frames(body.frames))


@router.put("/faults/{fault}")
def arm(desk: Named, fault: str, body: protocol.FaultToArm) -> dict[str, Any]:
    """Switch a fault on."""
    return desk.act(lambda one: one.arm(fault, body.on, body.after, body.frame, body.within))


@router.delete("/faults/{fault}")
def mend(desk: Named, fault: str) -> dict[str, Any]:
    """Switch a fault off."""
    return desk.act(lambda one: one.mend(fault))


@router.post("/time")
def let_pass(desk: Named, body: protocol.Pass) -> dict[str, Any]:
    """Let time pass."""
    return desk.act(lambda one: one.wait(body.seconds))


@router.post("/finish")
def go_on(desk: Named) -> dict[str, Any]:
    """Go on as a willing patient does, until the waiting screen."""
    return desk.act(lambda one: finish(one, chosen))


@router.post("/paint")
def paint(desk: Named, body: protocol.Paint) -> dict[str, Any]:
    """Paint a page without a reception."""
    return desk.act(lambda one: one.paint(body.page, body.values))


@router.post("/expect")
def expect(desk: Named, body: protocol.Expect) -> dict[str, Any]:
    """Wait until something is seen, or watch that it never is."""
    if body.never:
        return desk.act(lambda one: one.observer.never(body.wanted, body.within))
    return desk.run(lambda one: one.observer.expect(body.wanted, body.within))
