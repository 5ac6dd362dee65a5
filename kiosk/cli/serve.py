"""`kiosk serve`: the simulated eligibility system for other programs."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.options import ConfigFile, read_config
from kiosk.cli.registry import Url, default_url
from kiosk.clock import Clock, japan
from kiosk.home import data_home

if TYPE_CHECKING:
    from kiosk.eligibility.facility import Facility
    from kiosk.web.terminal_routes import Staff


def serve(
    folder: Annotated[
        Path | None, typer.Option("--folder", help="OQS folder to serve (req, res, face).")
    ] = None,
    facility_code: Annotated[
        str, typer.Option("--facility", help="Medical institution code of the folder.")
    ] = "",
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 serves the folder only.")] = 8780,
    without_token: Annotated[
        bool, typer.Option("--without-token", help="Ask nobody for a token; loopback only.")
    ] = False,
    certificate: Annotated[Path | None, typer.Option(help="TLS certificate file.")] = None,
    key: Annotated[Path | None, typer.Option(help="TLS key file.")] = None,
    client_ca: Annotated[
        Path | None, typer.Option(help="CA whose certificates callers must show (mutual TLS).")
    ] = None,
    house_network: Annotated[
        list[str] | None,
        typer.Option(help="Network of the house's Wi-Fi, from which no card can be read."),
    ] = None,
    at: Annotated[
        datetime | None,
        typer.Option(help="Let the system's clock begin at this Japanese time, to show months."),
    ] = None,
    url: Url = "",
    config: ConfigFile = None,
) -> None:
    """Serve the simulated eligibility system over HTTP, and an OQS folder if one is given."""
    from kiosk.eligibility.facility import Facility
    from kiosk.eligibility.server.serve import Serving, Tls
    from kiosk.eligibility.server.serve import serve as run
    from kiosk.errors import KioskError
    from kiosk.web.mount import pages_of

    try:
        if (certificate is None) != (key is None) or (client_ca and not certificate):
            raise KioskError("TLS needs --certificate and --key, also where --client-ca is given")
        tls = Tls(certificate, key, client_ca) if certificate and key else None
        settings = read_config(config)
        name = settings.facility.name if facility_code else ""
        facility = Facility(facility_code, name) if facility_code else None
        scheme = "https" if tls else "http"
        staff = staff_of(facility) if facility is not None else None
        run(
            Serving(
                registry_url=url or default_url(),
                ca_folder=data_home() / "ca",
                facility=facility,
                folder=folder,
                host=host,
                port=port,
                with_tokens=not without_token,
                tls=tls,
                settings=settings.system,
                clock=clock_from(at),
                pages=pages_of(facility, f"{scheme}://{host}:{port}", house_network or (), staff),
            ),
            say=typer.echo,
        )
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def clock_from(begin: datetime | None) -> Clock:
    """Japan's time, or a clock that shows `begin` now and goes on from there."""
    if begin is None:
        return japan
    ahead = begin - japan()
    return lambda: japan() + ahead


def staff_of(facility: "Facility") -> "Staff":
    """The accounts of `kiosk staff account` and the 目視モード用パスワード of this machine."""
    from kiosk.staff import accounts
    from kiosk.visual_password import FILE, VisualPassword
    from kiosk.web.terminal_routes import Staff

    known = accounts.Accounts(data_home() / accounts.FILE)
    visual = VisualPassword(data_home() / FILE)
    return Staff(facility.code, known.sign_in, visual.renew, visual.right)
