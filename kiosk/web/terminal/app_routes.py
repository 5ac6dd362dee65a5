"""マイナ資格確認アプリ as a page that is bound to one device by a key made at its activation."""

import asyncio
from collections.abc import Mapping

from fastapi import FastAPI, Request, Response

from kiosk.eligibility.national.homevisit import app_devices
from kiosk.eligibility.national.system import National
from kiosk.eligibility.uses import Channel, Use
from kiosk.errors import KioskError
from kiosk.homevisit import profile
from kiosk.homevisit.states import VisitRules, VisitState
from kiosk.session.events import Method
from kiosk.web.forms import read_form
from kiosk.web.limits import RateLimit
from kiosk.web.render import html, redirect
from kiosk.web.runs import Run
from kiosk.web.sessions import keep
from kiosk.web.terminal.pages import Field, Form, Notice, TerminalPage, say, use_name
from kiosk.web.terminal.routes import Role, Staff
from kiosk.web.visit_routes import VisitPages

KEY = "app"
KEY_SECONDS = 365 * 86400


class AppPages:
    """Activation and beginning of the app's page; the visit itself is that of the consent pages."""

    def __init__(self, national: National, staff: Staff, visits: VisitPages) -> None:
        self._national, self._staff, self._visits = national, staff, visits
        self._tries = RateLimit(10, 300)

    def add_to(self, app: FastAPI) -> None:
        """Add the routes. The key's cookie is sent to the consent pages too."""
        app.add_api_route("/visit/app", self.show, include_in_schema=False)
        app.add_api_route(
            "/visit/app/activate", self.activate, methods=["POST"], include_in_schema=False
        )
        app.add_api_route("/visit/app/begin", self.begin, methods=["POST"], include_in_schema=False)

    async def _facility(self, request: Request) -> str | None:
        key = request.cookies.get(KEY, "")
        if not key:
            return None
        found = await asyncio.to_thread(app_devices.facility_of, self._national.registry, key)
        return found[0] if found else None

    async def show(self, request: Request) -> Response:
        """The activation, or on an activated device the beginning of a visit."""
        facility = await self._facility(request)
        if facility is not None:
            return self._start()
        refused = say("app.refused") if request.cookies.get(KEY) else ""
        return self._activation(refused, 403 if refused else 200)

    def _activation(self, notice: str = "", status: int = 200) -> Response:
        fields = (
            Field("facility", say("app.facility")),
            Field("account", say("app.account")),
            Field("password", say("app.password"), "password"),
            Field("code", say("app.code")),
        )
        form = Form("/visit/app/activate", say("app.activate"), fields)
        notices = [Notice("alert", notice)] if notice else []
        notices.append(Notice("note", say("app.lead")))
        return _page(TerminalPage(say("app.title"), tuple(notices), forms=(form,)), status)

    def _start(self, notice: str = "", status: int = 200) -> Response:
        fields = (
            Field("use", say("app.use"), "select", options=tuple(
                (use.value, use_name(use)) for use in Use
            )),
            Field("method", say("app.method"), "select", options=(
                ("pin", say("app.method.pin")), ("visual", say("app.method.visual")),
            )),
            Field("visual", say("app.visual"), "password"),
        )  # fmt: skip
        form = Form("/visit/app/begin", say("app.begin"), fields)
        notices = (Notice("alert", notice),) if notice else ()
        return _page(TerminalPage(say("app.title"), notices, forms=(form,)), status)

    async def activate(self, request: Request) -> Response:
        """Bind this device: four fields, an account 医療情報閲覧, a code good once."""
        fields = await read_form(request)
        where = request.client.host if request.client else ""
        key = None
        if self._tries.take(where):
            key = await asyncio.to_thread(self._activate, fields)
        if key is None:
            return self._activation(say("app.wrong"), 403)
        response = redirect("/visit/app")
        secure = request.url.scheme == "https"
        keep(response, KEY, key, "/visit", secure=secure, age=KEY_SECONDS)
        return response

    def _activate(self, fields: Mapping[str, str]) -> str | None:
        if fields.get("facility", "") != self._staff.facility:
            return None
        try:
            account = self._staff.sign_in(fields.get("account", ""), fields.get("password", ""))
        except KioskError:
            return None
        if account is None or str(account.role) != Role.RECORDS.value:
            return None
        return app_devices.activate(
            self._national.registry,
            self._staff.facility,
            account.name,
            fields.get("code", ""),
            self._national.clock(),
        )

    async def begin(self, request: Request) -> Response:
        """Begin a visit on an activated device; 目視確認 wants the facility's password."""
        fields = await read_form(request)
        facility = await self._facility(request)
        if facility is None:
            return self._activation(say("app.refused"), 403)
        method = Method.VISUAL if fields.get("method") == "visual" else Method.PIN
        if method is Method.VISUAL and not await asyncio.to_thread(
            self._visual_right, fields.get("visual", "")
        ):
            return self._start(say("app.visual.wrong"), 403)
        use = Use(fields["use"]) if fields.get("use") in tuple(Use) else Use.VISIT
        known = await asyncio.to_thread(self._national.registry.facility, facility)
        rules = VisitRules(
            known[0] if known and known[0] else facility,
            use,
            profile.in_force(self._national.clock().date()),
            Channel.APP,
            ask_prescription=True,
            method=method,
        )
        run = Run(facility, "", VisitState(rules))
        run.device = request.cookies[KEY]
        return self._visits.begin(request, run)

    def _visual_right(self, password: str) -> bool:
        try:
            return self._staff.visual_right(password)
        except KioskError:  # shortly after a wrong one
            return False


def _page(page: TerminalPage, status: int) -> Response:
    return html("terminal.html", status, page=page, say=say, who="", menu=(), token="")
