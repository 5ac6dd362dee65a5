"""The control protocol over HTTP: JSON, events by SSE, and its own description by OpenAPI.

A desk's calls run one after the other. 409 says that something wanted was not seen in time (see
`NotSeen`), 400 that a request can never be carried out, 401 that the token is wrong.
"""

import hmac
from typing import Any

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response

from kiosk.errors import KioskError
from kiosk.testkit.server.http import acts, protocol, reads
from kiosk.testkit.server.http.served_desks import Desks
from kiosk.testkit.server.names import names
from kiosk.testkit.server.refusals import NotSeen, Refused
from kiosk.testkit.server.seen.failures import account

MOST_BYTES = 1 << 20
"""Of a request's body."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


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
    app.state.desks = desks
    _whole(app, desks)
    app.include_router(acts.router)
    app.include_router(reads.router)
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

    @app.exception_handler(RequestValidationError)
    async def unfit(_: Request, error: RequestValidationError) -> JSONResponse:
        # Without what was sent, which may be infinite: JSON has no word for it.
        told = [{key: one[key] for key in ("type", "loc", "msg")} for one in error.errors()]
        return JSONResponse({"detail": told}, 422)

    @app.exception_handler(Refused)
    async def refused(_: Request, error: Refused) -> JSONResponse:
        return JSONResponse({"sentence": str(error)}, 400)

    @app.exception_handler(KioskError)
    async def failed(_: Request, error: KioskError) -> JSONResponse:
        return JSONResponse({"sentence": error.detail, "fault": str(error.fault)}, 400)

    @app.exception_handler(Exception)
    async def broken(_: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"sentence": f"the program failed: {account(error)}"}, 500)

    @app.exception_handler(KeyError)
    async def unknown(_: Request, error: KeyError) -> JSONResponse:
        return JSONResponse({"sentence": f"there is no desk {error.args[0]!r}"}, 404)


def _whole(app: FastAPI, desks: Desks) -> None:
    @app.get("/v1/names")
    def known() -> dict[str, Any]:
        """Every name that requests may use: a public contract with a version."""
        return names()

    @app.get("/v1/desks")
    def open_desks() -> dict[str, list[str]]:
        """The ids of the open desks. It is answered at once, also while a call runs."""
        return {"ids": list(desks.ids())}

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
