"""The control protocol: who may use it, what it says of itself, and its client."""

import itertools
import json
import subprocess
import sys
from collections.abc import Callable
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from kiosk.testkit.client import Kiosk, NotSeen, Refused, Service


def status(service: Service, path: str, **headers: str) -> int:
    address = urlsplit(service.url)
    http = HTTPConnection(address.hostname or "", address.port, timeout=30)
    http.request("GET", path, None, headers)
    found = http.getresponse().status
    http.close()
    return found


def test_a_reception_by_hand(desk: Kiosk) -> None:
    desk.insert("sakura")
    desk.press("pin", on="method")
    assert desk.page == "pin"
    desk.pin("1234")
    desk.press("agree_all", on="consent_all")
    assert desk.outcome is None
    desk.remove(on="take_card")
    desk.expect(outcome="completed", page="idle", files=1)
    assert desk.result["QualificationValidity"] == "1"
    assert b"Shift_JIS" in desk.result_file
    assert [line["outcome"] for line in desk.journal if "outcome" in line] == ["completed"]
    assert desk.picture.startswith(b"\x89PNG")
    assert desk.screen["screen"]["page"] == "idle"
    desk.reset()
    assert desk.result == {}
    assert desk.events()[0]["number"] == 1


def test_no_event_holds_a_pin_or_a_name(desk: Kiosk) -> None:
    desk.insert("sakura")
    desk.press("pin", on="method")
    desk.pin("1234")
    desk.expect(page="consent_all")
    told = json.dumps(desk.events(), ensure_ascii=False)
    commands = [event for event in desk.events() if event["kind"] == "apdu"]
    assert [event["apdu"] for event in commands] == list(range(1, len(commands) + 1))
    assert {"select", "verify", "read_binary"} <= {event["command"] for event in commands}
    assert {key for event in commands for key in event} == {
        "number", "at", "time", "kind", "apdu", "command", "p1p2", "answered", "status"
    }  # fmt: skip
    reads = [event for event in commands if event["command"] == "read_binary"]
    assert {len(event["p1p2"]) for event in reads} == {4}
    assert any(event["answered"] > 100 for event in reads)
    assert "1234" not in told
    assert "sakura" not in told
    assert "digit" in told


def test_the_faults_of_an_inserted_card_are_told(desk: Kiosk) -> None:
    desk.insert("sakura", faults=[{"fault": "pulled", "at": 3}])
    desk.expect(page="removed_early")
    told = [event for event in desk.events() if event["kind"] in ("card", "fault.struck")]
    assert [event.get("faults") or event.get("fault") for event in told] == [["pulled"], "pulled"]


def test_what_the_card_answered_is_told_since_it_was_inserted(desk: Kiosk) -> None:
    desk.insert("sakura")
    desk.press("pin", on="method")
    desk.pin("0000", on="pin")
    first = desk.expect(page="pin", left=2, commands={"not": []})["commands"]
    assert {"verify 63c3", "verify 63c2"} <= {*first}
    assert "0000" not in " ".join(first).replace("9000", "")
    desk.remove()
    desk.expect(page="idle", within=60)
    desk.insert("sakura")
    second = desk.expect(page="method", commands={"not": first})["commands"]
    assert "verify 63c3" not in second
    assert second[0] == first[0]


def test_events_come_as_they_happen(desk: Kiosk) -> None:
    desk.insert("sakura")
    desk.expect(page="method")
    followed = itertools.takewhile(lambda event: event.get("page") != "method", desk.follow())
    kinds = [event["kind"] for event in followed]
    assert "card" in kinds


def test_a_press_waits_until_the_page_takes_it(desk: Kiosk) -> None:
    desk.insert("sakura")
    desk.press("face", on="method")
    at = {one.get("page", one["kind"]): one["at"] for one in desk.events()}
    assert at["press"] - at["method"] >= 0.3, "a new page ignores presses for its first moments"


def test_what_must_never_be_seen_is_told(desk: Kiosk) -> None:
    desk.expect_never(page="method", within=2)
    desk.insert("sakura")
    with pytest.raises(NotSeen, match="which must never be"):
        desk.expect_never(page="method", within=2)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda desk: desk.insert("sakra"), "nearest is 'sakura'"),
        (lambda desk: desk.press("fase"), "nearest is 'face'"),
        (lambda desk: desk.fault("net.dwn"), "nearest is 'net.down'"),
        (lambda desk: desk.fault("net.down", frame=3), "no fault of the camera"),
        (lambda desk: desk.fault("net.down", after="face.closr"), "nearest is 'closer'"),
        (lambda desk: desk.staff("cancle"), "nearest is 'cancel'"),
        (lambda desk: desk.staff("settings"), "settings needs `uses`"),
        (lambda desk: desk.staff("cancel", uses=["care"]), "settings needs `uses`"),
        (lambda desk: desk.staff("settings", uses=["car"]), "nearest is 'care'"),
        (lambda desk: desk.remove(), "no card is on the reader"),
        (lambda desk: desk.insert("sakura", faults=[{"fault": "x"}]), "unknown card fault"),
        (lambda desk: desk.pin("12a4"), "digits only"),
    ],
)
def test_what_can_never_be_done_is_refused_at_once(
    desk: Kiosk, act: Callable[..., object], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        act(desk)


def test_only_this_machine_with_the_token_gets_an_answer(service: Service) -> None:
    good = {"Authorization": f"Bearer {service.token}"}
    assert status(service, "/v1/names", **good) == 200
    assert status(service, "/v1/names") == 401
    assert status(service, "/v1/names", Authorization="Bearer x") == 401
    assert status(service, "/v1/names", Authorization="Bearer \xff") == 401
    assert status(service, "/v1/names", **good, Host="evil.example") == 403
    assert status(service, "/v1/openapi.json", **good) == 200


def test_junk_harms_nobody(service: Service, desk: Kiosk) -> None:
    for path, body in (
        ("/v1/desks/none/press", {"press": "pin"}),
        (f"/v1/desks/{desk.id}/press", {"press": 1}),
        (f"/v1/desks/{desk.id}/press", ["x"]),
        (f"/v1/desks/{desk.id}/card", {"card": "sakura", "unknown": 1}),
        ("/v1/desks", {"config": {"profile": "none"}}),
        ("/v1/desks", {"config": {"folder": {"data": "x" * 2_000_000}}}),
    ):
        with pytest.raises(Refused):
            service.json("POST", path, body)
    assert desk.page == "idle"


def test_every_call_is_described(service: Service) -> None:
    told = service.json("GET", "/v1/openapi.json")
    assert len(told["paths"]) >= 15
    for path in told["paths"].values():
        for call in path.values():
            assert call["summary"]


def test_a_client_needs_no_window_and_no_device() -> None:
    code = (
        "import sys, kiosk.testkit.playing.play, kiosk.testkit.process\n"
        "heavy = {'PySide6', 'cv2', 'numpy', 'drivers', 'ui', 'models', 'fastapi'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
