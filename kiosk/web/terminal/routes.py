"""The terminal's pages (資格確認端末) for staff: lists, medicines, calendar, address, devices."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from io import BytesIO
from typing import Protocol

import segno
from fastapi import FastAPI, HTTPException, Request, Response

from kiosk.eligibility.national.homevisit import app_devices, visit_pages
from kiosk.eligibility.national.homevisit.visits import Ledger, Visit, care_of
from kiosk.eligibility.national.medical.information import OK, medicine
from kiosk.eligibility.national.results import in_force
from kiosk.eligibility.national.store import queries
from kiosk.eligibility.national.store.queries import Holder
from kiosk.eligibility.national.system import National
from kiosk.eligibility.uses import Month, Use
from kiosk.eligibility.wire import medical_information as wire
from kiosk.errors import KioskError
from kiosk.session.codes import CancelledBy
from kiosk.web.forms import read_form
from kiosk.web.limits import RateLimit
from kiosk.web.render import HEADERS, html, redirect
from kiosk.web.sessions import Session, Sessions
from kiosk.web.terminal import pages as terminal_pages
from kiosk.web.terminal.pages import Cell, Field, Form, Notice, TerminalPage, say

IDLE_SECONDS = 10 * 60


class Role(StrEnum):
    """Kinds of accounts, as `kiosk.staff.roles` has them."""

    ADMIN = "admin"
    GENERAL = "general"
    RECORDS = "records"


class Account(Protocol):
    """An account that has signed in."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def role(self) -> str:
        """Its role, by name."""
        ...


SignIn = Callable[[str, str], Account | None]
"""Name and password to an account; None when wrong. Raises KioskError shortly after a wrong one."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The facility's staff: how they sign in, and how a 目視モード用パスワード is made anew."""

    facility: str
    sign_in: SignIn
    renew_visual: Callable[[], str]
    visual_right: Callable[[str], bool]


@dataclass(eq=False)
class SignedIn:
    """A signed-in account; `shown` is a secret that is shown once."""

    name: str
    role: Role
    shown: str = ""


MENU: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("/terminal/consents", "consents.title", frozenset(Role)),
    ("/terminal/calendar", "calendar.title", frozenset(Role)),
    ("/terminal/address", "address.title", frozenset({Role.ADMIN})),
    ("/terminal/devices", "device.title", frozenset({Role.ADMIN})),
    ("/terminal/visual", "visual.title", frozenset({Role.ADMIN})),
)
READERS = frozenset({Role.ADMIN, Role.RECORDS})
RECEPTION = frozenset({Role.ADMIN, Role.GENERAL})
PATIENTS = "/terminal/patient/{ident}"


class Forbidden(HTTPException):
    """The account may not do that, or the form is another session's."""


class TerminalPages:
    """The pages of one facility's terminal."""

    def __init__(self, national: National, staff: Staff) -> None:
        self._national, self._staff = national, staff
        self._registry = national.registry
        self._seats = Sessions[SignedIn]("terminal", "/terminal", idle=IDLE_SECONDS)
        self._tries = RateLimit(10, 300)

    def add_to(self, app: FastAPI) -> None:
        """Add the routes."""

        @app.exception_handler(Forbidden)
        async def _forbidden(_: Request, error: Forbidden) -> Response:
            notice = Notice("alert", say("forbidden"))
            link = Cell(say("consents.title"), "/terminal")
            page = TerminalPage(say("forbidden.title"), (notice,), links=(link,))
            return html(
                "terminal.html", error.status_code, page=page, say=say, who="", menu=(), token=""
            )

        for path, call in (
            ("/terminal", self.home),
            ("/terminal/consents", self.consents),
            ("/terminal/consents.csv", self.export),
            (PATIENTS, self.patient),
            ("/terminal/calendar", self.calendar),
            ("/terminal/address", self.address),
            ("/terminal/devices", self.devices),
            ("/terminal/visual", self.visual),
        ):
            app.add_api_route(path, call, include_in_schema=False)
        for path, act in (
            ("/terminal/sign-in", self.sign_in),
            ("/terminal/sign-out", self.sign_out),
            ("/terminal/medicines/{ident}", self.medicines),
            ("/terminal/cancel/{ident}", self.cancel),
            ("/terminal/address", self.change_address),
            ("/terminal/devices", self.issue_code),
            ("/terminal/devices/void/{ident}", self.void_device),
            ("/terminal/visual", self.renew_visual),
        ):
            app.add_api_route(path, act, methods=["POST"], include_in_schema=False)

    # signing in ------------------------------------------------------------------------------

    async def home(self, request: Request) -> Response:
        """The sign-in page, or the list."""
        if self._seats.of(request) is not None:
            return redirect("/terminal/consents")
        return self._sign_in_page()

    def _sign_in_page(self, notice: str = "", status: int = 200) -> Response:
        fields = (
            Field("name", say("sign_in.name")),
            Field("password", say("sign_in.password"), "password"),
        )
        form = Form("/terminal/sign-in", say("sign_in.button"), fields)
        notices = (Notice("alert", notice),) if notice else ()
        page = TerminalPage(say("sign_in.title"), notices, forms=(form,))
        return html("terminal.html", status, page=page, say=say, who="", menu=(), token="")

    async def sign_in(self, request: Request) -> Response:
        """Sign in; a wrong name and a wrong password look the same."""
        fields = await read_form(request)
        where = request.client.host if request.client else ""
        if self._tries.spent(where):
            return self._sign_in_page(say("sign_in.wait"), 429)
        try:
            account = await asyncio.to_thread(
                self._staff.sign_in, fields.get("name", ""), fields.get("password", "")
            )
        except KioskError:
            return self._sign_in_page(say("sign_in.wait"), 429)
        if account is None:
            self._tries.count(where)
            return self._sign_in_page(say("sign_in.wrong"), 403)
        session = self._seats.begin(SignedIn(account.name, Role(str(account.role))))
        response = redirect("/terminal/consents")
        self._seats.set_cookie(response, session, secure=request.url.scheme == "https")
        return response

    async def sign_out(self, request: Request) -> Response:
        """Sign out."""
        session, _ = await self._form(request, frozenset(Role))
        self._seats.end(session)
        return redirect("/terminal")

    def _seat(self, request: Request, roles: frozenset[Role]) -> Session[SignedIn]:
        """The session of an account with one of these roles. Raises HTTPException."""
        session = self._seats.of(request)
        if session is None:
            raise HTTPException(303, "sign in first", headers={"Location": "/terminal"})
        if session.data.role not in roles:
            raise Forbidden(403, "this account may not do that")
        return session

    async def _form(
        self, request: Request, roles: frozenset[Role]
    ) -> tuple[Session[SignedIn], Mapping[str, str]]:
        fields = await read_form(request)
        session = self._seat(request, roles)
        if not session.genuine(fields.get("token", "")):
            raise Forbidden(403, "this form is not of this session")
        return session, fields

    def _show(self, session: Session[SignedIn], page: TerminalPage, status: int = 200) -> Response:
        role = session.data.role
        menu = [(path, say(key)) for path, key, roles in MENU if role in roles]
        who = say("who", name=session.data.name, role=say(f"role.{role.value}"))
        return html(
            "terminal.html", status, page=page, say=say, who=who, menu=menu, token=session.token
        )

    # consents --------------------------------------------------------------------------------

    def _all(self) -> list[tuple[Visit, Holder]]:
        now = self._national.clock()
        with self._registry.transaction() as connection:
            ledger = Ledger(connection, self._staff.facility, now, self._national.settings)
            visits = ledger.all()
            ids = [visit.person_id for visit in visits]
            known = queries.holders(connection, ids, now.date())
        return [(visit, known[visit.person_id]) for visit in visits]

    def _one(self, ident: int) -> tuple[Visit, Holder]:
        found = next((one for one in self._all() if one[0].id == ident), None)
        if found is None:
            raise HTTPException(404, "there is no such consent")
        return found

    async def consents(self, request: Request) -> Response:
        """The list of consents."""
        session = self._seat(request, frozenset(Role))
        found = await asyncio.to_thread(self._all)
        return self._show(session, terminal_pages.consents_page(found, self._national.clock()))

    async def export(self, request: Request) -> Response:
        """The list as a file."""
        self._seat(request, frozenset(Role))
        found = await asyncio.to_thread(self._all)
        body = terminal_pages.consents_csv(found, self._national.clock())
        head = {**HEADERS, "Content-Disposition": 'attachment; filename="consents.csv"'}
        return Response(body, 200, head, "text/csv; charset=utf-8")

    async def patient(self, request: Request, ident: int) -> Response:
        """患者情報詳細."""
        session = self._seat(request, frozenset(Role))
        visit, holder = await asyncio.to_thread(self._one, ident)
        return self._show(session, self._details(session, visit, holder))

    def _details(self, session: Session[SignedIn], visit: Visit, holder: Holder) -> TerminalPage:
        role = session.data.role
        return terminal_pages.patient_page(
            visit,
            holder,
            self._national.clock(),
            records=role in READERS,
            cancels=role in RECEPTION,
        )

    async def medicines(self, request: Request, ident: int) -> Response:
        """《薬剤閲覧》 of some months; refused with the reason where the consent ended."""
        session, fields = await self._form(request, READERS)
        visit, holder = await asyncio.to_thread(self._one, ident)
        months = terminal_pages.month_range(fields.get("first", ""), fields.get("last", ""))
        if months is None:
            page = self._details(session, visit, holder)
            alert = Notice("alert", say("medicines.wrong"))
            return self._show(session, replace(page, notices=(alert,)), 422)
        told = await asyncio.to_thread(self._medicine, visit, holder, months[0], months[1])
        return self._show(session, terminal_pages.medicines_page(*told))

    def _medicine(
        self, visit: Visit, holder: Holder, first: object, last: object
    ) -> tuple[wire.Medicine, str]:
        now = self._national.clock()
        held = in_force(holder.insurances, now.date()) or holder.insurances[-1:]
        if not held:
            raise HTTPException(404, "the person has no insurance")
        head = wire.InformationHeader(
            medical_institution_code=self._staff.facility,
            insurer_number=f"{held[0].insurer_number:>8}",
            insured_person_identification_number=held[0].number,
            insurance_card_symbol=held[0].symbol or None,
            branch_number=held[0].branch,
        )
        body = wire.MedicineQuery(
            start_date=f"{first:%Y%m%d}",
            end_date=f"{last:%Y%m%d}",
            medical_treatment_flag=visit.use.treatment,
        )
        told = medicine(self._national, self._staff.facility, wire.MedicineRequest(head, body))
        if told.message_header.result_code == OK:
            return told, ""
        return told, told.message_header.message_contents or ""

    async def cancel(self, request: Request, ident: int) -> Response:
        """閲覧同意取り消し by the facility."""
        await self._form(request, RECEPTION)
        visit, holder = await asyncio.to_thread(self._one, ident)
        await asyncio.to_thread(self._cancel, visit, holder)
        return redirect(f"/terminal/patient/{ident}")

    def _cancel(self, visit: Visit, holder: Holder) -> None:
        with self._registry.transaction() as connection:
            ledger = Ledger(
                connection, self._staff.facility, self._national.clock(), self._national.settings
            )
            ledger.cancel(holder.id, CancelledBy.FACILITY, visit.id)

    async def calendar(self, request: Request) -> Response:
        """What must be confirmed again, by month."""
        session = self._seat(request, frozenset(Role))
        found = await asyncio.to_thread(self._all)
        care = await asyncio.to_thread(self._care, {holder.id for _, holder in found})
        page = terminal_pages.calendar_page(found, self._national.clock(), care)
        return self._show(session, page)

    def _care(self, ids: set[int]) -> dict[int, set[Month]]:
        if not ids:
            return defaultdict(set)
        with self._registry.transaction() as connection:
            return care_of(connection, self._staff.facility, ids)

    # the facility's own ----------------------------------------------------------------------

    async def address(self, request: Request) -> Response:
        """「医療機関別 URL 取得・変更」: the address and QR code of each use."""
        session = self._seat(request, frozenset({Role.ADMIN}))
        key = await asyncio.to_thread(
            visit_pages.key_of, self._registry, self._staff.facility, self._national.clock()
        )
        base = f"{request.url.scheme}://{request.url.netloc}/visit/f/{key}"
        pictures = tuple(
            (terminal_pages.use_name(use), f"{base}/{use.value}", qr(f"{base}/{use.value}"))
            for use in Use
        )
        form = Form("/terminal/address", say("address.change"), primary=False)
        note = Notice("note", say("address.lead"))
        page = TerminalPage(say("address.title"), (note,), forms=(form,), pictures=pictures)
        return self._show(session, page)

    async def change_address(self, request: Request) -> Response:
        """A new address; the old one is no longer valid."""
        await self._form(request, frozenset({Role.ADMIN}))
        await asyncio.to_thread(
            visit_pages.change_key, self._registry, self._staff.facility, self._national.clock()
        )
        return redirect("/terminal/address")

    async def devices(self, request: Request) -> Response:
        """アクティベーションコード of マイナ資格確認アプリ."""
        session = self._seat(request, frozenset({Role.ADMIN}))
        found = await asyncio.to_thread(app_devices.listed, self._registry, self._staff.facility)
        shown, session.data.shown = session.data.shown, ""
        return self._show(
            session, terminal_pages.devices_page(found, shown, self._national.clock())
        )

    async def issue_code(self, request: Request) -> Response:
        """A new code, shown once."""
        session, _ = await self._form(request, frozenset({Role.ADMIN}))
        session.data.shown = await asyncio.to_thread(
            app_devices.issue, self._registry, self._staff.facility, self._national.clock()
        )
        return redirect("/terminal/devices")

    async def void_device(self, request: Request, ident: int) -> Response:
        """Void a code or device."""
        await self._form(request, frozenset({Role.ADMIN}))
        now = self._national.clock()
        await asyncio.to_thread(app_devices.void, self._registry, self._staff.facility, ident, now)
        return redirect("/terminal/devices")

    async def visual(self, request: Request) -> Response:
        """目視モード用パスワード; a new one is shown once."""
        session = self._seat(request, frozenset({Role.ADMIN}))
        shown, session.data.shown = session.data.shown, ""
        notices = [Notice("note", say("visual.lead"))]
        if shown:
            notices = [Notice("good", say("visual.new")), Notice("code", shown), *notices]
        form = Form("/terminal/visual", say("visual.renew"))
        page = TerminalPage(say("visual.title"), tuple(notices), forms=(form,))
        return self._show(session, page)

    async def renew_visual(self, request: Request) -> Response:
        """Make it anew."""
        session, _ = await self._form(request, frozenset({Role.ADMIN}))
        session.data.shown = await asyncio.to_thread(self._staff.renew_visual)
        return redirect("/terminal/visual")


def qr(address: str) -> str:
    """An address as QR code, an SVG picture to be put into a page."""
    out = BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4
    )
    return out.getvalue().decode()
