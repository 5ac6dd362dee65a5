"""The persons that a bench of the registry asks about, and the requests that ask."""

import json
import random
from collections.abc import Sequence

from kiosk.clock import today
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.generate import made
from kiosk.eligibility.wire import to_json
from kiosk.eligibility.wire.qualification import Request, RequestBody, RequestHeader, SearchInfo

FACILITY = Facility("1312345678", "bench")
SEED = 1


def some(persons: int, count: int) -> list[int]:
    """The numbers of `count` persons out of `persons`, the same at every run."""
    return random.Random(SEED).sample(range(persons), min(count, persons))


def request(indices: Sequence[int]) -> Request:
    """A request about these persons: one is a single check, several are a bulk request."""
    return Request(RequestHeader(FACILITY.code), RequestBody(tuple(map(_info, indices))))


def json_body(index: int) -> bytes:
    """A single check as the body of a POST."""
    return json.dumps({"XmlMsg": to_json(request([index]))}).encode()


def _info(index: int) -> SearchInfo:
    search = made(index, SEED, today()).search
    return SearchInfo(
        insurer_number=f"{search.insurer_number:>8}",
        insured_card_symbol=search.symbol or None,
        insured_identification_number=search.number,
        insured_branch_number=search.branch,
        birthdate=search.birth,
    )
