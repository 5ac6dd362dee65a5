"""The routes that a bridge calls: it connects out to here and waits for tasks."""

import base64
from enum import Enum
from typing import Any, Literal

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from kiosk.homevisit.events import CardTrouble
from kiosk.web.bridges import CODE_SECONDS, Bridge, Bridges, CardTask, Failed, Proved
from kiosk.web.limits import RateLimit

OWN_TOKEN: dict[str, Any] = {"security": [{"bridgeToken": []}]}
"""For the description of the API: a bridge has the token that it got when it connected."""
TAGS: list[str | Enum] = ["bridge"]


class Answer(BaseModel):
    """What a bridge answers to a task: a proof in base64, or what went wrong."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: str = Field(max_length=64)
    certificate: str = Field(default="", max_length=8192)
    signature: str = Field(default="", max_length=2048)
    trouble: (
        Literal["pin_wrong", "pin_locked", "taken", "late", "lost", "unreadable", "invalid"] | None
    ) = None
    left: int = Field(default=0, ge=0, le=15)


def add_routes(app: FastAPI, bridges: Bridges) -> None:
    """Add the `/bridge/v1/…` routes."""
    greetings = RateLimit(30, 60)

    @app.post("/bridge/v1/hello", operation_id="connectBridge", tags=TAGS)
    async def hello(request: Request) -> dict[str, Any]:
        """A bridge connects: its token, and the pairing code that it shows."""
        if not greetings.take(request.client.host if request.client else ""):
            raise HTTPException(429, "too many bridges", headers={"Retry-After": "60"})
        made = bridges.hello()
        if made is None:
            raise HTTPException(503, "too many bridges are connected")
        token, bridge = made
        return {"token": token, "code": bridge.code, "code_seconds": CODE_SECONDS}

    @app.post("/bridge/v1/next", operation_id="awaitTask", tags=TAGS, openapi_extra=OWN_TOKEN)
    async def next_task(request: Request) -> dict[str, Any]:
        """Wait some seconds for a new task; null without one. `open` is the id of the open task."""
        _, bridge = _known(bridges, request)
        task = await bridges.next_task(bridge)
        open_task = bridge.task.id if bridge.task is not None else None
        told = None if task is None else _described(task)
        return {"code": bridge.code, "paired": bridge.paired, "task": told, "open": open_task}

    @app.post("/bridge/v1/answer", operation_id="answerTask", tags=TAGS, openapi_extra=OWN_TOKEN)
    async def answer(request: Request, told: Answer) -> dict[str, bool]:
        """The card's proof for a task, or what went wrong; it counts once."""
        _, bridge = _known(bridges, request)
        if not bridges.answer(bridge, told.task, _read(told)):
            raise HTTPException(409, "this task is over")
        return {"taken": True}

    @app.post(
        "/bridge/v1/goodbye",
        operation_id="disconnectBridge",
        tags=TAGS,
        openapi_extra=OWN_TOKEN,
    )
    async def goodbye(request: Request) -> dict[str, bool]:
        """The bridge ends."""
        token, _ = _known(bridges, request)
        bridges.goodbye(token)
        return {"ended": True}


def _known(bridges: Bridges, request: Request) -> tuple[str, Bridge]:
    """The token of a request, and its bridge. Raises HTTPException 401."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    bridge = bridges.of_token(token) if scheme.lower() == "bearer" and len(token) < 100 else None
    if bridge is None:
        raise HTTPException(401, "this bridge is not known; connect anew")
    return token, bridge


def _described(task: CardTask) -> dict[str, str]:
    """A task as a bridge gets it; the challenge in base64."""
    return {
        "id": task.id,
        "challenge": base64.b64encode(task.challenge).decode("ascii"),
        "facility": task.facility,
        "method": task.method.value,
    }


def _read(told: Answer) -> Proved | Failed:
    if told.trouble is not None:
        return Failed(CardTrouble(told.trouble), told.left)
    try:
        return Proved(
            base64.b64decode(told.certificate, validate=True),
            base64.b64decode(told.signature, validate=True),
        )
    except ValueError:
        raise HTTPException(422, "base64 was expected") from None
