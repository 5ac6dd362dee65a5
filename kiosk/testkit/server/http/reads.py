"""Routes of the control protocol for what a desk shows and has written."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import PlainTextResponse, Response, StreamingResponse

from kiosk.testkit.server.http import protocol
from kiosk.testkit.server.http.served_desks import Named

EVENTS_WAIT_S = 5.0
"""Real seconds after which a stream of events without news sends a comment."""

router = APIRouter(prefix="/v1/desks/{desk}")


@router.get("/screen")
def screen(desk: Named) -> dict[str, Any]:
    """The screen as data, what can be pressed, and the facts that `expect` compares."""
    return desk.run(lambda one: one.observer.screen())


@router.get("/screen.png", response_class=Response)
def picture(desk: Named) -> Response:
    """The window as a picture."""
    return Response(desk.run(lambda one: one.observer.picture()), media_type="image/png")


@router.post("/compare")
def compare(desk: Named, body: protocol.Compare) -> dict[str, Any]:
    """Compare the window with a kept picture."""
    try:
        kept = base64.b64decode(body.picture, validate=True)
    except ValueError:
        raise HTTPException(400, "the picture is not base64") from None
    return desk.run(lambda one: one.observer.compared(kept, body.about))


@router.get("/pictures/{name}", response_class=Response)
def kept(desk: Named, name: str) -> Response:
    """A kept picture, by the name that an event of kind `picture` tells."""
    found = desk.peek().observer.pictures.get(name)
    if found is None:
        raise HTTPException(404, "no picture of this name is kept")
    return Response(found, media_type="image/png")


@router.get("/result")
def result(desk: Named) -> dict[str, str]:
    """Elements of the newest result file and their texts; of several of one name the first."""
    return desk.run(lambda one: one.observer.shown_result())


@router.get("/result.xml", response_class=Response)
def result_file(desk: Named) -> Response:
    """The newest result file."""
    told = desk.run(lambda one: one.observer.result_file())
    return Response(told, media_type="application/xml")


@router.get("/journal", response_class=PlainTextResponse)
def journal(desk: Named) -> str:
    """The journal so far, a JSON object a line."""
    return desk.run(lambda one: one.observer.journal())


@router.get("/events")
def events(desk: Named, since: int = 0) -> list[dict[str, Any]]:
    """The events after number `since`."""
    return [event.as_json() for event in desk.peek().events.since(since)]


@router.get("/events/stream", response_class=StreamingResponse)
async def stream(desk: Named, request: Request, since: int = 0) -> StreamingResponse:
    """The events after number `since`, and each further one, as server-sent events."""
    log = desk.peek().events

    async def lines() -> AsyncIterator[str]:
        number = since
        while not (await request.is_disconnected()):
            news = await run_in_threadpool(log.since, number, EVENTS_WAIT_S)
            for event in news:
                number = event.number
                yield f"id: {number}\nevent: {event.kind}\ndata: {_text(event.as_json())}\n\n"
            if not news:
                if log.closed:
                    return
                yield ": nothing new\n\n"
            await asyncio.sleep(0)

    return StreamingResponse(lines(), media_type="text/event-stream")


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
