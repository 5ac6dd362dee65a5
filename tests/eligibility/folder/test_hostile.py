"""Whatever bytes arrive, an answer goes out, and never with somebody else's data."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk.clock import japan
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.database import sqlite_url
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.exchange import Exchange, RequestFile, parse
from kiosk.eligibility.server.kinds import KINDS
from kiosk.eligibility.server.oqs_folder import FolderServer
from kiosk.eligibility.server.shared_files import SharedFiles
from kiosk.eligibility.wire import read, write
from kiosk.eligibility.wire.kinds import SINGLE
from kiosk.eligibility.wire.qualification import (
    Request,
    RequestBody,
    RequestHeader,
    Result,
    SearchInfo,
)
from kiosk.personas import schema

AOI, HELD = schema.find("aoi"), schema.find("aoi").insurance[0]
WHOLE = write(
    Request(
        RequestHeader("1312345678"),
        RequestBody(
            (
                SearchInfo(
                    f"{HELD.insurer_number:>8}", HELD.symbol, HELD.number, HELD.branch,
                    AOI.person.birth,
                ),
            )
        ),
    )
)  # fmt: skip
relaxed = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def exchange(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    file = tmp_path_factory.mktemp("hostile") / "registry.sqlite3"
    file.write_bytes(filled.read_bytes())
    registry = Registry(sqlite_url(file))
    yield Exchange(National(registry, clock=japan), Facility("1312345678"))
    registry.close()


@relaxed
@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=400))
def test_any_bytes_are_answered(exchange: Any, prefix: str, data: bytes) -> None:
    (reply,) = exchange.answer([RequestFile(prefix, data, data.hex()[:64])])
    assert reply.data
    assert reply.reason is not None


@relaxed
@given(st.integers(0, len(WHOLE)), st.integers(0, 12), st.binary(max_size=6))
@example(WHOLE.index(b"2003"), 4, b"2004")
def test_a_damaged_request_is_answered_about_nobody_else(
    exchange: Any, at: int, length: int, other: bytes
) -> None:
    damaged = WHOLE[:at] + other + WHOLE[at + length :]
    (reply,) = exchange.answer([RequestFile(SINGLE, damaged, "damaged")])
    found = read(Result, reply.data)[0].message_body.result_list
    for row in found.result_of_qualification_confirmation if found else ():
        request, _ = parse(SINGLE, damaged)
        (info,) = request.message_body.qualification_confirm_search_info
        assert row.birthdate == info.birthdate
        assert row.insured_identification_number == info.insured_identification_number
        assert info.insured_branch_number in (None, row.insured_branch_number)


def test_a_request_renamed_between_two_looks_is_left_to_its_owner(
    tmp_path: Path, exchange: Any
) -> None:
    class Renamed(SharedFiles):
        """The owner renames the request when it has been looked at."""

        def tail(self, file: Path, size: int) -> bytes:
            end = super().tail(file, size)
            if file.name == "OQSsiquc01req_1.xml":
                file.rename(file.with_name("OQSsiquc01req_2.xml"))
            return end

    server = FolderServer(tmp_path / "OQS", exchange, share=Renamed())
    (server.req / "OQSsiquc01req_1.xml").write_bytes(WHOLE)
    assert server.scan() == 0
    assert server.scan() == 1
    assert [one.name for one in server.res.iterdir()] == ["OQSsiquc01res_2.xml"]
    server.close()
