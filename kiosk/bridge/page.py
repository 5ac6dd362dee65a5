"""The bridge's own small page, for this machine only: the pairing code, and the PIN of the card."""

import asyncio
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import FastAPI, HTTPException, Request, Response

from kiosk.bridge.link import ConnectionState, Link, WantedCard
from kiosk.bridge.reading import Inserter, Read, read_card
from kiosk.errors import KioskError, LastTry
from kiosk.ports import CardDesk
from kiosk.session.events import Method
from kiosk.session.states import Language
from kiosk.texts import NATIVE_NAMES, load, plain
from kiosk.timing import REAL, Time
from kiosk.web.forms import read_form
from kiosk.web.render import html, redirect, style_name, style_response
from kiosk.web.visit_routes import speaker

WAIT_SECONDS, LOOK_SECONDS = 20.0, 0.15
PIN_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Device:
    """What reads cards here. `kind`: card, phone or pcsc; `inserter` holds a virtual card to it.

    `asks_pin` is false for an iPhone, which recognises its holder itself.
    """

    kind: str
    desk: CardDesk
    inserter: Inserter | None = None
    asks_pin: bool = True


class BridgePage:
    """The page over a line and a card device."""

    def __init__(self, link: Link, device: Device, time: Time = REAL) -> None:
        self._link, self._device, self._time = link, device, time
        self._token = secrets.token_urlsafe(18)
        self._language = Language.JAPANESE
        self._lock = threading.Lock()
        self._reading: str = ""
        self._stopped = False
        self._notice = ""
        self._last = ""
        """The id of the task for whose card one try is left."""
        self._shown: tuple[object, ...] = ()

    def app(self, hosts: Callable[[str], bool]) -> FastAPI:
        """The application; a request whose Host header does not fit `hosts` is refused."""
        app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

        @app.get("/")
        def show(request: Request) -> Response:
            _check(request, hosts)
            return self._show()

        @app.get("/wait")
        async def wait(request: Request) -> Response:
            """Answer when the page has changed, or after some seconds."""
            _check(request, hosts)
            before, rounds = self._shown, int(WAIT_SECONDS / LOOK_SECONDS)
            for _ in range(rounds):
                if self._seen() != before or await request.is_disconnected():
                    break
                await asyncio.sleep(LOOK_SECONDS)
            return redirect("/")

        @app.post("/act")
        async def act(request: Request) -> Response:
            _check(request, hosts)
            fields = await read_form(request)
            if not secrets.compare_digest(fields.get("token", "").encode(), self._token.encode()):
                raise HTTPException(403, "this form is not of this page")
            self._act(fields)
            return redirect("/")

        @app.get(f"/static/{style_name()}")
        def style() -> Response:
            return style_response()

        return app

    def _seen(self) -> tuple[object, ...]:
        """What the page shows, to be compared."""
        return self._link.standing, bool(self._reading), self._notice, self._last

    def _show(self) -> Response:
        standing = self._link.standing
        task = standing.task
        self._shown = self._seen()
        response = draw(
            standing,
            self._device.kind,
            self._language,
            token=self._token,
            reading=bool(self._reading),
            asks_pin=task is not None and self._asks_pin(task),
            last=task is not None and task.id == self._last,
            notice=self._notice,
        )
        if task is None or self._reading:  # while a PIN is typed, the page stays as it is
            response.headers["Refresh"] = "2; url=/wait"
        return response

    def _asks_pin(self, task: WantedCard) -> bool:
        return self._device.asks_pin and task.method is Method.PIN

    def _act(self, fields: dict[str, str]) -> None:
        if fields.get("language") in tuple(Language):
            self._language = Language(fields["language"])
            return
        task = self._link.standing.task
        if task is not None and fields.get("task") != task.id:
            return  # a form of an earlier task: its PIN belongs to another card
        if fields.get("act") == "stop":
            self._stopped = True
            if task is not None and not self._reading:
                self._link.answer(task, Read(trouble="late"))
            return
        if fields.get("act") != "read" or task is None:
            return
        pin = fields.get("pin", "")
        formed = len(pin) == PIN_LENGTH and pin.isascii() and pin.isdecimal()
        if self._asks_pin(task) and not formed:
            self._notice = "bridge.pin.form"
            return
        with self._lock:
            if self._reading:
                return  # sent twice
            self._reading = task.id
        self._notice, self._stopped = "", False
        allow_last = task.id == self._last and fields.get("last") == "1"
        self._time.start("bridge-card", lambda: self._read(task, pin, allow_last=allow_last))

    def _read(self, task: WantedCard, pin: str, *, allow_last: bool) -> None:
        device = self._device
        try:
            read = read_card(
                device.desk,
                task.challenge,
                pin,
                method=task.method,
                allow_last=allow_last,
                inserter=device.inserter,
                stopped=lambda: self._stopped,
                time=self._time,
            )
            if self._link.answer(task, read):
                self._notice = "bridge.done" if read.signed else f"card.{read.trouble}"
            else:
                self._notice = "card.lost"
        except LastTry:
            self._last, self._notice = task.id, ""
        except KioskError:
            self._link.answer(task, Read(trouble="unreadable"))
            self._notice = "card.unreadable"
        finally:
            self._reading = ""


def draw(
    standing: ConnectionState,
    device: str,
    language: Language,
    *,
    token: str,
    reading: bool = False,
    asks_pin: bool = False,
    last: bool = False,
    notice: str = "",
) -> Response:
    """The page; `notice` is the key of a text, `last` that one try of the PIN is left."""
    asked = {"phone": "bridge.phone.lead"}.get(device, "bridge.pin.lead")
    unasked = {"phone": "bridge.phone.unasked"}.get(device, "bridge.visual.lead")
    return html(
        "bridge.html",
        lead=asked if asks_pin else unasked,
        say=speaker(load(language, "visit")),
        language=language,
        languages=[(one, plain(NATIVE_NAMES[one])) for one in Language],
        large=False,
        standing=standing,
        reading=reading,
        asks_pin=asks_pin,
        last=last,
        notice=notice,
        device=device,
        token=token,
    )


def _check(request: Request, hosts: Callable[[str], bool]) -> None:
    """Refuse other names of this machine: another site's page may not reach this one."""
    if not hosts(request.headers.get("host", "")):
        raise HTTPException(421, "this page has another name")
