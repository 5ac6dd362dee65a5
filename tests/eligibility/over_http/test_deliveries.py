"""Results over HTTP that come late: cut off, declined, or owed by another desk."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from kiosk.eligibility.adapters.embedded import Embedded
from kiosk.eligibility.adapters.http import HttpEligibility, connect
from kiosk.eligibility.adapters.retries import RetryPolicy
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store import owed_results
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.port import Ticket
from kiosk.errors import (
    Declined,
    FolderUnwritable,
    NetworkDown,
    SystemDown,
)
from kiosk.session.events import PatientFacts
from tests.support.eligibility import Desk, ManualClock
from tests.support.over_http import AGREED, Cut, Running


@pytest.mark.parametrize("action", ["submit", "delivered"])
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_result_whose_submission_was_cut_off_arrives_later_and_once(
    service: Running,
    desk: Desk,
    face: Path,
    results: Callable[[], list[Path]],
    tmp_path: Path,
    cut: Cut,
    action: str,
    side: str,
) -> None:
    http = httpx.Client(
        base_url=service.url, transport=cut, headers={"Authorization": f"Bearer {service.token}"}
    )
    kiosk = HttpEligibility(http, face, tmp_path / "spool")
    reader = replace(desk, eligibility=kiosk)
    ticket = kiosk.identify(reader.proof("aoi"))
    setattr(cut, side, action)
    with pytest.raises(NetworkDown):
        kiosk.submit(ticket, AGREED)
    visible = [file for file in results() if not file.name.startswith(".")]
    assert visible == []
    setattr(cut, side, "")
    again = HttpEligibility(http, face, tmp_path / "spool")  # the kiosk was restarted meanwhile
    assert again.deliver_pending() == 1
    assert len(results()) == 1
    results()[0].unlink()
    assert again.deliver_pending() == 0
    assert results() == []
    assert "仮屋" not in str(list((tmp_path / "spool").iterdir()))


def test_two_threads_deliver_a_submission_once(
    service: Running,
    desk: Desk,
    face: Path,
    results: Callable[[], list[Path]],
    tmp_path: Path,
    cut: Cut,
) -> None:
    http = httpx.Client(
        base_url=service.url, transport=cut, headers={"Authorization": f"Bearer {service.token}"}
    )
    kiosk = HttpEligibility(http, face, tmp_path / "spool")
    reader = replace(desk, eligibility=kiosk)
    ticket = kiosk.identify(reader.proof("aoi"))
    cut.before = "submit"
    with pytest.raises(NetworkDown):
        kiosk.submit(ticket, AGREED)
    cut.before = ""
    cut.sent.clear()
    kiosk = HttpEligibility(http, face, tmp_path / "spool")  # one that has not met the outage
    together = threading.Barrier(3)
    late: list[int] = []

    def deliver() -> None:
        together.wait(60)
        late.append(kiosk.deliver_pending())

    threads = [threading.Thread(target=deliver) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(late) == [0, 0, 1]
    assert cut.sent == ["submit", "delivered"]
    assert len(results()) == 1


def test_a_submission_that_hangs_delays_no_other(
    service: Running, desk: Desk, face: Path, results: Callable[[], list[Path]], tmp_path: Path
) -> None:
    go_on, hung = threading.Event(), threading.Event()

    class Hangs(Cut):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/submit") and not hung.is_set():
                hung.set()
                go_on.wait(30)
            return super().handle_request(request)

    http = httpx.Client(
        base_url=service.url,
        transport=Hangs(httpx.HTTPTransport()),
        headers={"Authorization": f"Bearer {service.token}"},
    )
    kiosk = HttpEligibility(http, face, tmp_path / "spool")
    reader = replace(desk, eligibility=kiosk)
    first, second = (kiosk.identify(reader.proof(one)) for one in ("aoi", "kenji"))
    thread = threading.Thread(target=kiosk.submit, args=(first, AGREED))
    thread.start()
    assert hung.wait(60)
    assert kiosk.submit(second, AGREED).validity == "1"
    assert len(results()) == 1
    go_on.set()
    thread.join()
    assert len(results()) == 2
    http.close()


class Declining:
    """A service that declines some submissions and carries out the others."""

    def __init__(self, status: int) -> None:
        self.status, self.asked = status, []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        reference = json.loads(request.content)["reference"]
        self.asked.append(reference)
        if reference == "poor":
            return httpx.Response(self.status, json={"detail": "no such ticket"})
        return httpx.Response(200, json={"validity": "1", "file": None, "content": None})


@pytest.mark.parametrize("status", [401, 404, 409])
def test_what_is_declined_is_given_up_kept_and_asked_again_at_the_next_start(
    status: int, tmp_path: Path, face: Path
) -> None:
    now, told = 0.0, []
    service = Declining(status)
    http = httpx.Client(base_url="http://x", transport=httpx.MockTransport(service))
    spool = tmp_path / "spool"
    kiosk = HttpEligibility(http, face, spool, retries=RetryPolicy(lambda: now))
    patient = PatientFacts(registered=True, age=50)
    with pytest.raises(Declined):
        kiosk.submit(Ticket("poor", patient), AGREED)
    for second in range(2000):
        now = float(second)
        assert kiosk.deliver_pending(told.append) == 0
    assert len(service.asked) == 6
    (late,) = told
    assert (late.reference, late.result_file) == ("poor", None)
    assert "no such ticket" in late.given_up.detail
    assert [one.name for one in spool.iterdir()] == ["poor.json"]
    service.asked.clear()
    again = HttpEligibility(http, face, spool)
    assert again.deliver_pending() == 0
    assert service.asked == ["poor"]


def test_a_submission_that_is_declined_or_unreadable_holds_up_no_other(
    tmp_path: Path, face: Path
) -> None:
    service = Declining(500)
    http = httpx.Client(base_url="http://x", transport=httpx.MockTransport(service))
    spool = tmp_path / "spool"
    kiosk = HttpEligibility(http, face, spool)
    (spool / "broken.json").write_text("{")
    for name in ("poor", "rich"):
        (spool / f"{name}.json").write_text(json.dumps({"reference": name}))
    with pytest.raises(SystemDown):
        kiosk.deliver_pending()
    assert sorted(one.name for one in spool.iterdir()) == ["broken.json", "poor.json"]


def test_what_a_desk_owes_over_http_is_its_own_until_another_takes_it_over(
    service: Running,
    desk: Desk,
    registry: Registry,
    facility: Facility,
    face: Path,
    clock: ManualClock,
    tmp_path: Path,
) -> None:
    """Two desks with one token: the ticket's holder fetches the result, nobody else."""
    identity, elsewhere = "a" * 32, tmp_path / "elsewhere"
    elsewhere.mkdir()
    with connect(service.url, service.token, desk=identity) as http:
        first = replace(desk, eligibility=HttpEligibility(http, face, tmp_path / "spool"))
        ticket = first.eligibility.identify(first.proof("aoi"))
        face.rmdir()
        with pytest.raises(FolderUnwritable):
            first.eligibility.submit(ticket, AGREED)
        face.mkdir()
        clock.now += timedelta(minutes=9)
        assert owed_results.gone(registry, facility.code, clock.now) == ()
        clock.now += timedelta(minutes=2)
        (one,) = owed_results.gone(registry, facility.code, clock.now)
        other = Embedded(registry, [], facility, elsewhere, clock, desk="b" * 32)
        assert other.deliver_pending() == 0
        owed_results.take_over(registry, facility, one.number, other.desk, clock.now)
        assert first.eligibility.deliver_pending() == 0
    assert list(face.iterdir()) == list((tmp_path / "spool").iterdir()) == []
    clock.now += timedelta(seconds=30)
    assert other.deliver_pending() == 1
    assert len(list(elsewhere.iterdir())) == 1


def test_a_desk_stopped_during_a_delivery_leaves_nothing_of_what_another_takes_over(
    service: Running,
    desk: Desk,
    registry: Registry,
    facility: Facility,
    face: Path,
    clock: ManualClock,
    tmp_path: Path,
) -> None:
    spool = tmp_path / "spool"
    with connect(service.url, service.token, desk="a" * 32) as http:
        first = replace(desk, eligibility=HttpEligibility(http, face, spool))
        ticket = first.eligibility.identify(first.proof("aoi"))
        face.rmdir()
        with pytest.raises(FolderUnwritable):
            first.eligibility.submit(ticket, AGREED)
        face.mkdir()
        blocked = spool / f".{ticket.reference}.json.part"
        blocked.mkdir()  # the desk gets no further than to its own note of the delivery
        with pytest.raises(FolderUnwritable):
            first.eligibility.deliver_pending()
        blocked.rmdir()
        clock.now += timedelta(minutes=11)
        (one,) = owed_results.gone(registry, facility.code, clock.now)
        owed_results.take_over(registry, facility, one.number, "b" * 32, clock.now)
        HttpEligibility(http, face, spool).deliver_pending()
    assert list(face.iterdir()) == list(spool.iterdir()) == []


def test_a_submission_half_written_by_a_killed_kiosk_is_removed_at_the_next_start(
    http: httpx.Client, face: Path, tmp_path: Path
) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    (spool / ".a-reference.json.part").write_bytes(b'{"refer')
    HttpEligibility(http, face, spool)
    assert list(spool.iterdir()) == []


@pytest.mark.parametrize("writes", [True])
def test_a_service_leaves_what_a_desk_on_its_own_registry_owes_to_that_desk(
    desk: Desk,
    face: Path,
    own_face: Path,
    writes: bool,
    request: pytest.FixtureRequest,
    clock: ManualClock,
) -> None:
    here = desk.eligibility
    own = Embedded(here.registry, [], here.facility, face, clock, desk="a" * 32)
    own.gate = here.gate
    ticket = own.identify(desk.proof("aoi"))
    face.rmdir()
    with pytest.raises(FolderUnwritable):
        own.submit(ticket, AGREED)
    face.mkdir()
    service = request.getfixturevalue("service")
    with service.client() as http:  # its results are its own, and it does deliver
        reader = replace(desk, eligibility=HttpEligibility(http, face, face.parent / "spool"))
        reader.eligibility.submit(reader.eligibility.identify(reader.proof("kenji")), AGREED)
    assert len(list(own_face.iterdir())) == 1
    assert own.deliver_pending() == 1
    assert len(list(face.iterdir())) == len(list(own_face.iterdir())) == 1
