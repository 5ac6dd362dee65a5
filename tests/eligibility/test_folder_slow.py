"""A folder on a slow share: what comes in bit by bit, late or locked, and what goes out whole."""

from kiosk.eligibility.codes import Segment
from kiosk.eligibility.exchange import Exchange
from kiosk.eligibility.folder import FolderServer
from kiosk.eligibility.national import National
from kiosk.eligibility.settings import EligibilitySettings

from .folders import answer, asked


def test_a_half_written_request_waits_until_it_is_whole(
    tmp_path, registry, facility, clock
) -> None:
    patient = EligibilitySettings(settle_seconds=60)
    server = FolderServer(tmp_path / "OQS", Exchange(National(registry, patient, clock), facility))
    whole = asked("aoi")
    file = server.req / "OQSsiquc01req_1.xml"
    file.write_bytes(whole[:200])
    assert (server.scan(), server.scan()) == (0, 0)
    assert file.exists()
    file.write_bytes(whole)
    assert server.scan() == 1
    assert answer(server, "OQSsiquc01res_1.xml").message_header.segment_of_result is Segment.NORMAL
    server.close()
