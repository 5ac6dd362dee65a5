"""Message kinds over HTTP: a request's body is read as a message, and the answer written.

Every kind of request file is also a resource: `POST /v1/<kind>` takes the message as XML or JSON
and answers in the format of the `Accept` header.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import HTTPException, Request, Response

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.refusals import Refusal, Refused
from kiosk.eligibility.server.access.admission import facility_of
from kiosk.eligibility.server.bulk_answers import BulkAnswer
from kiosk.eligibility.server.exchange import answered_in, failure, with_charset, written
from kiosk.eligibility.server.http.batching import Batcher
from kiosk.eligibility.server.http.idempotency import Repeat, freeze, repeat_of, thaw
from kiosk.eligibility.server.http.service import HttpService
from kiosk.eligibility.server.kinds import KINDS, Answer, Message, Told, refusal_of
from kiosk.eligibility.wire import BadMessage, Reason, from_json, read, to_json, write
from kiosk.eligibility.wire.charsets import MAX_BYTES
from kiosk.eligibility.wire.glimpse import glimpse, glimpse_json
from kiosk.eligibility.wire.kinds import SINGLE
from kiosk.eligibility.wire.qualification import Request as Single
from kiosk.eligibility.wire.qualification import Result
from kiosk.eligibility.wire.serialization import ROOT
from kiosk.session.codes import Charset
from kiosk.timing import SYSTEM_CHANCE

AT_ONCE_BYTES = 64 * 1024
"""A larger request is parsed in a thread."""


class Messages:
    """Answers messages; checks that arrive together share a transaction."""

    def __init__(self, service: HttpService) -> None:
        self._service = service
        self._batcher: Batcher[tuple[Facility, Single, str], Result] = Batcher(self._singles)

    def close(self) -> None:
        """End the thread that answers checks."""
        self._batcher.close()

    async def answer(self, kind: str, request: Request) -> Response:
        """The response to `POST /v1/<kind>`."""
        facility = facility_of(request)
        data = await _body(request)
        form = Form.of(request)
        repeat = repeat_of(kind, request.headers.get("idempotency-key", ""), data)
        try:
            if repeat is not None:
                kept = await asyncio.to_thread(self._kept, facility, repeat)
                if kept is not None:
                    return kept
            if len(data) > AT_ONCE_BYTES:  # do not block the event loop
                message, charset = await asyncio.to_thread(_parsed, kind, data, form)
            else:
                message, charset = _parsed(kind, data, form)
            name = SYSTEM_CHANCE(16).hex() if repeat is None else repeat.name(facility)
            answer = await self._ask(facility, kind, message, name)
            if isinstance(answer, BulkAnswer):
                response = await asyncio.to_thread(_bulk_response, answer, xml=form.xml_out)
            else:
                response = _response(kind, message, answer, charset, 200, xml=form.xml_out)
            if repeat is None:
                return response
            return await asyncio.to_thread(self._keep, facility, repeat, response)
        except BadMessage as problem:
            return self._refusal(kind, problem, data, form, 422)
        except Refused as refused:
            return self._refusal(kind, refused.refusal, data, form, 422)

    async def unknown(self, kind: str, request: Request) -> Response:
        """The response to `POST /v1/<kind>` of a kind that is not in the table."""
        return self._refusal(kind, refusal_of(kind)[0], await _body(request), Form.of(request), 404)

    def _refusal(
        self, kind: str, problem: BadMessage | Refusal, data: bytes, form: "Form", status: int
    ) -> Response:
        """The error answer, with what could be read of the request."""
        seen = glimpse(data) if form.xml_in else glimpse_json(data)
        charset = seen.charset if form.xml_out else Charset.UTF_8
        charset = (
            charset if charset is not None else self._service.national.settings.default_charset
        )
        answer = failure(self._service.national, kind, problem, replace(seen, charset=charset))
        return _response(kind, None, answer, charset, status, xml=form.xml_out)

    async def _ask(self, facility: Facility, kind: str, message: Message, name: str) -> Answer:
        if kind == SINGLE and isinstance(message, Single):
            return await self._batcher.ask((facility, message, name))
        return await asyncio.to_thread(
            self._service.exchange(facility).answer_one, kind, message, name
        )

    def _kept(self, facility: Facility, repeat: Repeat) -> Response | None:
        kept = self._service.national.registry.kept_answer(facility.code, repeat.key)
        return None if kept is None else thaw(kept, repeat)

    def _keep(self, facility: Facility, repeat: Repeat, response: Response) -> Response:
        now, frozen = self._service.national.clock(), freeze(response, repeat)
        kept = self._service.national.registry.keep_answer(facility.code, repeat.key, frozen, now)
        return thaw(kept, repeat)

    def _singles(self, asked: Sequence[tuple[Facility, Single, str]]) -> list[Result]:
        """Answer single checks of any facilities, in order."""
        places: dict[Facility, list[int]] = defaultdict(list)
        for place, (facility, _, _) in enumerate(asked):
            places[facility].append(place)
        told: dict[int, Result] = {}
        for facility, mine in places.items():
            requests = [(asked[place][1], asked[place][2]) for place in mine]
            told |= dict(zip(mine, self._service.exchange(facility).single(requests), strict=True))
        return [told[place] for place in range(len(asked))]


@dataclass(frozen=True, slots=True)
class Form:
    """Whether a request is XML, and whether its answer is."""

    xml_in: bool
    xml_out: bool

    @classmethod
    def of(cls, request: Request) -> "Form":
        """By `Content-Type` and `Accept`; without `Accept` the answer has the request's form."""
        xml_in = "json" not in request.headers.get("content-type", "application/json")
        accept = request.headers.get("accept", "*/*")
        return cls(xml_in, "xml" in accept or (xml_in and "json" not in accept))


def _parsed(kind: str, data: bytes, form: Form) -> tuple[Message, Charset]:
    """The message and the encoding of its answer: JSON is UTF-8, whatever the message names."""
    message: Message
    if form.xml_in:
        message, charset = read(KINDS[kind].request, data)
    else:
        message, charset = _from_json(kind, data), Charset.UTF_8
    if not form.xml_out:
        return with_charset(message, Charset.UTF_8), Charset.UTF_8
    return answered_in(message, charset)


def _from_json(kind: str, data: bytes) -> Message:
    try:
        given = json.loads(data, object_pairs_hook=_each_once)
    except BadMessage:
        raise
    except (ValueError, RecursionError):
        raise BadMessage(Reason.NOT_XML, "the body is not JSON") from None
    inside = given.get(ROOT) if isinstance(given, dict) else None
    message: Message = from_json(KINDS[kind].request, inside)
    return message


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a JSON object. Raises BadMessage if a key appears twice."""
    given = dict(pairs)
    if len(given) != len(pairs):
        raise BadMessage(Reason.REPEATED, "a key may occur once only in an object")
    return given


def _response(
    kind: str, message: Message | None, answer: Told, charset: Charset, status: int, *, xml: bool
) -> Response:
    if not xml:
        return _json(answer, status)
    reply = written(kind, message, answer, charset) if message is not None else None
    if reply is not None and reply.suffix == ".pdf":
        return Response(reply.data, status, media_type="application/pdf")
    return _xml(reply.data if reply is not None else write(answer, charset), charset, status)


def _bulk_response(answer: BulkAnswer, *, xml: bool) -> Response:
    return _xml(answer.xml(), answer.charset, 200) if xml else _json(answer.message(), 200)


def _xml(body: bytes, charset: Charset, status: int) -> Response:
    name = "Shift_JIS" if charset is Charset.SHIFT_JIS else "UTF-8"
    return Response(body, status, {"content-type": f"application/xml; charset={name}"})


def _json(answer: Told, status: int) -> Response:
    body = json.dumps({ROOT: to_json(answer)}, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(body, status, {"content-type": "application/json"})


async def _body(request: Request) -> bytes:
    """The request's body. Raises HTTPException 413 if it is larger than a message may be."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BYTES:
            raise HTTPException(413, "the message is too large")
        parts.append(part)
    return b"".join(parts)
