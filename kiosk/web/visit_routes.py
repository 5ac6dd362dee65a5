"""The routes of the consent pages. They draw what the flow says and send what was pressed."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import date
from ipaddress import IPv4Network, IPv6Network, ip_address

from fastapi import FastAPI, HTTPException, Request, Response

from kiosk.eligibility.national.homevisit import app_devices, visit_pages
from kiosk.eligibility.uses import Use
from kiosk.errors import KioskError
from kiosk.homevisit import profile
from kiosk.homevisit.events import Act, Pressed
from kiosk.homevisit.pages import describe
from kiosk.homevisit.states import VisitRules, VisitState
from kiosk.session.effects import Prescription
from kiosk.session.states import Language
from kiosk.texts import NATIVE_NAMES, Texts, load, plain
from kiosk.web.forms import read_form
from kiosk.web.limits import RateLimit
from kiosk.web.render import html, redirect
from kiosk.web.runs import Run, Runs
from kiosk.web.sessions import Session, Sessions, keep

log = logging.getLogger(__name__)

WAIT_SECONDS = 20.0
LOOK_SECONDS = 1.0
PLACE = "place"
"""Cookie with the key of the facility, so that an ended session can begin again."""
DEVICE = "device"
"""Cookie with the bridge that this browser was paired with."""
DEVICE_SECONDS = 12 * 3600

Networks = tuple[IPv4Network | IPv6Network, ...]


class VisitPages:
    """The pages, over the sessions of browsers."""

    def __init__(self, runs: Runs, sessions: Sessions[Run], house_networks: Networks = ()) -> None:
        self.runs, self.sessions, self._house = runs, sessions, house_networks
        self._entries = RateLimit(60, 60)

    def add_to(self, app: FastAPI) -> None:
        """Add the routes."""
        app.add_api_route("/visit/f/{key}", self.enter, include_in_schema=False)
        app.add_api_route("/visit/f/{key}/{use}", self.enter, include_in_schema=False)
        app.add_api_route("/visit", self.show, include_in_schema=False)
        app.add_api_route("/visit/wait", self.wait, include_in_schema=False)
        app.add_api_route("/visit/act", self.act, methods=["POST"], include_in_schema=False)
        app.add_api_route(
            "/visit/look", self.change_look, methods=["POST"], include_in_schema=False
        )

    async def enter(self, request: Request, key: str, use: str = Use.VISIT.value) -> Response:
        """Begin a session at a facility's address."""
        if not self._entries.take(client(request)):
            return message(Language.JAPANESE, "busy", 429)
        try:
            found = await asyncio.to_thread(
                visit_pages.facility_of, self.runs.consents.national.registry, key
            )
        except KioskError as error:
            log.warning("a consent page cannot be begun: %s", error.detail)
            return message(Language.JAPANESE, "busy", 503)
        if found is None or use not in tuple(Use):
            return message(Language.JAPANESE, "dead", 404)
        code, name = found
        today = self.runs.consents.today()
        rules = VisitRules(name or code, Use(use), profile.in_force(today))
        return self.begin(request, Run(code, f"{key}/{use}", VisitState(rules)))

    def begin(self, request: Request, run: Run) -> Response:
        """Begin a session with this run, paired with the browser's device if it is there."""
        run.house_network = self._in_house(request)
        known = self.sessions.signed(request.cookies.get(DEVICE, ""))
        run.bridge = self.runs.bridges.of_id(known) if known else None
        run.state = VisitState(run.state.rules, paired=run.bridge is not None)
        session = self.sessions.begin(run)
        response = redirect("/visit")
        secure = request.url.scheme == "https"
        self.sessions.set_cookie(response, session, secure=secure)
        if run.key:
            keep(response, PLACE, self.sessions.sign(run.key), "/visit", secure=secure, age=86400)
        return response

    async def show(self, request: Request) -> Response:
        """The page of the session's state."""
        session = self.sessions.of(request)
        if session is None:
            return self._ended(request)
        if not await self._device_stands(session.data):
            self.sessions.end(session)
            return redirect("/visit/app")
        await self.runs.look(session)
        run = session.data
        if isinstance(request.headers.get("purpose"), str):
            return Response(status_code=204)  # a page that is fetched ahead may not use up a notice
        response = self._page(session)
        run.stale = False
        if run.bridge is not None:
            secure = request.url.scheme == "https"
            value = self.sessions.sign(run.bridge.id)
            keep(response, DEVICE, value, "/visit", secure=secure, age=DEVICE_SECONDS)
        return response

    def _page(self, session: Session[Run]) -> Response:
        today = self.runs.consents.today()
        return draw(session.data, today, token=session.token, serial=session.serial)

    async def wait(self, request: Request) -> Response:
        """Answer when the session's state has changed, or after some seconds."""
        session = self.sessions.of(request)
        if session is None:
            return redirect("/visit")
        serial, until = session.serial, asyncio.get_running_loop().time() + WAIT_SECONDS
        while session.serial == serial and asyncio.get_running_loop().time() < until:
            await self.runs.look(session)
            if session.serial != serial or session.data.task is None:
                break
            changed = session.changed
            try:
                await asyncio.wait_for(changed.wait(), LOOK_SECONDS)
            except TimeoutError:
                if await request.is_disconnected():
                    break
            except asyncio.CancelledError:  # the server ends
                break
            changed.clear()
        return redirect("/visit")

    async def act(self, request: Request) -> Response:
        """A press. One that comes from an older page, or twice, changes nothing."""
        session, fields = await self._form(request)
        if session is None or not await self._device_stands(session.data):
            return redirect("/visit")
        async with session.turn:
            if fields.get("serial") != str(session.serial):
                session.data.stale = True
                return redirect("/visit")
            pressed = read_press(fields, self.runs.consents.today())
            if pressed is not None:
                await self.runs.feed(session, pressed, pressed.code)
        return redirect("/visit")

    async def change_look(self, request: Request) -> Response:
        """Another language or size of text."""
        session, fields = await self._form(request)
        if session is not None:
            if fields.get("language") in tuple(Language):
                session.data.language = Language(fields["language"])
            if "large" in fields:
                session.data.large = fields["large"] == "1"
        return redirect("/visit")

    async def _form(self, request: Request) -> tuple[Session[Run] | None, Mapping[str, str]]:
        """The session and the fields of its form. Raises HTTPException for a foreign form."""
        fields = await read_form(request)
        session = self.sessions.of(request)
        if session is not None and not session.genuine(fields.get("token", "")):
            raise HTTPException(403, "this form is not of this session")
        return session, fields

    async def _device_stands(self, run: Run) -> bool:
        """Whether the app's device is not voided; the consent pages need none."""
        if not run.device:
            return True
        registry = self.runs.consents.national.registry
        return await asyncio.to_thread(app_devices.facility_of, registry, run.device) is not None

    def _ended(self, request: Request) -> Response:
        place = self.sessions.signed(request.cookies.get(PLACE, ""))
        again = f"/visit/f/{place}" if place else ""
        return message(Language.JAPANESE, "expired", 410 if place else 404, again)

    def _in_house(self, request: Request) -> bool:
        try:
            address = ip_address(client(request))
        except ValueError:
            return False
        return any(address in network for network in self._house)


def draw(run: Run, today: date, *, token: str, serial: int) -> Response:
    """The page of a run; `token` and `serial` seal its forms."""
    texts = load(run.language, "visit")
    page = describe(run.state, texts, today)
    response = html(
        "visit.html",
        page=page,
        rules=run.state.rules,
        say=speaker(texts),
        language=run.language,
        languages=[(one, plain(NATIVE_NAMES[one])) for one in Language],
        large=run.large,
        stale=run.stale,
        token=token,
        serial=serial,
        acts=Act,
    )
    if page.waits:
        # The browser shows this page while /visit/wait is held open; it needs no script.
        response.headers["Refresh"] = "2; url=/visit/wait"
    return response


def client(request: Request) -> str:
    """The address that asks."""
    return request.client.host if request.client else ""


def speaker(texts: Texts) -> Callable[..., str]:
    """Texts without their marks, for templates."""

    def say(key: str, **values: object) -> str:
        return plain(texts(key, **values))

    return say


def message(language: Language, key: str, status: int, again: str = "") -> Response:
    """A page that only says something, in Japanese and another language: invalid, expired, busy."""
    texts = [load(one, "visit") for one in (language, Language.ENGLISH)]
    said = [(one.language, speaker(one)) for one in texts]
    return html("message.html", status, key=key, said=said, again=again)


def read_press(fields: Mapping[str, str], today: date) -> Pressed | None:
    """The press that a form tells of; None if it names no button."""
    if fields.get("act") not in tuple(Act):
        return None
    answers = {
        name.removeprefix("item."): value == "1"
        for name, value in fields.items()
        if name.startswith("item.") and value in ("0", "1")
    }
    day: date | None = None
    try:
        day = date.fromisoformat(fields.get("day", ""))
    except ValueError:
        day = None
    form = fields.get("prescription")
    prescription = Prescription(form) if form in tuple(Prescription) else None
    code = "".join(filter(str.isdecimal, fields.get("code", "")[:20]))
    return Pressed(Act(fields["act"]), today, answers, day, code, prescription)
