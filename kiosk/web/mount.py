"""Adds the web pages to the service of `kiosk serve`."""

from collections.abc import Callable, Iterable, Sequence
from ipaddress import ip_network

from cryptography import x509
from fastapi import FastAPI, Response

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.homevisit.visit_pages import key_of
from kiosk.eligibility.national.system import National
from kiosk.web import bridge_routes
from kiosk.web.api.care_api import CareApi
from kiosk.web.api.facility_api import FacilityApi
from kiosk.web.bridges import Bridges
from kiosk.web.consents import Consents
from kiosk.web.render import style_name, style_response
from kiosk.web.runs import Run, Runs
from kiosk.web.sessions import Sessions
from kiosk.web.terminal.app_routes import AppPages
from kiosk.web.terminal.routes import Staff, TerminalPages
from kiosk.web.visit_routes import VisitPages


def add_pages(
    app: FastAPI,
    national: National,
    authorities: Iterable[x509.Certificate | bytes],
    house_networks: Sequence[str] = (),
    staff: Staff | None = None,
) -> VisitPages:
    """Add the pages and what a bridge calls; returns the consent pages."""
    bridges = Bridges()
    runs = Runs(Consents(national, authorities), bridges)
    networks = tuple(ip_network(one) for one in house_networks)
    pages = VisitPages(runs, Sessions[Run]("visit", "/visit"), networks)
    pages.add_to(app)
    bridge_routes.add_routes(app, bridges)
    CareApi(national, pages).add_to(app)
    own = (staff.facility, staff.renew_visual) if staff else ()
    FacilityApi(national, *own).add_to(app)
    if staff is not None:
        TerminalPages(national, staff).add_to(app)
        AppPages(national, staff, pages).add_to(app)

    @app.get(f"/static/{style_name()}", include_in_schema=False)
    async def style() -> Response:
        return style_response()

    return pages


def pages_of(
    facility: Facility | None, base: str, house_networks: Sequence[str], staff: Staff | None
) -> Callable[[FastAPI, National, x509.Certificate | bytes], Iterable[str]]:
    """What adds the pages to a service; it tells the address of the facility's pages."""

    def add(app: FastAPI, national: National, authority: x509.Certificate | bytes) -> Iterable[str]:
        add_pages(app, national, [authority], house_networks, staff)
        if facility is None:
            return ()
        registry = national.registry
        if registry.facility(facility.code) is None:
            registry.enroll_facility(facility.code, facility.name, None)
        key = key_of(registry, facility.code, national.clock())
        return (
            f"{base}/visit/f/{key} is the page for home visits of {facility.code}",
            f"{base}/terminal is for the facility's staff",
        )

    return add
