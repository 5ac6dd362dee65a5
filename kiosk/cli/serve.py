"""`kiosk serve`: the simulated eligibility system for other programs."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.options import ConfigFile, complain, inform, read_config
from kiosk.cli.registry import Url, default_url
from kiosk.clock import Clock, japan
from kiosk.home import data_home

if TYPE_CHECKING:
    from kiosk.eligibility.facility import Facility
    from kiosk.eligibility.national.settings import EligibilitySettings
    from kiosk.web.terminal.routes import Staff


def serve(
    folder: Annotated[
        Path | None, typer.Option("--folder", help="OQS folder to serve (req, res, face).")
    ] = None,
    facility_code: Annotated[
        str, typer.Option("--facility", help="Medical institution code of the folder.")
    ] = "",
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port; 0 serves the folder only.")
    ] = 8780,
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
    once: Annotated[
        Path | None,
        typer.Option("--once", help="Answer one request file on the standard output, and end."),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that answer HTTP, on PostgreSQL only.")
    ] = 1,
    url: Url = "",
    config: ConfigFile = None,
) -> None:
    """Serve the simulated eligibility system over HTTP, and an OQS folder if one is given."""
    from kiosk.eligibility.facility import Facility
    from kiosk.eligibility.server.serve import serve as run
    from kiosk.eligibility.server.serving import Serving, Tls
    from kiosk.errors import KioskError
    from kiosk.web.mount import pages_of

    try:
        if (certificate is None) != (key is None) or (client_ca and not certificate):
            raise KioskError("TLS needs --certificate and --key, also where --client-ca is given")
        tls = Tls(certificate, key, client_ca) if certificate and key else None
        settings = read_config(config)
        if once is not None:
            answer_once(once, facility_code, url or default_url(), settings.system, clock_from(at))
            return
        name = settings.facility.name if facility_code else ""
        facility = Facility(facility_code, name) if facility_code else None
        scheme = "https" if tls else "http"
        staff = staff_of(facility) if facility is not None else None
        base = f"{scheme}://{host}:{port}"
        pages = pages_of(facility, base, house_network or (), staff) if workers == 1 else None
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
                pages=pages,
                workers=workers,
            ),
            say=inform,
        )
    except ValueError as error:
        complain(str(error))
        raise typer.Exit(1) from None


def answer_once(
    file: Path, code: str, url: str, settings: "EligibilitySettings", clock: Clock
) -> None:
    """Write the answer to a request file; the exit code is 1 if the file was not understood.

    The name of the file says the kind, as in `req`; the message says the facility unless `code`
    does. A bulk upload is worked off at once.
    """
    import re
    import sys

    from kiosk.eligibility.facility import Facility
    from kiosk.eligibility.national.store.registry import Registry
    from kiosk.eligibility.national.system import National
    from kiosk.eligibility.server.exchange import Exchange, RequestFile
    from kiosk.eligibility.server.kinds import split
    from kiosk.eligibility.server.serve import fill_if_empty
    from kiosk.errors import KioskError

    named = split(file.name)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise KioskError(f"{file} cannot be read ({error.strerror})") from None
    said = re.search(rb"<MedicalInstitutionCode>\s*([0-9]{10})\s*<", data)
    facility = Facility(code or (said[1].decode() if said else "0000000000"))
    registry = Registry(url)
    try:
        fill_if_empty(registry)
        exchange = Exchange(National(registry, settings, clock), facility)
        name = hashlib.sha256(file.name.encode() + data).hexdigest()
        (reply,) = exchange.answer([RequestFile(named[0] if named else "", data, name)])
        exchange.bulk.work(facility)
    finally:
        registry.close()
    sys.stdout.buffer.write(reply.data)
    sys.stdout.flush()
    if reply.reason is not None:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A clock that goes before Japan's; the processes of a service get copies."""

    by: timedelta

    def __call__(self) -> datetime:
        """The time that it shows."""
        return japan() + self.by


def clock_from(begin: datetime | None) -> Clock:
    """Japan's time, or a clock that shows `begin` now and goes on from there."""
    if begin is None:
        return japan
    return Ahead(begin - japan())


def staff_of(facility: "Facility") -> "Staff":
    """The accounts of `kiosk staff account` and the 目視モード用パスワード of this machine."""
    from kiosk.staff import accounts
    from kiosk.visual_password import FILE, VisualPassword
    from kiosk.web.terminal.routes import Staff

    known = accounts.Accounts(data_home() / accounts.FILE)
    visual = VisualPassword(data_home() / FILE)
    return Staff(facility.code, known.sign_in, visual.renew, visual.right)
