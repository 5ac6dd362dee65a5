"""The control protocol over HTTP: JSON, events by SSE, and its own description by OpenAPI.

A desk's calls run one after the other. 409 says that something wanted was not seen in time (see
`NotSeen`), 400 that a request can never be carried out, 401 that the token is wrong.
"""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

from kiosk.errors import KioskError
from kiosk.testkit.server import protocol
from kiosk.testkit.server.control import DeskControl, T
from kiosk.testkit.server.names import names
from kiosk.testkit.server.refusals import NotSeen, Refused

MOST_BYTES = 1 << 20
"""Of a request's body."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
EVENTS_WAIT_S = 5.0
"""Real seconds after which a stream of events without news sends a comment."""


class Desks(Protocol):
    """The desks behind the protocol."""

    def open(self, wish: protocol.NewDesk) -> str:
        """Open a desk; returns its id. Raises Refused."""
        ...

    def run(self, desk: str, call: Callable[[DeskControl], T]) -> T:
        """Run a call with a desk, after those that run already. Raises KeyError, NotSeen."""
        ...

    def peek(self, desk: str) -> DeskControl:
        """A desk for what may be read at any time. Raises KeyError."""
        ...

    def reset(self, desk: str) -> None:
        """Make a desk as it was at first. Raises KeyError, Refused."""
        ...

    def close(self, desk: str) -> None:
        """Close a desk. Raises KeyError, Refused."""
        ...


def application(desks: Desks, token: str) -> FastAPI:
    """The protocol's application; every request must carry `token`."""

    def allowed(request: Request, authorization: str = Header(default="")) -> None:
        host = request.headers.get("host", "").rsplit(":", 1)[0]
        if host not in LOOPBACK:
            raise HTTPException(403, "this port serves its own machine only")
        if not hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
            raise HTTPException(401, "the token is missing or wrong")

    app = FastAPI(
        title="uketsuke control",
        version=str(protocol.VERSION),
        description=__doc__ or "",
        dependencies=[Depends(allowed)],
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    _limits(app)
    _errors(app)
    _whole(app, desks)
    _acts(app, desks)
    _reads(app, desks)
    return app


def _limits(app: FastAPI) -> None:
    @app.middleware("http")
    async def limit(request: Request, go_on: Any) -> Response:
        length = request.headers.get("content-length", "0")
        chunked = "transfer-encoding" in request.headers
        if chunked or not length.isdigit() or int(length) > MOST_BYTES:
            return JSONResponse({"sentence": "the request's body is too long"}, 413)
        answer: Response = await go_on(request)
        return answer


def _errors(app: FastAPI) -> None:
    @app.exception_handler(NotSeen)
    async def not_seen(_: Request, error: NotSeen) -> JSONResponse:
        return JSONResponse(error.report, 409)

    @app.exception_handler(Refused)
    async def refused(_: Request, error: Refused) -> JSONResponse:
        return JSONResponse({"sentence": str(error)}, 400)

    @app.exception_handler(KioskError)
    async def failed(_: Request, error: KioskError) -> JSONResponse:
        return JSONResponse({"sentence": error.detail, "fault": str(error.fault)}, 400)

    @app.exception_handler(KeyError)
    async def unknown(_: Request, error: KeyError) -> JSONResponse:
        return JSONResponse({"sentence": f"there is no desk {error.args[0]!r}"}, 404)


def _whole(app: FastAPI, desks: Desks) -> None:
    @app.get("/v1/names")
    def known() -> dict[str, Any]:
        """Every name that requests may use: a public contract with a version."""
        return names()

    @app.post("/v1/desks", status_code=201)
    def open_desk(wish: protocol.NewDesk) -> dict[str, str]:
        """Open a desk; it is on its waiting screen when this returns."""
        return {"id": desks.open(wish)}

    @app.delete("/v1/desks/{desk}")
    def close_desk(desk: str) -> dict[str, Any]:
        """Close a desk and remove what it has written."""
        desks.close(desk)
        return {}

    @app.post("/v1/desks/{desk}/reset")
    def reset(desk: str) -> dict[str, Any]:
        """Make a desk as it was at first; its events begin again."""
        desks.reset(desk)
        return {}


def _acts(app: FastAPI, desks: Desks) -> None:
    def act(desk: str, call: Callable[[DeskControl], object]) -> dict[str, Any]:
        def run(control: DeskControl) -> dict[str, Any]:
            call(control)
            return control.seen()

        return desks.run(desk, run)

    @app.post("/v1/desks/{desk}/card")
    def insert(desk: str, body: protocol.Insert) -> dict[str, Any]:
        """Insert a persona's card or phone."""
        return act(
            desk, lambda one: one.insert(body.card, tuple(body.faults), body.beside, body.within)
        )

    @app.post("/v1/desks/{desk}/card/remove")
    def remove(desk: str, body: protocol.Remove) -> dict[str, Any]:
        """Take the card off the reader."""
        return act(desk, lambda one: one.remove(body.on, body.within))

    @app.post("/v1/desks/{desk}/press")
    def press(desk: str, body: protocol.PressBody) -> dict[str, Any]:
        """Press a button of the patient's screen."""
        return act(desk, lambda one: one.press(body.press, body.on, body.digit, body.within))

    @app.post("/v1/desks/{desk}/pin")
    def pin(desk: str, body: protocol.Pin) -> dict[str, Any]:
        """Type a PIN."""
        return act(desk, lambda one: one.pin(body.pin, body.on, body.within))

    @app.post("/v1/desks/{desk}/staff")
    def staff(desk: str, body: protocol.Staff) -> dict[str, Any]:
        """Press a button of the staff's window."""
        return act(desk, lambda one: one.staff(body.press, body.minutes))

    @app.put("/v1/desks/{desk}/camera")
    def frames(desk: str, body: protocol.Frames) -> dict[str, Any]:
        """Change what the camera sees."""
        return act(desk, lambda one: one.frames(body.frames))

    @app.put("/v1/desks/{desk}/faults/{fault}")
    def arm(desk: str, fault: str, body: protocol.Fault) -> dict[str, Any]:
        """Switch a fault on."""
        return act(desk, lambda one: one.arm(fault, body.on, body.within))

    @app.delete("/v1/desks/{desk}/faults/{fault}")
    def mend(desk: str, fault: str) -> dict[str, Any]:
        """Switch a fault off."""
        return act(desk, lambda one: one.mend(fault))

    @app.post("/v1/desks/{desk}/time")
    def let_pass(desk: str, body: protocol.Pass) -> dict[str, Any]:
        """Let time pass."""
        return act(desk, lambda one: one.wait(body.seconds))

    @app.post("/v1/desks/{desk}/paint")
    def paint(desk: str, body: protocol.Paint) -> dict[str, Any]:
        """Paint a page without a reception."""
        return act(desk, lambda one: one.paint(body.page, body.values))

    @app.post("/v1/desks/{desk}/expect")
    def expect(desk: str, body: protocol.Expect) -> dict[str, Any]:
        """Wait until something is seen, or watch that it never is."""
        if body.never:
            return act(desk, lambda one: one.never(body.wanted, body.within))
        return desks.run(desk, lambda one: one.expect(body.wanted, body.within))


def _reads(app: FastAPI, desks: Desks) -> None:
    @app.get("/v1/desks/{desk}/screen")
    def screen(desk: str) -> dict[str, Any]:
        """The screen as data, what can be pressed, and the facts that `expect` compares."""
        return desks.run(desk, lambda one: one.screen())

    @app.get("/v1/desks/{desk}/screen.png", response_class=Response)
    def picture(desk: str) -> Response:
        """The window as a picture."""
        return Response(desks.run(desk, lambda one: one.picture()), media_type="image/png")

    @app.get("/v1/desks/{desk}/pictures/{name}", response_class=Response)
    def kept(desk: str, name: str) -> Response:
        """A kept picture, by the name that an event of kind `picture` tells."""
        found = desks.peek(desk).pictures.get(name)
        if found is None:
            raise HTTPException(404, "no picture of this name is kept")
        return Response(found, media_type="image/png")

    @app.get("/v1/desks/{desk}/result")
    def result(desk: str) -> dict[str, str]:
        """Elements of the newest result file and their texts; of several of one name the first."""
        return desks.run(desk, lambda one: one.result())

    @app.get("/v1/desks/{desk}/result.xml", response_class=Response)
    def result_file(desk: str) -> Response:
        """The newest result file."""

        def newest(one: DeskControl) -> bytes:
            files = one.results()
            return files[-1].read_bytes() if files else b""

        return Response(desks.run(desk, newest), media_type="application/xml")

    @app.get("/v1/desks/{desk}/journal", response_class=PlainTextResponse)
    def journal(desk: str) -> str:
        """The journal so far, a JSON object a line."""
        return desks.run(desk, lambda one: one.journal())

    @app.get("/v1/desks/{desk}/events")
    def events(desk: str, since: int = 0) -> list[dict[str, Any]]:
        """The events after number `since`."""
        return [event.as_json() for event in desks.peek(desk).events.since(since)]

    @app.get("/v1/desks/{desk}/events/stream", response_class=StreamingResponse)
    async def stream(desk: str, request: Request, since: int = 0) -> StreamingResponse:
        """The events after number `since`, and each further one, as server-sent events."""
        log = desks.peek(desk).events

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
