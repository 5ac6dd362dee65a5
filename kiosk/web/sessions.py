"""Sessions of browsers: kept in memory, named by a signed cookie, and short.

A session ends after some minutes without a request. What it holds, a person's identity too, is gone
with it and with the process.
"""

import asyncio
import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from fastapi import Request, Response

from kiosk.timing import REAL

T = TypeVar("T")

IDLE_SECONDS = 15 * 60
MOST = 20_000
"""Sessions kept; of more the oldest end."""


@dataclass(eq=False)
class Session(Generic[T]):
    """One browser's session. `serial` counts its changes: a form of an older page is not used."""

    id: str
    data: T
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    serial: int = 0
    seen: float = 0.0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def change(self) -> None:
        """Count a change and wake who waits for one."""
        self.serial += 1
        self.changed.set()
        self.changed = asyncio.Event()

    def genuine(self, token: str) -> bool:
        """Whether a form carries this session's token."""
        return hmac.compare_digest(token.encode(), self.token.encode())


class Sessions(Generic[T]):
    """The sessions behind one cookie, for requests under `path`."""

    def __init__(
        self,
        cookie: str,
        path: str,
        idle: float = IDLE_SECONDS,
        clock: Callable[[], float] = REAL.monotonic,
    ) -> None:
        self.idle = idle
        self._cookie, self._path, self._clock = cookie, path, clock
        self._key = secrets.token_bytes(32)
        self._open: OrderedDict[str, Session[T]] = OrderedDict()

    def of(self, request: Request) -> Session[T] | None:
        """The request's session; None if it has none or it has ended."""
        ident = self.signed(request.cookies.get(self._cookie, ""))
        session = self._open.get(ident or "")
        if session is None:
            return None
        now = self._clock()
        if now - session.seen > self.idle:
            del self._open[session.id]
            return None
        session.seen = now
        self._open.move_to_end(session.id)
        return session

    def begin(self, data: T) -> Session[T]:
        """A new session."""
        session = Session(secrets.token_urlsafe(18), data, seen=self._clock())
        self._open[session.id] = session
        while self._open and (
            len(self._open) > MOST or session.seen - self._oldest().seen > self.idle
        ):
            self._open.popitem(last=False)
        return session

    def end(self, session: Session[T]) -> None:
        """End a session."""
        self._open.pop(session.id, None)
        session.change()

    def _oldest(self) -> Session[T]:
        return next(iter(self._open.values()))

    def sign(self, value: str) -> str:
        """The value with a signature of this process."""
        mac = hmac.new(self._key, value.encode(), hashlib.sha256).hexdigest()[:32]
        return f"{value}.{mac}"

    def signed(self, text: str) -> str | None:
        """The value of a signed text; None if the signature does not fit."""
        value, _, _ = text.rpartition(".")
        good = hmac.compare_digest(text.encode(), self.sign(value).encode())
        return value if good else None

    def set_cookie(self, response: Response, session: Session[T], *, secure: bool) -> None:
        """Name the session in the response's cookie."""
        keep(response, self._cookie, self.sign(session.id), self._path, secure=secure)


def keep(
    response: Response, name: str, value: str, path: str, *, secure: bool, age: int | None = None
) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send with a form."""
    response.set_cookie(
        name, value, max_age=age, path=path, secure=secure, httponly=True, samesite="lax"
    )
