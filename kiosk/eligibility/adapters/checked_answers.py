"""Checks of the size, the time and the form of a service's answer.

An answer that does not come from the service (the sign-in page of a network, a redirect, the
refusal of a proxy, half a file) counts as an outage.
"""

import json
import threading
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

import httpx
from pydantic import Base64Bytes, BaseModel, Field, ValidationError

from kiosk.errors import NetworkDown
from kiosk.timing import REAL

Shape = TypeVar("Shape", bound=BaseModel)
MAX_BYTES = 1024 * 1024
"""The largest answer is a result file in Base64, about 20 KB."""

Reference = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""A ticket's reference. It names a file of the spool, so it has no other character."""
FileName = Annotated[str, Field(pattern=r"^OQS[A-Za-z0-9_]{1,120}\.xml$")]
"""The name of a result file, without any folder."""


class Challenged(BaseModel):
    """The answer to `challenge`."""

    challenge: Base64Bytes


class Identified(BaseModel):
    """The answer to `identify`."""

    reference: Reference
    patient: dict[str, Any]


class Submitted(BaseModel):
    """The answer to `submit`; `file` and `content` are set if the kiosk must write the result."""

    validity: str
    file: FileName | None = None
    content: Base64Bytes | None = None


class Noted(BaseModel):
    """The answer to `register` and `delivered`."""

    reference: str


class ReportedError(BaseModel):
    """A refusal that the service itself sends."""

    fault: str = ""
    detail: Any = ""


def checked(shape: type[Shape], data: Any) -> Shape:
    """Validate `data` as `shape`. Raises NetworkDown if it does not fit."""
    try:
        return shape.model_validate(data)
    except ValidationError:
        raise NetworkDown("the address answers otherwise than an eligibility system") from None


def ask(http: httpx.Client, path: str, body: Mapping[str, Any], seconds: float) -> tuple[int, Any]:
    """POST `body` to `path`; returns the HTTP status and the JSON of the complete answer.

    Raises httpx.TransportError, and NetworkDown if the answer takes longer than `seconds`, is too
    large, or is not JSON.
    """
    ends = REAL.monotonic() + seconds
    done: list[tuple[int, Any] | Exception] = []

    def work() -> None:
        try:
            done.append(_asked(http, path, body, ends))
        except Exception as error:  # raised again in the caller's thread
            done.append(error)

    # httpx limits each read, not their sum: a server could send headers byte by byte without end.
    worker = threading.Thread(target=work, name="eligibility-call", daemon=True)
    worker.start()
    worker.join(seconds)
    if not done:
        raise NetworkDown("the eligibility system did not answer in time")
    if isinstance(done[0], Exception):
        raise done[0]
    return done[0]


def _asked(http: httpx.Client, path: str, body: Mapping[str, Any], ends: float) -> tuple[int, Any]:
    plain = {"Accept-Encoding": "identity"}  # no compressed answer that expands in memory
    with http.stream("POST", path, json=body, headers=plain) as response:
        status = response.status_code
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        packed = response.headers.get("content-encoding", "identity").lower() != "identity"
        if kind != "application/json" or packed or 300 <= status < 400 or status in {407, 511}:
            raise NetworkDown(f"its address answers, but no eligibility system ({status})")
        content = bytearray()
        for part in response.iter_bytes(64 * 1024):
            content += part
            if len(content) > MAX_BYTES:
                raise NetworkDown("the answer is larger than any of an eligibility system")
            if REAL.monotonic() > ends:
                raise NetworkDown("the eligibility system did not answer in time")
    try:
        return status, json.loads(content)
    except (ValueError, RecursionError):
        raise NetworkDown("the answer of the eligibility system is no JSON") from None
