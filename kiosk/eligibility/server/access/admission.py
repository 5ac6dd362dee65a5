"""Who may ask over HTTP: decided before a byte of the body is read.

One rule holds for every path: it needs a facility's token, unless it is in `OPEN`, or it belongs to
pages for people or to callers who have sign-ins of their own (`OWN_SIGN_IN`).
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

from kiosk.eligibility.facility import Facility
from kiosk.errors import SystemDown

OPEN = frozenset({"/health", "/docs", "/openapi.json"})
OWN_SIGN_IN = ("/visit", "/terminal", "/bridge", "/static", "/care")

Scope = dict[str, Any]
Call = Callable[..., Awaitable[Any]]
Admit = Callable[[Headers], Awaitable[Facility]]
"""The facility of a request's headers. Raises HTTPException 401 or 429, SystemDown."""

log = logging.getLogger(__name__)


def needs_token(path: str) -> bool:
    """Whether a path is served to the holder of a token only."""
    own = any(path == start or path.startswith(f"{start}/") for start in OWN_SIGN_IN)
    return path not in OPEN and not own


def facility_of(request: Request) -> Facility:
    """The facility that was admitted with this request."""
    facility: Facility = request.state.facility
    return facility


class Admission:
    """ASGI middleware that checks the token and puts the facility into `request.state`."""

    def __init__(self, app: Call, admit: Admit) -> None:
        self._app, self._admit = app, admit

    async def __call__(self, scope: Scope, receive: Call, send: Call) -> None:
        """Answer a request, or refuse it unread."""
        if scope["type"] == "http" and needs_token(scope["path"]):
            try:
                facility = await self._admit(Headers(scope=scope))
            except HTTPException as refused:
                body = {"detail": refused.detail}
                response = JSONResponse(body, refused.status_code, refused.headers)
                await response(scope, receive, send)
                return
            except SystemDown as error:
                body = {"fault": error.fault.value, "detail": error.detail}
                await JSONResponse(body, 503)(scope, receive, send)
                return
            scope.setdefault("state", {})["facility"] = facility
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            log.info("a client hung up before its request was read")
