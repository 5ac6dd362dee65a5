"""What a facility's software does over HTTP with its own consents, address, codes and password.

These are the interfaces OQS-IF-037 to 040 and 049 to 056. Their elements are not public, so paths
and bodies are invented here. The caller's token says which facility it is.
"""

import asyncio
from collections.abc import Callable
from datetime import date, datetime

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel, ConfigDict

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.homevisit import app_devices, visit_pages
from kiosk.eligibility.national.homevisit.visits import Ledger
from kiosk.eligibility.national.refusals import TEXTS, Refusal
from kiosk.eligibility.national.store import queries
from kiosk.eligibility.national.store.queries import Search
from kiosk.eligibility.national.system import National
from kiosk.eligibility.uses import Use
from kiosk.session.codes import CancelledBy

TAGS = ["facility"]


class Shape(BaseModel):
    """Base of the JSON objects; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nothing(Shape):
    """`{}`: a body is asked for, because a page of another site cannot send one as JSON."""


class Insured(Shape):
    """Whose consents are cancelled: the particulars of an insurance."""

    insurer_number: str
    symbol: str = ""
    number: str
    birth: date
    branch: str | None = None


class Cancelled(Shape):
    """How many consents were cancelled."""

    cancelled: int


class Address(Shape):
    """The addresses of the facility's consent pages, by use."""

    addresses: dict[str, str]


class Password(Shape):
    """目視モード用パスワード, told this once."""

    password: str


class Code(Shape):
    """An activation code, told this once."""

    code: str


class Issued(Shape):
    """An activation code that was issued, without the code; `account` and `activated` once used."""

    id: int
    issued: datetime
    until: datetime
    account: str | None
    activated: datetime | None
    voided: datetime | None


class FacilityApi:
    """The routes under `/v1/facility`.

    `renew_visual` makes 目視モード用パスワード anew, that of the facility `own`.
    """

    def __init__(
        self, national: National, own: str = "", renew_visual: Callable[[], str] | None = None
    ) -> None:
        self._national, self._own, self._renew = national, own, renew_visual
        self._registry = national.registry

    def add_to(self, app: FastAPI) -> None:
        """Add the routes."""
        for path, method, name, call in (
            ("consents/cancel", "POST", "cancelConsents", self.cancel),
            ("address", "GET", "getAddress", self.address),
            ("address", "POST", "changeAddress", self.change_address),
            ("visual-password", "POST", "renewVisualPassword", self.renew_visual),
            ("activation-codes", "GET", "listActivationCodes", self.codes),
            ("activation-codes", "POST", "issueActivationCode", self.issue),
            ("activation-codes/{ident}/void", "POST", "voidActivationCode", self.void),
        ):
            app.add_api_route(
                f"/v1/facility/{path}", call, methods=[method], operation_id=name, tags=[*TAGS]
            )

    async def cancel(self, request: Request, whose: Insured) -> Cancelled:
        """閲覧同意取り消し (037/038): cancel a person's consents at this facility.

        409 where the particulars fit several persons: then nothing is cancelled.
        """
        return Cancelled(
            cancelled=await asyncio.to_thread(self._cancel, _facility(request).code, whose)
        )

    def _cancel(self, facility: str, whose: Insured) -> int:
        now = self._national.clock()
        search = Search(
            whose.insurer_number.strip(), whose.symbol, whose.number, whose.birth, whose.branch
        )
        with self._registry.transaction() as connection:
            found = queries.meant(connection, [search], now.date())[search]
            if len(found) > 1:
                raise HTTPException(409, TEXTS[Refusal.SEVERAL_PERSONS])
            ledger = Ledger(connection, facility, now, self._national.settings)
            return sum(ledger.cancel(holder.id, CancelledBy.FACILITY) for holder in found)

    async def address(self, request: Request) -> Address:
        """医療機関アクセスURL取得 (039/040)."""
        return await self._addresses(request, visit_pages.key_of)

    async def change_address(self, request: Request, _: Nothing) -> Address:
        """Change the address; the old one is no longer valid."""
        return await self._addresses(request, visit_pages.change_key)

    async def _addresses(self, request: Request, keyed: Callable[..., str]) -> Address:
        facility, now = _facility(request).code, self._national.clock()
        key = await asyncio.to_thread(keyed, self._registry, facility, now)
        base = f"{request.url.scheme}://{request.url.netloc}/visit/f/{key}"
        return Address(addresses={use.value: f"{base}/{use.value}" for use in Use})

    async def renew_visual(self, request: Request, _: Nothing) -> Password:
        """目視確認用パスコード取得 (049/050): made anew, because only its hash is kept."""
        if self._renew is None or _facility(request).code != self._own:
            raise HTTPException(404, "the password of this facility is not kept here")
        return Password(password=await asyncio.to_thread(self._renew))

    async def codes(self, request: Request) -> list[Issued]:
        """アクティベーションコード照会 (051/052), newest first."""
        found = await asyncio.to_thread(app_devices.listed, self._registry, _facility(request).code)
        return [Issued.model_validate(one, from_attributes=True) for one in found]

    async def issue(self, request: Request, _: Nothing) -> Code:
        """アクティベーションコード発行 (053/054)."""
        facility, now = _facility(request).code, self._national.clock()
        return Code(code=await asyncio.to_thread(app_devices.issue, self._registry, facility, now))

    async def void(self, request: Request, ident: int, _: Nothing) -> Issued:
        """アクティベーションコード無効化 (055/056); the device's next call is refused."""
        facility, now = _facility(request).code, self._national.clock()
        done = await asyncio.to_thread(app_devices.void, self._registry, facility, ident, now)
        if not done:
            raise HTTPException(404, "this facility has no such code that is not void")
        return next(one for one in await self.codes(request) if one.id == ident)


def _facility(request: Request) -> Facility:
    """The facility that the admission of the service has put there."""
    facility: Facility = request.state.facility
    return facility
